"""Writing case files: a whole new one, or changes to one that exists. A fault on the way leaves the old file as it was."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from goodoffices.errors import CaseError, OutputError, Problem
from goodoffices.model.case import Case
from goodoffices.model.files.changes import Change
from goodoffices.model.files.edit import edited
from goodoffices.model.files.read import CASE_FILE, CaseFile, loads_case, read_case
from goodoffices.model.files.render import as_data, block
from goodoffices.model.files.schema import case_schema

__all__ = ["FIRST_LINE", "SCHEMA_FILE", "dump_case", "edit_case", "write_case", "write_text"]

SCHEMA_FILE = "case.schema.json"
FIRST_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
"""Points editors at the schema beside the case, so that they complete and check while one types, without a network."""


def dump_case(case: Case) -> str:
    """A whole new case file; reading it gives an equal case."""
    head = ("case", "as_of", "about", "left_out")
    sections = as_data(case)
    texts = [block({name: sections.pop(name) for name in head if name in sections}, 0)]
    texts += [block({name: value}, 0) for name, value in sections.items()]
    return FIRST_LINE + "\n".join(texts)


def write_case(case: Case, folder: Path | str) -> CaseFile:
    """Make a case folder, or put a case into an empty one: the case file, and the schema its first line names.

    Raises
    ------
    OutputError
        If the folder holds a case already, or cannot be written to.
    """
    place = Path(folder)
    if (place / CASE_FILE).exists():
        raise OutputError(f"{place / CASE_FILE}: there is a case already. Choose another folder.")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{place}: the folder cannot be made: {error.strerror}.") from error
    write_text(place / SCHEMA_FILE, (json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n").encode())
    write_text(place / CASE_FILE, dump_case(case).encode())
    return read_case(place)


def edit_case(casefile: CaseFile, changes: Sequence[Change]) -> CaseFile:
    """Make changes to a case file on disk and read it again. All are made, or none.

    Raises
    ------
    CaseError
        If the file would not be a valid case any more, or has been changed by someone else since it was read.
    OutputError
        If the file cannot be written. It is then as it was.
    """
    try:
        data = casefile.path.read_bytes()
    except OSError as error:
        raise OutputError(f"{casefile.path}: the file cannot be read any more: {error.strerror}.") from error
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    if data[len(mark) :].decode("utf-8", "replace") != casefile.text:
        message = "the file has changed since it was read; nothing was written."
        raise CaseError([Problem(str(casefile.path), message, hint="Read the case again and repeat the change.")])
    text = edited(casefile.text, changes, str(casefile.path))
    loads_case(text, str(casefile.path))
    write_text(casefile.path, mark + text.encode())
    return read_case(casefile.path)


def write_text(path: Path, data: bytes) -> None:
    """Replace what a file holds in one step; its mode stays.

    Raises
    ------
    OutputError
        If it cannot be written. A file that was there is then as it was.
    """
    target = path.resolve()
    temporary: str | None = None
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else None
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask() if mode is None else mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"{path}: the file cannot be written: {error.strerror}. Nothing was changed.") from error


def _umask() -> int:
    """The mask of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
