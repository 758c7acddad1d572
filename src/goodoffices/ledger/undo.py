"""Undo and redo: new entries that bring back what rows said before an act, or after it.

Each person has a line of acts of their own. Undo takes back the last that still stands, redo the last that was taken back; a new
act ends the redoing. A whole act is taken back or nothing of it: if someone has since built on one of its rows, it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import RowChanged, UsageError
from goodoffices.ledger.journal import unpacked
from goodoffices.ledger.judge import write
from goodoffices.ledger.query import current, histories
from goodoffices.ledger.records import Act, Revision
from goodoffices.ledger.tables import log

__all__ = ["redo", "undo"]

JUDGING = ("accept", "reject", "reopen", "edit")


@dataclass
class _Line:
    """One person's acts: those that stand and those taken back, the latest at the end."""

    standing: list[Any] = field(default_factory=list)
    taken_back: list[Any] = field(default_factory=list)


def undo(connection: sa.Connection, who: str) -> Act:
    """Take back this person's last act that still stands."""
    line = _line(connection, who)
    if not line.standing:
        raise UsageError(f"There is nothing of {who}'s to undo.")
    return _bring(connection, line.standing[-1], who, "undo", here="after", there="before")


def redo(connection: sa.Connection, who: str) -> Act:
    """Do again what this person took back last."""
    line = _line(connection, who)
    if not line.taken_back:
        raise UsageError(f"There is nothing of {who}'s to redo.")
    return _bring(connection, line.taken_back[-1], who, "redo", here="before", there="after")


def _line(connection: sa.Connection, who: str) -> _Line:
    line = _Line()
    query = sa.select(log).where(log.c.who == who, log.c.act.in_([*JUDGING, "undo", "redo"])).order_by(log.c.seq)
    for entry in connection.execute(query).mappings():
        if entry["act"] == "undo" and line.standing:
            line.taken_back.append(line.standing.pop())
        elif entry["act"] == "redo" and line.taken_back:
            line.standing.append(line.taken_back.pop())
        elif entry["act"] in JUDGING:
            line.standing.append(entry)
            line.taken_back.clear()
    return line


def _bring(connection: sa.Connection, entry: Any, who: str, act: str, *, here: str, there: str) -> Act:
    """Set every row of an act to what it said ``there``, provided it still says what it said ``here``."""
    places = {name: unpacked(entry[name])["rows"] for name in ("before", "after")}
    rows = current(connection, places["after"])
    pasts = histories(connection, rows)
    new, restores = {}, {}
    for name, row in rows.items():
        past = pasts[name]
        if row.base != _base(past[places[here][name] - 1]):
            _refuse(name, entry, act, past[places[here][name] - 1], past[-1])
        target = past[places[there][name] - 1]
        new[name], restores[name] = target.statement, _base(target)
    return write(connection, act, rows, new, who, restores=restores, of=entry["seq"])


def _base(made: Revision) -> int:
    return made.restores or made.number


def _refuse(name: str, entry: Any, act: str, expected: Revision, last: Revision) -> None:
    raise RowChanged(
        f"Cannot {act} entry {entry['seq']} ({entry['act']}): {last.who} has since changed {name} "
        f"({last.act}, {last.at:%Y-%m-%d %H:%M} UTC). Nothing was changed; change the rows one by one instead.",
        seen=expected,
        last=last,
    )
