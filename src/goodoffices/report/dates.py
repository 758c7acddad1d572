"""Days in words, the same everywhere and in no locale."""

from __future__ import annotations

from datetime import date

__all__ = ["day", "day_short", "weekday_day"]

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def day(value: date) -> str:
    """17 March 2025.

    >>> day(date(2025, 3, 17))
    '17 March 2025'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def day_short(value: date, like: date) -> str:
    """17 March, with the year only where it is not that of ``like``.

    >>> day_short(date(2025, 3, 17), date(2025, 1, 1)), day_short(date(2024, 3, 17), date(2025, 1, 1))
    ('17 March', '17 March 2024')
    """
    return day(value) if value.year != like.year else f"{value.day} {_MONTHS[value.month - 1]}"


def weekday_day(value: date) -> str:
    """Tuesday 18 March.

    >>> weekday_day(date(2025, 3, 18))
    'Tuesday 18 March'
    """
    return f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
