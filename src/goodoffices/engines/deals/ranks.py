"""Dense ranks: utilities of any size as small integers in the same order, ties kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["dense_ranks"]

_LIMB = 1 << 48


def dense_ranks(values: NDArray[Any]) -> NDArray[np.int32]:
    """[n] ranks from 0, larger = better; equal where and only where the values are equal.

    ``values`` are machine integers or, in an object array, Python integers of any length.

    >>> dense_ranks(np.array([5, -1, 5, 10**30], dtype=object)).tolist()
    [1, 0, 1, 2]
    """
    if not len(values):
        return np.zeros(0, dtype=np.int32)
    if values.dtype != object:
        _, numbers = np.unique(values, return_inverse=True)
        return numbers.reshape(-1).astype(np.int32)
    columns = _limbs(values)
    order = np.lexsort(columns)
    steps = np.zeros(len(values), dtype=np.int32)
    for column in columns:
        steps[1:] |= np.diff(column[order]) != 0
    ranks = np.empty(len(values), dtype=np.int32)
    ranks[order] = np.cumsum(steps, dtype=np.int32)
    return ranks


def _limbs(values: NDArray[Any]) -> list[NDArray[np.int64]]:
    """Long integers as columns of machine integers, least significant first, which sort as they do."""
    rest = values - min(values)
    columns = []
    while True:
        columns.append((rest % _LIMB).astype(np.int64))
        rest = rest // _LIMB
        if not any(rest):
            return columns
