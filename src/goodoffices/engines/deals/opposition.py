"""Opposition: how far the best feasible outcome for all is from giving everybody everything [Baarslag2013]_.

The least Euclidean distance of a feasible outcome from the point at which every party has its greatest utility. Each party's
utilities are divided by its greatest over all outcomes, rules or not, so that the measure depends neither on anyone's units
nor on the rules. With scores that are shares of each issue's greatest, and weights that sum to 1, they are that already.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.problem import Scores
from goodoffices.model.results.deals import Unavailable

__all__ = ["opposition"]


def opposition(scores: Sequence[Scores | None], codes: NDArray[np.int64]) -> float | Unavailable:
    """The distance, 0 where one outcome is everybody's best; or why it cannot be had.

    Parameters
    ----------
    scores
        [parties] utilities [outcomes].
    codes
        The feasible outcomes, or those of them that no other dominates: the nearest is among these.
    """
    squares = np.zeros(len(codes))
    for found in scores:
        if found is None:
            return Unavailable("A party has no scores.")
        greatest = int(found.utilities.max())
        if greatest <= 0:
            return Unavailable("A party's greatest utility is not above 0, so that shares of it mean nothing.")
        squares += (1 - (found.utilities[codes] / greatest).astype(np.float64)) ** 2
    if not scores or not len(squares):
        return Unavailable("There is no party or no feasible outcome.")
    return float(np.sqrt(squares.min()))
