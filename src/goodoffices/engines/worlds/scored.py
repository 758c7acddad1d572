"""A party stated by scores of which some are known only between bounds: those are drawn, the others stand.

With a mode a number is drawn from a PERT distribution, a beta distribution stretched between its bounds whose mean is
(low + 4 mode + high) / 6; without one, uniformly. Each number is independent of the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from goodoffices.engines.worlds.laws import Law
from goodoffices.engines.worlds.party import TIE, DrawnParty, Factor
from goodoffices.engines.worlds.uniforms import BLOCK, Draws

__all__ = ["Numbers", "ScoresParty"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Numbers:
    """Numbers of which some are ranges; each array [numbers]. Where ``low`` equals ``high`` nothing is drawn."""

    factor: str
    low: Floats
    mode: Floats
    """Not a number where none is given."""
    high: Floats

    @property
    def open(self) -> NDArray[np.intp]:
        """Which of them are drawn."""
        return np.flatnonzero(self.high > self.low)

    def factors(self) -> list[Factor]:
        """One, if anything is drawn."""
        return [Factor(self.factor, self.open.size)] if self.open.size else []

    def values(self, draws: Draws) -> Floats:
        """[256, numbers] their values."""
        found = np.broadcast_to(self.low, (BLOCK, self.low.size)).copy()
        if self.open.size:
            drawn = draws.of(self.factor, self.open.size)
            for column, k in enumerate(self.open):
                found[:, k] = self._value(drawn[:, column], int(k))
        return found

    def _value(self, uniform: Floats, k: int) -> Floats:
        low, mode, high = self.low[k], self.mode[k], self.high[k]
        if np.isnan(mode):
            return np.asarray(low + (high - low) * uniform)
        up, down = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        return np.asarray(low + (high - low) * betaincinv(up, down, uniform))


@dataclass(frozen=True, eq=False)
class ScoresParty(DrawnParty):
    """A party with drawn scores. Utilities are brought to [−1, 1] by the greatest size they could have."""

    scores: tuple[Numbers, ...]
    """One for each issue, its options in case order."""
    importance: Numbers
    """[issues] weights."""
    reservation: Numbers | None
    """What utility must reach, where the party states it, in place of a walk-away."""
    column: NDArray[np.int64]
    """[outcomes, issues] option of each outcome, counted on from issue to issue."""

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Everything that is stated as a range."""
        parts = [*self.scores, self.importance, *([] if self.reservation is None else [self.reservation])]
        return tuple(factor for part in parts for factor in part.factors())

    @property
    def width(self) -> int:
        """Options of all issues."""
        return sum(part.low.size for part in self.scores)

    @property
    def columns(self) -> NDArray[np.int64]:
        """[outcomes, issues] the columns each outcome reads."""
        return self.column

    @property
    def grid(self) -> tuple[tuple[int, int], ...] | None:
        """[issues] first column and options of each."""
        sizes = [part.low.size for part in self.scores]
        return tuple(zip(np.cumsum([0, *sizes[:-1]]).tolist(), sizes, strict=True))

    @property
    def judges(self) -> bool:
        """Whether there is anything to accept an outcome against."""
        return self.reservation is not None or self.walk_away is not None

    @property
    def size(self) -> float:
        """The greatest size that utility or reservation could have."""
        weight = np.maximum(np.abs(self.importance.low), np.abs(self.importance.high))
        score = [float(np.maximum(np.abs(part.low), np.abs(part.high)).max()) for part in self.scores]
        found = float(weight @ np.array(score))
        if self.reservation is not None:
            found = max(found, float(np.abs(self.reservation.low[0])), float(np.abs(self.reservation.high[0])))
        return found or 1.0

    def table(self, draws: Draws, law: Law = Law.UNIFORM) -> Floats:
        """[256, columns] weight times score. Other laws of weighting say nothing about stated numbers."""
        weight = self.importance.values(draws)
        parts = [weight[:, [k]] * part.values(draws) for k, part in enumerate(self.scores)]
        return np.concatenate(parts, axis=1) / self.size

    def gains(self, outcomes: NDArray[np.int64]) -> Floats:
        """[outcomes, columns] utility itself where a reservation is stated, else over the walk-away."""
        return self.rows[outcomes] if self.reservation is not None else super().gains(outcomes)

    def over_walk_away(self, table: Floats) -> Floats:
        """The table as it is where a reservation is stated."""
        return table if self.reservation is not None else super().over_walk_away(table)

    def threshold(self, draws: Draws) -> Floats:
        """[256, 1] the reservation, or nought."""
        if self.reservation is None:
            return super().threshold(draws)
        return np.asarray(self.reservation.values(draws) / self.size - TIE)
