"""Writing to the log: one entry for one act, with the revisions it made, linked to the entry before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import LedgerError, UsageError
from goodoffices.ledger.chain import FIRST, canonical, digest, entry_hash
from goodoffices.ledger.tables import log, revision
from goodoffices.model.statements import Statement

__all__ = ["OUTSIDE", "instant", "made", "record", "signed", "unpacked"]

_HASHED_ONLY = ("key", "text_sha256")
"""What a revision is hashed with but does not store: it stands in ``statement`` and ``text``."""

OUTSIDE = "it was changed from outside. Verifying the ledger lists every such place; put back a copy."


def signed(who: str) -> str:
    """The name an act goes under, without spaces around it.

    Raises
    ------
    UsageError
        If there is none: every act has somebody who did it.
    """
    if not isinstance(who, str) or not who.strip():
        raise UsageError("Who is doing this? The log needs a name for every act.")
    return who.strip()


def instant(at: str) -> datetime:
    """A log time as a moment in UTC."""
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        raise LedgerError(f"The log holds {at[:40]!r} as a time: {OUTSIDE}") from None


def unpacked(stored: str) -> Any:
    """What a JSON column holds."""
    try:
        return json.loads(stored)
    except ValueError:
        raise LedgerError(f"The ledger holds {stored[:40]!r} where it should hold data: {OUTSIDE}") from None


def made(number: int, version: int, row: Statement, restores: int | None = None) -> dict[str, Any]:
    """A revision to be written: version ``version`` of statement ``number``, with its id and its columns filled from the row."""
    row = row.changed(id=f"s{number}")
    return {
        "statement_id": number,
        "key": row.key,
        "text_sha256": row.text_sha256,
        "number": version,
        "restores": restores,
        "state": row.state.value,
        "party": row.party,
        "issue": row.issue,
        "stance": row.stance.value,
        "dated": row.dated.isoformat() if row.dated else None,
        "row": canonical(row.to_json()),
    }


def record(
    connection: sa.Connection,
    who: str,
    act: str,
    *,
    before: Any,
    after: dict[str, Any],
    why: str | None = None,
    revisions: Sequence[dict[str, Any]] = (),
) -> int:
    """Append one entry with its revisions, and return its number. The caller holds the write lock."""
    last = connection.execute(sa.select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, FIRST)
    if revisions:
        after = {**after, "digest": digest(revisions)}
    entry: dict[str, Any] = {
        "seq": seq,
        "at": datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "who": who,
        "act": act,
        "why": why,
        "before": canonical(before),
        "after": canonical(after),
        "previous": previous,
    }
    connection.execute(sa.insert(log), [{**entry, "hash": entry_hash(entry)}])
    if revisions:
        stored = [{k: v for k, v in row.items() if k not in _HASHED_ONLY} | {"entry": seq} for row in revisions]
        connection.execute(sa.insert(revision), stored)
    return seq
