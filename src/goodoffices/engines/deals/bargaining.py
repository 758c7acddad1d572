"""The bargaining set: deals open to a solution, with each party's utilities, disagreement point and ideal point.

Solutions are taken over acceptable deals that leave none of the parties concerned below its walk-away or across a red line of
its own, and below no disagreement point: what is not acceptable is never returned, whatever the front looks like. A deal that
is worse than another for every one of them is not the maximum of any solution; where there are very many deals, most such are
left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.problem import DealsProblem, Scores
from goodoffices.engines.deals.thin import thin_out
from goodoffices.model.results.deals import Unavailable
from goodoffices.model.scaling import EXACT_BELOW
from goodoffices.settings import Disagreement, Ideal

__all__ = ["Bargaining", "as_floats", "bargaining_set", "comparable"]


@dataclass(frozen=True, eq=False)
class Bargaining:
    """Deals and what they are worth, as whole numbers; rows of all fields are in the order of ``codes`` and ``parties``."""

    codes: NDArray[np.int64]
    """[deals] ascending."""
    parties: tuple[str, ...]
    utilities: tuple[NDArray[Any], ...]
    """[parties][deals] utility × scale."""
    scales: tuple[int, ...]
    disagreement: tuple[int, ...]
    """[parties] disagreement point × scale."""
    ideal: tuple[int, ...]
    """[parties] greatest utility × scale: over all deals open to a solution, or over all feasible outcomes."""

    @cached_property
    def gains(self) -> tuple[NDArray[Any], ...]:
        """[parties][deals] what each deal adds to the disagreement point; never negative."""
        return tuple(row - low for row, low in zip(self.utilities, self.disagreement, strict=True))

    @property
    def cannot_gain(self) -> tuple[str, ...]:
        """Parties whose ideal point is their disagreement point."""
        rows = zip(self.parties, self.ideal, self.disagreement, strict=True)
        return tuple(party for party, high, low in rows if high == low)


def bargaining_set(
    problem: DealsProblem, acceptable: NDArray[np.bool_], disagreement: Disagreement, ideal: Ideal
) -> Bargaining | Unavailable:
    """The deals open to a solution, or why no solution can be had."""
    over = problem.solved_over
    scores = [problem.scores_of(p) for p in over]
    names = tuple(problem.parties[p] for p in over)
    scored = [found for found in scores if found is not None]
    if not over:
        return Unavailable("No party is named over which to solve; the case has no principal.")
    if len(scored) < len(over):
        without = ", ".join(name for name, found in zip(names, scores, strict=True) if found is None)
        return Unavailable(f"Orders have no sums or products, and these parties have no scores: {without}.")
    if not acceptable.any():
        return Unavailable("No deal is acceptable to everyone whose consent it needs.")
    points = [_disagreement(found, problem.feasible, disagreement) for found in scored]
    unknown = [name for name, point in zip(names, points, strict=True) if point is None]
    if unknown:
        return Unavailable(f"What these parties are left with if there is no deal is unknown: {', '.join(unknown)}.")
    low = [point for point in points if point is not None]
    open_to = acceptable & problem.accepts[list(over)].all(axis=0)
    utilities = [_wide_enough(found.utilities, point) for found, point in zip(scored, low, strict=True)]
    for row, point in zip(utilities, low, strict=True):
        open_to &= row >= point
    if not open_to.any():
        return Unavailable(
            "Every acceptable deal leaves one of these parties below its walk-away or disagreement point."
        )
    codes = np.flatnonzero(open_to)
    rows = [row[codes] for row in utilities]
    best_of = rows if ideal is Ideal.RATIONAL else [row[problem.feasible] for row in utilities]
    high = tuple(int(row.max()) for row in best_of)
    if all(row.dtype != object for row in rows):
        codes, rows = thin_out(codes, rows, worse_for_all=True)
    return Bargaining(codes, names, tuple(rows), tuple(found.scale for found in scored), tuple(low), high)


def comparable(rows: tuple[NDArray[Any], ...], scales: tuple[int, ...]) -> tuple[tuple[NDArray[Any], ...], int]:
    """All parties' whole numbers brought to one scale, so that they can be added and compared; and that scale."""
    common = lcm(*scales)
    factors = [common // scale for scale in scales]
    largest = sum(
        max(abs(int(row.max())), abs(int(row.min()))) * factor for row, factor in zip(rows, factors, strict=True)
    )
    if largest >= EXACT_BELOW:
        rows = tuple(row.astype(object) for row in rows)
    return tuple(row * factor for row, factor in zip(rows, factors, strict=True)), common


def as_floats(row: NDArray[Any], scale: int) -> NDArray[np.float64]:
    """[deals] whole numbers over a scale, each rounded once."""
    quotients: NDArray[np.float64] = (row / scale).astype(np.float64, copy=False)
    return quotients


def _disagreement(scores: Scores, feasible: NDArray[np.bool_], kind: Disagreement) -> int | None:
    if kind is Disagreement.ZERO:
        return 0
    if kind is Disagreement.MINIMUM:
        return int(scores.utilities[feasible].min())
    return scores.disagreement


def _wide_enough(row: NDArray[Any], point: int) -> NDArray[Any]:
    """Python integers where a machine integer could not hold the difference to the point."""
    return row if abs(point) < EXACT_BELOW else row.astype(object)
