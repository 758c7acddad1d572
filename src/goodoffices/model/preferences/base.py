"""A party's preference over outcomes, as an object: what it can compare, and what stays unknown.

Engines ask it two things: for integer ranks where the order is complete, and else how all outcomes compare with one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.settings import Reading, RedLines

__all__ = [
    "INFEASIBLE",
    "Bools",
    "Comparison",
    "Preference",
    "RankedPreference",
    "UnknownPreference",
    "as_bools",
    "dense",
]

Bools = NDArray[np.bool_]

INFEASIBLE = -1
"""Rank of an outcome that a rule excludes."""


@dataclass(frozen=True)
class Comparison:
    """How all outcomes compare with one reference, over all preference worlds; each [outcomes].

    ``at_least``: at least as good in every world; ``at_most``: at most as good in every world; ``below``: worse in
    every world (but for a null set of them). Where neither of the first two holds, the comparison is unknown.
    """

    at_least: Bools
    at_most: Bools
    below: Bools


@dataclass(frozen=True)
class Preference:
    """What every preference has. ``crosses`` [outcomes]: those that cross one of the party's red lines."""

    party: str
    form: str | None
    reading: Reading
    red_lines: RedLines
    feasible: Bools
    crosses: Bools

    @property
    def ranks(self) -> NDArray[np.int32] | None:
        """[outcomes] larger is better, ties equal, -1 where infeasible; None if some comparison is unknown."""
        return None

    def raw(self, code: int) -> Comparison:
        """All outcomes against one, red lines left aside: what a walk-away is compared by."""
        raise NotImplementedError

    def against(self, code: int) -> Comparison:
        """All outcomes against one, red lines put where the setting puts them."""
        found = self.raw(code)
        if not self._sinks:
            return found
        alike = self.crosses == self.crosses[code]
        under = ~alike & ~self.crosses[code]
        return Comparison(
            self._sunk(code, found.at_least), (found.at_most & alike) | under, (found.below & alike) | under
        )

    def at_least(self, code: int) -> Bools:
        """[outcomes] at least as good as one outcome for certain, red lines put where the setting puts them."""
        return self.against(code).at_least

    @cached_property
    def _sinks(self) -> bool:
        """Whether red lines change the order."""
        return self.red_lines is RedLines.SINK and bool(self.crosses.any())

    def _sunk(self, code: int, at_least: Bools) -> Bools:
        """``at_least`` with what crosses a red line put below what crosses none."""
        if not self._sinks:
            return at_least
        alike: Bools = self.crosses == self.crosses[code]
        return (at_least & alike) | (~alike & bool(self.crosses[code]))


@dataclass(frozen=True)
class RankedPreference(Preference):
    """A complete order, as integers. ``order`` [outcomes] leaves red lines aside; ``ranks`` sinks them if so set."""

    order: NDArray[np.int32]

    @property
    def ranks(self) -> NDArray[np.int32]:
        """[outcomes] larger is better, ties equal, -1 where infeasible."""
        if self.red_lines is RedLines.BAR or not self.crosses.any():
            return self.order
        lifted = np.where(self.crosses, self.order, self.order + (self.order.max() + 1))
        return dense(lifted, self.feasible)

    def raw(self, code: int) -> Comparison:
        """By rank."""
        here = self.order[code]
        return Comparison(self.order >= here, self.order <= here, self.order < here)


@dataclass(frozen=True)
class UnknownPreference(Preference):
    """Nothing is stated: every outcome compares only with itself. Unknown is not indifferent."""

    def raw(self, code: int) -> Comparison:
        """Level with itself, unknown else."""
        same = np.zeros(self.feasible.size, dtype=np.bool_)
        same[code] = True
        return Comparison(same, same.copy(), np.zeros_like(same))


def dense(values: NDArray[np.generic], feasible: Bools) -> NDArray[np.int32]:
    """Dense ranks 0, 1, ... of exact values over the feasible outcomes, -1 elsewhere."""
    ranks = np.full(values.size, INFEASIBLE, dtype=np.int32)
    ranks[feasible] = np.unique(values[feasible], return_inverse=True)[1].astype(np.int32).reshape(-1)
    return ranks


def as_bools(values: NDArray[np.generic]) -> Bools:
    """Truth values as a boolean array, whatever the comparison of exact integers returned."""
    return values.astype(np.bool_)
