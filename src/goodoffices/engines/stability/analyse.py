"""Stability of every outcome, for every party, under the concepts asked for: the engine's front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray, RankArray
from goodoffices.engines.stability.gmr import gmr
from goodoffices.engines.stability.limits import bytes_needed, check_fits
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.nash import nash
from goodoffices.engines.stability.preferences import CompleteOrder, Preference, Relation
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.engines.stability.seq import seq
from goodoffices.engines.stability.sim import GRAPH_HAS_NO_SIM, sim_of_orders
from goodoffices.engines.stability.smr import smr
from goodoffices.engines.stability.unknown import ByUnknown, unknown_verdicts
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.stability import Concept, StabilityResult, Unknown
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["DEFAULT_CONCEPTS", "StabilityArrays", "analyse"]

DEFAULT_CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM)

Progress = Callable[[str, float], None]
"""Told what is being done and which share is behind, before each step."""


@dataclass(frozen=True, eq=False)
class StabilityArrays:
    """Verdicts as arrays, by party index; :meth:`result` gives them names."""

    rule: Rule
    feasible: BoolArray | None
    stable: Mapping[Concept, BoolArray]
    """Per concept [parties, outcomes]; False on infeasible rows."""
    none_can_leave: BoolArray
    """[outcomes] feasible outcomes that no party can leave alone: stable for all by default."""
    missing: Mapping[Concept, str] = field(default_factory=dict)
    mixed: tuple[Concept, ...] = ()
    unknown: Unknown | None = None
    by_unknown: Mapping[Unknown, Mapping[Concept, BoolArray]] = field(default_factory=dict)

    def equilibria(self, concept: Concept) -> IntArray:
        """Codes at which every party would stay, sorted."""
        return np.flatnonzero(self.stable[concept].all(axis=0))

    def result(
        self,
        parties: Sequence[str],
        status_quo: int | None = None,
        reading: Reading | None = None,
        red_lines: RedLines | None = None,
        evidence: tuple[str, ...] = (),
    ) -> StabilityResult:
        """The same with the parties' ids and the settings that the orders were built with."""
        settings: dict[str, Any] = {"rule": self.rule.value, "concepts": [c.value for c in self.stable]}
        if reading is not None:
            settings["reading"] = reading.value
        if red_lines is not None:
            settings["red_lines"] = red_lines.value
        return StabilityResult(
            parties=tuple(parties),
            outcomes=self.none_can_leave.size,
            feasible=self.none_can_leave.size if self.feasible is None else int(self.feasible.sum()),
            rule=self.rule,
            status_quo=status_quo,
            verdicts=self.stable,
            missing=self.missing,
            mixed=dict(zip(parties, self.mixed, strict=True)) if self.mixed else {},
            unknown=self.unknown,
            by_unknown=self.by_unknown,
            none_can_leave=self.none_can_leave,
            feasible_mask=self.feasible,
            reading=reading,
            red_lines=red_lines,
            provenance=Provenance("graph model for conflict resolution", settings, evidence=evidence),
        )


def analyse(
    moves: Moves,
    preferences: Sequence[Preference],
    concepts: Sequence[Concept] = DEFAULT_CONCEPTS,
    rule: Rule = Rule.LEGAL,
    *,
    mixed: Sequence[Concept] = (),
    memory_limit: int | None = None,
    progress: Progress | None = None,
) -> StabilityArrays:
    """Which outcomes each party would stay at.

    Parameters
    ----------
    moves
        Who can move where: :class:`ProductMoves` or :class:`ArcMoves`.
    preferences
        [parties] one order each, over the same outcomes.
    concepts
        Which solution concepts. What cannot be had (SIM on a bare graph) is told in ``missing``.
    rule
        Which sequences of the others' moves count as a reply.
    mixed
        [parties] one concept each; adds :attr:`Concept.MIXED`.
    memory_limit
        Bytes that may be used; by default four fifths of the machine's memory.
    progress
        Called with what is being done and the share behind.

    Raises
    ------
    TooLarge
        Before any work, if it would not fit; the message says what would.
    """
    if len(preferences) != moves.parties:
        raise ValueError(f"{moves.parties} parties need as many orders, not {len(preferences)}")
    asked = [concept for concept in Concept if concept in concepts and concept is not Concept.MIXED]
    needed = {*asked, *mixed}
    if Concept.SEQ_OR_SIM in needed:
        needed |= {Concept.SEQ, Concept.SIM}
    plan = [c for c in Concept if c in needed and c not in (Concept.SEQ_OR_SIM, Concept.MIXED)]
    none_can_leave = _none_can_leave(moves)
    orders = _complete(preferences, moves.feasible)
    if orders is not None:
        check_fits(bytes_needed(moves, plan), memory_limit)
        verdicts, missing = _complete_verdicts(moves, orders, plan, rule, progress)
        stable = _combined(verdicts, missing, asked, mixed)
        return StabilityArrays(rule, moves.feasible, stable, none_can_leave, missing, tuple(mixed))
    missing = {}
    if Concept.SIM in plan and not isinstance(moves, ProductMoves):
        missing = {Concept.SIM: GRAPH_HAS_NO_SIM}
    tick = _ticker(progress, moves.parties * 2)
    tables = [preference.table() for preference in preferences]
    kept = [concept for concept in plan if concept not in missing]
    by_kind: ByUnknown = unknown_verdicts(moves, tables, kept, rule, tick)
    told = {kind: _combined(by_kind[kind], missing, asked, mixed) for kind in Unknown}
    if not _anything_unknown(tables, moves.feasible):  # intransitive, yet known throughout
        return StabilityArrays(rule, moves.feasible, told[Unknown.A], none_can_leave, missing, tuple(mixed))
    return StabilityArrays(
        rule, moves.feasible, told[Unknown.A], none_can_leave, missing, tuple(mixed), Unknown.A, told
    )


def _complete_verdicts(
    moves: Moves, orders: Sequence[CompleteOrder], plan: Sequence[Concept], rule: Rule, progress: Progress | None
) -> tuple[dict[Concept, BoolArray], dict[Concept, str]]:
    """Each concept for each party, and which could not be had."""
    tick = _ticker(progress, len(plan) * moves.parties)
    ranks = [order.ranks for order in orders]
    improving = moves.improving(ranks) if Concept.SEQ in plan else None
    verdicts: dict[Concept, BoolArray] = {}
    missing: dict[Concept, str] = {}
    for concept in plan:
        if concept is Concept.SIM:
            found = sim_of_orders(moves, ranks)
            if isinstance(found, str):
                missing[concept] = found
                continue
            verdicts[concept] = found
        else:
            verdicts[concept] = np.empty((moves.parties, moves.outcomes), dtype=bool)
            for party in range(moves.parties):
                tick(f"{concept.value}, party {party + 1}")
                verdicts[concept][party] = _verdict(concept, moves, improving, ranks, party, rule)
        if moves.feasible is not None:
            verdicts[concept] &= moves.feasible
    return verdicts, missing


def _verdict(
    concept: Concept, moves: Moves, improving: Any, ranks: Sequence[RankArray], party: int, rule: Rule
) -> BoolArray:
    """One concept for one party."""
    if concept is Concept.NASH:
        return nash(moves, ranks[party], party)
    if concept is Concept.SEQ:
        return seq(moves, improving, ranks[party], party, rule)
    return (gmr if concept is Concept.GMR else smr)(moves, ranks[party], party, rule)


def _combined(
    verdicts: Mapping[Concept, BoolArray],
    missing: dict[Concept, str],
    asked: Sequence[Concept],
    mixed: Sequence[Concept],
) -> dict[Concept, BoolArray]:
    """The concepts asked for, with those made of others; a union that lacks a half is missing too."""
    verdicts = dict(verdicts)
    if Concept.SEQ_OR_SIM in asked or Concept.SEQ_OR_SIM in mixed:
        if Concept.SIM in missing:
            missing[Concept.SEQ_OR_SIM] = missing[Concept.SIM]
        else:
            verdicts[Concept.SEQ_OR_SIM] = verdicts[Concept.SEQ] | verdicts[Concept.SIM]
    told = {concept: verdicts[concept] for concept in asked if concept in verdicts}
    if mixed:
        lacking = [concept for concept in mixed if concept not in verdicts]
        if lacking:
            missing[Concept.MIXED] = missing[lacking[0]]
        else:
            told[Concept.MIXED] = np.stack([verdicts[concept][party] for party, concept in enumerate(mixed)])
    return told


def _none_can_leave(moves: Moves) -> BoolArray:
    """[outcomes] feasible outcomes from which no party has a move of its own."""
    stuck = np.ones(moves.outcomes, dtype=bool) if moves.feasible is None else moves.feasible.copy()
    for party in range(moves.parties):
        stuck &= ~moves.can_move(party)
    return stuck


def _complete(preferences: Sequence[Preference], feasible: BoolArray | None) -> list[CompleteOrder] | None:
    """All preferences as complete orders, or None if one is not."""
    orders = []
    for preference in preferences:
        order = preference if isinstance(preference, CompleteOrder) else preference.complete(feasible)
        if order is None:
            return None
        orders.append(order)
    return orders


def _anything_unknown(tables: Sequence[Any], feasible: BoolArray | None) -> bool:
    """Whether any comparison of feasible outcomes is unknown."""
    for table in tables:
        kept = table if feasible is None else table[np.ix_(feasible, feasible)]
        if (kept == Relation.UNKNOWN).any():
            return True
    return False


def _ticker(progress: Progress | None, steps: int) -> Callable[[str], None]:
    """Turns steps into shares; does nothing if nobody listens."""
    done = iter(range(steps + 1))

    def tick(what: str) -> None:
        if progress is not None:
            progress(what, min(1.0, next(done, steps) / max(1, steps)))

    return tick
