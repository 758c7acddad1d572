"""Trades across issues: two changes that nobody loses by together, though neither would do alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.deals import Deal

__all__ = ["Change", "Loss", "Offer", "Trade", "Trades"]


@dataclass(frozen=True)
class Change:
    """One issue set to another option, and whom that alone would help or hurt."""

    issue: str
    option: str
    wins: tuple[str, ...]
    gives: tuple[str, ...]
    unknown: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "issue": self.issue,
            "option": self.option,
            "wins": list(self.wins),
            "gives": list(self.gives),
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True)
class Loss:
    """Who loses by a pair of changes, how much where it has scores, and which third changes would make it good."""

    party: str
    amount: float | None
    repaired_by: tuple[Change, ...]


@dataclass(frozen=True)
class Offer:
    """A trade read from one side: if ``of`` accept ``wanted``, ``party`` could accept ``given``."""

    party: str
    given: Change
    of: tuple[str, ...]
    wanted: Change


@dataclass(frozen=True)
class Trade:
    """A pair of changes from the base, the outcome they lead to, and who gains."""

    changes: tuple[Change, Change]
    code: int
    gains: tuple[str, ...]
    loss: Loss | None = None
    """The one party that loses, for pairs that are almost a trade."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The trade as conditional offers: one for each party that gives on one issue and wins on the other."""
        first, second = self.changes
        return tuple(
            Offer(party, given, wanted.gives, wanted)
            for given, wanted in ((first, second), (second, first))
            for party in given.gives
            if party in wanted.wins and wanted.gives
        )

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        found: dict[str, Any] = {
            "offers": [
                {
                    "party": offer.party,
                    "given": {offer.given.issue: offer.given.option},
                    "of": list(offer.of),
                    "wanted": {offer.wanted.issue: offer.wanted.option},
                }
                for offer in self.offers
            ],
            "changes": [change.to_json() for change in self.changes],
            "code": self.code,
            "gains": list(self.gains),
        }
        if self.loss is not None:
            found["loss"] = {
                "party": self.loss.party,
                "amount": self.loss.amount,
                "repaired_by": [change.to_json() for change in self.loss.repaired_by],
            }
        return found


@dataclass(frozen=True)
class Trades(Result):
    """Every trade from a base, then every pair that exactly one party loses by."""

    base: int
    parties: tuple[str, ...]
    trades: tuple[Trade, ...]
    one_loser: tuple[Trade, ...]
    improvements: tuple[Change, ...]
    """Single changes that nobody loses by and somebody gains by: no trade is needed for these."""
    provenance: Provenance
    deals: Mapping[int, Deal] = field(default_factory=dict)
    """Outcomes that pairs lead to, looked at as deals: whose consent each needs, and what they say to it."""

    def records(self) -> list[dict[str, Any]]:
        """One row a pair."""
        return [
            {
                "code": trade.code,
                "first": f"{trade.changes[0].issue}.{trade.changes[0].option}",
                "second": f"{trade.changes[1].issue}.{trade.changes[1].option}",
                "gains": ", ".join(trade.gains),
                "loses": trade.loss.party if trade.loss else "",
            }
            for trade in (*self.trades, *self.one_loser)
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "base": self.base,
            "parties": list(self.parties),
            "trades": [trade.to_json() for trade in self.trades],
            "one_loser": [trade.to_json() for trade in self.one_loser],
            "improvements": [change.to_json() for change in self.improvements],
            "deals": [deal.to_json() for deal in self.deals.values()],
            "provenance": self.provenance.to_json(),
        }
