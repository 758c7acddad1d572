"""The way to an outcome that asks least of its movers: fewest steps against a mover's interest, then fewest steps.

A step is against interest if it is worse for its mover, for a joint step if it is worse for any member. Nodes (outcome, last
mover) are settled in the order of (steps against, steps), a whole bucket of equal cost at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference, Relation

__all__ = ["fewest_against"]

Cost = tuple[int, int]
_NOBODY = -1


def fewest_against(
    moves: Moves, preferences: Sequence[Preference], start: int, to: int
) -> list[tuple[int, int]] | None:
    """Steps ``(mover, to)`` of a way with the fewest steps against a mover's interest; None if no way exists.

    Parameters
    ----------
    moves, preferences
        As for :func:`~goodoffices.engines.stability.analyse.analyse`.
    start, to
        Codes of feasible outcomes.
    """
    if start == to:
        return []
    movers = range(moves.parties + len(moves.groups))
    settled = np.zeros((len(movers), moves.outcomes), dtype=bool)
    came_from = np.full((len(movers), moves.outcomes), _NOBODY, dtype=np.int64)
    came_by = np.full((len(movers), moves.outcomes), _NOBODY, dtype=np.int64)
    waiting: dict[Cost, list[tuple[int, int, IntArray, IntArray]]] = {}
    queue: list[Cost] = []

    def expand(last: int, outcomes: IntArray, cost: Cost) -> None:
        for mover in movers:
            if mover == last:
                continue
            places, targets = moves.fan(mover, outcomes)
            worse = _worse(moves, preferences, mover, targets, outcomes[places])
            for price in (0, 1):
                chosen = worse if price else ~worse
                if chosen.any():
                    following = (cost[0] + price, cost[1] + 1)
                    if following not in waiting:
                        waiting[following] = []
                        heappush(queue, following)
                    waiting[following].append((mover, last, outcomes[places[chosen]], targets[chosen]))

    expand(_NOBODY, np.array([start]), (0, 0))
    while queue:
        cost = heappop(queue)
        arrived: dict[int, list[IntArray]] = {}
        for mover, last, sources, targets in waiting.pop(cost):
            fresh = ~settled[mover, targets]
            ends, first = np.unique(targets[fresh], return_index=True)
            settled[mover, ends] = True
            came_from[mover, ends], came_by[mover, ends] = sources[fresh][first], last
            arrived.setdefault(mover, []).append(ends)
        ended = [mover for mover in movers if settled[mover, to]]
        if ended:
            return _way_back(came_from, came_by, ended[0], to)
        for mover, parts in arrived.items():
            expand(mover, np.concatenate(parts), cost)
    return None


def _worse(
    moves: Moves, preferences: Sequence[Preference], mover: int, targets: IntArray, sources: IntArray
) -> BoolArray:
    """Whether each step leaves some member of its mover worse off."""
    worse = np.zeros(len(targets), dtype=bool)
    for k in moves.members(mover):
        worse |= preferences[k].relations(targets, sources) == Relation.WORSE
    return worse


def _way_back(came_from: IntArray, came_by: IntArray, mover: int, to: int) -> list[tuple[int, int]]:
    """The steps from the start, read off from the end."""
    way = []
    while mover != _NOBODY:
        way.append((mover, to))
        mover, to = int(came_by[mover, to]), int(came_from[mover, to])
    return way[::-1]
