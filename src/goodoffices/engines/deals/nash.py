"""Nash solution: the deal with the greatest product of gains over the disagreement point [Nash1950]_.

Over a finite set several deals can tie; all are kept. Logarithms are compared first and near-ties decided in whole numbers.
Where no deal lets everyone gain, every product is 0 and would not choose: the product is then taken over the largest set of
parties that can gain together, and the others are named. Of two such sets of one size, the one with the party that comes
first in the case is taken.
"""

from __future__ import annotations

from functools import reduce
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.bargaining import Bargaining, as_floats
from goodoffices.engines.deals.best import all_best
from goodoffices.engines.deals.solution import solution
from goodoffices.model.results.deals import Solution

__all__ = ["nash"]


def nash(bargaining: Bargaining) -> Solution:
    """Deals that maximise the product of gains.

    Parameters
    ----------
    bargaining
        Acceptable deals, at least one, with whole-number gains [parties][deals] that are never negative.
    """
    gaining = np.stack([np.asarray(row > 0, dtype=np.bool_) for row in bargaining.gains])
    together, rows = _largest_together(gaining)
    left_out = tuple(party for party, gains in zip(bargaining.parties, together, strict=True) if not gains)
    gains = [row[rows] for row, counts in zip(bargaining.gains, together, strict=True) if counts]
    scales = [scale for scale, counts in zip(bargaining.scales, together, strict=True) if counts]
    notes: tuple[str, ...] = ()
    if left_out:
        notes = (f"No acceptable deal lets every party gain at once; the product leaves out {', '.join(left_out)}.",)
    if not gains:
        return solution(bargaining, rows, 0.0, left_out=left_out, notes=notes)
    with np.errstate(divide="ignore"):  # a gain too small for a float counts as 0 here; whole numbers decide
        logs = reduce(np.add, (np.log(as_floats(row, scale)) for row, scale in zip(gains, scales, strict=True)))

    def products(near: NDArray[np.int64]) -> NDArray[Any]:
        return reduce(np.multiply, (row[near].astype(object) for row in gains))

    best, product = all_best(logs, products)
    return solution(bargaining, rows[best], product / prod(scales), left_out=left_out, notes=notes)


def _largest_together(gaining: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The largest set of parties [parties] that gain together in some deal, and the deals in which they do."""
    counts = np.count_nonzero(gaining, axis=0)
    rows = np.flatnonzero(counts == counts.max())
    for party in gaining:
        rows = rows[party[rows]] if party[rows].any() else rows
    together: NDArray[np.bool_] = gaining[:, rows[0]]
    return together, rows
