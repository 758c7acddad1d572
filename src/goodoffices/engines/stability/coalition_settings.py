"""The points on which the literature on coalitions differs, each a setting with its default first; results print them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from goodoffices.model.results.stability import Unknown

__all__ = ["CoalitionSettings", "Cseq", "Improvement", "Members", "Reach", "Sanctioners"]


class Members(StrEnum):
    """Which coalitions count."""

    TWO_OR_MORE = "2+"
    ALL = "all"
    """Single parties too."""


class Improvement(StrEnum):
    """What a coalition leaves for."""

    STRICT = "strict"
    """Better for every member."""
    PARETO = "pareto"
    """Worse for none, better for one."""


class Reach(StrEnum):
    """How a coalition moves."""

    SEQUENCE = "sequence"
    """Its members and groups one after another, each step feasible."""
    JUMP = "jump"
    """All that they can change in one joint move, over infeasible ground."""


class Cseq(StrEnum):
    """What counts as the others' improvements under CSEQ."""

    INDIVIDUAL = "individual"
    """Steps that each mover gains by."""
    CLASS = "class"
    """Coalitional improvements of subsets of the others, no subset twice in a row."""


class Sanctioners(StrEnum):
    """How the others act."""

    PARTIES = "parties"
    PARTITION = "partition"
    """As the given coalitions, each a mover of its own."""


@dataclass(frozen=True)
class CoalitionSettings:
    """The points on which texts differ, defaults first."""

    members: Members = Members.TWO_OR_MORE
    improvement: Improvement = Improvement.STRICT
    reach: Reach = Reach.SEQUENCE
    cseq: Cseq = Cseq.INDIVIDUAL
    sanctioners: Sanctioners = Sanctioners.PARTIES
    partition: tuple[frozenset[int], ...] = ()
    """For ``sanctioners: partition``: the given coalitions; whoever is in none acts alone."""
    unknown: Unknown = Unknown.A
    """How an unknown comparison counts; without effect where nothing is unknown."""

    def told(self, parties: tuple[str, ...]) -> dict[str, Any]:
        """As printed, with the parties' ids."""
        told: dict[str, Any] = {
            "members": self.members.value,
            "improvement": self.improvement.value,
            "reach": self.reach.value,
            "cseq": self.cseq.value,
            "sanctioners": self.sanctioners.value,
        }
        if self.sanctioners is Sanctioners.PARTITION:
            told["partition"] = [[parties[k] for k in sorted(block)] for block in self.partition]
        return told
