"""From a file to a source: kept text, hash, dates, headings and boilerplate. Nothing is run, fetched or deleted.

What each type of file becomes is told in ``docs/methods/reading.md``. A file that cannot be read ends in one clear
:class:`~goodoffices.errors.SourceError`; it never yields an empty success.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from goodoffices.errors import PathNotFound, SourceError
from goodoffices.model.sources import SourceDetails, SourceText
from goodoffices.reading.boilerplate import find_boilerplate, find_headings
from goodoffices.reading.details import date_in_name
from goodoffices.reading.html import MAX_HTML, UnreadablePage, declared_encoding, read_page
from goodoffices.reading.language import is_english
from goodoffices.reading.plain import Undecodable, decode
from goodoffices.reading.sentences import find_blocks

__all__ = ["MAX_BYTES", "SUFFIXES", "read_source", "source_from_text"]

MAX_BYTES: Final = 64 * 1024 * 1024
"""[bytes] the largest file that is read."""
SUFFIXES: Final = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
"""The types of file that can be read, by the end of the name."""


def read_source(path: Path, name: str, details: SourceDetails | None = None) -> SourceText:
    """The source that a file holds.

    Parameters
    ----------
    path
        Where the file lies.
    name
        What the source is called in rows: the path as given, or relative to the case folder.
    details
        What ``sources.csv`` says about it; that stands before anything found in the file.

    Raises
    ------
    SourceError
        If the file is of an unknown type, empty, too large, binary, undecodable, or holds no text.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise SourceError(name, f"files of type {suffix or 'without an ending'} cannot be read. Known: {known}.")
    data = _bytes(path, name)
    try:
        if suffix in (".html", ".htm"):
            source = _from_html(data, name)
        else:
            text, encoding, notes = decode(data)
            source = source_from_text(text, name, sha256=_hash(data), encoding=encoding, notes=notes)
    except (Undecodable, UnreadablePage) as error:
        raise SourceError(name, str(error)) from None
    if not source.text.strip():
        raise SourceError(name, "the file holds no text.")
    return _dated(_noted(source), name, details or SourceDetails())


def source_from_text(
    text: str,
    name: str,
    *,
    published_on: date | None = None,
    sha256: str | None = None,
    encoding: str = "utf-8",
    notes: tuple[str, ...] = (),
) -> SourceText:
    """A source from text at hand, headings and boilerplate marked."""
    blocks = find_blocks(text)
    boilerplate = find_boilerplate(text, blocks)
    return SourceText(
        source=name,
        sha256=sha256 or _hash(text.encode("utf-8", "surrogatepass")),
        text=text,
        extractor="text/1",
        encoding=encoding,
        published_on=published_on,
        dated_by="given" if published_on else None,
        boilerplate=boilerplate,
        headings=find_headings(text, blocks, boilerplate),
        notes=notes,
    )


def _from_html(data: bytes, name: str) -> SourceText:
    """A page's main text."""
    if len(data) > MAX_HTML:
        raise UnreadablePage(f"the page has {len(data) >> 20} MiB; at most {MAX_HTML >> 20} are parsed.")
    markup, encoding, notes = decode(data, declared_encoding(data))
    page = read_page(markup)
    blocks = find_blocks(page.text)
    return SourceText(
        source=name,
        sha256=_hash(data),
        text=page.text,
        extractor=page.extractor,
        encoding=encoding,
        title=page.title,
        publisher=page.publisher,
        author=page.author,
        language=page.language,
        published_on=page.published_on,
        dated_by="metadata" if page.published_on else None,
        boilerplate=find_boilerplate(page.text, blocks),
        headings=page.headings,
        notes=notes,
    )


def _noted(source: SourceText) -> SourceText:
    """With its language, and a note where the rules cannot read it."""
    english = is_english(source.text)
    if english is False:
        note = (
            "The text does not look English; the rules read English only, so no statements are proposed. "
            "It is kept for coding by hand."
        )
        other = source.language if source.language != "en" else None
        return replace(source, language=other or "unknown", notes=(*source.notes, note))
    if english and not source.language:
        return replace(source, language="en")
    return source


def _dated(source: SourceText, name: str, details: SourceDetails) -> SourceText:
    """With what ``sources.csv`` says, and a date from it, from the page, or from the file's name, in that order."""
    published, by = source.published_on, source.dated_by
    if details.published_on:
        published, by = details.published_on, "sources.csv"
    elif published is None:
        published = date_in_name(name)
        by = "file name" if published else None
    return replace(
        source,
        title=details.title or source.title or _headline(source),
        publisher=details.publisher or source.publisher,
        language=details.language or source.language,
        track=details.track or source.track,
        handling=details.handling or source.handling,
        published_on=published,
        dated_by=by,
    )


def _headline(source: SourceText) -> str | None:
    """The line marked as headline."""
    for span in source.headings:
        if span.why == "headline":
            return source.text[span.start : span.end]
    return None


def _bytes(path: Path, name: str) -> bytes:
    """The file's bytes, or what stands in the way of having them."""
    try:
        if path.is_dir():
            raise SourceError(name, "this is a folder; name a file.")
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever, a device may never end
            raise SourceError(name, "this is a pipe, a socket or a device, not a file; it was not opened.")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise SourceError(name, f"the file has {size >> 20} MiB; at most {MAX_BYTES >> 20} are read.")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PathNotFound(name) from None
    except (OSError, ValueError) as error:
        raise SourceError(name, f"the file cannot be opened ({getattr(error, 'strerror', None) or error}).") from None
    if len(data) > MAX_BYTES:
        raise SourceError(name, f"the file has more than {MAX_BYTES >> 20} MiB, which is the most that is read.")
    if not data.strip():
        raise SourceError(name, "the file is empty.")
    return data


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
