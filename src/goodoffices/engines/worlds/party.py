"""Parties as worlds see them: drawn anew in every world, or the same in all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.laws import Law
from goodoffices.engines.worlds.uniforms import BLOCK, Draws

__all__ = ["TIE", "DrawnParty", "Factor", "FixedParty", "WorldParty"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TIE = 1e-9
"""Utilities no further apart than this are level. They lie in [−1, 1]."""

_AT_ONCE = 2**14
"""Outcomes whose utilities are held at a time, while only acceptance is wanted."""

_ROWS = 32
"""Worlds whose utilities of all outcomes are held at a time: few enough to stay in a processor's cache."""


@dataclass(frozen=True)
class Factor:
    """One independent thing that is drawn for a party."""

    name: str
    """In the terms of the case file: ``importance``, ``weights``, ``orders.<issue>``, ``values.<issue>``, ``scores.<issue>``."""
    width: int
    """Uniforms a world."""
    values: int | None = None
    """How many values it can take; None where it is continuous."""
    stated: int = 0
    """Of an order: how many of its items stand in a known order."""


@dataclass(frozen=True, eq=False)
class DrawnParty(ABC):
    """A party with a utility for every outcome in every world.

    Utility is linear in ``table``: an outcome reads one column of it for each issue and adds them up.
    """

    name: str
    crosses: Bools
    """[outcomes] those that cross one of its red lines."""
    walk_away: int | None
    """Code of the outcome it is left with; None where it has none."""

    @property
    @abstractmethod
    def factors(self) -> tuple[Factor, ...]:
        """Everything drawn for the party."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Columns of :meth:`table`."""

    @property
    @abstractmethod
    def columns(self) -> NDArray[np.int64]:
        """[outcomes, issues] the columns each outcome reads."""

    @abstractmethod
    def table(self, draws: Draws, law: Law = Law.UNIFORM) -> Floats:
        """[256, columns] what each column adds to utility."""

    @property
    @abstractmethod
    def grid(self) -> tuple[tuple[int, int], ...] | None:
        """[issues of the case] first column and options of each, −1 where it adds nothing; None if columns are not by option."""

    @property
    def judges(self) -> bool:
        """Whether there is anything to accept an outcome against."""
        return self.walk_away is not None

    @cached_property
    def rows(self) -> Floats:
        """[outcomes, columns] 1 where an outcome reads a column, else 0."""
        rows = np.zeros((self.crosses.size, self.width))
        np.put_along_axis(rows, self.columns, 1, axis=1)
        return rows

    def gains(self, outcomes: NDArray[np.int64]) -> Floats:
        """[outcomes, columns] what utility over the walk-away is made of: a factor for :meth:`accepts`."""
        if self.walk_away is None:
            raise ValueError("a party without a walk-away accepts and refuses nothing")
        found: Floats = self.rows[outcomes] - self.rows[self.walk_away]
        return found

    def threshold(self, draws: Draws) -> Floats:
        """[256, 1] what the gain over the walk-away must reach."""
        return np.full((BLOCK, 1), -TIE)

    def accepts(self, draws: Draws, gains: Floats, barred: Bools, law: Law = Law.UNIFORM) -> Bools:
        """[256, outcomes] whether the party accepts each outcome; ``barred`` [outcomes] says which cross a red line."""
        table, threshold = self.table(draws, law), self.threshold(draws)
        found = np.empty((BLOCK, gains.shape[0]), dtype=np.bool_)
        for start in range(0, gains.shape[0], _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            found[:, part] = table @ gains[part].T >= threshold
        found[:, barred] = False
        return found

    def accepts_anywhere(self, draws: Draws, law: Law = Law.UNIFORM) -> Bools:
        """[256, outcomes] the same for every outcome at once, summed issue by issue: little more than one addition each."""
        table, threshold = self.over_walk_away(self.table(draws, law)), self.threshold(draws)
        found = np.empty((BLOCK, self.crosses.size), dtype=np.bool_)
        for start in range(0, BLOCK, _ROWS):
            part = slice(start, start + _ROWS)
            np.greater_equal(self._summed(table[part]), threshold[part], out=found[part])
        found[:, self.crosses] = False
        return found

    def over_walk_away(self, table: Floats) -> Floats:
        """The same table, each column less the one that the walk-away reads for its issue."""
        if self.grid is None or self.walk_away is None:
            raise ValueError("only a party with a walk-away and columns by option has gains by option")
        less = np.zeros_like(table)
        step = 1
        for start, size in self.grid:
            if start >= 0:
                less[:, start : start + size] = table[:, [start + self.walk_away // step % size]]
            step *= size
        return table - less

    def utilities(self, draws: Draws) -> Floats:
        """[256, outcomes] utilities, red lines left aside. Only their order means anything."""
        table = self.table(draws)
        found: Floats = self._summed(table) if self.grid is not None else table @ self.rows.T
        return found

    def _summed(self, table: Floats) -> Floats:
        """[worlds, outcomes] what each outcome's columns add up to, built from the least significant issue upwards."""
        total = np.zeros((len(table), 1))
        for start, size in self.grid or ():
            part = table[:, start : start + size] if start >= 0 else np.zeros((len(table), size))
            total = (part[:, :, None] + total[:, None, :]).reshape(len(table), -1)
        return total


@dataclass(frozen=True, eq=False)
class FixedParty:
    """A party whose order and acceptance are the same in every world, worked out in exact integers."""

    name: str
    crosses: Bools
    ranks: NDArray[np.int32]
    """[outcomes] larger is better, red lines put where the setting puts them."""
    accepted: Bools | None
    """[outcomes] what it accepts; None where there is nothing to compare with."""

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Nothing is drawn."""
        return ()

    @property
    def judges(self) -> bool:
        """Whether there is anything to accept an outcome against."""
        return self.accepted is not None


WorldParty = DrawnParty | FixedParty
