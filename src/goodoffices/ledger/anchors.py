"""Anchors: where a row's words stand, as W3C Web Annotation selectors, and whether they stand there.

Every span becomes a pair: a ``TextPositionSelector`` and a ``TextQuoteSelector`` with its context [WebAnnotation2017]_. Both
follow from the span and the kept text, which never changes, so the pair is computed and not stored twice. Nothing is
normalised, white space included; offsets are Unicode code points.
"""

from __future__ import annotations

from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.model.statements import Mark, Span, Statement

__all__ = ["CONTEXT", "check_anchors", "selectors", "targets"]

CONTEXT = 32
"""Code points of context on each side."""


def selectors(span: Span, text: str) -> list[dict[str, Any]]:
    """The selector pair of one span of ``text``.

    >>> selectors((4, 8), "The port reopens.")[1]
    {'type': 'TextQuoteSelector', 'exact': 'port', 'prefix': 'The ', 'suffix': ' reopens.'}
    """
    start, end = span
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
    ]


def targets(row: Statement, text: str) -> list[dict[str, Any]]:
    """One annotation target for each content span of a row: the file by its hash, the text's hash as its state."""
    return [
        {
            "source": f"urn:sha256:{row.sha256}",
            "state": {"type": "TextState", "sha256": row.text_sha256},
            "selector": selectors(span, text),
        }
        for span in row.content
    ]


def check_anchors(row: Statement, text: str) -> None:
    """See that each span lies in the text, and that words given verbatim stand where the row says.

    Raises
    ------
    LedgerError
        Naming source, field and place; a row that does not stand in its text cannot be defended and is not kept.
    """
    for span in (*row.content, row.support):
        if not 0 <= span[0] < span[1] <= len(text):
            raise LedgerError(f"{row.source}: the span {list(span)} is not within the text of {len(text)} characters.")
    marks = {name: getattr(row, name) for name in ("cue", "condition", "hedge", "when")}
    who = row.speaker
    if who.text is not None and who.start is not None and who.end is not None:
        marks["speaker"] = Mark(who.text, who.start, who.end)
    for name, mark in marks.items():
        if mark is not None and not (0 <= mark.start < mark.end and text[mark.start : mark.end] == mark.text):
            raise LedgerError(
                f"{row.source}: {name} {mark.text!r} does not stand at characters {mark.start} to {mark.end} of the text, "
                f"where it says {text[max(0, mark.start) : max(0, mark.end)][:60]!r}. Words must be the source's own."
            )
