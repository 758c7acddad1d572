"""Rows that say the same as an earlier one: same party, issue, stance and proposition, linked so that they count once."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.statements import Statement
from goodoffices.reading.document import Document
from goodoffices.reading.topics import stem

__all__ = ["link_repeats"]

_SHARE = 0.7


def link_repeats(doc: Document, rows: Sequence[Statement]) -> list[Statement]:
    """The rows in their order, ``repeats`` set to the key of the first that says the same."""
    firsts: dict[tuple[str | None, str | None, str], list[tuple[str, frozenset[str]]]] = {}
    linked = []
    for row in rows:
        who = row.party or row.speaker.name or row.speaker.text
        words = _words(doc, row)
        earlier = firsts.setdefault((who, row.issue, row.stance.value), [])
        same = next((key for key, other in earlier[-20:] if _alike(words, other)), None)
        linked.append(row if same is None else row.changed(repeats=same))
        if same is None:
            earlier.append((row.key, words))
    return linked


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if len(one) < 2 or len(other) < 2:
        return False
    return len(one & other) >= _SHARE * len(one | other)


def _words(doc: Document, row: Statement) -> frozenset[str]:
    """The stems of a row's content words."""
    text = " ".join(doc.text[start:end] for start, end in row.content)
    return frozenset(stem(word.strip("“”\"'‘’.,;:!?").lower()) for word in text.split() if len(word) > 3)
