"""What a case's ``because`` names, found: passages in the kept texts, statements in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodoffices.errors import CaseError, Problem
from goodoffices.model.case import Evidence
from goodoffices.model.files import CaseFile, find_evidence
from goodoffices.model.files.changes import Keys
from goodoffices.model.files.evidence import evidence
from goodoffices.model.sources import Passage, SourceText
from goodoffices.model.statements import Statement
from goodoffices.reading.details import date_in_name
from goodoffices.reading.gather import gather

__all__ = ["EvidenceIndex", "Found", "Place", "check_quotes", "days_of"]

Place = tuple[str, str, str]
"""Section (``preferences``, ``proposals``), name, and the key of ``because``: an issue, a red line, ``red_lines``, a party."""

Found = Passage | Statement


@dataclass(frozen=True)
class EvidenceIndex:
    """Every piece of evidence of a case by the place that names it, and the day of each source and statement."""

    found: Mapping[Place, tuple[Found, ...]]
    days: Mapping[str, date | None]
    """Of a source by its path, of a statement by its id."""
    warnings: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, casefile: CaseFile, sources: Sequence[SourceText], statements: Sequence[Statement]) -> EvidenceIndex:
        """Find all that the case names.

        Raises
        ------
        CaseError
            If a quote does not stand in its source, or an id is not in the ledger; each with its place in the file.
        """
        rows = {row.id: row for row in statements if row.id is not None}
        report = find_evidence(casefile, {source.source: source.text for source in sources})
        problems = [*report.problems, *_unknown_ids(casefile, rows)]
        if problems:
            raise CaseError(problems)
        found: dict[Place, list[Found]] = {}
        for keys, piece in evidence(casefile.case):
            here = found.setdefault(place_of(keys), [])
            here.append(rows[piece] if isinstance(piece, str) else report.passages[keys])
        days: dict[str, date | None] = {source.source: source.published_on for source in sources}
        days.update({name: row.dated for name, row in rows.items()})
        return cls({place: tuple(items) for place, items in found.items()}, days, report.warnings)

    def dated(self, item: Evidence) -> date | None:
        """The day on which a piece of evidence was said or published; None where that is not known."""
        return self.days.get(item if isinstance(item, str) else item.source)


def check_quotes(casefile: CaseFile) -> tuple[str, ...]:
    """Check that every quote stands in its source, as far as the sources are there; names those that are not.

    Raises
    ------
    CaseError
        If a source is there and the words are not in it.
    """
    quotes: dict[str, list[str]] = {}
    for _, piece in evidence(casefile.case):
        if not isinstance(piece, str):
            quotes.setdefault(piece.source, []).append(piece.quote)
    inside = casefile.folder.resolve()
    there = [
        path for name in quotes if (path := casefile.folder / name).is_file() and path.resolve().is_relative_to(inside)
    ]
    gathered = gather(there, base=casefile.folder, details=casefile.sources)
    texts = {source.source: source.text for source in gathered.sources}
    # A source that cannot be looked at is taken at the case's word here; a briefing refuses it.
    report = find_evidence(casefile, {name: texts.get(name, "\n".join(words)) for name, words in quotes.items()})
    if report.problems:
        raise CaseError(report.problems)
    return tuple(name for name in quotes if name not in texts)


def days_of(casefile: CaseFile) -> dict[str, date | None]:
    """The day of each source that evidence names, as far as ``sources.csv`` or the file's name tells; no text is read."""
    named = {piece.source for _, piece in evidence(casefile.case) if not isinstance(piece, str)}
    listed = {name: details.published_on for name, details in casefile.sources.items()}
    return {name: listed.get(name) or date_in_name(name) for name in named}


def place_of(keys: Keys) -> Place:
    """Section, name and key of a place such as ``preferences, russia, because, truce, 0``."""
    words = [str(key) for key in keys[:-1] if key != "because"]
    return words[0], words[-2], words[-1]


def _unknown_ids(casefile: CaseFile, rows: Mapping[str, Statement]) -> Iterator[Problem]:
    """Ids that this ledger does not have."""
    lines = casefile.text.splitlines()
    for keys, piece in evidence(casefile.case):
        if isinstance(piece, str) and piece not in rows:
            line, column = casefile.place(*keys)
            yield Problem(
                str(casefile.path),
                f"this case's ledger has no statement {piece}",
                line,
                column,
                lines[line - 1],
                len(piece),
                "Ids belong to one ledger. A case that travels without it names passages: {source: ..., quote: ...}.",
            )
