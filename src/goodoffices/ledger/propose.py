"""Proposing rows: new ones get the next ids in order, judged ones are left exactly as people left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from goodoffices.errors import LedgerError
from goodoffices.ledger.anchors import check_anchors
from goodoffices.ledger.journal import made, record, unpacked
from goodoffices.ledger.keep import words_of
from goodoffices.ledger.records import Proposed
from goodoffices.ledger.tables import log, revision, source, statement, text
from goodoffices.model.statements import State, Statement

__all__ = ["propose"]

T = TypeVar("T")

AT_ONCE = 500


def propose(connection: sa.Connection, rows: Iterable[Statement], who: str) -> Proposed:
    """Add the rows whose key is new, and renew those that nobody has judged where the reader now reads them otherwise.

    A key names a finding for good: whatever a person has judged stays as that person left it.
    """
    found: dict[str, Statement] = {}
    for row in rows:
        found.setdefault(row.key, row)
    known = _known(connection, list(found))
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(statement.c.id), 0))).scalar_one()
    fresh = {key: number for number, key in enumerate((key for key in found if key not in known), start=last + 1)}
    numbers = known | fresh
    texts = _Texts(connection)
    places = {key: texts.place(found[key]) for key in fresh}
    if places:
        statements = [{"id": fresh[key], "key": key, "text_id": text_id} for key, text_id in places.items()]
        connection.execute(sa.insert(statement), statements)
    revisions = [made(fresh[key], 1, _as_kept(connection, found[key], numbers)) for key in fresh]
    renewed = _renewed(connection, {number: _as_kept(connection, found[key], numbers) for key, number in known.items()})
    for again in renewed:
        texts.place(found[again["key"]])
    if revisions or renewed:
        before = {"rows": {f"s{one['statement_id']}": one["number"] - 1 for one in renewed}}
        after = {"rows": {f"s{one['statement_id']}": one["number"] for one in (*revisions, *renewed)}}
        record(connection, who, "propose", before=before, after=after, revisions=[*revisions, *renewed])
    return Proposed(
        added=tuple(f"s{number}" for number in fresh.values()),
        known=tuple(f"s{known[key]}" for key in found if key in known),
        updated=tuple(f"s{one['statement_id']}" for one in renewed),
    )


def _renewed(connection: sa.Connection, rows: dict[int, Statement]) -> list[dict[str, Any]]:
    """New revisions of those known rows that say something else now, come from the same file, and were never judged."""
    renewed = []
    for chunk in _chunks(sorted(rows)):
        newest = sa.select(revision.c.statement_id, sa.func.max(revision.c.number).label("number"))
        newest_of = newest.where(revision.c.statement_id.in_(chunk)).group_by(revision.c.statement_id).subquery()
        same = (newest_of.c.statement_id == revision.c.statement_id) & (newest_of.c.number == revision.c.number)
        query = sa.select(revision.c.statement_id, revision.c.number, revision.c.row).join(newest_of, same)
        judged = sa.select(revision.c.statement_id).join_from(revision, log).where(log.c.act != "propose")
        untouched = query.where(revision.c.statement_id.in_(chunk), revision.c.statement_id.not_in(judged))
        for number, version, stored in connection.execute(untouched.order_by(revision.c.statement_id)):
            now = made(number, version + 1, rows[number])
            # A copy under another name finds the same rows; they stay with the file they were first read from.
            if now["row"] != stored and _file(unpacked(now["row"])) == _file(unpacked(stored)):
                renewed.append(now)
    return renewed


def _file(row: dict[str, Any]) -> tuple[Any, Any]:
    return row.get("source"), row.get("sha256")


def _as_kept(connection: sa.Connection, row: Statement, numbers: dict[str, int]) -> Statement:
    """The row as proposed, pointing by id to the earlier row it repeats where that is in the ledger."""
    repeats = row.repeats
    if repeats is not None:
        number = numbers.get(repeats) or _known(connection, [repeats]).get(repeats)
        repeats = f"s{number}" if number else repeats
    return row.changed(state=State.PROPOSED, repeats=repeats)


def _known(connection: sa.Connection, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in _chunks(list(keys)):
        query = sa.select(statement.c.key, statement.c.id).where(statement.c.key.in_(chunk))
        found |= {row.key: row.id for row in connection.execute(query)}
    return found


def _chunks(items: list[T]) -> Iterator[list[T]]:
    """Not too many at once: databases limit the number of parameters."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


class _Texts:
    """The kept texts that a batch of rows points into, each fetched once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def place(self, row: Statement) -> int:
        """The id of the row's text, after seeing that the row stands in it."""
        name = (row.sha256, row.text_sha256)
        if name not in self._found:
            self._found[name] = self._fetch(row)
        text_id, body = self._found[name]
        check_anchors(row, body)
        if not 0 <= row.confidence <= 1:
            raise LedgerError(f"{row.source}: a confidence of {row.confidence} is not between 0 and 1.")
        return text_id

    def _fetch(self, row: Statement) -> tuple[int, str]:
        query = (
            sa.select(text.c.id, text.c.body)
            .join_from(text, source)
            .where(source.c.sha256 == row.sha256, text.c.text_sha256 == row.text_sha256)
        )
        found: Any = self._connection.execute(query).first()
        if found is None:
            raise LedgerError(
                f"{row.source}: its text is not kept in this ledger. Keep the source before its statements."
            )
        return found.id, words_of(found.body)
