"""Bring a database to the schema this version works with, on opening, inside one transaction.

Alembic is loaded only when there is something to change.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from goodoffices.errors import LedgerError
from goodoffices.ledger.tables import METADATA

__all__ = ["HEAD", "VERSION_TABLE", "migrate", "schema_version"]

HEAD = "0001"
"""Number of the last migration."""

VERSION_TABLE = "ledger_version"
"""Not Alembic's usual name, so that a ledger can share a PostgreSQL database with other programs."""


def schema_version(connection: sa.Connection, where: str) -> str | None:
    """The number of the last migration that was applied; None where there is no ledger yet.

    Raises
    ------
    LedgerError
        If the database holds something else, or a schema of a later version of this program.
    """
    names = set(sa.inspect(connection).get_table_names())
    if VERSION_TABLE not in names:
        others = names if connection.dialect.name == "sqlite" else names & set(METADATA.tables)
        if others:
            raise LedgerError(
                f"{where}: this is a database, but not a Good Offices ledger (it has the tables "
                f"{', '.join(sorted(others)[:5])}). Name another file; this one was left as it is."
            )
        return None
    version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    if version is not None and version > HEAD:
        raise LedgerError(
            f"{where}: written by a newer version of Good Offices (ledger schema {version}; this version knows "
            f"schemas up to {HEAD}). Install the newer version to open it; the ledger was left as it is."
        )
    return version


def migrate(connection: sa.Connection, current: str | None) -> None:
    """Apply every migration after ``current`` in the transaction that ``connection`` is in."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(Path(__file__).with_name("migrations")))
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    pending = list(scripts.iterate_revisions(HEAD, current))
    with Operations.context(context):
        for script in reversed(pending):
            script.module.upgrade()
    context.stamp(scripts, HEAD)
