"""From utilities in many worlds to ranks: each row sorted once, level where neighbours are level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.party import TIE

__all__ = ["better_than", "ranked"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ranks = NDArray[np.int32]

_APART = 4.0
"""More than utilities in [−1, 1] can differ by."""


def ranked(utilities: Floats, feasible: Bools, sunk: Bools | None) -> tuple[Ranks, Ranks]:
    """Ranks of every outcome in every world, and how many feasible outcomes are strictly better.

    Parameters
    ----------
    utilities
        [worlds, outcomes] in [−1, 1].
    feasible
        [outcomes]; the rest come last and are better than nothing.
    sunk
        [outcomes] those put below all others (they cross a red line); None for none.

    Returns
    -------
    ranks, better
        [worlds, outcomes] both. Larger ranks are better; equal means level.
    """
    keys = utilities.copy()
    if sunk is not None:
        keys[:, sunk] -= _APART
    keys[:, ~feasible] = -3 * _APART
    order = keys.argsort(axis=1)
    ascending = np.take_along_axis(keys, order, axis=1)
    rises = np.diff(ascending, axis=1) > TIE
    worlds, outcomes = keys.shape
    dense = np.zeros((worlds, outcomes), dtype=np.int32)
    np.cumsum(rises, axis=1, out=dense[:, 1:])
    last = np.full((worlds, outcomes), outcomes - 1, dtype=np.int32)
    last[:, :-1] = np.where(rises, np.arange(outcomes - 1, dtype=np.int32), np.int32(outcomes - 1))
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    ranks, better = np.empty_like(dense), np.empty_like(dense)
    np.put_along_axis(ranks, order, dense, axis=1)
    np.put_along_axis(better, order, (outcomes - 1 - last).astype(np.int32), axis=1)
    return ranks, better


def better_than(ranks: Ranks, feasible: Bools) -> Ranks:
    """[outcomes] how many feasible outcomes are strictly better, by ranks that are the same in every world.

    >>> better_than(np.array([2, 0, 2, 1], dtype=np.int32), np.ones(4, dtype=bool)).tolist()
    [0, 3, 0, 2]
    """
    ascending = np.sort(ranks[feasible])
    return (ascending.size - np.searchsorted(ascending, ranks, side="right")).astype(np.int32)
