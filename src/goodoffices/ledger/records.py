"""What the ledger hands back: kept sources, acts, revisions, log entries, the outcome of a verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodoffices.model.statements import Statement

__all__ = ["Act", "Entry", "KeptSource", "Proposed", "Revision", "Verification"]


@dataclass(frozen=True)
class KeptSource:
    """Where a source stands in the ledger."""

    id: int
    """Of the file, known by its hash."""
    text_id: int
    """Of this version of its kept text."""
    new: bool
    """Whether file or text was not there before. It does not say whether the text was read: propose its rows in any case."""


@dataclass(frozen=True)
class Proposed:
    """What became of proposed rows: ids given to new ones, and ids of those that were there already."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    updated: tuple[str, ...] = ()
    """Those of the known that nobody has judged and that the reader now reads otherwise, as after a change of the case."""


@dataclass(frozen=True)
class Act:
    """What one act did. ``entry`` is its number in the log, None where there was nothing to change."""

    entry: int | None
    changed: tuple[str, ...]
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """One version of one row: what it said, and who made it so, when, by which act, why."""

    statement: Statement
    number: int
    """1 is what the reader first proposed."""
    at: datetime
    who: str
    act: str
    why: str | None
    entry: int
    restores: int | None
    """The revision whose content an undo or redo brought back."""


@dataclass(frozen=True)
class Entry:
    """One act in the log. ``hash`` covers every other field, so the log is a chain."""

    seq: int
    at: datetime
    who: str
    act: str
    why: str | None
    before: Any
    after: Any
    previous: str
    hash: str


@dataclass(frozen=True)
class Verification:
    """What checking the hash chain found. ``head`` is the last entry's hash: noted elsewhere, it shows a log cut short."""

    entries: int
    head: str
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found to be wrong."""
        return not self.problems
