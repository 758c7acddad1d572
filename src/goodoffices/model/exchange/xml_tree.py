"""XML to plain elements that know their line and column; read without entities, without other files, without a network.

A document that defines an entity, or uses one beyond the five that XML itself knows, is refused: that is how small files are
made to fill a memory, or to bring in other files. Depth and number of elements are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from goodoffices.model.exchange.documents import Document, refuse

__all__ = ["Element", "read_xml"]

DEEPEST = 60
MOST = 200_000
"""Elements in one file."""


@dataclass(frozen=True, eq=False)
class Element:
    """An element with its attributes; text between elements means nothing in the formats that are read here."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)

    def named(self, tag: str) -> list[Element]:
        """The children of a name."""
        return [child for child in self.children if child.tag == tag]

    def all(self) -> Iterator[Element]:
        """Itself and everything inside it, in file order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)


def read_xml(document: Document) -> Element:
    """The root element of a document.

    Raises
    ------
    CaseError
        With file, line and column, if it is not well-formed, defines or uses entities, or is larger than any such file is.
    """
    return _Builder(document).root()


class _Builder:
    """One run of the parser over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[Element] = []
        self.top: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = lambda _: self.open.pop()
        self.parser.EntityDeclHandler = lambda *_: self.fault("the file defines entities; such files are not read")
        self.parser.SkippedEntityHandler = lambda *_: self.fault("the file uses an entity that it may not bring along")
        self.parser.ExternalEntityRefHandler = self.elsewhere

    def root(self) -> Element:
        try:
            self.parser.Parse(self.document.data, True)
        except expat.ExpatError as error:
            message = f"not well-formed XML: {expat.ErrorString(error.code)}"
            refuse(self.document.shown, message, error.lineno, error.offset + 1)
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or of many bytes
            self.document.refuse(f"the file's encoding cannot be read: {error}", "Save the file as UTF-8.")
        return self.top[0]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST:
            self.fault(f"elements are nested more than {DEEPEST} deep")
        if self.count > MOST:
            self.fault(f"more than {MOST:,} elements")
        made = Element(tag, attributes, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        (self.open[-1].children if self.open else self.top).append(made)
        self.open.append(made)

    def elsewhere(self, *_: str | None) -> int:
        self.fault("the file asks for another file")

    def fault(self, message: str) -> NoReturn:
        refuse(self.document.shown, message, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
