"""Utilitarian solution: the deal with the greatest sum of utilities.

It adds one party's utility to another's and so means something only where their scales are comparable; the result says so.
"""

from __future__ import annotations

from functools import reduce

import numpy as np

from goodoffices.engines.deals.bargaining import Bargaining, comparable
from goodoffices.engines.deals.solution import NOT_COMPARABLE, solution
from goodoffices.model.results.deals import Solution

__all__ = ["utilitarian"]


def utilitarian(bargaining: Bargaining) -> Solution:
    """Deals that maximise the sum of utilities.

    Parameters
    ----------
    bargaining
        Acceptable deals, at least one, with whole-number utilities [parties][deals].
    """
    utilities, scale = comparable(bargaining.utilities, bargaining.scales)
    total = reduce(np.add, utilities)
    best = np.flatnonzero(total == total.max())
    return solution(bargaining, best, int(total[best[0]]) / scale, notes=(NOT_COMPARABLE,))
