"""Everything that can go wrong on purpose, and the exit status each ends the program with.

::

    GoodOfficesError                 1
    ├── UsageError                   2   what was asked for cannot be asked like that
    │   ├── PathNotFound             2   a path that does not exist
    │   └── TooLarge                 2   the work would not fit; the message says what would
    ├── CaseError                    3   the case file is invalid; carries every Problem found
    ├── EvidenceError                4   a source, ledger or incident file cannot be used
    │   ├── SourceError              4
    │   └── LedgerError              4
    │       ├── LedgerBusy           4   someone else is writing
    │       │   └── RowChanged       4   someone has written the row since it was seen; carries both versions
    │       └── UnknownStatement     2   an id that the ledger does not have
    ├── OutputError                  4   a result cannot be written where it was asked for
    ├── MissingExtra                 5   an optional part is not installed
    └── NoDeal                       1   a solution was asked of a case in which nothing is acceptable

Exit status 1 is also what ``--check`` returns when the answer is "no"; that is not an error. Messages are for the person at
the keyboard: where, what, what was expected, the nearest right thing. No traceback ever reaches a user.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from textwrap import wrap
from unicodedata import combining, east_asian_width

__all__ = [
    "CaseError",
    "EvidenceError",
    "GoodOfficesError",
    "LedgerBusy",
    "LedgerError",
    "MissingExtra",
    "NoDeal",
    "OutputError",
    "PathNotFound",
    "Problem",
    "RowChanged",
    "SourceError",
    "TooLarge",
    "UnknownStatement",
    "UsageError",
    "nearest",
    "no_such",
]


class GoodOfficesError(Exception):
    """Any error this package raises on purpose. Its text can be shown to a user as it is."""

    exit_status = 1


class UsageError(GoodOfficesError):
    """What was asked for cannot be asked like that."""

    exit_status = 2


class PathNotFound(UsageError):
    """A path that the user named does not exist."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path}: there is no such file or folder.")
        self.path = Path(path)


class TooLarge(UsageError):
    """The work would not fit in memory or time; the message says by how much and what to do instead."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a case file, and where.

    ``line`` and ``column`` count from 1 and are None where the fault has no place of its own (an absent section).
    ``excerpt`` is the line as it stands in the file, ``before`` the line above it, ``width`` how many characters are at fault.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    width: int = 1
    hint: str | None = None
    before: str | None = None

    def __str__(self) -> str:
        """Path, line and column, what is wrong, the line with a caret, what was expected; at most 80 columns."""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        lines = [f"{place}: {self.message}"]
        if self.excerpt is not None and self.line is not None and self.column is not None:
            lines += ["", *self._quoted(self.excerpt, self.line, self.column)]
        if self.hint:
            lines += wrap(self.hint, 80, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        return "\n".join(lines)

    def _quoted(self, excerpt: str, line: int, column: int) -> list[str]:
        """The line above where there is one, the line at fault, and a caret under the fault. Long lines are cut."""
        gutter = f"  {line} | "
        room = 80 - len(gutter)
        skipped = 0 if len(excerpt) <= room or column + self.width <= room else max(0, column - room // 2)
        shown = _shown(excerpt[skipped : skipped + room])
        lines = (
            [] if self.before is None else [f"  {line - 1:>{len(str(line))}} | {_shown(self.before[:room])}".rstrip()]
        )
        at = column - 1 - skipped
        caret = "^" * max(1, min(self.width, len(shown) - at))
        return [*lines, gutter + shown, " " * (len(gutter) + _cells(shown[:at])) + caret]


class CaseError(GoodOfficesError):
    """The case file is invalid. ``problems`` lists all that was found, in file order."""

    exit_status = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EvidenceError(GoodOfficesError):
    """A source, ledger or incident file cannot be used."""

    exit_status = 4


class SourceError(EvidenceError):
    """A source cannot be read; ``path`` names it."""

    def __init__(self, path: str | Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = Path(path)
        self.reason = message


class LedgerError(EvidenceError):
    """A ledger cannot be opened, read or written."""


class LedgerBusy(LedgerError):
    """Another program holds the ledger, or has written the row in the meantime. Nothing was changed."""


class RowChanged(LedgerBusy):
    """A row was written since the revision that the writer saw; ``seen`` and ``last`` are both versions."""

    def __init__(self, message: str, *, seen: object, last: object) -> None:
        super().__init__(message)
        self.seen = seen
        self.last = last


class UnknownStatement(LedgerError):
    """A statement's id that the ledger does not have."""

    exit_status = 2


class OutputError(GoodOfficesError):
    """A result cannot be written where it was asked for; nothing half-written was left."""

    exit_status = 4


class MissingExtra(GoodOfficesError):
    """An optional part is not installed; ``extra`` names it."""

    exit_status = 5

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part that is not installed: goodoffices[{extra}].")
        self.extra = extra


class NoDeal(GoodOfficesError):
    """No outcome is acceptable to everyone whose consent is needed."""


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name most like ``name``, or None when nothing is close.

    >>> nearest("peacekeeper", ["truce", "peacekeepers"])
    'peacekeepers'
    >>> nearest("zebra", ["truce"]) is None
    True
    """
    matches = get_close_matches(name, known, n=1, cutoff=0.6)
    return matches[0] if matches else None


def _shown(text: str) -> str:
    """A line of a file as it may be printed: what a terminal would obey instead of show becomes a mark."""
    return "".join(
        character if character.isprintable() else " " if character == "\t" else "\ufffd" for character in text
    )


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def no_such(what: str, given: str, known: Sequence[str]) -> str:
    """What to say of a name that does not exist: the nearest one that does, and all of them.

    >>> no_such("party", "nort", ["north", "south"])
    'No party is called "nort". Did you mean "north"? There are: north, south.'
    """
    close = nearest(given, known)
    hint = f' Did you mean "{close}"?' if close else ""
    return f'No {what} is called "{given}".{hint} There are: {", ".join(known)}.'
