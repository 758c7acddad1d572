"""The first tables, and the triggers that keep them append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

FIXED = {
    "log": "",
    "revision": "",
    "statement": "",
    "source": "OF id, sha256",
    "text": "OF id, source_id, version, text_sha256, body",
    "source_name": "",
}
"""Table to the columns that never change; all of them where none is named. No row of these tables is ever deleted."""

TAKEN = {
    "log": "seq = NEW.seq",
    "revision": "id = NEW.id OR (statement_id = NEW.statement_id AND number = NEW.number)",
    "statement": "id = NEW.id OR key = NEW.key",
    "source": "id = NEW.id OR sha256 = NEW.sha256",
    "text": "id = NEW.id OR (source_id = NEW.source_id AND (version = NEW.version OR text_sha256 = NEW.text_sha256))",
    "source_name": "source_id = NEW.source_id AND name = NEW.name",
}
"""When a new row would collide: SQLite's ``INSERT OR REPLACE`` deletes the old row without firing a delete trigger."""


def upgrade() -> None:
    """Make the tables, then the triggers of the database at hand."""
    _sources()
    _statements()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("published_on", sa.String(10)),
        sa.Column("dated_by", sa.Text),
        sa.Column("track", sa.Text, nullable=False),
        sa.Column("handling", sa.Text, nullable=False),
    )
    op.create_table(
        "source_name",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_id", sa.Integer, sa.ForeignKey("source.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("boilerplate", sa.Text, nullable=False),
        sa.Column("headings", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.UniqueConstraint("source_id", "version"),
        sa.UniqueConstraint("source_id", "text_sha256"),
    )
    op.create_index("ix_text_text_sha256", "text", ["text_sha256"])


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("text_id", sa.Integer, sa.ForeignKey("text.id"), nullable=False),
    )
    op.create_index("ix_statement_text_id", "statement", ["text_id"])
    op.create_table(
        "log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_log_who", "log", ["who"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement_id", sa.Integer, sa.ForeignKey("statement.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("entry", sa.Integer, sa.ForeignKey("log.seq"), nullable=False),
        sa.Column("restores", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("party", sa.Text),
        sa.Column("issue", sa.Text),
        sa.Column("stance", sa.String(32), nullable=False),
        sa.Column("dated", sa.String(10)),
        sa.Column("row", sa.Text, nullable=False),
        sa.UniqueConstraint("statement_id", "number"),
    )
    op.create_index("ix_revision_entry", "revision", ["entry"])


def _sqlite_triggers() -> None:
    for table, columns in FIXED.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
        taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {TAKEN[table]})"  # noqa: S608 -- constants of this module
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {taken} {refuse}")


def _postgresql_triggers() -> None:
    op.execute(
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table, columns in FIXED.items():
        call = "EXECUTE FUNCTION ledger_refuse()"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table} FOR EACH ROW {call}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {call}")
        op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}")
