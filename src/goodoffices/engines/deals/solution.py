"""A solution from the rows it picks: codes, utilities, and the points it was measured from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.bargaining import Bargaining, as_floats
from goodoffices.model.results.deals import Solution

__all__ = ["NOT_COMPARABLE", "solution"]

NOT_COMPARABLE = (
    "This adds or compares utilities of different parties, which means something only if their scales are comparable."
)


def solution(bargaining: Bargaining, rows: NDArray[np.int64], value: float, **more: Any) -> Solution:
    """The deals in ``rows`` as a result; ``more`` goes to :class:`Solution` as it is."""
    picked = [as_floats(row[rows], scale) for row, scale in zip(bargaining.utilities, bargaining.scales, strict=True)]
    return Solution(
        codes=bargaining.codes[rows],
        parties=bargaining.parties,
        utilities=np.stack(picked, axis=1),
        value=float(value),
        disagreement=_in_own_units(bargaining, bargaining.disagreement),
        ideal=_in_own_units(bargaining, bargaining.ideal),
        **more,
    )


def _in_own_units(bargaining: Bargaining, points: tuple[int, ...]) -> Mapping[str, float]:
    return {p: n / scale for p, n, scale in zip(bargaining.parties, points, bargaining.scales, strict=True)}
