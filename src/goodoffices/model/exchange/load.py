"""Import: files of other programs to a case. What a file is, is told by what stands in it, not by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from goodoffices.errors import CaseError, Problem
from goodoffices.model.exchange.csv_sheet import is_sheet, read_csv
from goodoffices.model.exchange.documents import Document, documents
from goodoffices.model.exchange.fields import Fields
from goodoffices.model.exchange.genius import ROOTS, read_genius
from goodoffices.model.exchange.geniusweb import is_geniusweb, read_geniusweb
from goodoffices.model.exchange.gmcr import is_gmcr, read_gmcr
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.json_tree import read_json
from goodoffices.model.exchange.scorable import CONFIG, is_game, read_folder, read_game
from goodoffices.model.exchange.xml_tree import Element, read_xml
from goodoffices.model.files.yaml import Node

__all__ = ["import_case"]

KNOWN = "Known are: .gmcr, Genius XML, GeniusWeb JSON, scorable games (a folder, or JSON), and score sheets in CSV."


def import_case(paths: Sequence[Path | str], game: str | None = None) -> Imported:
    """A case from a file, a folder, or a domain with its profiles.

    Parameters
    ----------
    paths
        Files and folders that together make one case.
    game
        Which one to take from a file that holds several scorable games.

    Raises
    ------
    PathNotFound
        If a path does not exist.
    CaseError
        With file and place, if a file cannot be read, is of no known kind, or holds what a case cannot say.
    """
    found = documents([Path(path) for path in paths])
    if any(document.path.name == CONFIG for document in found):
        return read_folder(found)
    sorted_out = _Kinds(found)
    kinds = sorted_out.kinds()
    if not kinds:
        first = found[0]
        raise CaseError([Problem(str(first.path), "this is nothing that can be imported", hint=KNOWN)])
    if len(kinds) > 1:
        names = ", ".join(kinds)
        hint = "Name only the files that make one case."
        raise CaseError([Problem(str(found[0].path.parent), f"files of different kinds: {names}", hint=hint)])
    return sorted_out.told(sorted_out.read(game))


class _Kinds:
    """Documents by what they are."""

    def __init__(self, found: Sequence[Document]) -> None:
        self.gmcr: list[tuple[Document, Node]] = []
        self.games: list[tuple[Document, Node]] = []
        self.geniusweb: list[tuple[Document, Node]] = []
        self.genius: list[tuple[Document, Element]] = []
        self.sheets: list[Document] = []
        self.others: list[Document] = []
        for document in found:
            self.put(document)

    def put(self, document: Document) -> None:
        """Look into a document. One that the user named must be of a known kind; one found in a folder may be anything."""
        start = document.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        wide = document.data[:2] in (b"\xff\xfe", b"\xfe\xff")
        try:
            if start.startswith(b"<") or (wide and b"<" in document.data[:8]):
                self.xml(document)
            elif start.startswith((b"{", b"[")):
                self.json(document)
            elif is_sheet(document):
                self.sheets.append(document)
            elif document.named:
                document.refuse("this is nothing that can be imported", KNOWN)
            else:
                self.others.append(document)
        except CaseError:
            if document.named or document.path.suffix.lower() in (".xml", ".json", ".gmcr", ".csv"):
                raise
            self.others.append(document)

    def xml(self, document: Document) -> None:
        root = read_xml(document)
        if root.tag in ROOTS:
            self.genius.append((document, root))
        elif document.named:
            document.refuse(f"XML of the kind <{root.tag[:40]}> cannot be imported", KNOWN)
        else:
            self.others.append(document)

    def json(self, document: Document) -> None:
        root = read_json(document.page)
        for kind, fits in (
            (self.gmcr, is_gmcr(root)),
            (self.games, is_game(Fields(document.page), root)),
            (self.geniusweb, is_geniusweb(root)),
        ):
            if fits:
                kind.append((document, root))
                return
        if document.named or document.path.suffix.lower() == ".gmcr":
            document.refuse("JSON of this kind cannot be imported", KNOWN)
        self.others.append(document)

    def kinds(self) -> list[str]:
        """What there is, by name."""
        named = {
            "GMCR+": self.gmcr, "a scorable game": self.games, "GeniusWeb": self.geniusweb,
            "Genius": self.genius, "a score sheet": self.sheets,
        }  # fmt: skip
        return [name for name, found in named.items() if found]

    def read(self, game: str | None) -> Imported:
        """The case, of the one kind there is."""
        if self.genius:
            return read_genius(self.genius)
        if self.geniusweb:
            return read_geniusweb(self.geniusweb)
        for found in (self.gmcr, self.games, [(document, None) for document in self.sheets]):
            if len(found) > 1:
                message = f"this is a second file of its kind; the first is {found[0][0].path.name}"
                found[1][0].refuse(message, "Each makes a case of its own: import them one by one.")
        if self.gmcr:
            return read_gmcr(*self.gmcr[0])
        return read_game(*self.games[0], game) if self.games else read_csv(self.sheets[0])

    def told(self, made: Imported) -> Imported:
        """The same, with a word on each file that was no part of it."""
        notes = tuple(
            Problem(str(document.path), "this file was not read: it is of another kind") for document in self.others
        )
        return replace(made, notes=(*made.notes, *notes))
