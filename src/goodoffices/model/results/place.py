"""Where a live proposal stands: how far from the frontier, and which acceptable deals are nearest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result
from goodoffices.model.results.deals import Deal, Unavailable

__all__ = ["Nearest", "Place", "Placement"]


@dataclass(frozen=True)
class Nearest:
    """Outcomes at the same number of changed issues from a proposal."""

    changes: int
    codes: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """``{"changes": n, "count": n, "deals": [{"code": code}]}``."""
        shown = self.codes[:LISTED_AT_MOST]
        return {"changes": self.changes, "count": len(self.codes), "deals": [{"code": code} for code in shown]}


@dataclass(frozen=True)
class Place:
    """One full outcome, seen from the frontier and from what is acceptable."""

    deal: Deal
    dominated_by: int | Unavailable
    """How many feasible outcomes dominate it; 0 means it is in the Pareto set."""
    better: Nearest | None
    """Of those, the ones with the fewest changed issues."""
    headroom: float | Unavailable
    """Greatest t such that some feasible outcome adds t of its best gain to every party; 0 where nothing improves all."""
    nearest: tuple[Nearest, ...]
    """Acceptable deals by number of changed issues, the nearest two distances; 0 changes if it is acceptable itself."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        found: dict[str, Any] = {"deal": self.deal.to_json()}
        for key in ("dominated_by", "headroom"):
            value = getattr(self, key)
            if isinstance(value, Unavailable):
                found |= {key: None, f"{key}_reason": value.reason}
            else:
                found[key] = value
        found["better"] = None if self.better is None else self.better.to_json()
        return found | {"nearest": [group.to_json() for group in self.nearest]}


@dataclass(frozen=True)
class Placement(Result):
    """A proposal, its open issues left at the status quo, and at their best and worst completion."""

    terms: Mapping[str, str]
    open_issues: tuple[str, ...]
    filled: Place | Unavailable
    """All open issues at the status quo."""
    best: Place | Unavailable
    """The feasible completion that fewest outcomes dominate; the lowest code of several."""
    worst: Place | Unavailable
    """The feasible completion that most outcomes dominate; the lowest code of several."""
    provenance: Provenance

    def records(self) -> list[dict[str, Any]]:
        """One row a completion."""
        return [
            {
                "fill": fill,
                "code": place.deal.code,
                "acceptable": place.deal.acceptable,
                "dominated by": None if isinstance(place.dominated_by, Unavailable) else place.dominated_by,
                "changes to the nearest deal": place.nearest[0].changes if place.nearest else None,
            }
            for fill, place in (("status quo", self.filled), ("best", self.best), ("worst", self.worst))
            if isinstance(place, Place)
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        found: dict[str, Any] = {"terms": dict(self.terms), "open_issues": list(self.open_issues)}
        for key in ("filled", "best", "worst"):
            place = getattr(self, key)
            if isinstance(place, Unavailable):
                found |= {key: None, f"{key}_reason": place.reason}
            else:
                found[key] = place.to_json()
        return found | {"provenance": self.provenance.to_json()}
