"""The ledger of a case: what was read, who judged it, and everything that was ever changed.

Rows are proposed by a reader and judged by people. Nothing that was written is changed or removed: a row's state is its last
revision, every act is an entry in a hash-chained log, and undoing is one more act. Tables: ``docs/methods/ledger.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from goodoffices.ledger import keep, query
from goodoffices.ledger.connect import Store
from goodoffices.ledger.journal import instant, signed, unpacked
from goodoffices.ledger.judge import change, judge
from goodoffices.ledger.propose import propose
from goodoffices.ledger.records import Act, Entry, KeptSource, Proposed, Revision, Verification
from goodoffices.ledger.tables import log
from goodoffices.ledger.undo import redo, undo
from goodoffices.ledger.verify import verify
from goodoffices.model.sources import SourceText
from goodoffices.model.statements import State, Statement

__all__ = ["Ledger"]

READER = "reader"
"""Under which the machine's own acts are logged."""


class Ledger:
    """An open ledger. Use it as a context manager, or :meth:`close` it.

    Every method is one transaction: it is done whole or not at all, and when it returns, it is on disk. Methods raise
    ``LedgerBusy`` when another program keeps writing for longer than the timeout, ``LedgerError`` when the database cannot be
    used; in both cases nothing was changed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(
        cls, location: Path | str, *, create: bool = True, read_only: bool = False, timeout: float = 5.0
    ) -> Ledger:
        """Open the ledger at a path or a database URL; its schema is brought up to date on the way.

        Parameters
        ----------
        location
            Path of ``ledger.db``, or ``postgresql://...``.
        create
            Whether to make a ledger where there is none. Its folder must exist.
        read_only
            Whether to promise not to write: works on a folder that cannot be written.
        timeout
            How long to wait for another writer [s].

        Raises
        ------
        LedgerError
            If there is no ledger, the file is something else or damaged, or a newer version wrote it.
        LedgerBusy
            If another program holds it for longer than ``timeout``.
        MissingExtra
            If the location is a PostgreSQL URL and its driver is not installed.
        """
        return cls(Store.open(location, create=create, read_only=read_only, timeout=timeout))

    @property
    def location(self) -> str:
        """Path, or URL without its password."""
        return self._store.where

    def close(self) -> None:
        """Let go of the database. Closing twice does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What was read -----------------------------------------------------------------------------------------------------

    def keep_source(self, source: SourceText, *, by: str = READER) -> KeptSource:
        """Store a source's text, known by the hash of the file; storing it again adds nothing."""
        with self._store.writing() as connection:
            return keep.keep_source(connection, source, signed(by))

    def propose(self, statements: Iterable[Statement], *, by: str = READER) -> Proposed:
        """Add rows as proposals, all or none. Of known ones, those that nobody has judged are brought up to what they now say.

        Raises
        ------
        LedgerError
            If a row's text is not kept here, or the row does not stand in it.
        """
        rows = list(statements)  # before the lock is taken: a reader may take its time
        with self._store.writing() as connection:
            return propose(connection, rows, signed(by))

    def take_in(
        self, source: SourceText, statements: Iterable[Statement], *, by: str = READER
    ) -> tuple[KeptSource, Proposed]:
        """Keep a source and propose its rows in one transaction, so that a crash cannot part them."""
        rows = list(statements)
        with self._store.writing() as connection:
            return keep.keep_source(connection, source, signed(by)), propose(connection, rows, signed(by))

    def sources(self) -> tuple[SourceText, ...]:
        """The latest text of each source, in the order in which they were first kept."""
        with self._store.reading() as connection:
            return keep.sources(connection)

    def text(self, text_sha256: str) -> SourceText:
        """A kept text by its hash, also one that a later extraction replaced.

        Raises
        ------
        LedgerError
            If no such text was kept.
        """
        with self._store.reading() as connection:
            return keep.source_text(connection, text_sha256)

    # Rows ----------------------------------------------------------------------------------------------------------------

    def statements(
        self,
        *,
        party: query.One = None,
        issue: query.One = None,
        stance: query.One = None,
        state: query.One = None,
        source: query.One = None,
        since: date | None = None,
        until: date | None = None,
        speaker: str | None = None,
        text: str | None = None,
        ids: Iterable[str] | None = None,
    ) -> tuple[Statement, ...]:
        """The rows as they now stand, by id, that meet every condition given.

        ``party``, ``issue``, ``stance``, ``state`` and ``source`` take one value or several, any of which will do; a source is
        named as it was read, or by the beginning of its file hash. ``since`` and ``until`` are inclusive and leave out rows
        without a date. ``speaker`` and ``text`` are looked for in the speaker's name and in the supporting passage, whatever the
        case.

        Raises
        ------
        UnknownStatement
            If one of ``ids`` is not in the ledger.
        UsageError
            If a stance or state does not exist.
        """
        wanted = query.Wanted(party, issue, stance, state, source, since, until, speaker, text, ids)
        with self._store.reading() as connection:
            return query.find(connection, wanted)

    def statement(self, id: str) -> Statement:
        """One row as it now stands."""
        return self.statements(ids=[id])[0]

    def history(self, id: str) -> tuple[Revision, ...]:
        """Every version of one row, the proposal first."""
        with self._store.reading() as connection:
            return query.histories(connection, [id])[id]

    # Judging -------------------------------------------------------------------------------------------------------------

    def accept(
        self, ids: Iterable[str], by: str, why: str | None = None, *, seen: Mapping[str, int] | None = None
    ) -> Act:
        """Accept rows, as one act. ``seen`` may give the revision of each that the judge looked at.

        Raises
        ------
        UnknownStatement
            If an id is not in the ledger.
        RowChanged
            If a row was written since the revision seen; it carries both versions.
        """
        with self._store.writing() as connection:
            return judge(connection, ids, State.ACCEPTED, signed(by), why, seen)

    def reject(
        self, ids: Iterable[str], by: str, why: str | None = None, *, seen: Mapping[str, int] | None = None
    ) -> Act:
        """Reject rows, as one act; reading again will not bring them back. Raises as :meth:`accept`."""
        with self._store.writing() as connection:
            return judge(connection, ids, State.REJECTED, signed(by), why, seen)

    def reopen(
        self, ids: Iterable[str], by: str, why: str | None = None, *, seen: Mapping[str, int] | None = None
    ) -> Act:
        """Put rows back among the proposals, with what they now say. Raises as :meth:`accept`."""
        with self._store.writing() as connection:
            return judge(connection, ids, State.PROPOSED, signed(by), why, seen)

    def edit(
        self, id: str, changes: Mapping[str, Any], by: str, seen_revision: int | None = None, why: str | None = None
    ) -> Act:
        """Change fields of a row, which accepts it as changed; values as in its JSON or as Python values.

        Raises
        ------
        UsageError
            If a field cannot be changed, or does not take that value.
        LedgerError
            If words would no longer stand in the source's text.
        RowChanged
            If the row was written since ``seen_revision``; it carries both versions.
        """
        with self._store.writing() as connection:
            return change(connection, id, changes, signed(by), why, seen_revision)

    def undo(self, by: str) -> Act:
        """Take back this person's last judging act that still stands, as a new act.

        Raises
        ------
        UsageError
            If there is none.
        RowChanged
            If someone has since changed one of its rows.
        """
        with self._store.writing() as connection:
            return undo(connection, signed(by))

    def redo(self, by: str) -> Act:
        """Do again what this person took back last. Raises as :meth:`undo`."""
        with self._store.writing() as connection:
            return redo(connection, signed(by))

    # The log ---------------------------------------------------------------------------------------------------------------

    def log(self) -> tuple[Entry, ...]:
        """Every act, in order."""
        with self._store.reading() as connection:
            rows = connection.execute(sa.select(log).order_by(log.c.seq)).mappings()
            return tuple(
                Entry(
                    **{
                        **row,
                        "at": instant(row["at"]),
                        "before": unpacked(row["before"]),
                        "after": unpacked(row["after"]),
                    }
                )
                for row in rows
            )

    def verify(self, head: str | None = None) -> Verification:
        """Check the whole ledger against its hash chain; ``head`` is the last hash as noted earlier, if it was."""
        with self._store.reading() as connection:
            return verify(connection, head)
