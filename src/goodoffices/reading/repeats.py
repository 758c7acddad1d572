"""Rows that say the same as another: same party, issue, stance and proposition, linked so that they count once.

``repeats`` names the earlier row. A headline's row repeats the sentence that it sums up, although that comes after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.sources import MarkedSpan
from goodoffices.model.statements import Statement
from goodoffices.reading.document import Document
from goodoffices.reading.topics import stem

__all__ = ["link_repeats"]

_SHARE = 0.7
_HEADLINE_SHARE = 0.5
_LOOK_BACK = 20
"""[rows] of one party, issue and stance that are compared, so that the time stays linear."""


def link_repeats(doc: Document, rows: Sequence[Statement], headlines: Sequence[MarkedSpan] = ()) -> list[Statement]:
    """The rows in their order, ``repeats`` set to the key of the row that says the same."""
    body: dict[tuple[str | None, str | None, str], list[tuple[str, frozenset[str]]]] = {}
    linked: list[Statement] = []
    waiting: list[int] = []
    for row in rows:
        if any(span.start <= row.content[0][0] < span.end for span in headlines):
            waiting.append(len(linked))
            linked.append(row)
            continue
        words = _words(doc, row)
        earlier = body.setdefault(_group(row), [])
        same = next((key for key, other in earlier[-_LOOK_BACK:] if _alike(words, other)), None)
        linked.append(row if same is None else row.changed(repeats=same))
        if same is None:
            earlier.append((row.key, words))
    for index in waiting:
        linked[index] = _summed_up(doc, linked[index], linked)
    return linked


def _summed_up(doc: Document, headline: Statement, rows: Sequence[Statement]) -> Statement:
    """A headline's row, linked to the first row below it by the same speaker or party with most of its words."""
    words = _words(doc, headline)
    for row in rows:
        if row.content[0][0] <= headline.content[0][0]:
            continue
        one = headline.party is not None and row.party == headline.party
        if (one or (headline.speaker.name and row.speaker.name == headline.speaker.name)) and words:
            other = _words(doc, row)
            if len(words & other) >= _HEADLINE_SHARE * min(len(words), max(1, len(other))):
                return headline.changed(repeats=row.key)
    return headline


def _group(row: Statement) -> tuple[str | None, str | None, str]:
    return row.party or row.speaker.name or row.speaker.text, row.issue, row.stance.value


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= 2 and len(one & other) >= _SHARE * len(one | other)


def _words(doc: Document, row: Statement) -> frozenset[str]:
    """The stems of a row's content words."""
    text = " ".join(doc.text[start:end] for start, end in row.content)
    return frozenset(stem(word.strip("“”\"'‘’.,;:!?").lower()) for word in text.split() if len(word) > 3)
