"""Finding rows: the last revision of each, by what a person would ask for, and the history of some."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import LedgerError, UsageError, nearest
from goodoffices.ledger.identify import numbers_of
from goodoffices.ledger.journal import OUTSIDE, instant
from goodoffices.ledger.keep import words_of
from goodoffices.ledger.records import Revision
from goodoffices.ledger.tables import log, revision, source, source_name, statement, text
from goodoffices.model.statements import Stance, State, Statement

__all__ = ["Current", "Wanted", "current", "find", "histories"]

One = str | Collection[str] | None
"""A value, several of which any will do, or no condition."""

AT_ONCE = 500


@dataclass(frozen=True)
class Current:
    """The last revision of one row. ``base`` is the revision whose content it has: itself, or the one it brought back."""

    number: int
    base: int
    statement: Statement


@dataclass(frozen=True)
class Wanted:
    """Conditions on rows; all must hold. None asks nothing."""

    party: One = None
    issue: One = None
    stance: One = None
    state: One = None
    source: One = None
    since: date | None = None
    until: date | None = None
    speaker: str | None = None
    text: str | None = None
    ids: Iterable[str] | None = None


def find(connection: sa.Connection, wanted: Wanted) -> tuple[Statement, ...]:
    """The rows that meet every condition, in the order of their ids."""
    conditions = [
        *_among(revision.c.party, wanted.party),
        *_among(revision.c.issue, wanted.issue),
        *_among(revision.c.stance, _known_values(Stance, wanted.stance)),
        *_among(revision.c.state, _known_values(State, wanted.state)),
        *_from_source(wanted.source),
    ]
    if wanted.since is not None:
        conditions.append(revision.c.dated >= wanted.since.isoformat())
    if wanted.until is not None:
        conditions.append(revision.c.dated <= wanted.until.isoformat())
    numbers = None if wanted.ids is None else numbers_of(connection, wanted.ids)
    rows: Iterator[Statement] = (row.statement for row in _last(connection, conditions, numbers))
    if wanted.speaker is not None:
        rows = _by_speaker(rows, wanted.speaker)
    if wanted.text is not None:
        rows = _by_words(connection, rows, wanted.text)
    return tuple(rows)


def current(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Current]:
    """The last revision of each of these rows, by id in ascending order.

    Raises
    ------
    UnknownStatement
        If one of them is not in the ledger.
    """
    return {str(row.statement.id): row for row in _last(connection, [], numbers_of(connection, ids))}


def histories(connection: sa.Connection, ids: Iterable[str]) -> dict[str, tuple[Revision, ...]]:
    """Every revision of each of these rows, the proposal first."""
    found: dict[str, list[Revision]] = {}
    query = sa.select(revision, log.c.at, log.c.who, log.c.act, log.c.why).join_from(revision, log)
    query = query.order_by(revision.c.statement_id, revision.c.number)
    for chunk in _chunks(numbers_of(connection, ids)):
        for row in connection.execute(query.where(revision.c.statement_id.in_(chunk))).mappings():
            found.setdefault(f"s{row['statement_id']}", []).append(
                Revision(
                    statement=_row(row),
                    number=row["number"],
                    at=instant(row["at"]),
                    who=row["who"],
                    act=row["act"],
                    why=row["why"],
                    entry=row["entry"],
                    restores=row["restores"],
                )
            )
    return {name: tuple(made) for name, made in found.items()}


def _last(connection: sa.Connection, conditions: list[Any], numbers: list[int] | None) -> Iterator[Current]:
    newest = sa.select(revision.c.statement_id, sa.func.max(revision.c.number).label("number"))
    newest_of = newest.group_by(revision.c.statement_id).subquery()
    same = (newest_of.c.statement_id == revision.c.statement_id) & (newest_of.c.number == revision.c.number)
    query = sa.select(revision).join(newest_of, same).where(*conditions).order_by(revision.c.statement_id)
    chunks: Iterable[list[int] | None] = [None] if numbers is None else _chunks(numbers)
    for chunk in chunks:
        chosen = query if chunk is None else query.where(revision.c.statement_id.in_(chunk))
        for row in connection.execute(chosen).mappings():
            yield Current(row["number"], row["restores"] or row["number"], _row(row))


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    """Not too many at once: databases limit the number of parameters."""
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))


def _row(stored: Any) -> Statement:
    """A row as a revision holds it."""
    try:
        return Statement.from_json(json.loads(stored["row"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise LedgerError(
            f"Revision {stored['number']} of s{stored['statement_id']} cannot be read: {OUTSIDE}"
        ) from None


def _several(value: One) -> list[str] | None:
    if value is None:
        return None
    return [value] if isinstance(value, str) else list(value)


def _among(column: sa.Column[Any], value: One) -> list[Any]:
    several = _several(value)
    return [] if several is None else [column.in_([str(item) for item in several])]


def _known_values(closed: type[StrEnum], value: One) -> One:
    """The same values, once each is seen to be on a closed list."""
    known = [member.value for member in closed]
    for item in _several(value) or ():
        if item not in known:
            like = nearest(str(item), known)
            hint = f" Did you mean {like!r}?" if like else ""
            raise UsageError(f"No {closed.__name__.lower()} is called {item!r}.{hint} There are: {', '.join(known)}.")
    return value


def _from_source(value: One) -> list[Any]:
    """Rows of sources known under one of these names, or whose file hash begins so (8 digits or more)."""
    several = _several(value)
    if several is None:
        return []
    called = sa.select(source_name.c.source_id).where(source_name.c.name.in_(several))
    hashes = [item for item in several if len(item) >= 8 and not set(item) - set("0123456789abcdef")]
    matches = sa.or_(source.c.id.in_(called), *(source.c.sha256.startswith(item) for item in hashes))
    rows = sa.select(statement.c.id).join_from(statement, text).join(source).where(matches)
    return [revision.c.statement_id.in_(rows)]


def _by_speaker(rows: Iterable[Statement], speaker: str) -> Iterator[Statement]:
    """Rows whose speaker's name, or the words that named them, contain this; case does not matter."""
    wanted = _folded(speaker)
    return (
        row for row in rows if any(wanted in _folded(name) for name in (row.speaker.name, row.speaker.text) if name)
    )


def _by_words(connection: sa.Connection, rows: Iterable[Statement], words: str) -> Iterator[Statement]:
    """Rows whose supporting passage contains these words; case and line breaks do not matter."""
    wanted = _folded(words)
    bodies: dict[str, str] = {}
    for row in rows:
        if row.text_sha256 not in bodies:
            query = sa.select(text.c.body).where(text.c.text_sha256 == row.text_sha256).limit(1)
            bodies[row.text_sha256] = words_of(connection.execute(query).scalar_one())
        body = bodies[row.text_sha256]
        if any(wanted in _folded(body[start:end]) for start, end in (row.support, *row.content)):
            yield row


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
