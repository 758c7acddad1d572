"""Random rows that stand in a given text."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Kind, Mark, Span, Speaker, Stance, Statement

__all__ = ["statements"]

words = st.none() | st.text(st.characters(), max_size=8)
days = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))


def spans(text: str) -> st.SearchStrategy[Span]:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return places.filter(lambda place: place[0] != place[1]).map(lambda place: (min(place), max(place)))


def marks(text: str) -> st.SearchStrategy[Mark | None]:
    return st.none() | spans(text).map(lambda span: Mark(text[slice(*span)], *span))


def speakers(text: str) -> st.SearchStrategy[Speaker]:
    def put(mark: Mark | None, name: str | None, role: str | None) -> Speaker:
        if mark is None:
            return Speaker(name=name, role=role)
        return Speaker(name, mark.text, mark.start, mark.end, role)

    return st.builds(put, marks(text), words, words)


@st.composite
def statements(draw: st.DrawFn, source: SourceText) -> Statement:
    """Any row, with any field present or absent."""
    text = source.text
    return Statement(
        source=source.source,
        sha256=source.sha256,
        text_sha256=source.text_sha256,
        speaker=draw(speakers(text)),
        content=tuple(draw(st.lists(spans(text), min_size=1, max_size=3))),
        support=draw(spans(text)),
        kind=draw(st.sampled_from(Kind)),
        stance=draw(st.sampled_from(Stance)),
        rule=draw(st.text(min_size=1, max_size=8)),
        confidence=draw(st.floats(0, 1)),
        party=draw(words),
        cue=draw(marks(text)),
        issue=draw(words),
        topics=tuple(draw(st.lists(st.text(max_size=4), max_size=2))),
        proposal=draw(words),
        condition=draw(marks(text)),
        hedge=draw(marks(text)),
        addressee=draw(words),
        said_on=draw(days),
        said_from=draw(days),
        said_to=draw(days),
        when=draw(marks(text)),
        published_on=draw(days),
        plover=draw(words),
        actor=draw(words),
        note=draw(words),
    )
