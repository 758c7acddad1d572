"""Judging rows: accept, reject, reopen, edit. Each act is one log entry, however many rows it moves.

A row that was changed and then accepted is ``edited``: accepted with changes. Whoever judges may say which revision was seen;
if another has been written since, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import RowChanged
from goodoffices.ledger.edits import EDITABLE, edited
from goodoffices.ledger.journal import made, record
from goodoffices.ledger.keep import source_text
from goodoffices.ledger.query import Current, current, histories
from goodoffices.ledger.records import Act, Revision
from goodoffices.model.statements import State, Statement

__all__ = ["change", "judge", "write"]


def judge(
    connection: sa.Connection,
    ids: Iterable[str],
    state: State,
    who: str,
    why: str | None,
    seen: Mapping[str, int] | None,
) -> Act:
    """Move rows to a state; ``accepted`` becomes ``edited`` for a row that no longer says what was proposed."""
    rows = current(connection, ids)
    past = histories(connection, rows)
    _still_seen(past, seen or {})
    new = {}
    for name, row in rows.items():
        target = _accepted(past[name], row.statement) if state is State.ACCEPTED else state
        if target is not row.statement.state:
            new[name] = row.statement.changed(state=target)
    act = {State.ACCEPTED: "accept", State.REJECTED: "reject"}.get(state, "reopen")
    return write(connection, act, rows, new, who, why)


def change(
    connection: sa.Connection, name: str, changes: Mapping[str, Any], who: str, why: str | None, seen: int | None
) -> Act:
    """Change fields of one row, which accepts it as changed."""
    rows = current(connection, [name])
    past = histories(connection, rows)
    _still_seen(past, {} if seen is None else {name: seen})
    row = rows[name].statement
    result = edited(row, changes, source_text(connection, row.text_sha256).text)
    if result == row:
        return Act(None, (), (name,))
    result = result.changed(state=_accepted(past[name], result))
    return write(connection, "edit", rows, {name: result}, who, why)


def write(
    connection: sa.Connection,
    act: str,
    rows: Mapping[str, Current],
    new: Mapping[str, Statement],
    who: str,
    why: str | None = None,
    *,
    restores: Mapping[str, int] | None = None,
    of: int | None = None,
) -> Act:
    """Append a revision for each row in ``new``, and their one log entry; nothing at all where ``new`` is empty."""
    unchanged = tuple(name for name in rows if name not in new)
    if not new:
        return Act(None, (), unchanged)
    revisions = [
        made(int(name[1:]), rows[name].number + 1, row, (restores or {}).get(name)) for name, row in new.items()
    ]
    after: dict[str, Any] = {"rows": {name: rows[name].number + 1 for name in new}}
    if of is not None:
        after["of"] = of
    before = {"rows": {name: rows[name].number for name in new}}
    entry = record(connection, who, act, before=before, after=after, why=why, revisions=revisions)
    return Act(entry, tuple(new), unchanged)


def _accepted(past: Sequence[Revision], row: Statement) -> State:
    """``accepted`` if the row says what the reader proposed, else ``edited``."""
    proposal = [made.statement for made in past if made.act == "propose"][-1]
    same = all(getattr(proposal, name) == getattr(row, name) for name in EDITABLE)
    return State.ACCEPTED if same else State.EDITED


def _still_seen(past: Mapping[str, Sequence[Revision]], seen: Mapping[str, int]) -> None:
    """Refuse when a row has been written since the revision that the writer saw."""
    for name, number in seen.items():
        last = past[name][-1] if name in past else None
        if last is not None and last.number != number:
            raise RowChanged(
                f"{name} was changed by {last.who} at {last.at:%Y-%m-%d %H:%M} UTC ({last.act}, revision {last.number}); "
                f"you saw revision {number}. Nothing was changed. Look at both versions and decide again.",
                seen=past[name][number - 1] if 1 <= number < last.number else None,
                last=last,
            )
