"""Values of a JSON tree by kind, with a complaint in its place where one is missing or of another kind."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

from goodoffices.model.exchange.documents import refuse
from goodoffices.model.exchange.numbers import sensible
from goodoffices.model.files.page import Page
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence

__all__ = ["Fields"]


class Fields:
    """The values of one JSON file."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def refuse(self, node: Node, message: str, hint: str | None = None) -> NoReturn:
        """Complain about a value."""
        width = node.end - node.start if isinstance(node, Scalar) else 1
        refuse(self.page, message, node.line, node.column, max(1, width), hint)

    def get(self, node: Node, key: str) -> Node | None:
        """What stands under a key; None if nothing does, or ``null``."""
        found = self.mapping(node, "this").entries.get(key)
        if found is None or (isinstance(found[1], Scalar) and found[1].plain and found[1].text == "null"):
            return None
        return found[1]

    def need(self, node: Node, key: str, what: str) -> Node:
        """What must stand under a key."""
        found = self.get(node, key)
        if found is None:
            self.refuse(node, f'{what} has no "{key}"')
        return found

    def mapping(self, node: Node, what: str) -> Mapping:
        """Named entries."""
        if not isinstance(node, Mapping):
            self.refuse(node, f"{what} should be named entries in braces")
        return node

    def items(self, node: Node | None, what: str) -> list[Node]:
        """A list; nothing counts as an empty one."""
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self.refuse(node, f"{what} should be a list in square brackets")
        return node.items

    def text(self, node: Node, what: str) -> str:
        """A text; a number is taken as it is written."""
        if not isinstance(node, Scalar) or (node.plain and node.text in ("true", "false", "null")):
            self.refuse(node, f"{what} should be a text")
        return node.text

    def whole(self, node: Node, what: str, least: int, most: int) -> int:
        """A whole number between bounds."""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(node, f"{what} should be a whole number")
        if not least <= value <= most:
            hint = f"It should be from {least} to {most}." if least <= most else "There is none to choose from."
            self.refuse(node, f"{what} is out of range: {value}", hint)
        return value

    def number(self, node: Node, what: str) -> Decimal:
        """A number, exact."""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self.refuse(node, f"{what} should be a number")
        if not sensible(Decimal(value)):
            self.refuse(node, f"{what} is a number of no sensible size")
        return Decimal(value)

    def truth(self, node: Node | None, what: str) -> bool:
        """True or false; nothing counts as false."""
        if node is None:
            return False
        value = node.value if isinstance(node, Scalar) else None
        if not isinstance(value, bool):
            self.refuse(node, f"{what} should be true or false")
        return value
