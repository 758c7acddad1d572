"""Egalitarian solution: the deal whose least gain is greatest [Kalai1977]_.

It compares one party's gain with another's and so means something only where their scales are comparable; the result says so
each time. A party whose ideal point is its disagreement point is left out and named.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from goodoffices.engines.deals.bargaining import Bargaining, comparable
from goodoffices.engines.deals.best import lexicographic_best
from goodoffices.engines.deals.solution import NOT_COMPARABLE, solution
from goodoffices.model.results.deals import Solution

__all__ = ["egalitarian"]


def egalitarian(bargaining: Bargaining) -> Solution:
    """Deals that maximise the least gain.

    Parameters
    ----------
    bargaining
        Acceptable deals, at least one, with whole-number gains [parties][deals] that are never negative.
    """
    left_out = bargaining.cannot_gain
    gains, scale = comparable(bargaining.gains, bargaining.scales)
    counted = [row for row, party in zip(gains, bargaining.parties, strict=True) if party not in left_out]
    notes: tuple[str, ...] = (NOT_COMPARABLE,)
    if left_out:
        notes += (f"No deal can help {', '.join(left_out)}; the least gain leaves them out.",)
    if not counted:
        every = np.arange(len(bargaining.codes))
        return solution(bargaining, every, 0.0, left_out=left_out, leximin=bargaining.codes, notes=notes)
    least = reduce(np.minimum, counted)
    best = np.flatnonzero(least == least.max())
    among = best[lexicographic_best([row[best] for row in counted])]
    return solution(
        bargaining, best, int(least[best[0]]) / scale, left_out=left_out, leximin=bargaining.codes[among], notes=notes
    )
