"""Files and folders to sources, in the order of their names.

What cannot be read is reported and the rest is read all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import PathNotFound, SourceError
from goodoffices.model.sources import SourceDetails, SourceText
from goodoffices.reading.extract import SUFFIXES, read_source

__all__ = ["Gathered", "gather"]


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
        What ``sources.csv`` says, by the name of the file.

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
