"""What would have to change for an outcome to hold: fewest swaps in a party's order, and how many orders would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.stability import Concept

__all__ = ["InverseAnswer", "InverseResult", "Order", "Together"]

_DIGITS = 300

Order = tuple[tuple[int, ...], ...]
"""Levels of outcome codes, best first; outcomes of one level are tied."""


@dataclass(frozen=True)
class InverseAnswer:
    """For one party and concept, the others' orders as they are."""

    count: int | None
    """Of all strict orders of the party's feasible outcomes, how many make the outcome stable; None if too many to count."""
    fewest_swaps: int | None
    """Pairs of outcomes whose relation must change, at least; 0 if it is stable now; None if the search was cut short."""
    at_least: int
    """What was proved: equals ``fewest_swaps`` where that is known."""
    orders: tuple[Order, ...]
    """The orders that do it with the fewest swaps, up to a cap."""
    more_orders: bool = False
    """Whether there may be others as near."""
    share: Fraction | None = None
    """``count`` as a share of all strict orders."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists; a reason beside what is null."""
        # A number with more digits than other programs read, and Python itself prints, is told as a share alone.
        count = self.count if self.count is None or self.count < 10**_DIGITS else None
        told: dict[str, Any] = {
            "count": count,
            "share": None if self.share is None else str(self.share),
            "fewest_swaps": self.fewest_swaps,
            "orders": [[level[0] if len(level) == 1 else list(level) for level in order] for order in self.orders],
        }
        reasons = []
        if self.count is None:
            reasons.append("more than 10 outcomes bear on the count")
        elif count is None:
            reasons.append(f"the count has more than {_DIGITS} digits")
        if self.fewest_swaps is None:
            reasons.append(f"the search was cut short; at least {self.at_least} swaps are needed")
        if reasons:
            told["reason"] = "; ".join(reasons)
        if self.more_orders:
            told["truncated"] = True
        return told


@dataclass(frozen=True)
class Together:
    """What all parties would have to change at once."""

    fewest_swaps: int | None
    """Over all parties; None if no change that does it was found."""
    exact: bool
    """Whether nothing less would do. Under SEQ one party's order bears on another's answers, so that a cheaper change of several
    orders may exist beyond what was searched."""
    searched: int | None = None
    """Under SEQ: every change of up to so many swaps was tried."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionary; a reason beside a null."""
        told: dict[str, Any] = {"fewest_swaps": self.fewest_swaps, "exact": self.exact}
        if self.searched is not None:
            told["searched"] = self.searched
        if self.fewest_swaps is None:
            told["reason"] = "no change of orders that does it was found"
        return told


@dataclass(frozen=True)
class InverseResult(Result):
    """The inverse question for one outcome."""

    code: int
    answers: Mapping[str, Mapping[Concept, InverseAnswer]]
    together: Mapping[Concept, Together]
    provenance: Provenance = field(default_factory=lambda: Provenance("inverse graph model"))

    def records(self) -> list[dict[str, Any]]:
        """One row a party and concept."""
        return [
            {"party": party, "concept": concept.value, "count": one.count, "fewest_swaps": one.fewest_swaps}
            for party, by_concept in self.answers.items()
            for concept, one in by_concept.items()
        ]

    def to_json(self) -> dict[str, Any]:
        """What ``--inverse`` adds to the JSON of stability."""
        return {
            "code": self.code,
            "parties": {
                party: {concept.value: one.to_json() for concept, one in by_concept.items()}
                for party, by_concept in self.answers.items()
            },
            "together": {concept.value: one.to_json() for concept, one in self.together.items()},
        }
