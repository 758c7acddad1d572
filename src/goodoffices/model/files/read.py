"""Reading a case: a folder or a file to the model, with everything that is wrong told at once and in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from goodoffices.errors import CaseError, PathNotFound, Problem
from goodoffices.model.case import Case
from goodoffices.model.files.check import check
from goodoffices.model.files.page import Page
from goodoffices.model.files.sources_list import read_sources_list
from goodoffices.model.files.yaml import Mapping as MappingNode
from goodoffices.model.files.yaml import Node, Sequence, compose
from goodoffices.model.sources import SourceDetails

__all__ = ["CASE_FILE", "CaseFile", "loads_case", "read_case"]

CASE_FILE = "case.yaml"
SOURCES_LIST = "sources.csv"
LARGEST = 4 * 1024 * 1024
"""Bytes of a case file or a list of sources."""


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands in a file, with the places of everything in it.

    ``path`` is the file, ``folder`` where sources and ledger are. ``warnings`` are what is no error but likely not meant.
    ``sources`` is what ``sources.csv`` says, by path relative to the folder.
    """

    case: Case
    path: Path
    folder: Path
    text: str = field(repr=False)
    sha256: str
    tree: MappingNode = field(repr=False, compare=False)
    warnings: tuple[Problem, ...] = ()
    sources: Mapping[str, SourceDetails] = field(default_factory=dict)

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Line and column of a key or list entry, both from 1.

        Raises
        ------
        KeyError
            If nothing stands there.

        Examples
        --------
        >>> casefile = loads_case('''
        ... case: A small one
        ... left_out: [Everyone else]
        ... parties: {north: {name: North, role: principal}}
        ... issues: {truce: {question: Truce?, options: {fighting: None, calm: A truce}, controlled_by: north}}
        ... ''')
        >>> casefile.place("parties", "north")
        (4, 11)
        >>> casefile.place("left_out", 0)
        (3, 12)
        """
        node: Node = self.tree
        place: Node = node
        for key in keys:
            if isinstance(node, MappingNode) and isinstance(key, str) and key in node.entries:
                place, node = node.entries[key]
            elif isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
                place = node = node.items[key]
            else:
                raise KeyError(keys)
        return place.line, place.column


def read_case(path: Path | str) -> CaseFile:
    """Read a case from its folder or its file.

    Raises
    ------
    PathNotFound
        If there is no such folder or file, or the folder holds no ``case.yaml``.
    CaseError
        If the file is no valid case. It carries every problem found, in file order.
    """
    given = Path(path)
    file = given / CASE_FILE if given.is_dir() else given
    if not file.exists():
        raise PathNotFound(file)
    data = _bytes(file)
    listing = file.parent / SOURCES_LIST
    sources = Page(str(listing), _text(listing, _bytes(listing)) if listing.is_file() else "")
    details = read_sources_list(sources) if sources.text else {}
    page = Page(str(file), _text(file, data))
    case, tree = _case(page, sources.found())
    return CaseFile(
        case,
        file,
        file.parent,
        page.text,
        hashlib.sha256(data).hexdigest(),
        tree,
        page.warned(),
        MappingProxyType(details),
    )


def loads_case(text: str, path: str = CASE_FILE) -> CaseFile:
    """Read a case from text, as an editor or a test has it; ``path`` is what messages call it.

    Raises
    ------
    CaseError
        If the text is no valid case.
    """
    page = Page(path, text.removeprefix("\ufeff"))
    case, tree = _case(page, ())
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return CaseFile(case, Path(path), Path(path).parent, page.text, digest, tree, page.warned())


def _case(page: Page, more: tuple[Problem, ...]) -> tuple[Case, MappingNode]:
    """The case and the tree of a page; everything wrong with either is raised together with ``more``."""
    if not page.text.strip():
        raise CaseError([Problem(page.path, "the file is empty. A case begins with: case: its title"), *more])
    root = compose(page)
    case = None if root is None else check(page, root)
    if root is None and not page.problems:
        page.note("the file holds no case, only remarks. A case begins with: case: its title")
    if page.problems or more:
        raise CaseError([*page.found(), *more])
    assert case is not None  # noqa: S101  tells the type checker: no problems, so a case
    assert isinstance(root, MappingNode)  # noqa: S101
    return case, root


def _bytes(file: Path) -> bytes:
    """What a file holds, if it is a file of reasonable size that may be read."""
    try:
        if not file.is_file():
            raise CaseError([Problem(str(file), "this is not a file.")])
        size = file.stat().st_size
        if size > LARGEST:
            message = (
                f"the file is too large for a case: {size / 2**20:.0f} MiB; at most {LARGEST // 2**20} MiB are read."
            )
            raise CaseError([Problem(str(file), message)])
        return file.read_bytes()
    except OSError as error:
        raise CaseError([Problem(str(file), f"the file cannot be read: {error.strerror}.")]) from error


def _text(file: Path, data: bytes) -> str:
    """The bytes as text; they must be UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\0" in data[:1024]:
            raise CaseError([Problem(str(file), "this is not text: it looks like a binary file or UTF-16.")]) from error
        raise CaseError([Problem(str(file), "this is not UTF-8 text; save the file as UTF-8.", line)]) from error
