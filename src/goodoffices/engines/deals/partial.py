"""Pareto set under partial orders: for each party, what is at least as good as an outcome in every world it could mean.

Under the reading ``certain`` two outcomes can be incomparable for a party. An outcome is dominated if another is certainly at
least as good for every party and not, in turn, certainly no better for all of them. "At least as good for every party" is
reflexive and transitive, so that an outcome is dominated exactly if some outcome above it has fewer outcomes above itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["COMPARED_AT_MOST", "AtLeast", "partial_pareto_set"]

AtLeast = Callable[[int], NDArray[np.bool_]]
"""From a code to [outcomes]: which outcomes are certainly at least as good as it (itself among them)."""

COMPARED_AT_MOST = 20_000
"""More feasible outcomes than this are not compared pair by pair."""


def partial_pareto_set(orders: Sequence[AtLeast], among: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Codes of the outcomes that none certainly dominates.

    Parameters
    ----------
    orders
        [parties] each a transitive relation.
    among
        [outcomes] which outcomes count at all; at most :data:`COMPARED_AT_MOST` of them, for each is compared with all.

    Returns
    -------
    [front] codes, ascending.
    """
    codes = np.flatnonzero(among)
    above = []
    counts = np.zeros(len(codes), dtype=np.int64)
    for row, code in enumerate(codes):
        found = _at_least_for_all(orders, int(code))[codes]
        counts[row] = np.count_nonzero(found)
        above.append(np.packbits(found))
    kept = [
        row
        for row, bits in enumerate(above)
        if (counts[np.unpackbits(bits, count=len(codes)).astype(np.bool_)] >= counts[row]).all()
    ]
    return codes[kept]


def _at_least_for_all(orders: Sequence[AtLeast], code: int) -> NDArray[np.bool_]:
    found = orders[0](code)
    for order in orders[1:]:
        found = found & order(code)
    return found
