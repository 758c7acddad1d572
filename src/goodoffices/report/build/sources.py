"""The list of sources: what was read of each, by what, and what was left out as boilerplate."""

from __future__ import annotations

from collections import Counter

from goodoffices.model.sources import SourceText
from goodoffices.report.briefing import SourceEntry
from goodoffices.report.build.entries import Entries
from goodoffices.report.dates import day

__all__ = ["build_sources"]

_KINDS = {"text": "plain text", "trafilatura": "web page", "html": "web page"}


def build_sources(entries: Entries) -> tuple[SourceEntry, ...]:
    """In the order of their dates."""
    rows = Counter(row.source for row in entries.rows)
    return tuple(_entry(number, source, rows[source.source]) for number, source in enumerate(entries.sources, 1))


def _entry(number: int, source: SourceText, statements: int) -> SourceEntry:
    when = day(source.published_on) if source.published_on else "no date"
    dated = f" (from {source.dated_by})" if source.dated_by and source.published_on else ""
    kind = _KINDS.get(source.extractor.partition("/")[0], source.extractor)
    detail = [when + dated, source.publisher, source.author, source.language, source.track]
    return SourceEntry(
        number=number,
        title=source.title or source.source,
        detail=" · ".join(part for part in detail if part),
        read_as=f"{kind}, {len(source.text):,} characters, {statements} statement{'s' if statements != 1 else ''}",
        read_note=f"{source.source} · SHA-256 {source.sha256[:12]}…",
        left_out=_left_out(source),
        notes=source.notes,
    )


def _left_out(source: SourceText) -> str:
    """How much of a text was marked as boilerplate, and why; it is kept all the same."""
    size = sum(mark.end - mark.start for mark in source.boilerplate)
    if not size:
        return "Nothing"
    share = max(1, round(100 * size / max(1, len(source.text))))
    why = ", ".join(dict.fromkeys(mark.why for mark in source.boilerplate))
    return f"{share} of 100 characters: {why}"
