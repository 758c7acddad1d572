"""Linear extensions of what is stated: a chain of items in a known order, and further items that may stand anywhere.

Every order that a case file can state has this form, for options (levels of an order, options it leaves out) and for issues
(tiers of importance, issues it leaves out). A uniform linear extension then needs no listing and no counting: draw a place for
every item, and hand the places that the chain drew to the chain in its own order. Each extension comes from equally many draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

__all__ = ["count", "every", "level_values", "places"]

Floats = NDArray[np.float64]


def places(keys: Floats, stated: int) -> NDArray[np.intp]:
    """[worlds, items] the place, first 0, of each item in a uniformly drawn linear extension.

    Parameters
    ----------
    keys
        [worlds, items] uniforms; the first ``stated`` columns belong to the chain, best first.
    stated
        Length of the chain.

    >>> places(np.array([[0.9, 0.1, 0.5]]), 2).tolist()
    [[0, 2, 1]]
    """
    sorted_keys = keys.copy()
    sorted_keys[:, :stated].sort(axis=1)
    return sorted_keys.argsort(axis=1).argsort(axis=1)


def level_values(interior: Floats) -> Floats:
    """[worlds, levels] values of levels, best first: 1, then the interior draws from large to small, then 0."""
    worlds, inner = interior.shape
    values = np.empty((worlds, inner + 2))
    values[:, 0], values[:, -1] = 1, 0
    values[:, 1:-1] = np.sort(interior, axis=1)[:, ::-1]
    return values


def count(stated: int, free: int) -> int:
    """How many linear extensions there are.

    >>> count(2, 1), count(0, 3)
    (3, 6)
    """
    return factorial(stated + free) // factorial(stated)


def every(stated: int, free: int) -> Iterator[tuple[int, ...]]:
    """The place of each item, chain first, in every linear extension."""
    size = stated + free
    for chain in combinations(range(size), stated):
        rest = [place for place in range(size) if place not in chain]
        for others in permutations(rest):
            yield (*chain, *others)
