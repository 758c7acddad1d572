"""YAML 1.2 to a tree that knows its places: what every check of a case file walks over.

Events come from ruamel.yaml's parser; the meaning of plain words is the core schema of YAML 1.2 [YAML2021]_, so ``no`` and
``yes`` are words, and numbers are exact. Dates stay text. Depth and growth through aliases are bounded: no file can exhaust the
machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from goodoffices.model.files.page import Page
from goodoffices.model.files.syntax import explain

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "compose", "plain"]

DEEPEST = 40
"""A case needs eight levels."""
LARGEST = 200_000
"""Nodes after aliases are followed."""

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}


@dataclass(frozen=True, eq=False)
class Node:
    """Anything in the file, with its first character: line and column from 1, ``start`` and ``end`` in the text.

    A collection without brackets "ends" where the next thing begins, beyond remarks and empty lines.
    """

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Scalar(Node):
    """A word, text or number."""

    text: str
    plain: bool
    """Neither quoted nor a block of text."""

    @property
    def value(self) -> str | int | Decimal | bool | None:
        """What it means by the core schema; an endless or undefined number is a Decimal too."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        if len(self.text) <= 400:
            if _INTEGER.fullmatch(self.text):
                return int(self.text, 0) if self.text[:2] in ("0o", "0x") else int(self.text)
            if _DECIMAL.fullmatch(self.text):
                return Decimal(self.text)
            if _ENDLESS.fullmatch(self.text):
                return Decimal(self.text.replace(".", ""))
        return self.text

    @property
    def word(self) -> str | None:
        """The text, if it means text."""
        return self.text if isinstance(self.value, str) else None


@dataclass(frozen=True, eq=False)
class Sequence(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Mapping(Node):
    """Named entries: name to (key, value), in file order."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


def compose(page: Page) -> Node | None:
    """The tree of a text; what is wrong with it is noted on the page. None if there is nothing to go on with."""
    if _brackets(page.text) > DEEPEST * 4:
        page.note(f"brackets are nested more than {DEEPEST} deep", hint="A case needs eight levels.")
        return None
    composer = _Composer(page, YAML(typ="safe", pure=True).parse(page.text))
    try:
        return composer.document()
    except _TooMuch:
        return None
    except MarkedYAMLError as error:
        explain(page, error)
    except YAMLError as error:
        at = getattr(error, "position", None)
        page.note("a character that no text file holds", *(page.place(at) if isinstance(at, int) else ()))
    return None


def plain(node: Node) -> Any:
    """Dictionaries, lists and values, without places."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)  # noqa: S101  tells the type checker; there are only three kinds
    return node.value


def _brackets(text: str) -> int:
    """How deep brackets stand open at most, taken roughly: the parser itself would need quadratic time to find out."""
    deepest = depth = 0
    for mark in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if mark[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


class _TooMuch(Exception):
    """The file cannot be taken further."""


class _Composer:
    """Events to nodes. ``weights`` counts the nodes under each anchor, so that growth is known before it happens."""

    def __init__(self, page: Page, events: Iterator[Event]) -> None:
        self.page, self.events = page, events
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.open: set[str] = set()
        self.count = 0
        self.closed = 0
        """Where the collection that was finished last ends."""

    def document(self) -> Node | None:
        """The first document; a second one is a fault."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                self.note(event, "a second document begins", "A case file holds one; take the line --- out.")
                return root
            if isinstance(event, NodeEvent):
                root = self.node(event, 0)
        return root

    def node(self, event: NodeEvent, depth: int) -> Node:
        """One node with all that is under it."""
        self.count += 1
        if depth > DEEPEST:
            self.note(event, f"nested more than {DEEPEST} deep", "A case needs eight levels.")
            raise _TooMuch
        if self.count > LARGEST:
            self.note(event, f"more than {LARGEST:,} entries", "Aliases count as often as they are used.")
            raise _TooMuch
        if isinstance(event, AliasEvent):
            return self.alias(event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.note(event, f"tags such as {tag.rsplit(':', 1)[-1]} have no meaning here", "Quote what is text.")
        before, anchor = self.count, event.anchor
        if anchor:
            self.open.add(anchor)
        made = self.made(event, depth)
        if anchor:
            self.open.discard(anchor)
            self.anchors[anchor] = (made, self.count - before)
        return made

    def made(self, event: NodeEvent, depth: int) -> Node:
        """A scalar, list or mapping from its first event on."""
        place = self.place(event)
        if isinstance(event, ScalarEvent):
            return Scalar(*place, text=event.value, plain=event.style is None and event.implicit[0])
        if isinstance(event, SequenceStartEvent):
            items = [self.node(each, depth + 1) for each in self.until_end()]
            return Sequence(*place[:3], self.closed, items=items)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for each in self.until_end():
            key = self.node(each, depth + 1)
            value = self.node(self.next(), depth + 1)
            if not isinstance(key, Scalar):
                self.note(each, "a list or mapping stands where a name should")
            elif key.text in entries:
                first = entries[key.text][0].line
                hint = f"It stands first on line {first}. Only one can count."
                self.page.note(f'"{key.text}" stands twice', key.line, key.column, len(key.text), hint)
            else:
                entries[key.text] = (key, value)
        return Mapping(*place[:3], self.closed, entries=entries)

    def next(self) -> NodeEvent:
        """The event of a value; the parser gives every key one."""
        event = next(self.events)
        assert isinstance(event, NodeEvent)  # noqa: S101  tells the type checker
        return event

    def until_end(self) -> Iterator[NodeEvent]:
        """The first events of the members of a collection."""
        while isinstance(event := next(self.events), NodeEvent):
            yield event
        self.closed = event.end_mark.index

    def alias(self, event: AliasEvent) -> Node:
        """What an alias stands for."""
        if event.anchor in self.open:
            self.note(event, f"*{event.anchor} stands inside what it names")
            raise _TooMuch
        if event.anchor not in self.anchors:
            self.note(
                event, f"*{event.anchor} names nothing that stands before it", "Text that begins with * needs quotes."
            )
            raise _TooMuch
        made, weight = self.anchors[event.anchor]
        self.count += weight
        return made

    def place(self, event: Event) -> tuple[int, int, int, int]:
        """Line, column, start and end of an event."""
        mark = event.start_mark
        return mark.line + 1, mark.column + 1, mark.index, event.end_mark.index

    def note(self, event: Event, message: str, hint: str | None = None) -> None:
        """A problem at an event."""
        mark = event.start_mark
        width = event.end_mark.index - mark.index if event.end_mark.line == mark.line else 1
        self.page.note(message, mark.line + 1, mark.column + 1, max(1, width), hint)
