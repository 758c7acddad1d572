"""Blocks and sentences: lines of the kept text, and within each the stretches that end in a full stop.

A sentence ends at ``. ! ? …`` with closing marks, before a space and a capital or an opening mark; never inside a
quotation, never after a title or an initial, and after *U.S.* or *p.m.* only if the next word begins a clause. A
cap bounds the length, so that later steps stay linear on text without any full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from goodoffices.reading.quotations import Quotation
from goodoffices.reading.tokens import Tokens

__all__ = ["CAP", "find_blocks", "quotation_of", "split_sentences"]

CAP: Final = 2_000
"""[tokens] after which a sentence is broken by force."""

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ENDS: Final = {".", "!", "?", "…", "...", ".."}
_CLOSING: Final = {'"', "”", "’", "'", "''", ")", "]", "»"}
_STARTERS: Final = set(
    "the a an he she it they we i you in on at but and this that these those his her their its our after before "
    "when while if as for".split()
)
_ASKED: Final = set("said says asked replied added told wrote tweeted".split())


def find_blocks(text: str) -> list[tuple[int, int]]:
    r"""[start, end) of every block: a line, or in hard-wrapped text the lines between two blank ones.

    >>> find_blocks("One line.\n\nAnother.")
    [(0, 9), (11, 19)]
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if not _hard_wrapped(text, lines):
        return [_trim(text, start, end) for start, end in lines]
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][1], start) <= 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return [_trim(text, start, end) for start, end in blocks]


def split_sentences(
    text: str, tokens: Tokens, blocks: Sequence[tuple[int, int]], quoted: Sequence[int], quotations: Sequence[Quotation]
) -> list[tuple[int, int]]:
    """[first, last) token of every sentence; ``quoted`` is :func:`quotation_of`."""
    sentences: list[tuple[int, int]] = []
    at, total = 0, len(tokens)
    for _, end in blocks:
        first = at
        while at < total and tokens.starts[at] < end:
            at += 1
            stops = at < total and tokens.starts[at] < end and _ends_here(text, tokens, at - 1, quoted, quotations)
            if stops or at - first >= CAP:
                sentences.append((first, at))
                first = at
        if at > first:
            sentences.append((first, at))
    return sentences


def quotation_of(tokens: Tokens, quotations: Sequence[Quotation]) -> list[int]:
    """[tokens] the index of the quotation that each token lies in, or -1."""
    quoted = [-1] * len(tokens)
    number = 0
    for index, start in enumerate(tokens.starts):
        while number < len(quotations) and quotations[number].end <= start:
            number += 1
        if number == len(quotations):
            break
        if quotations[number].start <= start:
            quoted[index] = number
    return quoted


def _ends_here(text: str, tokens: Tokens, at: int, quoted: Sequence[int], quotations: Sequence[Quotation]) -> bool:
    """Whether the sentence ends after token ``at``, which is not the last of its block."""
    word, after = tokens.words[at], at + 1
    if quoted[at] >= 0 and quoted[after] == quoted[at]:
        return False
    if tokens.starts[after] == tokens.ends[at]:
        return False
    last = at
    while last > 0 and tokens.words[last] in _CLOSING:
        last -= 1
    mark = tokens.words[last]
    following = tokens.words[after]
    if mark in _ENDS:
        if quoted[at] >= 0 and (not following[0].isupper() or _said_follows(tokens, after)):
            return quoted[after] >= 0 and quoted[after] != quoted[at] and mark != "..."
        return (
            following[0].isupper()
            or following[0].isdigit()
            or (not following[0].isalnum() and following not in ",;-—–")
        )
    if word[-1] == "." and len(word) > 2 and word.count(".") > 1:  # U.S., p.m.
        return following[0].isupper() and tokens.lower[after] in _STARTERS
    return False


def _said_follows(tokens: Tokens, at: int) -> bool:
    """Whether a speaker and a verb of saying follow a question or exclamation in quotation marks."""
    for index in range(at, min(at + 6, len(tokens))):
        if tokens.lower[index] in _ASKED and index == at and tokens.words[at][0].isupper():
            return False  # "... war.” Asked whether ..."
        if tokens.lower[index] in _ASKED:
            return True
        if not tokens.words[index][0].isalnum():
            return False
    return False


def _hard_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Median line of 60-80 characters and most lines without a full stop."""
    if len(lines) < 8:
        return False
    lengths = sorted(end - start for start, end in lines)
    if not 60 <= lengths[len(lengths) // 2] <= 80 or lengths[-1] > 100:
        return False
    open_lines = sum(text[end - 1] not in '.!?”"' for _, end in lines)
    return open_lines * 2 > len(lines)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
