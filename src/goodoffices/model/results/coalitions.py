"""What coalitions would do: stability for every coalition, and for chosen outcomes who would leave together, where to and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result
from goodoffices.model.results.stability import Step

__all__ = ["CoalitionConcept", "CoalitionResult", "Leaving", "Pressure"]

Mask = npt.NDArray[np.bool_]


class CoalitionConcept(StrEnum):
    """Concepts for groups that move together; each is the like-named one for a party, asked of a coalition."""

    CR = "cr"
    CGMR = "cgmr"
    CSMR = "csmr"
    CSEQ = "cseq"


@dataclass(frozen=True)
class Leaving:
    """One coalition that would leave an outcome."""

    coalition: tuple[str, ...]
    to: tuple[int, ...]
    """Every outcome it could bring about and would prefer."""
    path: tuple[Step, ...]
    """A shortest way to one of them."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "coalition": list(self.coalition),
            "to": list(self.to),
            "path": [step.to_json() for step in self.path],
        }


@dataclass(frozen=True)
class Pressure:
    """All coalitions that would leave one outcome, and the smallest of them."""

    code: int
    leave: tuple[Leaving, ...]
    smallest: tuple[tuple[str, ...], ...]
    """Those of which no part would leave on its own."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "code": self.code,
            "leave": [leaving.to_json() for leaving in self.leave],
            "smallest": [list(names) for names in self.smallest],
        }


@dataclass(frozen=True, eq=False)
class CoalitionResult(Result):
    """Verdicts for every coalition looked at. Codes are outcome codes."""

    settings: Mapping[str, Any]
    verdicts: Mapping[tuple[str, ...], Mapping[CoalitionConcept, Mask]]
    """Per coalition and concept [outcomes]; False on infeasible rows."""
    pressures: tuple[Pressure, ...] = ()
    provenance: Provenance = field(default_factory=lambda: Provenance("coalition analysis in the graph model"))

    def stable(self, coalition: tuple[str, ...], concept: CoalitionConcept) -> tuple[int, ...]:
        """Codes that a coalition would not leave, sorted."""
        return _codes(self.verdicts[coalition][concept])

    def equilibria(self, concept: CoalitionConcept) -> tuple[int, ...]:
        """Codes that no coalition looked at would leave, sorted."""
        masks = [found[concept] for found in self.verdicts.values()]
        return _codes(np.logical_and.reduce(masks)) if masks else ()

    def records(self) -> list[dict[str, Any]]:
        """One row for each outcome told in detail and each coalition that would leave it."""
        return [
            {
                "code": told.code,
                "coalition": "+".join(one.coalition),
                "to": one.to[0],
                "smallest": one.coalition in told.smallest,
            }
            for told in self.pressures
            for one in told.leave
        ]

    def to_json(self) -> dict[str, Any]:
        """What ``--coalitions`` adds to the JSON of stability."""
        lists = {
            "+".join(names): {concept.value: _codes(mask) for concept, mask in found.items()}
            for names, found in self.verdicts.items()
        }
        equilibria = {concept.value: self.equilibria(concept) for concept in CoalitionConcept}
        told: dict[str, Any] = {
            "settings": dict(self.settings),
            "stable": {
                names: {c: list(codes[:LISTED_AT_MOST]) for c, codes in found.items()} for names, found in lists.items()
            },
            "equilibria": {concept: list(codes[:LISTED_AT_MOST]) for concept, codes in equilibria.items()},
            "outcomes": [pressure.to_json() for pressure in self.pressures],
        }
        longest = max((len(codes) for found in lists.values() for codes in found.values()), default=0)
        if longest > LISTED_AT_MOST:
            told["truncated"] = True
        return told


def _codes(mask: Mask) -> tuple[int, ...]:
    """Sorted codes as Python integers."""
    return tuple(int(code) for code in np.flatnonzero(mask))
