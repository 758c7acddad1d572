"""Thin out a million points before anything exact is done with them: a few strong ones drop most of the others."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["THIN_BELOW", "thin_out"]

THIN_BELOW = 4096
"""Fewer points than this are settled as they are."""


def thin_out(
    codes: NDArray[np.int64], columns: list[NDArray[Any]], *, worse_for_all: bool = False
) -> tuple[NDArray[np.int64], list[NDArray[Any]]]:
    """Drop what a few strong points dominate: those that are best under different weights of the parties.

    Any point may drop others: what it dominates is dominated, whether it is in the front itself or not. Weights are taken in
    floating point because they only choose; the comparisons that drop are exact.

    Parameters
    ----------
    codes, columns
        [points] and [parties][points] machine integers.
    worse_for_all
        Drop only what is worse for every party, not what is level for some.
    """
    parties = len(columns)
    if parties == 1:
        return codes, columns
    spans = [max(float(column.max()) - float(column.min()), 1.0) for column in columns]
    for weights in _weightings(parties):
        if len(codes) <= THIN_BELOW:
            break
        worth = np.zeros(len(codes))
        for column, span, weight in zip(columns, spans, weights, strict=True):
            worth += column * (weight / span)
        best = int(worth.argmax())
        kept = np.zeros(len(codes), dtype=np.bool_)
        equal = worth >= worth[best]  # those equal in every column are among them
        for column in columns:
            kept |= column >= column[best] if worse_for_all else column > column[best]
            equal &= column == column[best]
        kept |= equal
        if np.count_nonzero(kept) < 0.98 * len(codes):
            codes = codes[kept]
            columns = [column[kept] for column in columns]
    return codes, columns


def _weightings(parties: int) -> list[NDArray[np.float64]]:
    """Weights from even to lopsided: everyone equal, then one party or all but one counting more, ever more so."""
    rows = [np.ones(parties)]
    for emphasis in (2.0, 4.0, 8.0):
        rows += [np.where(np.arange(parties) == p, emphasis, 1.0) for p in range(parties)]
        rows += [np.where(np.arange(parties) == p, 1 / emphasis, 1.0) for p in range(parties) if parties > 2]
    return rows
