"""What is known about a source besides its words: the lines of ``sources.csv``, a date that begins a file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["SourceDetails", "date_in_name"]

_NAME: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True)
class SourceDetails:
    """What ``sources.csv`` says about one file; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None
    track: str | None = None
    handling: str | None = None


def date_in_name(name: str) -> date | None:
    """The date that begins a file's name, if it is one.

    >>> date_in_name("sources/2031-05-08-port.txt")
    datetime.date(2031, 5, 8)
    >>> date_in_name("2031-13-08-port.txt") is None
    True
    """
    match = _NAME.match(re.split(r"[/\\]", name)[-1])
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
