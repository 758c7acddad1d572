"""Stability of a case: its moves and preferences handed to the engine, under a reading, and the witnesses behind each verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.engines.stability import (
    CompleteOrder,
    JointMove,
    PartialOrder,
    ProductMoves,
    Relation,
    analyse,
)
from goodoffices.engines.stability import Preference as EnginePreference
from goodoffices.engines.stability.analyse import DEFAULT_CONCEPTS, Progress
from goodoffices.engines.stability.witness import Witnesses
from goodoffices.errors import TooLarge
from goodoffices.model.case import Case
from goodoffices.model.files import CaseFile
from goodoffices.model.moves import enterable, joint_entries
from goodoffices.model.preferences import Preference, preference_of
from goodoffices.model.results.stability import Concept, StabilityResult, Witness
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["StabilityRun", "run_stability"]

PARTIAL_AT_MOST = 2**13
"""Most outcomes whose comparisons are tabled pair by pair, where preferences leave some of them unknown."""


@dataclass(frozen=True, eq=False)
class StabilityRun:
    """A stability result with what made it, so that any verdict can be told in a sentence."""

    result: StabilityResult
    moves: ProductMoves
    orders: tuple[EnginePreference, ...]
    witnesses: Witnesses

    def witness(self, code: int, party: str, concept: Concept) -> Witness:
        """Why an outcome is or is not stable for a party."""
        return self.witnesses.witness(code, party, concept)


def run_stability(
    case: Case | CaseFile,
    *,
    rule: Rule = Rule.LEGAL,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    concepts: Sequence[Concept] = DEFAULT_CONCEPTS,
    mixed: Mapping[str, Concept] | None = None,
    progress: Progress | None = None,
) -> StabilityRun:
    """Which outcomes each party would stay at.

    Under the ``certain`` reading what is not stated stays unknown, and the verdicts follow the strictest type of
    unknown preference; ``central`` takes the mean preference world, in which an unknown order looks like a tie.

    Raises
    ------
    TooLarge
        If the case does not fit in memory, or has too many outcomes to compare pair by pair.
    """
    case = case.case if isinstance(case, CaseFile) else case
    _fits(case)
    preferences = [preference_of(case, party, reading, red_lines) for party in case.parties]
    moves = moves_of(case)
    orders = tuple(_order(preference) for preference in preferences)
    chosen = [(mixed or {}).get(party, Concept.NASH) for party in case.parties] if mixed else ()
    arrays = analyse(moves, orders, concepts, rule, mixed=chosen, progress=progress)
    result = arrays.result(tuple(case.parties), case.status_quo_code, reading, red_lines)
    return StabilityRun(result, moves, orders, Witnesses(moves, orders, tuple(case.parties), rule))


def moves_of(case: Case) -> ProductMoves:
    """Who can move where, as the engine takes it."""
    joint = [JointMove(entry.parties, entry.issue, entry.option) for entry in joint_entries(case)]
    return ProductMoves(case.space.sizes, enterable(case), case.feasible, joint)


def _order(preference: Preference) -> EnginePreference:
    """Ranks where the order is complete, else a table of comparisons with the unknown ones marked."""
    if preference.ranks is not None:
        return CompleteOrder(preference.ranks)
    size = preference.feasible.size
    if size > PARTIAL_AT_MOST:
        raise TooLarge(
            f"{size:,} outcomes are too many to compare pair by pair where preferences leave comparisons unknown "
            f"(at most {PARTIAL_AT_MOST:,}). Take --reading central, or leave out issues."
        )
    table = np.full((size, size), Relation.UNKNOWN, dtype=np.uint8)
    for code in np.flatnonzero(preference.feasible):
        found = preference.against(int(code))
        table[code][found.at_least & ~found.at_most] = Relation.BETTER
        table[code][found.at_most & ~found.at_least] = Relation.WORSE
        table[code][found.at_least & found.at_most] = Relation.LEVEL
    return PartialOrder(table)


def _fits(case: Case) -> None:
    """Refuse a space that cannot even be listed, before anything is allocated."""
    if case.space.outcomes > LISTABLE:
        raise TooLarge(
            f"{case.space.outcomes:,} outcomes are more than can be listed one by one ({LISTABLE:,}). "
            "Leave out issues that no party would move on, or merge options."
        )


LISTABLE = 2**26
"""Most outcomes that arrays over all of them are made for."""
