"""Quotations: found before sentences, block by block, so that no sentence ends inside one.

A quotation left open at the end of a block continues in the next if that begins with an opening mark (the
newspapers' convention); else it ends with its block. Apostrophes are not marks: a single quote counts only between
a space and a word, and only with a partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Quotation", "find_quotations"]

_MARK: Final = re.compile(r"[“”„«»\"‘’']|``")
_DOUBLE: Final = {'"', "''", "``", "“", "”", "„", "«", "»"}
_BEFORE_OPENING: Final = " \t\n\r\xa0([{—–-/:"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation in one block: its place with marks, and whether its closing mark is missing."""

    start: int
    end: int
    unclosed: bool = False
    continues: bool = False
    """Whether it carries on a quotation that the block before left open."""


def find_quotations(text: str, blocks: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations of the blocks, in order; nested ones belong to the outer.

    >>> found = find_quotations('“We will,” she said.', [(0, 20)])
    >>> [(q.start, q.end) for q in found]
    [(0, 10)]
    """
    found: list[Quotation] = []
    carried = False
    for start, end in blocks:
        inside = list(_in_block(text, start, end))
        if inside and carried and inside[0].start == start:
            first = inside[0]
            inside[0] = Quotation(first.start, first.end, first.unclosed, continues=True)
        if inside:
            carried = inside[-1].unclosed
        elif text[start:end].strip():
            carried = False
        found += inside
    return found


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The quotations of one block."""
    opened: int | None = None
    closer = ""
    marks = list(_marks(text, start, end))
    last_close = _last_single_close(marks)
    for number, (at, length, kind, opens, closes) in enumerate(marks):
        if opened is None:
            if opens and (kind == "double" or number < last_close):
                opened, closer = at, kind
        elif kind == closer and closes:
            yield Quotation(opened, at + length)
            opened = None
        elif kind == closer == "double" and opens and not closes and at > opened:
            continue  # a second opening mark inside: nested or a new paragraph of the same quotation
    if opened is not None and closer == "double":
        stop = end
        while stop > opened + 1 and text[stop - 1].isspace():
            stop -= 1
        if stop - opened > 1:
            yield Quotation(opened, stop, unclosed=True)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, bool, bool]]:
    """Each mark as place, length, kind, whether it may open and whether it may close."""
    skip = -1
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at < skip:
            continue
        if mark == "'" and at + 1 < end and text[at + 1] == "'":
            mark = "''"
        length = len(mark)
        skip = at + length
        before = text[at - 1] if at > start else " "
        after = text[at + length] if at + length < end else " "
        kind = "double" if mark in _DOUBLE else "single"
        if kind == "single":
            opens = mark != "’" and not before.isalnum() and before not in "’'.,!?" and not after.isspace()
            closes = mark != "‘" and not after.isalnum() and not before.isspace()
        elif mark in {"“", "„", "«", "``"}:
            opens, closes = True, mark == "“" and not before.isspace() and (after.isspace() or at + length >= end)
        elif mark in {"”", "»"}:
            opens, closes = False, True
        else:  # straight marks: the neighbours tell
            opens = (at == start or before in _BEFORE_OPENING) and not after.isspace()
            closes = not opens
        yield at, length, kind, opens, closes


def _last_single_close(marks: Sequence[tuple[int, int, str, bool, bool]]) -> int:
    """Index of the last single mark that may close, so that an opening one without a partner is an apostrophe."""
    for number in range(len(marks) - 1, -1, -1):
        if marks[number][2] == "single" and marks[number][4]:
            return number
    return -1
