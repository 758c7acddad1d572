"""Array types and sentinels that the stability engine shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["HIGHEST", "LOWEST", "BoolArray", "IntArray", "RankArray"]

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
RankArray = npt.NDArray[np.int32]
"""Larger is better, equal is level."""

# Ranks lie strictly between the two, so that neither is ever taken for one. They are compared, never negated.
HIGHEST: Any = np.int32(np.iinfo(np.int32).max)
LOWEST: Any = np.int32(np.iinfo(np.int32).min)
