"""What a stated order of options lets one say of their values, in every preference world.

An order names options best first, ``a > b ~ c``; ``?`` names none. Options it leaves out may stand anywhere, each
alone. With L levels in a complete order the best is worth 1, the worst 0, those between something strictly between,
decreasing. The sizes themselves are never known: only bounds of differences are (``docs/methods/worlds.md``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

__all__ = ["OptionOrder", "OrderError", "parse_order"]

_NAME = re.compile(r"\w[\w-]*")


class OrderError(ValueError):
    """The text is no order of options; ``start`` and ``end`` say which characters are at fault."""

    def __init__(self, message: str, start: int, end: int, name: str | None = None) -> None:
        super().__init__(message)
        self.start, self.end, self.name = start, end, name


@dataclass(frozen=True)
class OptionOrder:
    """The order of an issue's options as far as it is stated.

    ``levels`` are best first, tied options together; ``missing`` are the options of the issue that no level names.
    """

    levels: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How many levels any completion has."""
        return len(self.levels) + len(self.missing)

    @property
    def indifferent(self) -> bool:
        """All options on one level: the party does not care."""
        return self.depth <= 1

    @property
    def complete(self) -> bool:
        """Every option has its place."""
        return not self.missing or self.indifferent

    @cached_property
    def _level(self) -> dict[str, int]:
        return {option: level for level, options in enumerate(self.levels, 1) for option in options}

    def mean(self, option: str) -> Fraction:
        """Mean value of an option over all completions and worlds.

        A missing option falls with equal chance into each of the gaps of the stated chain, which moves level j of L
        down by j / (L + 1) for each missing one.
        """
        if self.indifferent or option not in self._level:
            return Fraction(1, 2)
        stated, missing = len(self.levels), len(self.missing)
        place = self._level[option] * Fraction(stated + 1 + missing, stated + 1)
        return (self.depth - place) / (self.depth - 1)

    def least(self, option: str) -> tuple[Fraction, bool]:
        """Greatest lower bound of an option's value, and whether some world attains it."""
        if self.indifferent:
            return Fraction(1, 2), True
        level = self._level.get(option)
        if level == 1 and not self.missing:
            return Fraction(1), True
        return Fraction(0), level is None or level == len(self.levels)

    def greatest(self, option: str) -> tuple[Fraction, bool]:
        """Least upper bound of an option's value, and whether some world attains it."""
        if self.indifferent:
            return Fraction(1, 2), True
        level = self._level.get(option)
        if level == len(self.levels) and not self.missing:
            return Fraction(0), True
        return Fraction(1), level is None or level == 1

    def least_gain(self, option: str, other: str) -> tuple[Fraction, bool]:
        """Greatest lower bound of value(option) − value(other) over all worlds, and whether some world attains it."""
        level, below = self._level.get(option), self._level.get(other)
        if option == other or self.indifferent or (level is not None and level == below):
            return Fraction(0), True
        if level is None or below is None:
            return Fraction(-1), True
        if level > below:
            return Fraction(-1), level == len(self.levels) and below == 1
        if level == 1 and below == len(self.levels) and not self.missing:
            return Fraction(1), True
        return Fraction(0), False


def parse_order(text: str, options: Sequence[str]) -> OptionOrder:
    """Read ``a > b ~ c`` or ``?`` over the options of an issue.

    Raises
    ------
    OrderError
        If it is neither, names something else, or names an option twice (an order that runs in a circle).

    Examples
    --------
    >>> parse_order("b > a", ["a", "b", "c"])
    OptionOrder(levels=(('b',), ('a',)), missing=('c',))
    """
    if text.strip() == "?":
        return OptionOrder((), tuple(options))
    levels: list[list[str]] = [[]]
    seen: set[str] = set()
    position, expect_name = 0, True
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        name = _NAME.match(text, position)
        if expect_name:
            if not name:
                raise OrderError(f'"{text[position]}" stands where an option should', position, position + 1)
            levels[-1].append(_known(name, options, seen))
            position = name.end()
        elif text[position] in ">~":
            if text[position] == ">":
                levels.append([])
            position += 1
        else:
            end = name.end() if name else position + 1
            raise OrderError(f'"{text[position:end]}" stands where > or ~ should', position, end)
        expect_name = not expect_name
    if expect_name:
        raise OrderError("the order ends where an option should stand", len(text), len(text))
    missing = tuple(option for option in options if option not in seen)
    return OptionOrder(tuple(tuple(level) for level in levels), missing)


def _known(match: re.Match[str], options: Sequence[str], seen: set[str]) -> str:
    """The option a match names, noted as seen."""
    name = match[0]
    if name not in options:
        raise OrderError(f'no option is called "{name}"', match.start(), match.end(), name)
    if name in seen:
        raise OrderError(f'"{name}" stands twice, so the order runs in a circle', match.start(), match.end())
    seen.add(name)
    return name
