"""What the stability engine answers: verdicts for every outcome, party and concept, and the witness behind one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.model.results.base import LISTED_AT_MOST, Provenance, Result
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["Concept", "Gain", "Ground", "StabilityResult", "Step", "Unknown", "Witness"]

Mask = npt.NDArray[np.bool_]


class Concept(StrEnum):
    """Solution concepts of the graph model, in the order in which tables show them."""

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"
    SIM = "sim"
    SEQ_OR_SIM = "seq_or_sim"
    """Stable under SEQ or under SIM, party by party. Some tools call this union "SEQ & SIM"."""
    MIXED = "mixed"
    """One concept a party."""


class Unknown(StrEnum):
    """How an unknown comparison counts; what the four types mean is told in ``docs/methods/stability.md``."""

    A = "a"
    """Leaves for better or unknown, deterred only by what it is known not to prefer: the strictest."""
    B = "b"
    """Leaves for better, deterred by what it is known not to prefer."""
    C = "c"
    """Leaves for better or unknown, deterred also by unknown."""
    D = "d"
    """Leaves for better, deterred also by unknown: the most permissive."""


class Gain(StrEnum):
    """What a step does for its mover."""

    BETTER = "better"
    LEVEL = "level"
    WORSE = "worse"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """On what a verdict rests."""

    NO_MOVE = "no_move"
    """Stable: the party cannot leave on its own at all."""
    NO_IMPROVEMENT = "no_improvement"
    """Stable: it has moves, but none that it would leave for."""
    ANSWERED = "answered"
    """Stable: for each improvement there is an answer; the witness shows the one to its best improvement."""
    UNANSWERED = "unanswered"
    """Not stable: the improvement shown has no answer."""


@dataclass(frozen=True)
class Step:
    """One move of a sequence: who moves, where it leads, and what each mover has of it."""

    movers: tuple[str, ...]
    """One party, or the members of a group that moves jointly."""
    to: int
    gains: tuple[Gain, ...]
    """For each of ``movers``."""

    def to_json(self) -> dict[str, Any]:
        """``mover``, ``to`` and ``gain``: one word, or one for each member of a joint step."""
        gains = [gain.value for gain in self.gains]
        return {"mover": list(self.movers), "to": self.to, "gain": gains[0] if len(gains) == 1 else gains}


@dataclass(frozen=True)
class Witness:
    """Why an outcome is or is not stable for a party under a concept, enough to tell it in one sentence."""

    code: int
    party: str
    concept: Concept
    rule: Rule
    stable: bool
    ground: Ground
    improvement: int | None = None
    """The move that decides: unanswered, or the most preferred of those answered."""
    known: bool = True
    """False if it is not known whether the party prefers ``improvement`` to ``code``."""
    answer: tuple[Step, ...] = ()
    """The shortest sequence of the others' moves that deters it; under SIM the moves made at the same time."""
    lands: int | None = None
    """Where the answer ends; the party does not prefer it to ``code``."""
    likewise: int = 0
    """How many further improvements are answered too, or unanswered too."""
    no_escape: bool = False
    """SMR: from ``lands`` the party has no way to anything it prefers to ``code``."""
    none_can_leave: bool = False
    """No party can leave ``code`` alone: stable for everyone by default."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "code": self.code,
            "party": self.party,
            "concept": self.concept.value,
            "rule": self.rule.value,
            "stable": self.stable,
            "ground": self.ground.value,
            "improvement": self.improvement,
            "known": self.known,
            "answer": [step.to_json() for step in self.answer],
            "lands": self.lands,
            "likewise": self.likewise,
            "no_escape": self.no_escape,
            "none_can_leave": self.none_can_leave,
        }


@dataclass(frozen=True, eq=False)
class StabilityResult(Result):
    """Verdicts for every outcome, party and concept. Codes are outcome codes; arrays are read-only."""

    parties: tuple[str, ...]
    outcomes: int
    feasible: int
    rule: Rule
    status_quo: int | None
    verdicts: Mapping[Concept, Mask]
    """Per concept [parties, outcomes]; False on infeasible rows."""
    missing: Mapping[Concept, str] = field(default_factory=dict)
    """Concepts that could not be had, and why."""
    mixed: Mapping[str, Concept] = field(default_factory=dict)
    """The concept of each party under ``mixed``."""
    unknown: Unknown | None = None
    """The type that ``verdicts`` follow, if any comparison is unknown."""
    by_unknown: Mapping[Unknown, Mapping[Concept, Mask]] = field(default_factory=dict)
    none_can_leave: Mask | None = None
    """[outcomes] feasible outcomes that no party can leave alone."""
    feasible_mask: Mask | None = None
    """[outcomes], or None if all are feasible."""
    reading: Reading | None = None
    red_lines: RedLines | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance("graph model for conflict resolution"))

    def __post_init__(self) -> None:
        """Close the mappings and arrays against change."""
        for name in ("verdicts", "missing", "mixed"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        closed = {kind: MappingProxyType(dict(masks)) for kind, masks in self.by_unknown.items()}
        object.__setattr__(self, "by_unknown", MappingProxyType(closed))
        for mask in [*self.verdicts.values(), *(m for masks in closed.values() for m in masks.values())]:
            mask.flags.writeable = False

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """Those asked for, in table order, whether or not they could be had."""
        return tuple(concept for concept in Concept if concept in self.verdicts or concept in self.missing)

    def is_stable(self, code: int, party: str, concept: Concept) -> bool:
        """Whether one party would stay at one outcome."""
        return bool(self.verdicts[concept][self.parties.index(party), code])

    def is_equilibrium(self, code: int, concept: Concept) -> bool:
        """Whether every party would stay."""
        return bool(self.verdicts[concept][:, code].all())

    def equilibria(self, concept: Concept) -> tuple[int, ...]:
        """Codes at which every party would stay, sorted."""
        return _codes(_for_all(self.verdicts[concept]))

    def stable(self, party: str, concept: Concept) -> tuple[int, ...]:
        """Codes at which one party would stay, sorted."""
        return _codes(self.verdicts[concept][self.parties.index(party)])

    def records(self) -> list[dict[str, Any]]:
        """One row an outcome: code, whether it is an equilibrium under each concept, and each party's verdicts.

        Every feasible outcome up to 10,000; beyond that the status quo and the equilibria, at most 10,000 of them.
        """
        listed = self._listed()
        rows = []
        for code in listed:
            row: dict[str, Any] = {"code": code, "status_quo": code == self.status_quo}
            for concept, mask in self.verdicts.items():
                row[concept.value] = bool(mask[:, code].all())
                for party, verdict in zip(self.parties, mask[:, code], strict=True):
                    row[f"{party}.{concept.value}"] = bool(verdict)
            rows.append(row)
        return rows

    def to_json(self) -> dict[str, Any]:
        """The contract ``stability:`` of DESIGN.md section 4, with counts, settings and reasons beside it."""
        lists = _Lists()
        told: dict[str, Any] = {
            "outcomes": self.outcomes,
            "feasible": self.feasible,
            "rule": self.rule.value,
            "status_quo": self.status_quo,
            **self._told(self.verdicts, lists),
            "counts": {concept.value: int(mask.all(axis=0).sum()) for concept, mask in self.verdicts.items()},
        }
        if self.none_can_leave is not None:
            told["none_can_leave"] = lists.codes(self.none_can_leave)
        if self.mixed:
            told["mixed"] = {party: concept.value for party, concept in self.mixed.items()}
        if self.unknown is not None:
            told["unknown"] = self.unknown.value
            told["by_unknown"] = {kind.value: self._told(masks, lists) for kind, masks in self.by_unknown.items()}
        if self.reading is not None:
            told["reading"] = self.reading.value
        if self.red_lines is not None:
            told["red_lines"] = self.red_lines.value
        if lists.truncated:
            told["truncated"] = True
        return told

    def _told(self, masks: Mapping[Concept, Mask], lists: _Lists) -> dict[str, Any]:
        """``equilibria`` and ``stable`` for one set of verdicts."""
        everyone = {concept: _for_all(mask) for concept, mask in masks.items()}
        each = {party: {c: mask[k] for c, mask in masks.items()} for k, party in enumerate(self.parties)}
        return {
            "equilibria": self._column(everyone, lists),
            "stable": {party: self._column(own, lists) for party, own in each.items()},
        }

    def _column(self, masks: Mapping[Concept, Mask], lists: _Lists) -> dict[str, Any]:
        """Codes per concept; null, with a reason beside it, for what could not be had."""
        column: dict[str, Any] = {}
        for concept in self.concepts:
            column[concept.value] = lists.codes(masks[concept]) if concept in masks else None
        if self.missing:
            column["reason"] = {concept.value: why for concept, why in self.missing.items()}
        return column

    def _listed(self) -> list[int]:
        """Codes that :meth:`records` has a row for."""
        if self.feasible <= LISTED_AT_MOST:
            keep = np.ones(self.outcomes, dtype=bool) if self.feasible_mask is None else self.feasible_mask
        else:
            keep = np.logical_or.reduce([mask.all(axis=0) for mask in self.verdicts.values()])
        codes = [int(code) for code in np.flatnonzero(keep)[:LISTED_AT_MOST]]
        if self.status_quo is not None and self.status_quo not in codes:
            codes = sorted([self.status_quo, *codes])
        return codes


class _Lists:
    """Turns masks into lists of codes and remembers whether one had to be cut."""

    def __init__(self) -> None:
        self.truncated = False

    def codes(self, mask: Mask) -> list[int]:
        """Sorted codes as Python integers, at most ``LISTED_AT_MOST``."""
        found = np.flatnonzero(mask)
        self.truncated = self.truncated or len(found) > LISTED_AT_MOST
        return [int(code) for code in found[:LISTED_AT_MOST]]


def _for_all(mask: Mask) -> Mask:
    """[outcomes] whether it holds for every party."""
    return np.asarray(mask.all(axis=0))


def _codes(mask: Mask) -> tuple[int, ...]:
    """Sorted codes as Python integers."""
    return tuple(int(code) for code in np.flatnonzero(mask))
