"""Whether each party would stay at one deal, asked again after every edit and every guarantee.

The engine is asked about the deal alone: the moves from it, the others' answers, and how the outcomes they lead to compare.
Comparisons are made when they are asked for and kept, since an edit of one party leaves the others' as they were.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.stability import PartialOrder, ProductMoves, Relation
from goodoffices.engines.stability.witness import Witnesses
from goodoffices.model.case import Case, Preferences
from goodoffices.model.guarantees import Guarantee, Rights
from goodoffices.model.moves import enterable
from goodoffices.model.preferences import Preference, preference_of
from goodoffices.model.results.stability import Concept
from goodoffices.runs.unlocking.judge import key_of
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["SEPARABLE", "Holds"]

SEPARABLE = (Concept.NASH, Concept.GMR, Concept.SMR)
"""Concepts under which a party's staying hangs on the moves and its own order, not on what the others want."""


class _AskedOrder(PartialOrder):
    """A party's order, compared row by row when asked."""

    def __init__(self, preference: Preference) -> None:
        self._preference, self._ranks = preference, preference.ranks
        self._rows: dict[int, NDArray[np.uint8]] = {}

    def compare(self, outcome: int, other: int) -> Relation:
        """How ``outcome`` compares with ``other``."""
        if self._ranks is not None:
            here, there = self._ranks[outcome], self._ranks[other]
            return Relation.BETTER if here > there else Relation.WORSE if here < there else Relation.LEVEL
        if other not in self._rows:
            found = self._preference.against(other)
            row = np.full(found.at_least.size, Relation.UNKNOWN, dtype=np.uint8)
            row[found.at_least & ~found.at_most] = Relation.BETTER
            row[found.at_most & ~found.at_least] = Relation.WORSE
            row[found.at_least & found.at_most] = Relation.LEVEL
            self._rows[other] = row
        return Relation(int(self._rows[other][outcome]))


@dataclass(eq=False)
class Holds:
    """The stability of one deal of a case under one concept, whatever the edits. ``asked`` counts the engine's answers."""

    case: Case
    code: int
    concept: Concept
    rule: Rule
    reading: Reading
    red_lines: RedLines
    asked: int = 0
    _orders: dict[Hashable, _AskedOrder] = field(default_factory=dict)
    _moves: dict[frozenset[Guarantee], ProductMoves] = field(default_factory=dict)
    _verdicts: dict[Hashable, bool] = field(default_factory=dict)

    def stays(self, party: str, stated: Mapping[str, Preferences], guarantees: Sequence[Guarantee]) -> bool:
        """Whether one party would stay, given everyone's preferences and the guarantees that stand."""
        given = frozenset(guarantees)
        counts = [party] if self.concept in SEPARABLE else list(self.case.parties)
        name = (party, given, *(key_of(stated[each]) for each in counts))
        if name not in self._verdicts:
            self.asked += 1
            orders = [self._order(each, stated[each]) for each in self.case.parties]
            engine = Witnesses(self.moves(given), orders, tuple(self.case.parties), self.rule)
            self._verdicts[name] = engine.witness(self.code, party, self.concept).stable
        return self._verdicts[name]

    def holds(self, stated: Mapping[str, Preferences], guarantees: Sequence[Guarantee]) -> bool:
        """Whether every party would stay."""
        return all(self.stays(party, stated, guarantees) for party in self.case.parties)

    def rights(self, guarantees: Sequence[Guarantee] = ()) -> Rights:
        """What each party can enter alone."""
        found = enterable(self.case)
        for guarantee in guarantees:
            found = guarantee.rights(self.case, found)
        return found

    def moves(self, guarantees: frozenset[Guarantee]) -> ProductMoves:
        """The graph of moves; joint moves are in none of the concepts here."""
        if guarantees not in self._moves:
            self._moves[guarantees] = ProductMoves(
                self.case.space.sizes, self.rights(tuple(guarantees)), self.case.feasible
            )
        return self._moves[guarantees]

    def _order(self, party: str, stated: Preferences) -> _AskedOrder:
        name = (party, key_of(stated))
        if name not in self._orders:
            case = self.case.model_copy(update={"preferences": {**self.case.preferences, party: stated}})
            self._orders[name] = _AskedOrder(preference_of(case, party, self.reading, self.red_lines))
        return self._orders[name]
