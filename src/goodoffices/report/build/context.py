"""Words in their place: the sentence around a span, what stands about it, whether it is quoted, and a text cut by marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Span
from goodoffices.report.briefing import Stretch, TextPiece
from goodoffices.report.text import clipped

__all__ = ["around", "in_quotes", "marked_text", "sentence_of", "stretches"]

CONTEXT = 280
"""Most characters shown of the words before, and after, a sentence."""

_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W_])")
_OPENING, _CLOSING = "“„«", "”»"


def paragraph_of(text: str, span: Span) -> Span:
    """The line or block of lines around a span, without the blank lines about it."""
    start = text.rfind("\n\n", 0, span[0])
    end = text.find("\n\n", span[1])
    return (0 if start < 0 else start + 2, len(text) if end < 0 else end)


def sentence_of(text: str, span: Span) -> Span:
    """The sentence or sentences around a span.

    >>> text = "One thing. Another was said. A third."
    >>> text[slice(*sentence_of(text, (19, 22)))]
    'Another was said.'
    """
    first, last = paragraph_of(text, span)
    ends = [first + match.end() for match in _END.finditer(text[first:last])]
    start = max((end for end in ends if end <= span[0]), default=first)
    end = min((end for end in ends if end >= span[1]), default=last)
    while end > span[1] and text[end - 1].isspace():
        end -= 1
    return (start, end)


def around(text: str, sentence: Span) -> tuple[str, str]:
    """The words before and after a sentence, within its paragraph."""
    first, last = paragraph_of(text, sentence)
    return (
        clipped(text[first : sentence[0]], CONTEXT, end=True),
        clipped(text[sentence[1] : last], CONTEXT),
    )


def stretches(text: str, sentence: Span, relied: Iterable[Span]) -> tuple[Stretch, ...]:
    """A sentence with the words marked that a statement rests on."""
    row, at = [], sentence[0]
    for start, end in sorted(relied):
        if start > at:
            row.append(Stretch(text[at:start]))
        row.append(Stretch(text[max(start, at) : end], relied=True))
        at = max(at, end)
    row.append(Stretch(text[at : sentence[1]]))
    return tuple(stretch for stretch in row if stretch.text)


def in_quotes(text: str, span: Span) -> bool:
    """Whether a span stands inside quotation marks: the last mark before it in its paragraph opens.

    >>> in_quotes("He said “not now” twice.", (9, 16)), in_quotes("He said “not now” twice.", (18, 23))
    (True, False)
    """
    first, _ = paragraph_of(text, span)
    before = text[first : span[0] + 1] if text[span[0] : span[0] + 1] in (*_OPENING, '"') else text[first : span[0]]
    depth = sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)
    return depth > 0 or before.count('"') % 2 == 1


def marked_text(source: SourceText, spans: Sequence[tuple[str, Span]]) -> tuple[TextPiece, ...]:
    """A source's text cut wherever an entry's words or boilerplate begin or end; each entry starts in one piece.

    Parameters
    ----------
    source
        The kept text.
    spans
        Keys of entries, each with words that it rests on; an entry may have several.
    """
    text = source.text
    cuts = {0, len(text)}
    cuts.update(edge for _, span in spans for edge in span)
    cuts.update(edge for mark in source.boilerplate for edge in (mark.start, mark.end))
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    begun: set[str] = set()
    pieces = []
    for start, end in pairwise(edges):
        keys = tuple(dict.fromkeys(key for key, span in spans if span[0] < end and start < span[1]))
        starts = tuple(key for key in keys if key not in begun)
        begun.update(starts)
        why = next((mark.why for mark in source.boilerplate if mark.start < end and start < mark.end), "")
        pieces.append(TextPiece(text[start:end], keys, starts, why))
    return tuple(pieces)
