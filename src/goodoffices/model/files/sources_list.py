"""``sources.csv``: what is known about the files under ``sources/`` besides their words."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import PurePosixPath

from goodoffices.errors import nearest
from goodoffices.model.files.page import Page, listed, suggestion
from goodoffices.model.sources import HANDLING, TRACKS, SourceDetails

__all__ = ["read_sources_list"]

COLUMNS = ("file", "title", "publisher", "published_on", "language", "track", "handling")


def read_sources_list(page: Page) -> dict[str, SourceDetails]:
    """File, relative to the case folder, to what is known about it. Faults are noted on the page."""
    rows = csv.reader(io.StringIO(page.text, newline=""), strict=True)
    found: dict[str, SourceDetails] = {}
    try:
        header = [name.strip() for name in next(rows, [])]
        if not _header(page, header):
            return {}
        for row in rows:
            if any(cell.strip() for cell in row):
                _row(page, rows.line_num, header, row, found)
    except csv.Error as error:
        page.note(f"this is not a table: {error}", rows.line_num or 1, 1)
    return found


def _header(page: Page, header: list[str]) -> bool:
    for name in header:
        if name not in COLUMNS:
            page.note(f'no column is called "{name}"', 1, 1, hint=suggestion(name, COLUMNS, "Columns"))
        elif header.count(name) > 1:
            page.note(f'the column "{name}" stands twice', 1, 1)
    if "file" not in header:
        page.note('there is no column "file"', 1, 1, hint=f"Columns: {listed(COLUMNS)}.")
    return not page.problems


def _row(page: Page, line: int, header: list[str], row: list[str], found: dict[str, SourceDetails]) -> None:
    if len(row) != len(header):
        page.note(
            f"{len(row)} cells, but the first line has {len(header)}", line, 1, hint="Quote cells with commas in them."
        )
        return
    cells = {name: cell.strip() or None for name, cell in zip(header, row, strict=True)}
    file = cells.pop("file")
    if file is None or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        page.note(
            "the file must be a path inside the case folder", line, 1, hint="Such as sources/2025-03-17-call.txt."
        )
        return
    name = str(PurePosixPath(file))
    if name in found:
        page.note(f'"{name}" stands twice', line, 1)
        return
    published = cells.pop("published_on", None)
    for column, choices in (("track", TRACKS), ("handling", HANDLING)):
        value = cells.get(column)
        if value is not None and value not in choices:
            near = nearest(value, choices)
            hint = f'Did you mean "{near}"?' if near else None
            page.note(f'{column} should be one of: {listed(choices)}; here stands "{value}"', line, 1, hint=hint)
    found[name] = SourceDetails(**cells, published_on=_day(page, line, published))


def _day(page: Page, line: int, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        page.note(f'published_on should be a date such as 2025-03-17; here stands "{text}"', line, 1)
        return None
