"""What the deals engine answers where outcomes are too many to list: what was found, and what was proven of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.deals import RefusalSets, Solution, Unavailable

__all__ = ["LargeDealsResult", "ManyCodes"]

NOT_LISTED = "There are too many outcomes to list; the solutions and conflicts do not need a list."


@dataclass(frozen=True)
class ManyCodes:
    """A set of outcomes whose exact number is known, and some of its codes where they are too many."""

    count: int
    codes: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """Count and codes; marked where they are not all."""
        found: dict[str, Any] = {"count": self.count, "codes": list(self.codes)}
        return found | ({"truncated": True} if self.count > len(self.codes) else {})


@dataclass(frozen=True, eq=False)
class LargeDealsResult(Result):
    """Deals of a negotiation with additive scores, of any size, in which every party named must accept."""

    outcomes: int
    parties: tuple[str, ...]
    exists: bool | None
    """Whether some deal is acceptable to all; None where the search ran out of time."""
    pareto: ManyCodes | Unavailable
    pareto_acceptable: ManyCodes | Unavailable
    nash: Solution | Unavailable
    kalai_smorodinsky: Solution | Unavailable
    egalitarian: Solution | Unavailable
    utilitarian: Solution | Unavailable
    why_none: RefusalSets
    concessions: RefusalSets
    why_none_reason: str | None
    provenance: Provenance

    def records(self) -> list[dict[str, Any]]:
        """One row a deal that a solution picks."""
        return [
            {"solution": name, "code": int(code), **found.utilities_of(row), "proof": found.proof}
            for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
            if isinstance(found := getattr(self, name), Solution)
            for row, code in enumerate(found.codes.tolist())
        ]

    def to_json(self) -> dict[str, Any]:
        """The ``deals`` contract of DESIGN.md section 4; what would need a list is null with a reason."""
        nothing = {"count": 0, "codes": []} if self.exists is False else None
        found: dict[str, Any] = {
            "outcomes": self.outcomes,
            "feasible": None,
            "parties": list(self.parties),
            "consent": list(self.parties),
            "acceptable": nothing,
            "exists": self.exists,
        }
        reasons = {"feasible": NOT_LISTED}
        if nothing is None:
            reasons["acceptable"] = NOT_LISTED
        if self.why_none_reason is not None:
            reasons["why_none"] = self.why_none_reason
        for key in ("pareto", "pareto_acceptable", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
            value = getattr(self, key)
            if isinstance(value, Unavailable):
                found[key], reasons[key] = None, value.reason
            else:
                found[key] = value.to_json()
        return found | {
            "why_none": self.why_none.to_json(),
            "why_none_count": {"count": self.why_none.count, "at_least": self.why_none.at_least},
            "concessions": self.concessions.to_json(),
            "concessions_count": {"count": self.concessions.count, "at_least": self.concessions.at_least},
            "reason": reasons,
            "provenance": self.provenance.to_json(),
        }
