"""One file under examination: its lines, and what was found wrong with it and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from goodoffices.errors import Problem, nearest

__all__ = ["Page", "listed", "suggestion"]

LISTED_AT_MOST = 20
"""Problems told at once; the rest are counted."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, eq=False)
class Page:
    """A file's text and the notes made on it."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """The lines as YAML counts them."""
        return _BREAK.split(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the text."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def note(
        self, message: str, line: int | None = None, column: int | None = None, width: int = 1, hint: str | None = None
    ) -> None:
        """Put down a problem."""
        self.problems.append(self._problem(message, line, column, width, hint))

    def warn(
        self, message: str, line: int | None = None, column: int | None = None, width: int = 1, hint: str | None = None
    ) -> None:
        """Put down what is no error, but likely not meant."""
        self.warnings.append(self._problem(message, line, column, width, hint))

    def found(self) -> tuple[Problem, ...]:
        """The problems in file order, each place and message once, at most twenty and a count of the rest."""
        problems = _in_order(self.problems)
        if len(problems) <= LISTED_AT_MOST:
            return problems
        rest = len(problems) - LISTED_AT_MOST
        return (*problems[:LISTED_AT_MOST], Problem(self.path, f"{rest} more: shown once these are mended."))

    def warned(self) -> tuple[Problem, ...]:
        """The warnings in file order."""
        return _in_order(self.warnings)

    def _problem(self, message: str, line: int | None, column: int | None, width: int, hint: str | None) -> Problem:
        known = line is not None and 0 < line <= len(self.lines)
        excerpt = self.lines[line - 1] if known and line is not None else None
        above = self.lines[line - 2] if known and line is not None and line > 1 else None
        before = above if above and above.strip() else None
        return Problem(self.path, message, line, column, excerpt, width, hint, before)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    once = {(problem.line, problem.column, problem.message): problem for problem in problems}
    return tuple(sorted(once.values(), key=lambda problem: (problem.line or 0, problem.column or 0)))


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names with commas between them; a long list is cut."""
    shown = list(names)
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")


def suggestion(name: str, known: Iterable[str], lead: str) -> str:
    """What to write instead of a name that is not known: the nearest one, and all there are.

    >>> suggestion("peacekeeper", ["truce", "peacekeepers"], "Issues of this case")
    'Did you mean "peacekeepers"? Issues of this case: truce, peacekeepers.'
    """
    names = list(known)
    near = nearest(name, names)
    question = f'Did you mean "{near}"? ' if near else ""
    return f"{question}{lead}: {listed(names)}." if names else f"{question}{lead}: none."
