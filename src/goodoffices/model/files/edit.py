"""Edits of a case file that touch nothing else: remarks, order, quotes and spacing of all other lines stay as they are.

An edit replaces, inserts or removes the characters of one entry. Then the new text is read again: it must differ from the old one
in exactly what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from goodoffices.errors import CaseError, Problem
from goodoffices.model.files.changes import Change, Insert, Keys, Remove, applied
from goodoffices.model.files.names import part
from goodoffices.model.files.page import Page
from goodoffices.model.files.render import as_data, block, flow
from goodoffices.model.files.yaml import Mapping, Node, Scalar, compose, plain
from goodoffices.model.files.yaml import Sequence as SequenceNode

__all__ = ["edited"]


def edited(text: str, changes: Sequence[Change], path: str = "case.yaml") -> str:
    """The text of a case file after some changes, one after the other.

    Raises
    ------
    KeyError
        If there is nothing to remove, or no list to insert into.
    CaseError
        If the file is written in a way in which the change cannot be made without touching more than it names.

    Examples
    --------
    >>> from goodoffices.model.files.changes import Put
    >>> print(edited("a: {b: 1}  # kept", [Put(("a", "c"), "no")]))
    a: {b: 1, c: "no"}  # kept
    """
    for change in changes:
        root = _tree(text, path)
        wanted = applied(plain(root), change)
        made = _Edit(text, root).make(change)
        if plain(_tree(made, path)) != wanted:
            keys = ".".join(map(str, change.keys))
            message = (
                f'"{keys}" cannot be changed without changing more: an anchor stands in the way, or an odd layout.'
            )
            raise CaseError([Problem(path, message, hint="Change it by hand.")])
        text = made
    return text


def _tree(text: str, path: str) -> Node:
    page = Page(path, text)
    root = compose(page)
    if page.problems or root is None:
        raise CaseError(page.found())
    return root


class _Edit:
    """One change of one text. Positions count characters; ``json`` says that the file is JSON and stays so."""

    def __init__(self, text: str, root: Node) -> None:
        self.text, self.root = text, root
        self.json = text.lstrip()[:1] in ("{", "[")
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def make(self, change: Change) -> str:
        """The text after the change."""
        if isinstance(change, Remove):
            return self.remove(change.keys)
        value = as_data(change.value)
        there = part(self.root, *change.keys)
        if isinstance(change, Insert):
            if not isinstance(there, SequenceNode):
                return self.put(change.keys, [value])
            if change.once and value in [plain(item) for item in there.items]:
                return self.text
            return self.insert(there, value, change.at)
        return self.put(change.keys, value) if there is None else self.replace(there, value)

    def replace(self, node: Node, value: Any) -> str:
        """Another value in the same place."""
        return self.text[: node.start] + self.flow(value) + self.text[self.end(node) :]

    def put(self, keys: Keys, value: Any) -> str:
        """A new entry in the deepest mapping that exists, holding all that is missing."""
        depth = next(n for n in range(len(keys) - 1, -1, -1) if part(self.root, *keys[:n]) is not None)
        holder = part(self.root, *keys[:depth])
        if not isinstance(holder, Mapping):
            raise KeyError(keys)
        for key in reversed(keys[depth + 1 :]):
            value = {key: value}
        entry = {str(keys[depth]): value}
        if self.in_flow(holder):
            return self.into_flow(holder, [pair[1] for pair in holder.entries.values()], self.flow(entry)[1:-1])
        if depth == 0:
            gap = "" if self.text.endswith("\n") else self.newline
            return self.text + gap + self.lines(block(entry, 0))
        last = max((pair[1] for pair in holder.entries.values()), key=self.end)
        indent = next(iter(holder.entries.values()))[0].column - 1
        return self.after_line(self.end(last), block(entry, indent))

    def insert(self, holder: SequenceNode, value: Any, at: int | None) -> str:
        """A new entry of a list."""
        place = len(holder.items) if at is None else at
        if self.in_flow(holder):
            if place < len(holder.items):
                start = holder.items[place].start
                return self.text[:start] + self.flow(value) + ", " + self.text[start:]
            return self.into_flow(holder, holder.items, self.flow(value))
        indent = holder.column - 1
        row = block([value], indent)
        if place >= len(holder.items):
            return self.after_line(self.end(holder.items[-1]), row)
        dash = self.text.rindex("-", 0, holder.items[place].start)
        start = dash - indent if not self.text[dash - indent : dash].strip() else dash
        if start == dash:
            row = row[indent:].rstrip("\n") + "\n" + " " * indent
        return self.text[:start] + self.lines(row) + self.text[start:]

    def into_flow(self, holder: Node, members: Sequence[Node], addition: str) -> str:
        """Text added before a closing bracket, after a comma where something stands before it."""
        if members:
            end = max(self.end(member) for member in members)
            return f"{self.text[:end]}, {addition}{self.text[end:]}"
        end = self.end(holder) - 1
        return self.text[:end] + addition + self.text[end:]

    def remove(self, keys: Keys) -> str:
        """The text without an entry; what held nothing else becomes empty."""
        holder = part(self.root, *keys[:-1])
        if part(self.root, *keys) is None or holder is None:
            raise KeyError(keys)
        spans = self.spans(holder)
        names = list(holder.entries) if isinstance(holder, Mapping) else list(range(len(spans)))
        index = names.index(keys[-1])  # type: ignore[arg-type]
        start, end = spans[index]
        if len(spans) == 1:
            return self.emptied(holder)
        if self.in_flow(holder):
            if index + 1 < len(spans):
                return self.text[:start] + self.text[spans[index + 1][0] :]
            comma = self.text.index(",", spans[index - 1][1], start)
            between = self.text[comma + 1 : start]
            return self.text[:comma] + (between if "#" in between else "") + self.text[end:]
        return self.without_lines(start, end, spans[index + 1][0] if index + 1 < len(spans) else end)

    def emptied(self, holder: Node) -> str:
        """The text with an empty collection in place of one; on the line of its key where nothing stands between."""
        before = self.text[: holder.start]
        if before.rstrip().endswith(":"):
            before = before.rstrip() + " "
        return before + ("{}" if isinstance(holder, Mapping) else "[]") + self.text[self.end(holder) :]

    def without_lines(self, start: int, end: int, following: int) -> str:
        """Text without the lines of an entry; one that begins behind a dash leaves the dash."""
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip():
            rest = following if not self.text[end:following].strip() else end
            return self.text[:start] + self.text[rest:].lstrip(" ")
        stop = self.text.find("\n", end)
        return self.text[:line] + ("" if stop < 0 else self.text[stop + 1 :])

    def spans(self, holder: Node) -> list[tuple[int, int]]:
        """First and last character of every entry, with its key or its dash."""
        if isinstance(holder, Mapping):
            return [(key.start, self.end(value)) for key, value in holder.entries.values()]
        items = holder.items if isinstance(holder, SequenceNode) else []
        if self.in_flow(holder):
            return [(item.start, self.end(item)) for item in items]
        return [(self.text.rindex("-", 0, item.start), self.end(item)) for item in items]

    def after_line(self, position: int, rows: str) -> str:
        """Text with whole lines put in after the line of a position."""
        stop = self.text.find("\n", position)
        if stop < 0:
            return self.text + self.newline + self.lines(rows).removesuffix(self.newline)
        return self.text[: stop + 1] + self.lines(rows) + self.text[stop + 1 :]

    def end(self, node: Node) -> int:
        """Where the last character of a node has been; a block ends with its last entry, not with what follows it."""
        if isinstance(node, Scalar) or self.in_flow(node):
            return node.start + len(self.text[node.start : node.end].rstrip())
        members = (
            [pair[1] for pair in node.entries.values()] if isinstance(node, Mapping) else getattr(node, "items", [])
        )
        return max(self.end(member) for member in members)

    def in_flow(self, node: Node) -> bool:
        """Whether a collection is written in brackets."""
        return re.match(r"(&\S+\s+)?[\[{]", self.text[node.start : node.end]) is not None

    def flow(self, value: Any) -> str:
        """A value on one line, in the file's own language."""
        return flow(value, as_json=self.json)

    def lines(self, rows: str) -> str:
        """Lines with the file's own line breaks."""
        return rows.replace("\n", self.newline)
