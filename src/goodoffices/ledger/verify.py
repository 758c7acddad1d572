"""Verifying a ledger: the hash chain, the revisions under it, the texts, and the columns that only repeat what is hashed.

Each problem names the first place a person should look at. A chain that was cut off at its end is whole as far as it goes:
compare ``head`` with one noted elsewhere to see that.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from goodoffices.ledger.chain import FIRST, digest, entry_hash
from goodoffices.ledger.keep import describe
from goodoffices.ledger.records import Verification
from goodoffices.ledger.tables import log, revision, source, statement, text
from goodoffices.model.statements import Statement

__all__ = ["verify"]


def verify(connection: sa.Connection, head: str | None = None) -> Verification:
    """Check everything that was ever written against the chain; with ``head``, also that the chain still contains it."""
    entries = [dict(row) for row in connection.execute(sa.select(log).order_by(log.c.seq)).mappings()]
    problems = [
        *_database(connection),
        *_links(entries),
        *_revisions(connection, entries),
        *_texts(connection),
        *_sources(connection, entries),
    ]
    if head is not None and head not in {FIRST, *(entry["hash"] for entry in entries)}:
        problems.append(f"log: no entry has the hash {head[:16]!r} that was noted; its end was cut off or rewritten")
    return Verification(len(entries), entries[-1]["hash"] if entries else FIRST, tuple(problems))


def _database(connection: sa.Connection) -> Iterator[str]:
    """What the database itself finds wrong with its pages and references."""
    if connection.dialect.name != "sqlite":
        return
    for [found] in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
        if found != "ok":
            yield f"file: {found}"
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} refers to a row of {other} that is not there"


def _links(entries: list[dict[str, Any]]) -> Iterator[str]:
    previous = FIRST
    for expected, entry in enumerate(entries, start=1):
        seq = entry["seq"]
        if seq != expected:
            yield f"log: entry {expected} is missing"
            return
        if entry["previous"] != previous:
            yield f"log: entry {seq} does not follow from the entry before it"
        if entry["hash"] != entry_hash(entry):
            yield f"log: entry {seq} was changed after it was written"
        previous = entry["hash"]


def _revisions(connection: sa.Connection, entries: list[dict[str, Any]]) -> Iterator[str]:
    """Each entry's revisions are those it was hashed with, none is without an entry, and each row's are numbered through."""
    stored: dict[int, list[Any]] = defaultdict(list)
    query = (
        sa.select(revision, statement.c.key, text.c.text_sha256)
        .select_from(revision)
        .outerjoin(statement, statement.c.id == revision.c.statement_id)
        .outerjoin(text, text.c.id == statement.c.text_id)
        .order_by(revision.c.statement_id, revision.c.number)
    )
    last: dict[int, int] = defaultdict(int)
    for row in connection.execute(query).mappings():
        stored[row["entry"]].append(row)
        last[row["statement_id"]] += 1
        if row["number"] != last[row["statement_id"]]:
            yield f"revision: s{row['statement_id']} has no revision {last[row['statement_id']]}"
            last[row["statement_id"]] = row["number"]
        yield from _columns(row)
    for entry in entries:
        expected = _parsed(entry["after"]).get("digest")
        rows = stored.pop(entry["seq"], [])
        if (digest(rows) if rows else None) != expected:
            named = ", ".join(f"s{row['statement_id']}" for row in rows[:3]) + (", ..." if len(rows) > 3 else "")
            yield f"revision: what entry {entry['seq']} wrote is no longer what it wrote ({named or 'all of it is gone'})"
    for seq, rows in stored.items():
        yield f"revision: {len(rows)} made by entry {seq}, which is not in the log"
    numbers = connection.execute(sa.select(statement.c.id).order_by(statement.c.id)).scalars()
    for expected_id, number in enumerate(numbers, start=1):
        if number != expected_id or number not in last:
            yield f"statement: s{expected_id} is missing or has no revision"
            return


def _columns(row: Any) -> Iterator[str]:
    """The columns that are filtered on say what the row says."""
    name = f"s{row['statement_id']} (revision {row['number']})"
    try:
        said = Statement.from_json(json.loads(row["row"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        yield f"revision: {name} cannot be read"
        return
    dated = said.dated.isoformat() if said.dated else None
    expected = (said.state.value, said.party, said.issue, said.stance.value, dated)
    if expected != tuple(row[column] for column in ("state", "party", "issue", "stance", "dated")):
        yield f"revision: the columns of {name} differ from the row they repeat"
    if said.id != f"s{row['statement_id']}" or said.key != row["key"] or said.text_sha256 != row["text_sha256"]:
        yield f"revision: {name} is not about the statement it is filed under"


def _texts(connection: sa.Connection) -> Iterator[str]:
    for row in connection.execute(sa.select(text.c.id, text.c.text_sha256, text.c.body)):
        if hashlib.sha256(bytes(row.body)).hexdigest() != row.text_sha256:
            yield f"text: text {row.id} is not the one that was kept"


def _sources(connection: sa.Connection, entries: list[dict[str, Any]]) -> Iterator[str]:
    """What is said about each source is what was last logged."""
    logged = {
        after["id"]: after for after in (_parsed(e["after"]) for e in entries if e["act"] == "keep") if "id" in after
    }
    there = set(connection.execute(sa.select(source.c.id)).scalars())
    for source_id in sorted(there | set(logged)):
        if source_id not in there:
            yield f"source: source {source_id} is gone"
        elif describe(connection, source_id) != logged.get(source_id):
            yield f"source: what is stored about source {source_id} is not what was logged"


def _parsed(stored: str) -> dict[str, Any]:
    try:
        value = json.loads(stored)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
