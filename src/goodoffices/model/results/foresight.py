"""Stability with foresight of several moves, or of all: what two parties that look ahead would stay at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result

__all__ = ["ForesightResult"]

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ForesightResult(Result):
    """Verdicts at one horizon, or for every horizon from some point on (non-myopic)."""

    horizon: int | None
    """Moves looked ahead; None for all."""
    stable: Mapping[str, Mask]
    """Per party [outcomes]."""
    from_horizon: int | None = None
    """Non-myopic: from which horizon on the verdicts hold, or repeat."""
    period: int | None = None
    """Non-myopic: 1 if foresight settles, else how many horizons it takes to come round."""
    changing: Mapping[str, Mask] = field(default_factory=dict)
    """Non-myopic: outcomes whose verdict goes on changing with the horizon."""
    provenance: Provenance = field(default_factory=lambda: Provenance("limited-move and non-myopic stability"))

    def equilibria(self) -> tuple[int, ...]:
        """Codes at which both would stay, sorted."""
        return _codes(np.logical_and.reduce(list(self.stable.values())))

    def records(self) -> list[dict[str, Any]]:
        """One row a party and outcome at which it would stay."""
        return [{"party": party, "code": code} for party, mask in self.stable.items() for code in _codes(mask)]

    def to_json(self) -> dict[str, Any]:
        """What ``--foresight`` adds to the JSON of stability."""
        told: dict[str, Any] = {
            "horizon": self.horizon,
            "equilibria": list(self.equilibria()[:LISTED_AT_MOST]),
            "stable": {party: list(_codes(mask)[:LISTED_AT_MOST]) for party, mask in self.stable.items()},
        }
        if self.horizon is None:
            told["reason"] = "non-myopic: every horizon from from_horizon on"
            told |= {"from_horizon": self.from_horizon, "period": self.period}
            told["changing"] = {party: list(_codes(mask)[:LISTED_AT_MOST]) for party, mask in self.changing.items()}
        if any(int(mask.sum()) > LISTED_AT_MOST for mask in self.stable.values()):
            told["truncated"] = True
        return told


def _codes(mask: Mask) -> tuple[int, ...]:
    return tuple(int(code) for code in np.flatnonzero(mask))
