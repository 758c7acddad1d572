"""Plain text in aligned columns, 80 wide, safe to print: no control character of a source ever reaches a terminal."""

from __future__ import annotations

import os
import sys
import textwrap
import unicodedata
from collections.abc import Sequence

from goodoffices.report.text import revealed

__all__ = ["WIDTH", "bold", "cut", "fitted", "paragraph", "rows"]

WIDTH = 80
"""Columns of a page on a terminal."""


def width_of(text: str) -> int:
    """How many columns a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fitted(text: str, width: int) -> str:
    """A text cut or filled up to a width.

    >>> fitted("non-committal", 8), fitted("yes", 5)
    ('non-com…', 'yes  ')
    """
    text = revealed(text)
    if width_of(text) > width:
        while text and width_of(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - width_of(text))


def rows(cells: Sequence[str], widths: Sequence[int], *, hang: int = 0) -> list[str]:
    """One row of a table as lines: each cell is wrapped within its column, later lines of the first hang by some spaces.

    >>> rows(["a long name", "yes"], [8, 5])
    ['a long  yes', 'name']
    """
    wrapped = []
    for n, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        room = max(4, width - 1 if n + 1 < len(widths) else width)
        wrapped.append(
            textwrap.wrap(revealed(cell), room, subsequent_indent=" " * hang if n == 0 else "", break_on_hyphens=False)
        )
    height = max((len(lines) for lines in wrapped), default=0)
    return [
        "".join(
            fitted(lines[k] if k < len(lines) else "", width) for lines, width in zip(wrapped, widths, strict=True)
        ).rstrip()
        for k in range(height)
    ]


def paragraph(text: str, *, indent: int = 0, width: int = WIDTH) -> list[str]:
    """A sentence wrapped to the page, later lines indented."""
    return textwrap.wrap(revealed(text), width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]


def cut(lines: list[str], at_most: int) -> list[str]:
    """The first lines; the last, cut between words, says that more was left out."""
    if len(lines) <= at_most:
        return lines
    last = lines[at_most - 1]
    while width_of(last) > WIDTH - 2 and " " in last.strip():
        last = last.rpartition(" ")[0]
    return [*lines[: at_most - 1], fitted(last.rstrip("… ") + " …", WIDTH).rstrip()]


def bold(text: str, colour: bool | None = None) -> str:
    """The text in bold on a terminal that is not asked to be plain; ``colour`` decides where given."""
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return f"\x1b[1m{text}\x1b[0m" if colour else text
