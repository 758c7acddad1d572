"""Scores known only between bounds: what holds whatever the numbers turn out to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case, Preferences, Range
from goodoffices.model.preferences.base import Comparison, Preference, as_bools

__all__ = ["RangedPreference", "ScoreBounds", "bounds_of", "central_number", "interval"]


def central_number(number: Decimal | Range) -> Fraction:
    """A number as it is; of a range the mean of its PERT distribution, or of the uniform one where no mode is given."""
    if isinstance(number, Decimal):
        return Fraction(number)
    if number.mode is None:
        return (Fraction(number.low) + Fraction(number.high)) / 2
    return (Fraction(number.low) + 4 * Fraction(number.mode) + Fraction(number.high)) / 6


@dataclass(frozen=True)
class ScoreBounds:
    """Bounds of a party's weighted scores on one common integer scale.

    ``least`` and ``greatest`` [options] are bounds of weight × score of each option; ``least_gain`` [options,
    options] those of the difference of two options (the weight is the same for both). ``column`` [outcomes] is the
    option of each outcome.
    """

    least: NDArray[np.object_]
    greatest: NDArray[np.object_]
    least_gain: NDArray[np.object_]
    column: NDArray[np.int64]


@dataclass(frozen=True)
class RangedPreference(Preference):
    """At least as good for every number within the ranges; all else unknown."""

    bounds: tuple[tuple[ScoreBounds, ...], int]
    """One for each issue, and the common scale."""

    def raw(self, code: int) -> Comparison:
        """All outcomes against one: differences of options add up, since issues are drawn independently."""
        parts, _ = self.bounds
        gain = sum((part.least_gain[:, part.column[code]][part.column] for part in parts), np.zeros(1, dtype=object))
        loss = sum((part.least_gain[part.column[code]][part.column] for part in parts), np.zeros(1, dtype=object))
        at_least, at_most = as_bools(gain >= 0), as_bools(loss >= 0)
        return Comparison(at_least, at_most, at_most & ~at_least)

    def between(self) -> tuple[NDArray[np.object_], NDArray[np.object_], int]:
        """[outcomes] least and greatest utility, as integers, and their scale: what a reservation is compared with."""
        parts, scale = self.bounds
        zero = np.zeros(1, dtype=object)
        least = sum((part.least[part.column] for part in parts), zero)
        greatest = sum((part.greatest[part.column] for part in parts), zero)
        return least, greatest, scale


def bounds_of(case: Case, stated: Preferences) -> tuple[tuple[ScoreBounds, ...], int]:
    """The bounds of every issue, scaled to integers."""
    scores, weights = stated.scores or {}, stated.weights or {}
    tables: list[tuple[list[Fraction], list[Fraction], list[list[Fraction]]]] = []
    for issue, options in zip(case.space.issues, case.space.options, strict=True):
        weight = interval(weights.get(issue, Decimal(1)))
        intervals = [interval(scores[issue][option]) for option in options]
        least = [_extreme(min, weight, interval) for interval in intervals]
        greatest = [_extreme(max, weight, interval) for interval in intervals]
        gains = [
            [
                Fraction(0) if i == j else min(w * (intervals[i][0] - intervals[j][1]) for w in weight)
                for j in range(len(options))
            ]
            for i in range(len(options))
        ]
        tables.append((least, greatest, gains))
    scale = lcm(
        1,
        *(
            n.denominator
            for least, greatest, gains in tables
            for n in [*least, *greatest, *(g for row in gains for g in row)]
        ),
    )
    parts = tuple(
        ScoreBounds(
            np.array([int(n * scale) for n in least], dtype=object),
            np.array([int(n * scale) for n in greatest], dtype=object),
            np.array([[int(n * scale) for n in row] for row in gains], dtype=object),
            case.space.column(k),
        )
        for k, (least, greatest, gains) in enumerate(tables)
    )
    return parts, scale


def interval(number: Decimal | Range) -> tuple[Fraction, Fraction]:
    """The bounds of a number; twice the same for one that is known."""
    if isinstance(number, Decimal):
        return Fraction(number), Fraction(number)
    return Fraction(number.low), Fraction(number.high)


def _extreme(
    pick: Callable[..., Fraction], weight: tuple[Fraction, Fraction], score: tuple[Fraction, Fraction]
) -> Fraction:
    """The least or greatest product of a weight and a score."""
    return pick(w * s for w in weight for s in score)
