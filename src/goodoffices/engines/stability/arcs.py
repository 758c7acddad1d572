"""Any graph of moves, given arc by arc: for published models that are stated as graphs, and for tests.

Here a party's moves need not be transitive: what it reaches in one move is one arc, never a chain, and a sequence of replies must
remember who moved last [FangHipelKilgour1993]_.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from goodoffices.engines.stability.arrays import HIGHEST, BoolArray, IntArray, RankArray
from goodoffices.settings import Rule

__all__ = ["ArcMoves"]

Csr = tuple[IntArray, IntArray]


class ArcMoves:
    """Moves as arcs, one compressed sparse row pair a party.

    Parameters
    ----------
    outcomes
        Number of rows.
    arcs
        [parties] pairs ``(from, to)``, in any order; repeated pairs count once, a pair from an outcome to itself is no move.
    feasible
        [outcomes] bool, or None for all. No arc may touch an infeasible row.
    """

    def __init__(
        self, outcomes: int, arcs: Sequence[Iterable[tuple[int, int]]], feasible: BoolArray | None = None
    ) -> None:
        self._lay(outcomes, feasible, [_rows(outcomes, pairs) for pairs in arcs])
        for pointer, target in self._csr:
            touched = np.concatenate([np.flatnonzero(np.diff(pointer)), target])
            if self.feasible is not None and not self.feasible[touched].all():
                raise ValueError("an arc touches an infeasible outcome")

    def _lay(self, outcomes: int, feasible: BoolArray | None, csr: Sequence[Csr]) -> None:
        self.outcomes, self.parties = outcomes, len(csr)
        self.feasible = None if feasible is None or feasible.all() else np.asarray(feasible, dtype=bool)
        self.groups: tuple[frozenset[int], ...] = ()
        self._csr = tuple(csr)

    def members(self, mover: int) -> frozenset[int]:
        """The party itself: a graph is given without joint moves."""
        return frozenset({mover})

    def targets(self, mover: int, outcome: int) -> IntArray:
        """Outcomes that a mover reaches from an outcome in one move, sorted."""
        pointer, target = self._csr[mover]
        return target[pointer[outcome] : pointer[outcome + 1]]

    def arcs(self, mover: int) -> Csr:
        """[outcomes + 1] pointers and [arcs] targets: all moves of a mover, in rows sorted by target."""
        return self._csr[mover]

    def fan(self, mover: int, outcomes: IntArray) -> tuple[IntArray, IntArray]:
        """All moves of a mover from these outcomes: places in ``outcomes``, and targets."""
        pointer, target = self._csr[mover]
        degree = pointer[outcomes + 1] - pointer[outcomes]
        places = np.repeat(np.arange(len(outcomes)), degree)
        nth = np.arange(len(places)) - np.repeat(np.cumsum(degree) - degree, degree)
        return places, target[pointer[outcomes][places] + nth]

    def sources(self, mover: int, outcome: int) -> IntArray:
        """Outcomes from which a mover reaches an outcome in one move, sorted."""
        pointer, target = self._csr[mover]
        return np.searchsorted(pointer, np.flatnonzero(target == outcome), side="right") - 1

    def arc_count(self, mover: int) -> int:
        """How many moves a mover has in all."""
        return len(self._csr[mover][1])

    def highest(self, values: RankArray, party: int) -> RankArray:
        """[outcomes] greatest value among an outcome and what the party reaches from it in one move."""
        top = values.copy()
        pointer, target = self._csr[party]
        rows = np.flatnonzero(np.diff(pointer))
        if len(rows):  # reduceat over the rows that have arcs only: an empty row would get its neighbour's value
            top[rows] = np.maximum(top[rows], np.maximum.reduceat(values[target], pointer[rows]))
        return top

    def can_move(self, party: int) -> BoolArray:
        """[outcomes] whether the party has any move of its own from each."""
        return np.diff(self._csr[party][0]) > 0

    def floor(self, worth: RankArray, movers: Sequence[int], rule: Rule = Rule.LEGAL) -> RankArray:
        """[outcomes] least ``worth`` over the outcomes that a sequence of the movers' moves reaches from each.

        The outcome itself counts only if a sequence returns to it; where no reply exists the value is the sentinel ``HIGHEST``.
        """
        if rule is Rule.ONCE:
            return self._once(worth, movers)
        first = {mover: self._step(worth, mover) for mover in movers}
        if rule is Rule.SINGLE or len(movers) < 2:
            return _least(list(first.values()), self.outcomes)
        # first[k][x]: least worth over sequences from x that k opens. It falls until it settles; each sweep reads each arc once.
        while True:
            changed = False
            for mover in movers:
                onward = np.minimum(worth, _least([first[k] for k in movers if k != mover], self.outcomes))
                lowered = self._step(onward, mover)
                changed = changed or not np.array_equal(lowered, first[mover])
                first[mover] = lowered
            if not changed:
                return _least(list(first.values()), self.outcomes)

    def improving(self, ranks: Sequence[RankArray]) -> ArcMoves:
        """The same graph with each party's arcs cut down to those that it gains by."""
        kept = []
        for (pointer, target), own in zip(self._csr, ranks, strict=True):
            source = np.repeat(np.arange(self.outcomes), np.diff(pointer))
            gain = own[target] > own[source]
            cut = np.zeros(self.outcomes + 1, dtype=np.int64)
            np.cumsum(np.bincount(source[gain], minlength=self.outcomes), out=cut[1:])
            kept.append((cut, target[gain]))
        fewer = ArcMoves.__new__(ArcMoves)
        fewer._lay(self.outcomes, self.feasible, kept)
        return fewer

    def _step(self, values: RankArray, mover: int) -> RankArray:
        """[outcomes] least value over the outcomes that a mover reaches in one move; HIGHEST where it has none."""
        low = np.full(self.outcomes, HIGHEST, dtype=np.int32)
        pointer, target = self._csr[mover]
        rows = np.flatnonzero(np.diff(pointer))
        if len(rows):
            low[rows] = np.minimum.reduceat(values[target], pointer[rows])
        return low

    def _once(self, worth: RankArray, movers: Sequence[int]) -> RankArray:
        """Each mover at most once, by subsets: the least over who goes first, with the rest free to follow."""
        shorter = {frozenset[int](): np.full(self.outcomes, HIGHEST, dtype=np.int32)}
        for size in range(1, len(movers) + 1):
            longer = {}
            for subset in map(frozenset, combinations(movers, size)):
                steps = [self._step(np.minimum(worth, shorter[subset - {k}]), k) for k in sorted(subset)]
                longer[subset] = _least(steps, self.outcomes)
            shorter = longer
        return shorter[frozenset(movers)]


def _rows(outcomes: int, pairs: Iterable[tuple[int, int]]) -> Csr:
    """Sorted compressed rows of a set of pairs."""
    unique = sorted({(int(a), int(b)) for a, b in pairs if a != b})
    flat = np.array(unique, dtype=np.int64).reshape(-1, 2)
    if len(flat) and (flat.min() < 0 or flat.max() >= outcomes):
        raise ValueError(f"an arc names an outcome outside 0..{outcomes - 1}")
    pointer = np.zeros(outcomes + 1, dtype=np.int64)
    np.cumsum(np.bincount(flat[:, 0], minlength=outcomes), out=pointer[1:])
    return pointer, np.ascontiguousarray(flat[:, 1])


def _least(arrays: Sequence[RankArray], outcomes: int) -> RankArray:
    """Elementwise least; the sentinel where there is nothing to compare."""
    if not arrays:
        return np.full(outcomes, HIGHEST, dtype=np.int32)
    least: RankArray = np.minimum.reduce(arrays)
    return least
