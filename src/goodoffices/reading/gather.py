"""Files and folders to sources, in the order of their names.

What cannot be read is reported and the rest is read all the same.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodoffices.errors import EvidenceError, PathNotFound, SourceError
from goodoffices.model.sources import SourceText
from goodoffices.reading.details import SourceDetails
from goodoffices.reading.extract import SUFFIXES, read_source

__all__ = ["Gathered", "gather", "read_details"]

_COLUMNS = ("file", "title", "publisher", "published_on", "language", "track", "handling")


@dataclass(frozen=True)
class Gathered:
    """What could be read, and what could not and why. Both in the order of the names."""

    sources: tuple[SourceText, ...]
    problems: tuple[SourceError, ...]
    passed_over: tuple[str, ...] = ()
    """Files in folders whose type is not read."""


def gather(
    paths: Iterable[Path], *, base: Path | None = None, details: Mapping[str, SourceDetails] | None = None
) -> Gathered:
    """Read files, and every readable file of folders.

    Parameters
    ----------
    paths
        Files and folders. A folder is read with its subfolders; hidden files and links that leave it are not.
    base
        Sources are named relative to it where they lie within it, else by the path as given.
    details
        What ``sources.csv`` says, by the name of the file (see :func:`read_details`).

    Raises
    ------
    PathNotFound
        If a path that was named does not exist: that is a mistake in the call, not a bad source.
    """
    sources: list[SourceText] = []
    problems: list[SourceError] = []
    passed_over: list[str] = []
    for path in paths:
        try:
            found = path.exists() or path.is_symlink()
        except ValueError:  # a zero byte in the name
            found = False
        if not found:
            raise PathNotFound(path)
        for file, refused in _files(path):
            name = _name(file, base)
            if refused:
                problems.append(SourceError(name, refused))
            elif path.is_dir() and file.suffix.lower() not in SUFFIXES:
                passed_over.append(name)
            else:
                try:
                    sources.append(read_source(file, name, _details_of(file, name, details)))
                except SourceError as error:
                    problems.append(error)
    return Gathered(tuple(sources), tuple(problems), tuple(passed_over))


def read_details(path: Path) -> dict[str, SourceDetails]:
    """The lines of a ``sources.csv`` by file name.

    Raises
    ------
    EvidenceError
        If a column is unknown, ``file`` is missing, or a date is not written as 2025-03-17; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path}: cannot be read ({error}).") from None
    rows = csv.DictReader(io.StringIO(text))
    unknown = [name for name in rows.fieldnames or () if name not in _COLUMNS]
    if unknown or "file" not in (rows.fieldnames or ()):
        wrong = f'unknown column "{unknown[0]}"' if unknown else 'the column "file" is missing'
        raise EvidenceError(f"{path}:1: {wrong}. Columns: {', '.join(_COLUMNS)}.")
    found = {}
    for row in rows:
        values = {key: (value or "").strip() or None for key, value in row.items() if key in _COLUMNS}
        name = values.pop("file")
        if name is None:
            raise EvidenceError(f"{path}:{rows.line_num}: no file is named.")
        printed = values.pop("published_on", None)
        try:
            published = date.fromisoformat(printed) if printed else None
        except ValueError:
            raise EvidenceError(f'{path}:{rows.line_num}: "{printed}" is not a date; write it as 2025-03-17.') from None
        found[name] = SourceDetails(published_on=published, **values)
    return found


def _files(path: Path) -> Iterator[tuple[Path, str | None]]:
    """Every file under a path in name order, with the reason where it is refused."""
    if not path.is_dir():
        yield path, None
        return
    root = path.resolve()
    for folder, folders, files in os.walk(path, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *linked]):
            file = Path(folder) / name
            if name.startswith("."):
                continue
            if file.is_symlink() and not _within(file, root):
                yield file, "this link leads out of the folder and was not followed."
            elif name not in linked:
                yield file, None


def _within(file: Path, root: Path) -> bool:
    """Whether what a link points at lies in the folder."""
    try:
        return file.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _name(file: Path, base: Path | None) -> str:
    if base is not None and file.absolute().is_relative_to(base.absolute()):
        return file.absolute().relative_to(base.absolute()).as_posix()
    return file.as_posix()


def _details_of(file: Path, name: str, details: Mapping[str, SourceDetails] | None) -> SourceDetails | None:
    """The line of ``sources.csv`` that names this file, by its path or by its bare name."""
    if not details:
        return None
    return details.get(name) or details.get(file.name)
