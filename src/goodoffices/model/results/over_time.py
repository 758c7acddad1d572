"""How shares of worlds moved as statements came in, day by day, and which of them moved what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goodoffices.model.case import Evidence
from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.worlds import Share

__all__ = ["Arrival", "Moment", "Moved", "OverTime"]


@dataclass(frozen=True)
class Arrival:
    """A part of what a party is known to want, on the day of its first evidence."""

    party: str
    what: str
    """As in the case file: an issue whose order it is, a red line, ``importance``, ``red_lines`` and so on."""
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """Party, part, and the passages or statements behind it."""
        behind = [item if isinstance(item, str) else item.model_dump() for item in self.evidence]
        return {"party": self.party, "what": self.what, "evidence": behind}


@dataclass(frozen=True)
class Moved:
    """What one arrival did to the share of one deal: with it, less without it, all else as known that day."""

    arrival: Arrival
    code: int
    delta: float
    error: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**self.arrival.to_json(), "code": self.code, "delta": self.delta, "error": self.error}


@dataclass(frozen=True, eq=False)
class Moment:
    """One day on which something was stated."""

    day: date
    shares: Mapping[int, Share]
    """For each deal, acceptable to its whole consent set."""
    zone: Share
    arrived: tuple[Arrival, ...]
    moved: tuple[Moved, ...]
    """Beyond simulation error, greatest first."""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "day": self.day.isoformat(),
            "zopa": self.zone.share,
            "shares": [{"code": code, **share.to_json()} for code, share in self.shares.items()],
            "arrived": [arrival.to_json() for arrival in self.arrived],
            "moved": [moved.to_json() for moved in self.moved],
        }


@dataclass(frozen=True, eq=False)
class OverTime(Result):
    """Shares of the same deals on every day on which something was stated."""

    codes: tuple[int, ...]
    moments: tuple[Moment, ...]
    draws: int
    seed: int
    undated: tuple[Arrival, ...]
    """What rests on evidence without a date, or on none: it counts from the beginning."""
    provenance: Provenance = field(default_factory=lambda: Provenance("preference worlds over time"))

    def records(self) -> list[dict[str, Any]]:
        """One row for each day and deal."""
        return [
            {"day": moment.day, "code": code, "acceptable": share.share}
            for moment in self.moments
            for code, share in moment.shares.items()
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "draws": self.draws,
            "seed": self.seed,
            "codes": list(self.codes),
            "moments": [moment.to_json() for moment in self.moments],
            "undated": [arrival.to_json() for arrival in self.undated],
            "provenance": self.provenance.to_json(),
        }
