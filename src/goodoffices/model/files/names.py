"""The names a case file defines, and whether what refers to them refers to something.

Names are taken from the tree, not from the model, so that a fault in one place hides nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.model.expressions import Expression, ExpressionError, parse
from goodoffices.model.files.page import Page, suggestion
from goodoffices.model.files.structure import note_at
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence
from goodoffices.model.preferences.orders import OptionOrder, OrderError, parse_order

__all__ = ["Names", "entries", "items", "part", "word"]


def part(node: Node | None, *keys: str | int) -> Node | None:
    """What stands under keys and positions; None where nothing does."""
    for key in keys:
        if isinstance(node, Mapping) and isinstance(key, str) and key in node.entries:
            node = node.entries[key][1]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
        else:
            return None
    return node


def entries(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Keys and values of a mapping; nothing for anything else."""
    if isinstance(node, Mapping):
        yield from node.entries.values()


def items(node: Node | None) -> Iterator[Node]:
    """Members of a list; nothing for anything else."""
    if isinstance(node, Sequence):
        yield from node.items


def word(node: Node | None) -> str | None:
    """The text of a scalar that means text."""
    return node.word if isinstance(node, Scalar) else None


@dataclass(frozen=True)
class Names:
    """Parties, and issues with their options, of one case file; and the page to note faults on."""

    page: Page
    parties: tuple[str, ...]
    issues: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, page: Page, root: Node) -> Names:
        """The names a tree defines."""
        return cls(
            page,
            tuple(key.text for key, _ in entries(part(root, "parties"))),
            {
                key.text: tuple(option.text for option, _ in entries(part(issue, "options")))
                for key, issue in entries(part(root, "issues"))
            },
        )

    def note(self, node: Node, message: str, hint: str | None = None) -> None:
        """A problem at a node."""
        note_at(self.page, node, message, hint)

    def warn(self, node: Node, message: str, hint: str | None = None) -> None:
        """A warning at a node."""
        note_at(self.page, node, message, hint, warning=True)

    def inside(self, node: Scalar, message: str, start: int, end: int, hint: str | None = None) -> None:
        """A problem with some characters of a text; at the text as a whole where escapes or breaks move them."""
        raw = self.page.text[node.start : node.end]
        quote = 0 if node.plain or raw[:1] not in "\"'" else 1
        if raw[quote : quote + len(node.text)] == node.text and "\n" not in node.text:
            self.page.note(message, node.line, node.column + quote + start, max(1, end - start), hint)
        else:
            self.note(node, message, hint)

    def party(self, node: Node) -> bool:
        """Whether a word names a party."""
        return self._known(node, self.parties, "party", "Parties of this case")

    def issue(self, node: Node) -> bool:
        """Whether a word names an issue."""
        return self._known(node, self.issues, "issue", "Issues of this case")

    def option(self, node: Node, issue: str) -> bool:
        """Whether a word names an option of an issue that is known."""
        return self._known(node, self.issues[issue], f'option of "{issue}"', f'Options of "{issue}"')

    def terms(self, node: Node | None) -> dict[str, str] | None:
        """A mapping of issue to option, checked; None if anything in it is at fault."""
        given: dict[str, str] = {}
        sound = isinstance(node, Mapping)
        for key, value in entries(node):
            if self.issue(key) and word(value) is not None and self.option(value, key.text):
                given[key.text] = str(word(value))
            else:
                sound = False
        return given if sound else None

    def expression(self, node: Node | None) -> Expression | None:
        """An expression whose every term exists; None if not."""
        if not isinstance(node, Scalar) or not node.word:
            return None
        try:
            tree = parse(node.text)
        except ExpressionError as error:
            self.inside(node, f"no expression: {error}", error.start, error.end, "Write terms such as issue.option.")
            return None
        sound = True
        for term in tree.terms():
            issue_end = term.start + len(term.issue)
            if term.issue not in self.issues:
                hint = suggestion(term.issue, self.issues, "Issues of this case")
                self.inside(node, f'no issue is named "{term.issue}"', term.start, issue_end, hint)
                sound = False
            elif term.option not in self.issues[term.issue]:
                hint = suggestion(term.option, self.issues[term.issue], f'Options of "{term.issue}"')
                start, end = issue_end + 1, issue_end + 1 + len(term.option)
                self.inside(node, f'no option of "{term.issue}" is named "{term.option}"', start, end, hint)
                sound = False
        return tree if sound else None

    def order(self, node: Node | None, issue: str) -> OptionOrder | None:
        """An order of an issue's options; None if it is none."""
        if not isinstance(node, Scalar) or not node.word:
            return None
        options = self.issues[issue]
        try:
            return parse_order(node.text, options)
        except OrderError as error:
            hint = 'Write options best first, as in a > b ~ c, or "?" for unknown.'
            message = str(error)
            if error.name is not None:
                message = f'no option of "{issue}" is named "{error.name}"'
                hint = suggestion(error.name, options, f'Options of "{issue}"')
            self.inside(node, message, error.start, error.end, hint)
            return None

    def _known(self, node: Node, known: Iterable[str], what: str, lead: str) -> bool:
        name = word(node)
        if name is None or name in known:
            return name is not None
        self.note(node, f'no {what} is named "{name}"', suggestion(name, known, lead))
        return False
