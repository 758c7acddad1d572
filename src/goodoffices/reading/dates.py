"""When something was said: date words found by own patterns and resolved from the day of publication.

Order of tests: an absolute date; a weekday (the last such day up to publication, that day included; the next one
with *will*, *set to*, *next*); yesterday, today, tomorrow; last and next week and the weekend as ranges. Durations
("three years") are no dates. Without a day of publication relative words stay words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

__all__ = ["When", "date_places", "find_when", "looks_ahead"]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS: Final = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_WORDS: Final = frozenset(
    [*_MONTHS, *(f"{name}." for name in _MONTHS), *_DAYS, *"yesterday today tomorrow week weekend month".split()]
)
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_PATTERN: Final = re.compile(
    rf"(?P<abs>\b(?:on )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})\b)"
    r"|(?P<day>\b(?:on |last |next |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"|(?P<word>\b(?:yesterday|today|tomorrow)\b)"
    r"|(?P<range>\b(?:last|next|this|earlier this) (?:week|weekend|month)\b|\bover the weekend\b)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:will|is set to|are set to|is due|plans? to|scheduled|next|is expected to|upcoming)\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class When:
    """Words of time with their place, and the day or range they mean, if that can be known."""

    start: int
    end: int
    on: date | None = None
    from_: date | None = None
    to: date | None = None


def find_when(text: str, start: int, end: int, published: date | None, *, future: bool = False) -> When | None:
    """The first date words in ``text[start:end]``, resolved.

    >>> find_when("She said on Tuesday that", 0, 24, date(2031, 5, 8)).on
    datetime.date(2031, 5, 6)
    """
    for match in _PATTERN.finditer(text, start, end):
        if text.endswith(("-", "’", "'"), start, match.start()) or text.startswith(("’s", "'s"), match.end()):
            continue
        printed = match.group()
        ahead = future or printed.lower().startswith("next")
        if match.lastgroup == "abs":
            on = _absolute(printed, published, ahead)
            if on is None and published is not None:
                continue
            return When(match.start(), match.end(), on)
        if published is None:
            return When(match.start(), match.end())
        if match.lastgroup == "day":
            return When(match.start(), match.end(), _weekday(printed, published, ahead))
        if match.lastgroup == "word":
            shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[printed.lower()]
            return When(match.start(), match.end(), published + timedelta(days=shift))
        first, last = _range(printed.lower(), published)
        return When(match.start(), match.end(), None, first, last)
    return None


def date_places(lower: Sequence[str]) -> list[int]:
    """Indices of the folded tokens [n] that may belong to date words: :func:`find_when` finds nothing elsewhere."""
    return [at for at, word in enumerate(lower) if word in _WORDS or "-" in word]


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of what is to come."""
    return _FUTURE.search(text, start, end) is not None


def _absolute(printed: str, published: date | None, ahead: bool) -> date | None:
    """A written-out date; without a year the last such day up to publication (or the next)."""
    numbers = [int(number) for number in _NUMBER.findall(printed)]
    try:
        if len(numbers) == 3:
            return date(*numbers)
        month = next(_MONTHS[word.lower()] for word in _WORD.findall(printed) if word.lower() in _MONTHS)
        if len(numbers) == 2:
            return date(numbers[1], month, numbers[0])
        if published is None:
            return None
        found = date(published.year, month, numbers[0])
        if found > published and not ahead and (found - published).days > 31:
            found = date(published.year - 1, month, numbers[0])
    except (ValueError, StopIteration):
        return None
    return found


def _weekday(printed: str, published: date, ahead: bool) -> date:
    wanted = _DAYS[printed.split()[-1].lower()]
    if ahead:
        return published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    back = (published.weekday() - wanted) % 7
    if printed.lower().startswith("last") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _range(printed: str, published: date) -> tuple[date, date]:
    monday = published - timedelta(days=published.weekday())
    if "weekend" in printed:
        saturday = monday + timedelta(days=5) if printed.startswith(("next", "this")) else monday - timedelta(days=2)
        if published.weekday() >= 5 and not printed.startswith(("last", "next")):
            saturday = monday + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    if "month" in printed:
        first = published.replace(day=1)
        if printed.startswith("last"):
            first = (first - timedelta(days=1)).replace(day=1)
        elif printed.startswith("next"):
            first = (first + timedelta(days=32)).replace(day=1)
        elif printed.startswith("earlier"):
            return first, published
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if printed.startswith("earlier"):
        return monday, published
    shift = {"last": -7, "next": 7}.get(printed.split()[0], 0)
    return monday + timedelta(days=shift), monday + timedelta(days=shift + 6)
