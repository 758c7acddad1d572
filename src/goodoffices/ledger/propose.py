"""Proposing rows: new ones get the next ids in order, known ones are left exactly as people left them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import LedgerError
from goodoffices.ledger.anchors import check_anchors
from goodoffices.ledger.journal import made, record
from goodoffices.ledger.keep import words_of
from goodoffices.ledger.records import Proposed
from goodoffices.ledger.tables import source, statement, text
from goodoffices.model.statements import State, Statement

__all__ = ["propose"]

AT_ONCE = 500
"""Keys looked up in one query; databases limit the number of parameters."""


def propose(connection: sa.Connection, rows: Iterable[Statement], who: str) -> Proposed:
    """Add the rows whose key is new. A key names a finding for good: judged, edited and rejected rows stay as they are."""
    rows = list(rows)
    numbers = _known(connection, [row.key for row in rows])
    was_known = set(numbers)
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(statement.c.id), 0))).scalar_one()
    fresh: list[Statement] = []
    for row in rows:
        if row.key not in numbers:
            last += 1
            numbers[row.key] = last
            fresh.append(row)
    known = dict.fromkeys(f"s{numbers[row.key]}" for row in rows if row.key in was_known)
    if fresh:
        texts = _Texts(connection)
        places = [texts.place(row) for row in fresh]
        statements = [
            {"id": numbers[row.key], "key": row.key, "text_id": text_id}
            for row, text_id in zip(fresh, places, strict=True)
        ]
        connection.execute(sa.insert(statement), statements)
        revisions = [made(numbers[row.key], 1, _as_kept(connection, row, numbers)) for row in fresh]
        after = {"rows": {f"s{numbers[row.key]}": 1 for row in fresh}}
        record(connection, who, "propose", before=None, after=after, revisions=revisions)
    return Proposed(tuple(f"s{numbers[row.key]}" for row in fresh), tuple(known))


def _as_kept(connection: sa.Connection, row: Statement, numbers: dict[str, int]) -> Statement:
    """The row as proposed, pointing by id to the earlier row it repeats where that is in the ledger."""
    repeats = row.repeats
    if repeats is not None:
        number = numbers.get(repeats) or _known(connection, [repeats]).get(repeats)
        repeats = f"s{number}" if number else repeats
    return row.changed(state=State.PROPOSED, repeats=repeats)


def _known(connection: sa.Connection, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    remaining = iter(dict.fromkeys(keys))
    while chunk := list(islice(remaining, AT_ONCE)):
        query = sa.select(statement.c.key, statement.c.id).where(statement.c.key.in_(chunk))
        found |= {row.key: row.id for row in connection.execute(query)}
    return found


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
