"""JSON to the tree that case files are read into, so that every value knows its line and column.

The grammar is that of RFC 8259, taken strictly: no remarks, no trailing commas, no ``NaN``. A key that stands twice is an
error, for programs differ in which one they take. Depth and number of values are bounded.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from goodoffices.model.exchange.documents import refuse
from goodoffices.model.files.page import Page
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence

__all__ = ["read_json"]

DEEPEST = 60
MOST = 500_000
"""Values in one file."""

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_WORD = re.compile(r"true|false|null")
_TOKEN = re.compile(r"[-+]?\w[\w.+-]*|\S")


def read_json(page: Page) -> Node:
    """The tree of a JSON text.

    Raises
    ------
    CaseError
        With the place of the first thing that is no JSON, a key that stands twice, or nesting that no such file has.
    """
    reader = _Reader(page)
    root, end = reader.value(reader.skip(0), 0)
    end = reader.skip(end)
    if end < len(page.text):
        reader.fault("more text after the end of the JSON value", end)
    return root


class _Reader:
    """Recursive descent; ``depth`` keeps hostile nesting from exhausting the stack."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        self.count = 0

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return at if found is None else found.end()

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        self.count += 1
        if depth > DEEPEST:
            self.fault(f"nested more than {DEEPEST} deep", at, "No file of this kind needs that.")
        if self.count > MOST:
            self.fault(f"more than {MOST:,} values", at)
        mark = self.text[at : at + 1]
        if mark == "{":
            return self.mapping(at, depth)
        if mark == "[":
            return self.sequence(at, depth)
        if mark == '"':
            return self.string(at)
        found = _NUMBER.match(self.text, at) or _WORD.match(self.text, at)
        if found is None:
            self.fault(
                f"{self.seen(at)} stands where a value should", at, "JSON knows no NaN, no Infinity and no remarks."
            )
        return self.scalar(at, found.end(), found[0], plain=True), found.end()

    def mapping(self, at: int, depth: int) -> tuple[Node, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "}" or entries:
            if self.text[end : end + 1] != '"':
                self.fault(f"{self.seen(end)} stands where a key in double quotes should", end)
            key, end = self.string(end)
            if key.text in entries:
                first = entries[key.text][0].line
                refuse(
                    self.page, f'the key "{key.text[:60]}" stands twice', key.line, key.column, key.end - key.start,
                    f"It stands first on line {first}. Only one can count.",
                )  # fmt: skip
            end = self.expect(self.skip(end), ":", "a colon")
            value, end = self.value(self.skip(end), depth + 1)
            entries[key.text] = (key, value)
            end = self.skip(end)
            if self.text[end : end + 1] == "}":
                break
            end = self.skip(self.expect(end, ",", "a comma or }"))
        return Mapping(*self.page.place(at), at, end + 1, entries), end + 1

    def sequence(self, at: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "]" or items:
            value, end = self.value(end, depth + 1)
            items.append(value)
            end = self.skip(end)
            if self.text[end : end + 1] == "]":
                break
            end = self.skip(self.expect(end, ",", "a comma or ]"))
        return Sequence(*self.page.place(at), at, end + 1, items), end + 1

    def string(self, at: int) -> tuple[Scalar, int]:
        found = _STRING.match(self.text, at)
        if found is None:
            self.fault("a text in double quotes that does not end on its line", at)
        try:
            text = json.loads(found[0])
        except json.JSONDecodeError as error:
            self.fault(f"no JSON text: {error.msg}", at + error.pos)
        return self.scalar(at, found.end(), text, plain=False), found.end()

    def scalar(self, at: int, end: int, text: str, *, plain: bool) -> Scalar:
        return Scalar(*self.page.place(at), at, end, text, plain)

    def expect(self, at: int, mark: str, what: str) -> int:
        if self.text[at : at + 1] != mark:
            self.fault(f"{self.seen(at)} stands where {what} should", at)
        return at + 1

    def seen(self, at: int) -> str:
        found = _TOKEN.match(self.text, at)
        return "the end of the file" if found is None else f'"{found[0][:40]}"'

    def fault(self, message: str, at: int, hint: str | None = None) -> NoReturn:
        refuse(self.page, message, *self.page.place(at), hint=hint)
