"""The files that a user hands over for import: found, bounded in size, read whole, with a place for every complaint.

A folder stands for the files in it, and for those in its folder ``scores_files`` where it has one. Nothing else is opened: no
file can make another be read, from this machine or from a network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from goodoffices.errors import CaseError, PathNotFound, Problem
from goodoffices.model.files.page import Page

__all__ = ["LARGEST", "Document", "documents", "refuse"]

LARGEST = 16 * 2**20
"""Bytes of one file. The largest domains in use take a few hundred kilobytes."""

MOST = 500
"""Files in a folder."""

SCORES = "scores_files"


@dataclass(frozen=True, eq=False)
class Document:
    """One file with what it holds. ``named`` tells whether the user named it, or it was found in a folder."""

    path: Path
    data: bytes
    named: bool = True

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @cached_property
    def page(self) -> Page:
        """The text, for whoever reads it as UTF-8.

        Raises
        ------
        CaseError
            If it is no UTF-8 text.
        """
        try:
            return Page(str(self.path), self.data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            message = "this is not UTF-8 text; save the file as UTF-8"
            if b"\0" in self.data[:1024]:
                message = "this is not text: it looks like a binary file or UTF-16"
            raise CaseError([Problem(str(self.path), message, line)]) from error

    @cached_property
    def shown(self) -> Page:
        """The text as far as it can be shown, for complaints about a file that tells its own encoding."""
        return Page(str(self.path), self.data.decode("utf-8-sig", "replace"))

    def refuse(self, message: str, hint: str | None = None) -> NoReturn:
        """Complain about the file as a whole."""
        raise CaseError([Problem(str(self.path), message, hint=hint)])


def refuse(
    page: Page, message: str, line: int, column: int | None = None, width: int = 1, hint: str | None = None
) -> NoReturn:
    """Complain about a place of a file; nothing is imported."""
    page.note(message, line, column, width, hint)
    raise CaseError(page.found())


def documents(paths: Sequence[Path]) -> list[Document]:
    """The files at some paths, in the order named; those of a folder by name.

    Raises
    ------
    PathNotFound
        If a path does not exist.
    CaseError
        If a file cannot be read, or is larger than any such file is.
    """
    found: dict[Path, Document] = {}
    for path in paths:
        if not path.exists():
            raise PathNotFound(path)
        for file in _inside(path) if path.is_dir() else [path]:
            found.setdefault(file, Document(file, _bytes(file), named=file == path))
    return list(found.values())


def _inside(folder: Path) -> list[Path]:
    """The files of a folder that are not hidden, and its score files."""
    try:
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
        if (folder / SCORES).is_dir():
            files += sorted(path for path in (folder / SCORES).iterdir() if path.is_file())
    except OSError as error:
        raise CaseError([Problem(str(folder), f"the folder cannot be read: {error.strerror}")]) from error
    if not files:
        raise CaseError([Problem(str(folder), "the folder holds no files to import")])
    if len(files) > MOST:
        hint = "Name the files that belong together."
        raise CaseError([Problem(str(folder), f"{len(files)} files are more than one case is made of", hint=hint)])
    return files


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            message = f"the file is too large: {size / 2**20:.0f} MiB; at most {LARGEST // 2**20} MiB are read"
            raise CaseError([Problem(str(file), message)])
        return file.read_bytes()
    except OSError as error:
        raise CaseError([Problem(str(file), f"the file cannot be read: {error.strerror}")]) from error
