"""Where every live proposal stands: its distance from the frontier, what was answered to it, and the deals nearest to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.deals import Unavailable
from goodoffices.model.results.place import Nearest, Place, Placement

__all__ = ["Placed", "Places"]


@dataclass(frozen=True)
class Placed:
    """One proposal as it was put forward and answered, and where that leaves it."""

    proposal: str
    by: str
    answers: Mapping[str, str]
    """Party to its answer as the case states it; a party that is missing has not been heard on it."""
    placement: Placement
    place: Place | Unavailable
    """Its open issues filled as was asked: at the status quo, else by its best completion. Distances are counted from here."""
    possible: tuple[Nearest, ...]
    """Deals that nobody needed refuses for certain, the nearest two distances."""
    holding: Mapping[str, Nearest | Unavailable]
    """Solution concept to the nearest acceptable deals that are equilibria under it."""
    holding_possible: Mapping[str, Nearest | Unavailable]
    """The same among deals that nobody needed refuses for certain."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists; what cannot be had is null, with its reason beside it."""
        return {
            "proposal": self.proposal,
            "by": self.by,
            "answers": dict(self.answers),
            **self.placement.to_json(),
            "possible": [group.to_json() for group in self.possible],
            "holding": _told(self.holding),
            "holding_possible": _told(self.holding_possible),
        }


def _told(found: Mapping[str, Nearest | Unavailable]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for concept, nearest in found.items():
        if isinstance(nearest, Unavailable):
            told |= {concept: None, f"{concept}_reason": nearest.reason}
        else:
            told[concept] = nearest.to_json()
    return told


@dataclass(frozen=True)
class Places(Result):
    """All live proposals, in case order."""

    fill: str
    """How the issues that a proposal leaves open were filled: ``status_quo`` or ``open``."""
    over: tuple[str, ...]
    """By whose orders one outcome dominates another."""
    placed: tuple[Placed, ...]
    provenance: Provenance

    def records(self) -> list[dict[str, Any]]:
        """One row a proposal and completion."""
        return [{"proposal": one.proposal, **row} for one in self.placed for row in one.placement.records()]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "fill": self.fill,
            "parties": list(self.over),
            "proposals": [one.to_json() for one in self.placed],
            "provenance": self.provenance.to_json(),
        }
