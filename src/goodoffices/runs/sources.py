"""From a case's ``sources`` folder to its ledger: new sources are read, their statements proposed, and nothing is read twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from goodoffices.ledger import Ledger
from goodoffices.model.case import Case
from goodoffices.model.files import CaseFile
from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Statement
from goodoffices.reading.gather import Gathered, gather
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.reader import read_statements

__all__ = ["ReadReport", "ledger_of", "read", "read_for_case", "read_into"]

Progress = Callable[[str, int, int, str], None]
"""Told the stage, how many are done, of how many, and a word about the last."""


@dataclass(frozen=True)
class ReadReport:
    """What a reading found: the sources, their rows, how many were new to the ledger, and what could not be used."""

    sources: tuple[SourceText, ...]
    statements: tuple[Statement, ...]
    added: int
    known: int
    problems: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def read(paths: Iterable[Path | str], case: Case | None = None, progress: Progress | None = None) -> ReadReport:
    """Read files and folders to statements, without a ledger.

    Raises
    ------
    PathNotFound
        If a path that was named does not exist.
    """
    gathered = gather([Path(path) for path in paths])
    rows = _rows(gathered, case, progress)
    statements = tuple(row for found in rows for row in found)
    return ReadReport(gathered.sources, statements, len(statements), 0, _problems(gathered), gathered.passed_over)


def read_into(
    casefile: CaseFile, ledger: Ledger, paths: Iterable[Path] | None = None, progress: Progress | None = None
) -> ReadReport:
    """Read sources into the ledger of a case: the paths named, or all that lies in its ``sources`` folder.

    Each source and its rows are kept in one transaction. One that cannot be used is reported; the rest is read all
    the same.
    """
    folder = casefile.folder
    if paths is None:
        paths = [folder / "sources"] if (folder / "sources").is_dir() else []
    gathered = gather(paths, base=folder, details=casefile.sources)
    added = known = 0
    rows = _rows(gathered, casefile.case, progress)
    for source, found in zip(gathered.sources, rows, strict=True):
        _, proposed = ledger.take_in(source, found)
        added, known = added + len(proposed.added), known + len(proposed.known)
    statements = tuple(row for found in rows for row in found)
    return ReadReport(gathered.sources, statements, added, known, _problems(gathered), gathered.passed_over)


def read_for_case(
    casefile: CaseFile, paths: Iterable[Path | str] | None = None, progress: Progress | None = None
) -> ReadReport:
    """Read sources into the ledger of a case: the paths named, or what lies in its ``sources`` folder."""
    chosen = None if paths is None else [Path(path) for path in paths]
    with Ledger.open(ledger_of(casefile)) as ledger:
        return read_into(casefile, ledger, chosen, progress)


def ledger_of(casefile: CaseFile) -> Path | str:
    """Where a case's ledger is: the database that ``GOODOFFICES_LEDGER`` names, else ``ledger.db`` in the case folder."""
    return os.environ.get("GOODOFFICES_LEDGER") or casefile.folder / "ledger.db"


def _rows(gathered: Gathered, case: Case | None, progress: Progress | None) -> list[tuple[Statement, ...]]:
    """The statements of each source, in order."""
    gazetteer = Gazetteer.empty() if case is None else Gazetteer.from_case(case)
    found = []
    for n, source in enumerate(gathered.sources, 1):
        found.append(read_statements(source, gazetteer))
        if progress is not None:
            progress("reading", n, len(gathered.sources), f"{Path(source.source).name}  {len(found[-1])} statements")
    return found


def _problems(gathered: Gathered) -> tuple[str, ...]:
    """What could not be used, and notes on what was read with reservations."""
    return tuple(str(problem) for problem in gathered.problems)
