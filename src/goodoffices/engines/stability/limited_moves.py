"""Two-party foresight: limited-move stability L_h and non-myopic stability [Kilgour1985]_.

Two parties take turns; either may stop. Looking h moves ahead, a party moves from s only if the outcome that h − 1 further
turns then lead to is better for it than s. Where several moves are best, all are kept, and each party reckons with the end that
is worst for it. With more than two parties the definitions in use disagree, so those are refused. From memory: check against the
paper before calling it exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.engines.stability.arrays import HIGHEST, BoolArray, RankArray
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import CompleteOrder
from goodoffices.errors import UsageError

__all__ = ["NonMyopic", "limited_moves", "non_myopic"]


@dataclass(frozen=True, eq=False)
class _Ends:
    """Where things may end if one party is to move, as far as it matters: the worst of it for either, and whether it moves."""

    worst: tuple[RankArray, RankArray]
    """Per party [outcomes] its rank of the worst end."""
    stays: BoolArray
    """[outcomes]"""


@dataclass(frozen=True, eq=False)
class NonMyopic:
    """Stability for every horizon from some point on."""

    stable: BoolArray
    """[parties, outcomes] stable at every horizon of the cycle that the iteration ends in."""
    from_horizon: int
    """The horizon at which the cycle begins."""
    period: int
    """1 if foresight settles. Otherwise the verdicts of ``changing`` outcomes go on changing with the horizon."""
    changing: BoolArray
    """[parties, outcomes] stable at some horizons of the cycle, not at others."""


def limited_moves(moves: Moves, preferences: Sequence[CompleteOrder], horizon: int) -> BoolArray:
    """[parties, outcomes] whether each outcome is L_h stable; False on infeasible rows.

    Parameters
    ----------
    moves
        A graph of two parties.
    preferences
        Their complete orders.
    horizon
        h, at least 1. L₁ is Nash stability.

    Raises
    ------
    UsageError
        If there are not two parties, or the horizon is below 1.
    """
    if horizon < 1:
        raise UsageError("A party looks at least one move ahead: the horizon is 1 or more.")
    turn = _Turns(moves, preferences)
    ends = turn.start
    for _ in range(horizon):
        ends = turn.one_more(ends)
    return turn.stable(ends)


def non_myopic(moves: Moves, preferences: Sequence[CompleteOrder]) -> NonMyopic:
    """Stability with unlimited foresight: for every horizon from some point on.

    The next horizon depends on the last one alone, so the iteration ends in a cycle, which is found and reported.

    Raises
    ------
    UsageError
        If there are not two parties.
    """
    turn = _Turns(moves, preferences)
    ends, horizon = turn.start, 0
    seen: dict[bytes, int] = {}
    history: list[BoolArray] = []
    while (key := b"".join(worst.tobytes() for end in ends for worst in end.worst)) not in seen:
        seen[key] = horizon
        history.append(turn.stable(ends))
        ends, horizon = turn.one_more(ends), horizon + 1
    begins = seen[key]
    cycle = np.stack(history[begins:])
    always, ever = np.logical_and.reduce(cycle), np.logical_or.reduce(cycle)
    return NonMyopic(always, begins, len(cycle), ever & ~always)


class _Turns:
    """One more turn of foresight, for both parties and all outcomes at once."""

    def __init__(self, moves: Moves, preferences: Sequence[CompleteOrder]) -> None:
        if moves.parties != 2:
            raise UsageError(
                f"Foresight in turns is defined for two parties; this has {moves.parties}, where definitions compete."
            )
        self._arcs = [moves.arcs(k) for k in (0, 1)]
        self._ranks = [order.ranks for order in preferences]
        self._feasible = np.ones(moves.outcomes, dtype=bool) if moves.feasible is None else moves.feasible
        here = (self._ranks[0], self._ranks[1])
        all_stay = np.ones(moves.outcomes, dtype=bool)
        self.start = (_Ends(here, all_stay), _Ends(here, all_stay))

    def one_more(self, ends: tuple[_Ends, _Ends]) -> tuple[_Ends, _Ends]:
        """Where things end with one turn more, if each party is to move first."""
        return self._moved(0, ends[1]), self._moved(1, ends[0])

    def stable(self, ends: tuple[_Ends, _Ends]) -> BoolArray:
        """[parties, outcomes] where a party that is to move stays."""
        return np.stack([end.stays & self._feasible for end in ends])

    def _moved(self, party: int, then: _Ends) -> _Ends:
        """Where things end if ``party`` moves first and ``then`` tells what follows each of its moves."""
        pointer, target = self._arcs[party]
        worst = [self._ranks[0].copy(), self._ranks[1].copy()]
        stays = np.ones(len(pointer) - 1, dtype=bool)
        rows = np.flatnonzero(np.diff(pointer))
        if len(rows):  # reduceat over the rows that have moves only: an empty row would get its neighbour's value
            value = then.worst[party][target]
            best = np.maximum.reduceat(value, pointer[rows])
            chosen = value == np.repeat(best, np.diff(pointer)[rows])
            for_other = np.where(chosen, then.worst[1 - party][target], HIGHEST)
            gains = best > self._ranks[party][rows]
            left = rows[gains]
            worst[party][left] = best[gains]
            worst[1 - party][left] = np.minimum.reduceat(for_other, pointer[rows])[gains]
            stays[left] = False
        return _Ends((worst[0], worst[1]), stays)
