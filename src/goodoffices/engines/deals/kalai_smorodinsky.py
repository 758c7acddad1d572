"""Kalai–Smorodinsky solution: the deal that gives every party the largest equal share of its own best gain.

Over a finite set of deals the equal-share point need not exist, so the max-min form is used [KalaiSmorodinsky1975]_: maximise
``min_p gain_p / (ideal_p − disagreement_p)``. It is not the deal whose shares are most alike: that one can be worse for
everybody. All maximisers are kept; ``leximin`` picks among them. A party whose ideal point is its disagreement point is left
out and named.
"""

from __future__ import annotations

from functools import reduce
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.bargaining import Bargaining
from goodoffices.engines.deals.best import all_best, lexicographic_best
from goodoffices.engines.deals.solution import solution
from goodoffices.model.results.deals import Solution

__all__ = ["kalai_smorodinsky"]


def kalai_smorodinsky(bargaining: Bargaining) -> Solution:
    """Deals that maximise the least share of each party's best gain.

    Parameters
    ----------
    bargaining
        Acceptable deals, at least one, with whole-number gains [parties][deals] that are never negative.
    """
    left_out = bargaining.cannot_gain
    ranges = [high - low for high, low in zip(bargaining.ideal, bargaining.disagreement, strict=True)]
    counted = [(row, span) for row, span in zip(bargaining.gains, ranges, strict=True) if span]
    if not counted:
        every = np.arange(len(bargaining.codes))
        return solution(bargaining, every, 0.0, left_out=left_out, leximin=bargaining.codes, notes=_notes(left_out))
    common = lcm(*(span for _, span in counted))

    def shares(near: NDArray[np.int64]) -> list[NDArray[Any]]:
        return [row[near].astype(object) * (common // span) for row, span in counted]

    about = reduce(np.minimum, ((row / span).astype(np.float64, copy=False) for row, span in counted))
    best, least = all_best(about, lambda near: reduce(np.minimum, shares(near)))
    among = best[lexicographic_best(shares(best))]
    return solution(
        bargaining,
        best,
        least / common,
        left_out=left_out,
        leximin=bargaining.codes[among],
        notes=_notes(left_out),
    )


def _notes(left_out: tuple[str, ...]) -> tuple[str, ...]:
    return (f"No deal can help {', '.join(left_out)}; the least share leaves them out.",) if left_out else ()
