"""The way to the database: opening it safely, reading in one snapshot, writing one at a time, and errors in plain words.

SQLite runs in write-ahead mode with full sync: a committed transaction survives a crash, an uncommitted one leaves no trace.
Every writing transaction takes the write lock when it begins (``BEGIN IMMEDIATE``; on PostgreSQL an advisory lock), so that
what it reads is still true when it writes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from goodoffices.errors import LedgerBusy, LedgerError, MissingExtra
from goodoffices.ledger.explain import explained, sqlite_code
from goodoffices.ledger.migrate import HEAD, migrate, schema_version

__all__ = ["Store"]

HEADER = b"SQLite format 3\x00"
LOCK_KEY = 0x676F6F64_6F6666
"""Number of the advisory lock that PostgreSQL writers take turns with."""

PRAGMAS = ("foreign_keys=ON", "synchronous=FULL", "fullfsync=ON", "trusted_schema=OFF")


class Store:
    """One database that holds a ledger, at the current schema."""

    def __init__(self, engine: sa.Engine, where: str, timeout: float, read_only: bool) -> None:
        self.engine = engine
        self.where = where
        self.timeout = timeout
        self.read_only = read_only
        self._closed = False

    @classmethod
    def open(cls, location: Path | str, *, create: bool, read_only: bool, timeout: float) -> Store:
        """Open the database at a path or URL, and bring its schema up to date."""
        if isinstance(location, str) and "://" in location:
            store = cls._at_url(location, create, read_only, timeout)
        else:
            store = cls._at_path(Path(location), create, read_only, timeout)
        try:
            store._settle(create)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _at_url(cls, location: str, create: bool, read_only: bool, timeout: float) -> Store:
        try:
            url = sa.make_url(location)
        except sa.exc.ArgumentError:
            raise LedgerError("The ledger's address is not a database URL (postgresql://name@host/database).") from None
        where = url.render_as_string(hide_password=True)
        if url.get_backend_name() == "sqlite" and url.database:
            return cls._at_path(Path(url.database), create, read_only, timeout)
        if url.get_backend_name() not in ("postgresql", "postgres"):
            raise LedgerError(f"{where}: a ledger is kept in SQLite (a path) or PostgreSQL (postgresql://...).")
        arguments: dict[str, float] = {}
        if url.drivername in ("postgresql", "postgres", "postgresql+pg8000"):
            url = url.set(drivername="postgresql+pg8000")
            arguments["timeout"] = timeout + 30.0  # of the socket: a server that is gone, not a lock that is held
        try:
            engine = sa.create_engine(url, connect_args=arguments)
        except ImportError:
            raise MissingExtra("A ledger on PostgreSQL", "postgresql") from None
        return cls(engine, where, timeout, read_only)

    @classmethod
    def _at_path(cls, path: Path, create: bool, read_only: bool, timeout: float) -> Store:
        where = str(path)
        _check_file(path, create and not read_only)
        mode = "ro" if read_only else "rwc" if create else "rw"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        if read_only and _needs_immutable(uri, path, timeout):
            uri += "&immutable=1"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
            try:
                for pragma in PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
            except BaseException:
                connection.close()
                raise
            return connection

        engine = sa.create_engine("sqlite://", creator=connect, poolclass=QueuePool)

        @sa.event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            writing = connection.get_execution_options().get("ledger_writing", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        return cls(engine, where, timeout, read_only)

    def _settle(self, create: bool) -> None:
        """Check what the database holds; make or update the schema where that is needed and allowed."""
        with self.reading() as connection:
            version = schema_version(connection, self.where)
        if version is None and (self.read_only or not create):
            raise LedgerError(f"{self.where}: there is no ledger in it yet. Reading sources into the case makes one.")
        if version == HEAD:
            return
        if self.read_only:
            raise LedgerError(
                f"{self.where}: written by an older version (ledger schema {version}, now {HEAD}) and opened for reading "
                "only. Open it once in a folder that can be written, which updates it."
            )
        if self.engine.dialect.name == "sqlite":
            self._use_write_ahead()
        with self.writing() as connection:
            # Looked up again under the lock: another process may have been faster.
            current = schema_version(connection, self.where)
            if current != HEAD:
                migrate(connection, current)

    def _use_write_ahead(self) -> None:
        """Switch to write-ahead mode. SQLite does not wait for the lock here, so the waiting is ours."""
        deadline = time.monotonic() + self.timeout
        while True:
            try:
                connection = self.engine.raw_connection()
                try:
                    connection.cursor().execute("PRAGMA journal_mode=WAL")
                finally:
                    connection.close()
            except sqlite3.Error as error:
                busy = sqlite_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if not busy or time.monotonic() > deadline:
                    raise explained(error, self.where, self.timeout) from error
                time.sleep(0.02)
            else:
                return

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the ledger; never waits for a writer, never keeps one waiting."""
        with self._connection() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that holds the write lock: all of it is kept, or nothing."""
        if self.read_only:
            raise LedgerError(f"{self.where}: opened for reading only, so nothing can be changed.")
        with self._connection() as connection:
            connection = connection.execution_options(ledger_writing=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self.timeout * 1000) or 1}")
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK_KEY)))
                yield connection

    @contextmanager
    def _connection(self) -> Iterator[sa.Connection]:
        if self._closed:
            raise LedgerError(f"{self.where}: this ledger has been closed; open it again.")
        try:
            with self.engine.connect() as connection:
                yield connection
        except (sa.exc.DBAPIError, sqlite3.Error, sa.exc.TimeoutError) as error:
            raise explained(error, self.where, self.timeout) from error

    def close(self) -> None:
        """Give back every connection. The last one to leave an SQLite ledger folds the write-ahead log into the file."""
        self._closed = True
        self.engine.dispose()


def _check_file(path: Path, create: bool) -> None:
    """Say at once what is wrong with the place, in terms of files and not of databases."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: this is a folder. Name the ledger in it ({path / 'ledger.db'}).")
        if not path.exists():
            if not create:
                raise LedgerError(f"{path}: there is no ledger here. Reading sources into the case makes one.")
            if not path.parent.is_dir():
                raise LedgerError(f"{path}: there is no folder {path.parent} to make the ledger in.")
            return
        if not path.is_file():
            raise LedgerError(f"{path}: this is not a regular file, so it cannot be a ledger.")
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise LedgerError(f"{path}: the ledger cannot be opened ({reason.lower()}).") from None
    if head and head != HEADER:
        raise LedgerError(
            f"{path}: this is not a ledger (no SQLite database, or its beginning is damaged). "
            "Name another file, or put back a copy; this one was left as it is."
        )


def _needs_immutable(uri: str, path: Path, timeout: float) -> bool:
    """Whether a ledger can be read only by promising SQLite that nobody writes it: it lies in a folder we cannot write.

    Without that promise SQLite wants to make its shared-memory file beside the ledger. Work that a crashed program left in the
    write-ahead log would be overlooked, so then the promise is not given.
    """
    probe = sqlite3.connect(uri, uri=True, timeout=timeout)
    try:
        probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if sqlite_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return False
        left = path.with_name(path.name + "-wal")
        if left.exists() and left.stat().st_size:
            raise LedgerBusy(
                f"{path}: another program is writing it, or stopped while writing, and its folder cannot be written. "
                "Copy the whole folder to a place of your own and open that."
            ) from None
        return True
    finally:
        probe.close()
    return False
