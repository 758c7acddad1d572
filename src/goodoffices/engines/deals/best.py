"""All maximisers, exactly: floating point narrows the choice down, whole numbers decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["all_best", "lexicographic_best"]

_SLACK = 1e-9
"""Far wider than the rounding of a few logarithms or quotients; what lies within is compared exactly."""


def all_best(
    about: NDArray[np.float64], exact: Callable[[NDArray[np.int64]], NDArray[Any]]
) -> tuple[NDArray[np.int64], Any]:
    """The rows at which a quantity is greatest, and the exact quantity there.

    Parameters
    ----------
    about
        [n] the quantity in floating point.
    exact
        From rows to the quantity at them, as whole numbers.
    """
    most = float(about.max())
    near = np.flatnonzero(about >= most - _SLACK * (1 + abs(most)))
    values = exact(near)
    best = values.max()
    return near[np.asarray(values == best, dtype=np.bool_)], best


def lexicographic_best(rows: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """Leximin: the columns whose smallest entry is greatest, then whose second smallest is, and so on.

    ``rows`` are [parties][deals] whole numbers on one scale.

    >>> lexicographic_best([np.array([1, 5, 1]), np.array([3, 1, 4])]).tolist()
    [1]
    """
    left = np.arange(len(rows[0]))
    rising = np.sort(np.stack(rows), axis=0)
    for place in rising:
        values = place[left]
        left = left[np.asarray(values == values.max(), dtype=np.bool_)]
    return left
