"""What would make a deal acceptable, and stable: the fewest edits, the nearest other terms, payments, other walk-aways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from goodoffices.model.edits import Edit, TermEdit
from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result
from goodoffices.model.results.deals import Deal
from goodoffices.model.results.stability import Concept

__all__ = ["EditSet", "NearDeal", "Nearby", "OtherWalkAway", "Searched", "SidePayment", "UnlockResult", "in_json"]


def in_json(number: Fraction) -> int | float:
    """A cost or an amount as JSON has numbers.

    >>> in_json(Fraction(2)), in_json(Fraction(1, 2))
    (2, 0.5)
    """
    return int(number) if number.denominator == 1 else float(number)


@dataclass(frozen=True)
class EditSet:
    """Edits that do together, in an order in which they can be made."""

    cost: Fraction
    edits: tuple[Edit, ...]
    asked: Mapping[str, Fraction]
    """What is asked of whom: party to the cost of its edits."""
    codes: tuple[int, ...]
    """The deals that they unlock."""

    def to_json(self) -> dict[str, Any]:
        """``cost`` and ``edits``, then what is asked of whom and the codes unlocked."""
        return {
            "cost": in_json(self.cost),
            "edits": [edit.to_json() for edit in self.edits],
            "asked": {party: in_json(cost) for party, cost in self.asked.items()},
            "codes": list(self.codes[:LISTED_AT_MOST]),
        }


@dataclass(frozen=True)
class NearDeal:
    """Another deal, the terms that lead to it, and for whom it is better or worse than the deal asked about."""

    code: int
    edits: tuple[TermEdit, ...]
    better_for: tuple[str, ...]
    worse_for: tuple[str, ...]
    unknown_for: tuple[str, ...]
    hangs_on: tuple[str, ...] = ()
    """Parties of its consent set that have not said whether they accept; none where it is acceptable."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "code": self.code,
            "edits": [edit.to_json() for edit in self.edits],
            "better_for": list(self.better_for),
            "worse_for": list(self.worse_for),
            "unknown_for": list(self.unknown_for),
            **({"hangs_on": list(self.hangs_on)} if self.hangs_on else {}),
        }


@dataclass(frozen=True)
class Nearby:
    """Deals at one number of changed issues; ``deals`` may hold only the first of ``count``."""

    changes: int
    deals: tuple[NearDeal, ...]
    count: int

    def to_json(self) -> dict[str, Any]:
        """``changes``, ``count`` and ``deals``."""
        found: dict[str, Any] = {
            "changes": self.changes,
            "count": self.count,
            "deals": [deal.to_json() for deal in self.deals],
        }
        return found if self.count <= len(self.deals) else {**found, "truncated": True}


@dataclass(frozen=True)
class SidePayment:
    """Whether those who gain could make good what others of a consent set lack. Takes the scores as comparable."""

    consent: tuple[str, ...]
    shortfalls: Mapping[str, Fraction]
    can_pay: Mapping[str, Fraction]
    """Who could pay how much and stay at or above its walk-away."""
    besides: tuple[str, ...]
    """Parties of the consent set that payments do not reach: they cross a red line, or have no scores."""

    @property
    def possible(self) -> bool:
        """Whether the payments would cover all that is lacking."""
        return sum(self.can_pay.values()) >= sum(self.shortfalls.values())

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "consent": list(self.consent),
            "shortfalls": {party: in_json(amount) for party, amount in self.shortfalls.items()},
            "can_pay": {party: in_json(amount) for party, amount in self.can_pay.items()},
            "possible": self.possible,
            "besides": list(self.besides),
        }


@dataclass(frozen=True)
class OtherWalkAway:
    """What a party would have to be left with, in place of its walk-away, to accept; its red lines left aside."""

    party: str
    now: int | None
    """Code of its walk-away; None where it has a reservation."""
    changes: int = 0
    codes: tuple[int, ...] = ()
    """Outcomes with the fewest changes from ``now`` to which the deal is at least as good."""
    reservation: tuple[Fraction, Fraction] | None = None
    """The reservation now, and the greatest at which it would accept."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        if self.reservation is not None:
            now, to = self.reservation
            return {"party": self.party, "reservation": in_json(now), "to": in_json(to)}
        return {
            "party": self.party,
            "now": self.now,
            "changes": self.changes,
            "codes": list(self.codes[:LISTED_AT_MOST]),
        }


@dataclass(frozen=True)
class Searched:
    """How far a search went: all sets, or all that cost less than ``below``; and over how many states."""

    below: Fraction | None
    states: int
    at_most: Fraction | None = None
    """The bound that was asked for."""

    def to_json(self) -> dict[str, Any]:
        """``complete``, and where it is false ``below``: every set of edits that costs less was looked at."""
        return {
            "complete": self.below is None and self.at_most is None,
            "below": None if self.below is None else in_json(self.below),
            "at_most": None if self.at_most is None else in_json(self.at_most),
            "states": self.states,
        }


@dataclass(frozen=True)
class UnlockResult(Result):
    """The fewest changes that would make a deal acceptable, and with a concept stable too."""

    code: int | None
    """The deal asked about; None for any."""
    deal: Deal | None
    acceptable: bool
    """As things stand: the deal, or for any some deal."""
    concept: Concept | None
    stable: bool | None
    """Whether the deal holds as things stand; None where that was not asked."""
    sets: tuple[EditSet, ...]
    """All sets of the least cost, those that ask something of more parties first; at most 10,000 of ``count``."""
    count: int
    searched: Searched
    if_known: tuple[EditSet, ...] = ()
    """Sets, no dearer, in which gaps in what parties have said are filled."""
    nearest: tuple[Nearby, ...] = ()
    nearest_possible: tuple[Nearby, ...] = ()
    """Where no deal within two changes is acceptable: the nearest that nobody refuses."""
    side_payments: tuple[SidePayment, ...] = ()
    walk_aways: tuple[OtherWalkAway, ...] = ()
    reason: str | None = None
    """Why there are no sets."""
    provenance: Provenance = field(default_factory=lambda: Provenance("unlock by rising cost"))

    def records(self) -> list[dict[str, Any]]:
        """One row an edit of each set."""
        return [
            {"set": number, "cost": float(found.cost), **{key: str(value) for key, value in edit.to_json().items()}}
            for number, found in enumerate(self.sets, start=1)
            for edit in found.edits
        ]

    def to_json(self) -> dict[str, Any]:
        """The contract ``unlock:`` of DESIGN.md, with everything else beside it."""
        told: dict[str, Any] = {
            "code": self.code,
            "acceptable": self.acceptable,
            "concept": None if self.concept is None else self.concept.value,
            "stable": self.stable,
            "sets": [found.to_json() for found in self.sets],
            "count": self.count,
            "if_known": [found.to_json() for found in self.if_known],
            "nearest": [nearby.to_json() for nearby in self.nearest],
            "nearest_possible": [nearby.to_json() for nearby in self.nearest_possible],
            "side_payments": [payment.to_json() for payment in self.side_payments],
            "walk_away": [other.to_json() for other in self.walk_aways],
            "searched": self.searched.to_json(),
            "deal": None if self.deal is None else self.deal.to_json(),
            "provenance": self.provenance.to_json(),
        }
        if self.reason is not None:
            told["reason"] = self.reason
        if self.count > len(self.sets):
            told["truncated"] = True
        return told
