"""The ledger's tables as SQLAlchemy sees them; one schema for SQLite and PostgreSQL.

The migrations make them and add the triggers; a test compares both. ``statement`` gives a row its id and its place in a kept
text, ``revision`` holds every version of it: the whole row as JSON, beside it as columns what is filtered on.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

__all__ = ["METADATA", "AnyText", "log", "revision", "source", "source_name", "statement", "text"]

METADATA = sa.MetaData()


class AnyText(sa.types.TypeDecorator[str]):
    """Text that may hold what databases refuse: lone surrogates, as in odd file names, and NUL.

    Such a value is stored in its JSON escape behind a mark; every other value as it is.
    """

    impl = sa.Text
    cache_ok = True
    MARK = "\x01"

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what would not pass."""
        if value is None or ("\0" not in value and not value.startswith(self.MARK) and _encodes(value)):
            return value
        return self.MARK + json.dumps(str(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Undo the escape."""
        if isinstance(value, str) and value.startswith(self.MARK):
            return str(json.loads(value[1:]))
        return value


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


source = sa.Table(
    "source",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("name", AnyText, nullable=False),
    sa.Column("title", AnyText),
    sa.Column("publisher", AnyText),
    sa.Column("author", AnyText),
    sa.Column("language", AnyText),
    sa.Column("published_on", sa.String(10)),  # ISO dates sort as text, in both databases
    sa.Column("dated_by", AnyText),
    sa.Column("track", AnyText, nullable=False),
    sa.Column("handling", AnyText, nullable=False),
)

source_name = sa.Table(
    "source_name",
    METADATA,
    sa.Column("source_id", sa.ForeignKey("source.id"), primary_key=True),
    sa.Column("name", AnyText, primary_key=True),
)

text = sa.Table(
    "text",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source_id", sa.ForeignKey("source.id"), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("text_sha256", sa.String(64), nullable=False, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),  # UTF-8; bytes, so that NUL and lone surrogates survive
    sa.Column("extractor", AnyText, nullable=False),
    sa.Column("encoding", AnyText, nullable=False),
    sa.Column("boilerplate", sa.Text, nullable=False),
    sa.Column("headings", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.UniqueConstraint("source_id", "version"),
    sa.UniqueConstraint("source_id", "text_sha256"),
)

statement = sa.Table(
    "statement",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("text_id", sa.ForeignKey("text.id"), nullable=False, index=True),
)

log = sa.Table(
    "log",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(32), nullable=False),  # as hashed: UTC, microseconds, Z
    sa.Column("who", AnyText, nullable=False, index=True),
    sa.Column("act", sa.String(16), nullable=False),
    sa.Column("why", AnyText),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

revision = sa.Table(
    "revision",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("statement_id", sa.ForeignKey("statement.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("entry", sa.ForeignKey("log.seq"), nullable=False, index=True),
    sa.Column("restores", sa.Integer),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("party", AnyText),
    sa.Column("issue", AnyText),
    sa.Column("stance", sa.String(32), nullable=False),
    sa.Column("dated", sa.String(10)),
    sa.Column("row", sa.Text, nullable=False),
    sa.UniqueConstraint("statement_id", "number"),
)
