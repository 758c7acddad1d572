"""Boilerplate of plain text: marked with a reason, never deleted, so that offsets hold.

A line that is nothing but a known label is marked alone. A "related" line takes all that follows with it only if at
least two teasers (a short line without a full stop, then a line that ends in an ellipsis) come after it: an article
may go on after a "read more". A tail of three teasers without any label is marked too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from goodoffices.model.sources import MarkedSpan

__all__ = ["find_boilerplate", "find_headings"]

_LABEL: Final = re.compile(
    r"(?:share(?: this| on)?(?: (?:post|article|story|page|facebook|twitter|x|whatsapp|linkedin))?|read (?:more|also|next)|"
    r"subscribe(?: now| today)?|advertisement|sponsored(?: content)?|sign up(?: now| here)?|sign in|log in|"
    r"follow us(?: on .{1,20})?|print|"
    r"save|comments?|leave a (?:comment|reply)|click here|watch(?: live| now)?|listen(?: now)?|all rights reserved\.?|"
    r"(?:copyright|©|\(c\)).{0,80}\b(?:19|20)\d\d\b.{0,60})[:!.]?",
    re.IGNORECASE,
)
_RELATED: Final = re.compile(
    r"(?:related(?: (?:posts?|articles?|stories|news|content|topics|links))?|more (?:from|on|in) .{1,40}|more (?:stories|news)|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"recommended(?: for you)?|(?:also )?read (?:more|next|also)|most (?:read|popular)|"
    r"trending(?: now)?|latest (?:news|stories|posts)|what to read next|popular(?: now| posts)?)[:]?",
    re.IGNORECASE,
)
_STOPS: Final = (".", "!", "?", "…", ":", ";", ",", "”", '"')


def find_boilerplate(text: str, lines: Sequence[tuple[int, int]]) -> tuple[MarkedSpan, ...]:
    """Marked spans of a text whose non-blank lines are given in order."""
    spans: list[MarkedSpan] = []
    tail = _tail(text, lines)
    for number, (start, end) in enumerate(lines[:tail]):
        line = text[start:end]
        if len(line) > 140:
            continue
        if _RELATED.fullmatch(line) and _teasers(text, lines, number + 1) >= 2:
            tail = number
            break
        if _LABEL.fullmatch(line) or _RELATED.fullmatch(line):
            spans.append(MarkedSpan(start, end, "label"))
    if tail < len(lines):
        spans.append(MarkedSpan(lines[tail][0], lines[-1][1], "related posts"))
    return tuple(spans)


def find_headings(
    text: str, lines: Sequence[tuple[int, int]], boilerplate: Sequence[MarkedSpan]
) -> tuple[MarkedSpan, ...]:
    """Lines of plain text that stand as headings: short, without a full stop, and followed by a paragraph.

    The first line of a text is its headline and marked as such.
    """
    marked = {span.start for span in boilerplate}
    last = min((span.start for span in boilerplate if span.why == "related posts"), default=len(text))
    found = []
    body = [line for line in lines if line[0] not in marked and line[0] < last]
    for number, (start, end) in enumerate(body[:-1]):
        line = text[start:end]
        following = body[number + 1][1] - body[number + 1][0]
        if len(line) > 120 or line.endswith(_STOPS) or (not line[0].isalnum() and line[0] not in "“‘\"'#"):
            continue
        if number == 0 and any(len(text[a:b]) > 120 for a, b in body[1:]):
            found.append(MarkedSpan(start, end, "headline"))
        elif (following > len(line) and following > 100) or (_title_case(line) and len(line) < 90):
            found.append(MarkedSpan(start, end, "heading"))
    return tuple(found)


def _title_case(line: str) -> bool:
    """Whether most words of four letters or more begin with a capital, as in a heading."""
    words = re.findall(r"[^\W\d_]{4,}", line)
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _teasers(text: str, lines: Sequence[tuple[int, int]], at: int) -> int:
    """How many pairs of a short line without a full stop and a line that ends in an ellipsis follow."""
    count = 0
    while at + 1 < len(lines):
        if not (_short(text, lines[at]) and _elided(text, lines[at + 1])):
            at += 1
            continue
        count += 1
        at += 2
    return count


def _tail(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """Where a tail of at least three teasers begins; the number of lines if there is none."""
    at, count = len(lines), 0
    while at >= 2 and _short(text, lines[at - 2]) and _elided(text, lines[at - 1]):
        at -= 2
        count += 1
    return at if count >= 3 else len(lines)


def _short(text: str, line: tuple[int, int]) -> bool:
    return line[1] - line[0] <= 160 and text[line[1] - 1] not in ".…"


def _elided(text: str, line: tuple[int, int]) -> bool:
    return text[line[1] - 1] == "…" or text.endswith("...", line[0], line[1])
