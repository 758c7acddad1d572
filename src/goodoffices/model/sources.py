"""A source as it was read: the kept text that all offsets count into, what of it is boilerplate, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

__all__ = ["HANDLING", "TRACKS", "MarkedSpan", "Passage", "SourceDetails", "SourceText", "text_hash"]

TRACKS = ("public", "1", "1.5", "2")
"""Through which channel a source came."""

HANDLING = ("public", "internal", "restricted", "confidential")
"""Handling levels, lowest first."""


@dataclass(frozen=True)
class SourceDetails:
    """What ``sources.csv`` says about one file; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None
    track: str | None = None
    handling: str | None = None


@dataclass(frozen=True)
class MarkedSpan:
    """A stretch of the kept text and why it is marked (``related posts``, ``heading``, ...)."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class SourceText:
    """One version of one source's text. It never changes once statements point at it; a new extraction is a new version."""

    source: str
    """The path as given, or relative to the case folder."""
    sha256: str
    """Of the file's bytes."""
    text: str
    extractor: str
    """Who made the text, with version: ``text/1``, ``trafilatura/2.3.1``."""
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published_on: date | None = None
    dated_by: str | None = None
    """Where ``published_on`` comes from: ``sources.csv``, ``metadata``, ``file name``."""
    track: str = "public"
    handling: str = "internal"
    boilerplate: tuple[MarkedSpan, ...] = ()
    headings: tuple[MarkedSpan, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What a person should know: an encoding that was guessed, a language that cannot be read."""

    @property
    def text_sha256(self) -> str:
        """Of the kept text in UTF-8."""
        return text_hash(self.text)


@dataclass(frozen=True)
class Passage:
    """Words of a source with their place, as evidence: what a case's ``because`` names or a statement supports."""

    source: str
    start: int
    end: int
    quote: str


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8; lone surrogates are kept apart rather than lost."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
