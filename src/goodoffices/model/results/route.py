"""A route from the status quo to a deal: which change when, who refuses a stage on the way, and what cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.model.results.base import Provenance, Result

__all__ = ["Route", "Stage", "Trouble"]


@dataclass(frozen=True)
class Trouble:
    """A party that refuses a stage: across a red line of its own, or below its walk-away by ``shortfall``.

    ``owed`` are the issues still to come: the guarantee that would cover the party is that they follow.
    """

    party: str
    shortfall: float
    """In the unit that the route names; 0 where only a red line is crossed."""
    owed: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """One step: the issues that change, the outcome it leads to, and who refuses or has not said."""

    changes: dict[str, str]
    """Issue to its new option."""
    code: int
    troubles: tuple[Trouble, ...]
    unknown: tuple[str, ...]
    """Parties of whom it is not known how this stage compares with their walk-away."""
    final: tuple[str, ...]
    """Issues that nobody can return to what they were."""


@dataclass(frozen=True)
class Route(Result):
    """The best order of changes, or, without stages, the news that every order passes through what the rules exclude."""

    start: int
    deal: int
    parties: tuple[str, ...]
    stages: tuple[Stage, ...]
    equally_good: int
    """How many orders are as good as this one, itself among them."""
    unit: str
    """What shortfalls are counted in: ``score`` or ``ranks``."""
    proof: str
    provenance: Provenance

    @property
    def clear(self) -> bool:
        """Whether nobody refuses any stage."""
        return bool(self.stages) and not any(stage.troubles for stage in self.stages)

    def records(self) -> list[dict[str, Any]]:
        """One row a stage."""
        return [
            {
                "stage": number,
                "code": stage.code,
                "changes": ", ".join(f"{issue}.{option}" for issue, option in stage.changes.items()),
                "refused by": ", ".join(trouble.party for trouble in stage.troubles),
                "unknown": ", ".join(stage.unknown),
                "cannot be undone": ", ".join(stage.final),
            }
            for number, stage in enumerate(self.stages, start=1)
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "start": self.start,
            "deal": self.deal,
            "parties": list(self.parties),
            "clear": self.clear,
            "stages": [
                {
                    "changes": dict(stage.changes),
                    "code": stage.code,
                    "troubles": [
                        {"party": found.party, "shortfall": found.shortfall, "owed": list(found.owed)}
                        for found in stage.troubles
                    ],
                    "unknown": list(stage.unknown),
                    "final": list(stage.final),
                }
                for stage in self.stages
            ],
            "equally_good": self.equally_good,
            "unit": self.unit,
            "proof": self.proof,
            "provenance": self.provenance.to_json(),
        }
