"""The fewest changes, to moves or to orders, that would make an outcome an equilibrium."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.stability import Concept

__all__ = ["Change", "ChangeKind", "ChangesResult"]


class ChangeKind(StrEnum):
    """What is changed."""

    LOCK = "lock"
    """The party can no longer bring the issue to the option alone: leaving it is final, as far as this party goes."""
    CONSENT = "consent"
    """The party can do so only together with a partner."""
    SNAP_BACK = "snap_back"
    """The party gains the power to do so: an answer to somebody else's move."""
    ORDER = "order"
    """The party sees outcomes in another order, as ``label`` tells."""


@dataclass(frozen=True)
class Change:
    """One change, by party index, issue index and option index."""

    kind: ChangeKind
    party: int
    issue: int | None = None
    option: int | None = None
    partner: int | None = None
    label: str = ""

    def to_json(self, parties: tuple[str, ...]) -> dict[str, Any]:
        """With parties by id; issues and options by index."""
        told: dict[str, Any] = {"kind": self.kind.value, "party": parties[self.party]}
        if self.issue is not None:
            told |= {"issue": self.issue, "option": self.option}
        if self.partner is not None:
            told["partner"] = parties[self.partner]
        if self.label:
            told["label"] = self.label
        return told


@dataclass(frozen=True)
class ChangesResult(Result):
    """All smallest sets of changes that do it."""

    parties: tuple[str, ...]
    code: int
    concept: Concept
    sets: tuple[tuple[Change, ...], ...]
    """Empty if none was found; one empty set if the outcome is an equilibrium already."""
    searched: int
    """Every set of up to so many changes was tried."""
    complete: bool
    """Whether every smallest set is listed."""
    provenance: Provenance = field(default_factory=lambda: Provenance("fewest changes, each checked for all parties"))

    @property
    def size(self) -> int | None:
        """How many changes are needed; None if no set was found."""
        return len(self.sets[0]) if self.sets else None

    def records(self) -> list[dict[str, Any]]:
        """One row a change, numbered by the set it belongs to."""
        return [
            {"set": number, **change.to_json(self.parties)}
            for number, changes in enumerate(self.sets, start=1)
            for change in changes
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists; a reason beside a null."""
        told: dict[str, Any] = {
            "code": self.code,
            "concept": self.concept.value,
            "size": self.size,
            "sets": [[change.to_json(self.parties) for change in changes] for changes in self.sets],
            "searched": self.searched,
            "complete": self.complete,
        }
        if not self.sets:
            told["reason"] = f"no set of up to {self.searched} of these changes does it"
        return told
