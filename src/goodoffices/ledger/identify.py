"""From the ids that people write (``s12``) to rows, or an error that says which ids there are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa

from goodoffices.errors import UnknownStatement
from goodoffices.ledger.tables import statement

__all__ = ["numbers_of"]

ID = re.compile(r"s([1-9][0-9]{0,17})")


def numbers_of(connection: sa.Connection, ids: Iterable[str]) -> list[int]:
    """The row numbers of these ids, ascending, each once.

    Raises
    ------
    UnknownStatement
        Naming the ids that are not in the ledger, and the range that is.
    """
    given = [ids] if isinstance(ids, str) else list(ids)
    last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(statement.c.id), 0))).scalar_one()
    found: set[int] = set()
    unknown: dict[str, None] = {}
    for name in given:
        match = ID.fullmatch(name) if isinstance(name, str) else None
        # Rows are never deleted and numbers never skipped, so the last number tells which there are.
        if match and int(match[1]) <= last:
            found.add(int(match[1]))
        else:
            unknown[str(name)] = None
    if unknown:
        raise UnknownStatement(_message(list(unknown), last))
    return sorted(found)


def _message(unknown: list[str], last: int) -> str:
    named = ", ".join(repr(name) for name in unknown[:5]) + (
        f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
    )
    if last == 0:
        return f"No statement {named}: this ledger has no statements yet."
    there = "s1 only" if last == 1 else f"s1 to s{last}"
    digits = re.sub(r"\D", "", unknown[0])[:18]
    like = f" Did you mean 's{int(digits)}'?" if digits and 1 <= int(digits) <= last else ""
    return f"No statement {named}.{like} This ledger has {there}."
