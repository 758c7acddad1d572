"""What preference worlds answer: for each deal a proof or a share, with its range; what it hinges on; what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result
from goodoffices.model.results.stability import Concept

__all__ = ["DealShares", "Gap", "Hinge", "Proof", "Share", "WorldsResult"]


class Proof(StrEnum):
    """What follows from the stated orders alone, without drawing."""

    EVERY = "every"
    """Holds in every world."""
    NONE = "none"
    """Holds in no world."""
    NEVER = "never"
    """A red line bars it."""


@dataclass(frozen=True)
class Share:
    """A share of preference worlds. It is never a probability."""

    share: float | None
    """None where it cannot be had; ``reason`` says why."""
    interval: tuple[float, float] | None = None
    """Simulation error at 95 %; None where the share is exact."""
    exact: bool = False
    proof: Proof | None = None
    other_laws: tuple[float, float] | None = None
    """Least and greatest share under the uniform and the two other laws of weighting."""
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told: dict[str, Any] = {
            "share": self.share,
            "interval": None if self.interval is None else list(self.interval),
            "exact": self.exact,
            "proof": None if self.proof is None else self.proof.value,
            "other_laws": None if self.other_laws is None else list(self.other_laws),
        }
        return told if self.reason is None else {**told, "reason": self.reason}


@dataclass(frozen=True, eq=False)
class DealShares:
    """One deal over all worlds."""

    code: int
    terms: Mapping[str, str]
    everyone: Share
    """Acceptable to its whole consent set."""
    by_party: Mapping[str, Share]
    consent: tuple[tuple[str, ...], ...]
    stable: Mapping[Concept, float]
    """Share of worlds in which it is an equilibrium."""
    both: Mapping[Concept, float | None]
    """Share of worlds in which it is acceptable to all and an equilibrium."""
    ranks: Mapping[str, tuple[float, ...]]
    """For each party the share of worlds in which exactly 0, 1, ..., 9 feasible outcomes are better, and more than that."""
    central_weights: Mapping[str, Mapping[str, float] | None]
    """For each party the mean importance of issues over the worlds in which it accepts; None where it never does."""
    against: tuple[Mapping[str, str], ...] = ()
    """Why it cannot be: parties with the red line or the walk-away that rules it out in every world."""
    proposal: str | None = None

    def to_json(self) -> dict[str, Any]:
        """One entry of ``deals`` in the JSON of DESIGN.md."""
        told: dict[str, Any] = {
            "code": self.code,
            "terms": dict(self.terms),
            "acceptable": self.everyone.share,
            "interval": None if self.everyone.interval is None else list(self.everyone.interval),
            "exact": self.everyone.exact,
            "proof": None if self.everyone.proof is None else self.everyone.proof.value,
            "other_laws": None if self.everyone.other_laws is None else list(self.everyone.other_laws),
            "by_party": {party: share.share for party, share in self.by_party.items()},
            "by_party_detail": {party: share.to_json() for party, share in self.by_party.items()},
            "consent": [list(parties) for parties in self.consent],
            "stable": {concept.value: share for concept, share in self.stable.items()},
            "both": {concept.value: share for concept, share in self.both.items()},
            "ranks": {party: list(shares) for party, shares in self.ranks.items()},
            "central_weights": {
                party: None if mean is None else dict(mean) for party, mean in self.central_weights.items()
            },
            "against": [dict(row) for row in self.against],
            "proposal": self.proposal,
        }
        return told if self.everyone.reason is None else {**told, "reason": self.everyone.reason}


@dataclass(frozen=True)
class Hinge:
    """One thing that is not known, and how much the answer about a deal hangs on it."""

    party: str
    what: str
    """In the terms of the case file: ``weights``, ``importance``, ``orders.<issue>``, ``values.<issue>``."""
    total: float
    """Total Sobol index."""
    first: float
    """First-order Sobol index."""
    flip: float
    """Share of worlds in which the answer changes when this alone is drawn anew."""
    interval: tuple[float, float]
    """Of ``flip``: simulation error at 95 %."""
    first_error: float | None
    """Standard error of ``first``; None if too few worlds were drawn to tell."""

    def to_json(self) -> dict[str, Any]:
        """Plain values; ``weight`` is the total index."""
        return {
            "party": self.party,
            "what": self.what,
            "weight": self.total,
            "first": self.first,
            "total": self.total,
            "flip": self.flip,
            "interval": list(self.interval),
            "first_error": self.first_error,
        }


@dataclass(frozen=True)
class Gap:
    """What a party has not stated, by issue."""

    party: str
    orders: tuple[str, ...]
    """Issues without a stated order."""
    partial: tuple[str, ...]
    """Issues whose order leaves an option out."""
    conditional: tuple[str, ...]
    """Issues whose order depends on others: how the cases compare is not stated."""
    importance: tuple[str, ...]
    """Issues without a stated place in the order of importance."""
    issues: int
    """How many there are."""

    def to_json(self) -> dict[str, Any]:
        """Plain lists."""
        return {
            "party": self.party,
            "orders": list(self.orders),
            "partial": list(self.partial),
            "conditional": list(self.conditional),
            "importance": list(self.importance),
            "issues": self.issues,
        }


@dataclass(frozen=True, eq=False)
class WorldsResult(Result):
    """Shares over preference worlds, with everything that they depend on."""

    parties: tuple[str, ...]
    outcomes: int
    feasible: int
    draws: int
    seed: int
    deals: tuple[DealShares, ...]
    zone: Share
    """Worlds in which some deal is acceptable to its consent set."""
    status_quo: int | None
    status_quo_stable: Mapping[Concept, float]
    concepts: tuple[Concept, ...]
    about: int | None
    """The deal that ``hinges`` concern."""
    hinges: tuple[Hinge, ...]
    no_hinges: str | None
    """Why there are none."""
    gaps: tuple[Gap, ...]
    reasons: tuple[str, ...]
    """What could not be had, and why."""
    warnings: tuple[str, ...]
    profiles: int | None
    """Distinct worlds, as far as all parties' orders go; None where no ranks were made."""
    shown: tuple[int, ...]
    """Codes of the deals worth showing, proposals first."""
    half_width: float
    """Half the widest interval among the deals shown."""
    asked_half_width: float | None
    label: str
    """What the intervals say and do not say."""
    provenance: Provenance = field(default_factory=lambda: Provenance("preference worlds"))

    def deal(self, code: int) -> DealShares:
        """The deal of a code.

        Raises
        ------
        KeyError
            If the outcome is no deal.
        """
        for deal in self.deals:
            if deal.code == code:
                return deal
        raise KeyError(code)

    def records(self) -> list[dict[str, Any]]:
        """One row a deal: code, shares of everyone, of each party, of each concept."""
        return [
            {
                "code": deal.code,
                **deal.terms,
                "acceptable": deal.everyone.share,
                "proof": None if deal.everyone.proof is None else deal.everyone.proof.value,
                **{f"{party}.accepts": share.share for party, share in deal.by_party.items()},
                **{concept.value: share for concept, share in deal.stable.items()},
                **{f"{concept.value}.both": share for concept, share in deal.both.items()},
            }
            for deal in self.deals
        ]

    def to_json(self) -> dict[str, Any]:
        """The contract ``worlds:`` of DESIGN.md section 4."""
        told: dict[str, Any] = {
            "draws": self.draws,
            "seed": self.seed,
            "outcomes": self.outcomes,
            "feasible": self.feasible,
            "deals": [deal.to_json() for deal in self.deals[:LISTED_AT_MOST]],
            "zopa": self.zone.share,
            "zopa_detail": self.zone.to_json(),
            "status_quo": {
                "code": self.status_quo,
                "stable": {concept.value: share for concept, share in self.status_quo_stable.items()},
            },
            "about": self.about,
            "hinges": [hinge.to_json() for hinge in self.hinges],
            "unknown": [gap.to_json() for gap in self.gaps],
            "shown": list(self.shown),
            "half_width": {"reached": self.half_width, "asked": self.asked_half_width},
            "profiles": self.profiles,
            "intervals": self.label,
            "reasons": list(self.reasons),
            "warnings": list(self.warnings),
            "provenance": self.provenance.to_json(),
        }
        if self.zone.reason is not None:
            told["reason"] = self.zone.reason
        if self.no_hinges is not None:
            told["hinges_reason"] = self.no_hinges
        if len(self.deals) > LISTED_AT_MOST:
            told["truncated"] = True
        return told
