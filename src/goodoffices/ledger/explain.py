"""Database errors in plain words: which ledger, what happened, whether anything was changed, what to do next."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa

from goodoffices.errors import LedgerBusy, LedgerError

__all__ = ["explained", "sqlite_code"]

_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full. Nothing was changed; make room and try again.",
    sqlite3.SQLITE_READONLY: "the ledger cannot be written: file or folder is read-only. Copy the case to a folder of your own.",
    sqlite3.SQLITE_CANTOPEN: "the ledger cannot be opened: its folder is missing, or you may not read or write there.",
    sqlite3.SQLITE_PERM: "you may not open this ledger.",
    sqlite3.SQLITE_NOTADB: "this is not a ledger, or its beginning is damaged. Put back a copy; this one was left as it is.",
    sqlite3.SQLITE_CORRUPT: "the ledger is damaged. Put back a copy; until then this one is best left as it is.",
    sqlite3.SQLITE_IOERR: "the disk failed while the ledger was in use. Nothing was changed; check the disk and try again.",
    sqlite3.SQLITE_TOOBIG: "a text is too large for the ledger (the limit is 1 GB). Nothing was changed.",
}


def sqlite_code(error: sqlite3.Error) -> int:
    """The primary result code, without its extension; 0 where the error came from Python's side."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def explained(error: Exception, where: str, timeout: float) -> LedgerError:
    """The error to show to a person for one from the database or its driver."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig is not None else error
    busy = LedgerBusy(
        f"{where}: another program is writing this ledger (waited {timeout:g} s). Nothing was changed; "
        "wait until it is done and try again."
    )
    if isinstance(error, sa.exc.TimeoutError):
        return busy
    if isinstance(cause, sqlite3.Error):
        code = sqlite_code(cause)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return busy
        words = _WORDS.get(code)
    else:
        if _server_state(cause) == "55P03":  # lock_not_available
            return busy
        words = None
    return LedgerError(f"{where}: {words or f'the database refused ({_first_line(cause)}). Nothing was changed.'}")


def _server_state(cause: BaseException) -> str | None:
    """PostgreSQL's five-character code: an attribute with some drivers, a field of the first argument with others."""
    state = getattr(cause, "sqlstate", None)
    if state is None and cause.args and isinstance(cause.args[0], dict):
        state = cause.args[0].get("C")
    return state


def _first_line(cause: BaseException) -> str:
    if cause.args and isinstance(cause.args[0], dict):
        return str(cause.args[0].get("M", "no reason given"))
    lines = str(cause).splitlines()
    return lines[0] if lines else type(cause).__name__
