"""What a file's name tells about a source: the date that begins it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["date_in_name"]

_NAME: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")


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
