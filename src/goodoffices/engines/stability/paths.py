"""From one outcome to another: which sequences of moves lead there, and what they ask of each mover [LiKilgourHipel2005]_.

The search goes level by level over pairs (outcome, last mover), since nobody moves twice in a row. There are as many pairs as
outcomes times movers, however many paths run through them: no tree is built. Groups that can only move jointly are movers too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.engines.stability.blocking import steps_told
from goodoffices.engines.stability.fewest_against import fewest_against
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference, Relation
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.paths import PathResult

__all__ = ["Allowed", "Levels", "paths"]

LISTED = 20
"""Shortest paths that are spelled out; all are counted."""


class Allowed(StrEnum):
    """Which moves of a party a path may use."""

    ALL = "all"
    IMPROVEMENTS = "improvements"


class Levels:
    """At which step each outcome can first be reached, and by whom.

    Parameters
    ----------
    moves, preferences
        As for :func:`~goodoffices.engines.stability.analyse.analyse`.
    start
        The outcome to start from; feasible.
    allowed
        [parties] which of its moves each party may make. A joint step must suit every member.
    """

    def __init__(self, moves: Moves, preferences: Sequence[Preference], start: int, allowed: Sequence[Allowed]) -> None:
        self._moves, self._orders, self._allowed, self.start = moves, preferences, tuple(allowed), start
        self._movers = range(moves.parties + len(moves.groups))
        self.first = np.full((len(self._movers), moves.outcomes), -1, dtype=np.int32)
        """[movers, outcomes] the step at which a sequence that this mover ends first arrives; −1 if none does."""
        frontier = {k: self._new(k, np.array([start]), 1) for k in self._movers}
        step = 1
        while any(len(ends) for ends in frontier.values()):
            step += 1
            frontier = {
                k: self._new(
                    k, np.unique(np.concatenate([frontier[j] for j in self._movers if j != k] or [_NOTHING])), step
                )
                for k in self._movers
            }

    @property
    def reached(self) -> BoolArray:
        """[outcomes] whether any sequence arrives; the start only if one returns to it."""
        return np.asarray((self.first >= 0).any(axis=0))

    def steps_to(self, outcome: int) -> int | None:
        """Fewest steps to an outcome: 0 for the start itself, None if it is out of reach."""
        if outcome == self.start:
            return 0
        arrivals = self.first[:, outcome]
        return int(arrivals[arrivals >= 0].min()) if (arrivals >= 0).any() else None

    def last_movers(self, outcome: int) -> list[int]:
        """Movers that end a shortest sequence to an outcome."""
        least = self.steps_to(outcome)
        return [k for k in self._movers if least and self.first[k, outcome] == least]

    def shortest(self, outcome: int) -> tuple[int, list[list[tuple[int, int]]]]:
        """How many shortest sequences lead to an outcome, and up to twenty of them as steps ``(mover, to)``."""
        if outcome == self.start:
            return 1, [[]]
        ends = [(k, outcome) for k in self.last_movers(outcome)]
        counts: dict[tuple[int, int], int] = {}
        return sum(self._count(end, counts) for end in ends), sorted(self._spelled_out(ends))

    def _before(self, node: tuple[int, int]) -> list[tuple[int, int]]:
        """Nodes one step earlier from which a shortest sequence goes on to this one."""
        mover, outcome = node
        step = int(self.first[mover, outcome])
        sources = [int(x) for x in self._moves.sources(mover, outcome) if self._may(mover, int(x), outcome)]
        if step == 1:
            return [(-1, self.start)] if self.start in sources else []
        return [(k, x) for k in self._movers if k != mover for x in sources if self.first[k, x] == step - 1]

    def _count(self, node: tuple[int, int], known: dict[tuple[int, int], int]) -> int:
        """Shortest sequences that end in this node: counted forward through the levels, so that none is walked twice."""
        layers, layer = [], {node}
        while layer and -1 not in {mover for mover, _ in layer}:
            layers.append(layer)
            layer = {before for one in layer for before in self._before(one)}
        known[-1, self.start] = 1
        for layer in reversed(layers):
            for one in layer:
                if one not in known:
                    known[one] = sum(known[before] for before in self._before(one))
        return known[node]

    def _spelled_out(self, ends: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """Up to twenty sequences that end in these nodes, from their ends backwards."""
        found: list[list[tuple[int, int]]] = []
        open_ends: list[tuple[tuple[int, int], list[tuple[int, int]]]] = [(end, []) for end in reversed(ends)]
        while open_ends and len(found) < LISTED:
            node, tail = open_ends.pop()
            if node[0] < 0:
                found.append(tail)
            else:
                open_ends += [(before, [node, *tail]) for before in reversed(self._before(node))]
        return found

    def _new(self, mover: int, outcomes: IntArray, step: int) -> IntArray:
        """Outcomes that a mover reaches from these for the first time; marks them."""
        if not len(outcomes):
            return _NOTHING
        places, targets = self._moves.fan(mover, outcomes)
        fresh = self.first[mover, targets] < 0
        places, targets = places[fresh], targets[fresh]
        keep = np.ones(len(targets), dtype=bool)
        for k in self._moves.members(mover):
            if self._allowed[k] is Allowed.IMPROVEMENTS:
                keep &= self._orders[k].relations(targets, outcomes[places]) == Relation.BETTER
        ends: IntArray = np.unique(targets[keep])
        self.first[mover, ends] = step
        return ends

    def _may(self, mover: int, source: int, target: int) -> bool:
        """Whether a step is allowed to its mover."""
        return all(
            self._allowed[k] is Allowed.ALL or self._orders[k].compare(target, source) is Relation.BETTER
            for k in self._moves.members(mover)
        )


_NOTHING = np.zeros(0, dtype=np.int64)


def paths(
    moves: Moves,
    preferences: Sequence[Preference],
    parties: Sequence[str],
    start: int,
    to: int,
    allowed: Allowed | Mapping[str, Allowed] = Allowed.ALL,
) -> PathResult:
    """The ways from ``start`` to ``to``.

    Parameters
    ----------
    moves, preferences
        As for :func:`~goodoffices.engines.stability.analyse.analyse`.
    parties
        [parties] their ids.
    start, to
        Codes of feasible outcomes.
    allowed
        Which moves count, for all parties or by party (default ``all``). Only known gains are improvements.
    """
    by_party = {name: allowed if isinstance(allowed, Allowed) else allowed.get(name, Allowed.ALL) for name in parties}
    levels = Levels(moves, preferences, start, [by_party[name] for name in parties])
    length = levels.steps_to(to)
    count, ways = (0, []) if length is None else levels.shortest(to)
    least = fewest_against(moves, preferences, start, to)
    told = {name: which.value for name, which in by_party.items()}
    return PathResult(
        start=start,
        to=to,
        moves=told,
        length=length,
        count=count,
        shortest=tuple(steps_told(moves, preferences, parties, start, way) for way in ways),
        fewest_against=None if least is None else steps_told(moves, preferences, parties, start, least),
        never_entered=_never_entered(moves, start, to),
        provenance=Provenance("status quo analysis in the graph model", {"moves": told, "from": start, "to": to}),
    )


def _never_entered(moves: Moves, start: int, to: int) -> tuple[tuple[int, int], ...]:
    """(issue, option) pairs in which the target differs and that no party and no group can bring about."""
    if not isinstance(moves, ProductMoves):
        return ()
    here, there = moves.options_at(start), moves.options_at(to)
    rights = [moves.rights(k) for k in range(moves.parties + len(moves.groups))]
    changed = [k for k in range(len(here)) if here[k] != there[k]]
    return tuple((k, there[k]) for k in changed if not any(own[k][there[k]] for own in rights))
