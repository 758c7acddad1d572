"""The fixed point of replies where a mover's moves are transitive: apply one mover after another until nothing falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from goodoffices.engines.stability.arrays import RankArray
from goodoffices.errors import TooLarge
from goodoffices.settings import Rule

__all__ = ["settle"]

_MOST_MOVERS = 12
"""Rule ``once`` keeps one array for each subset of movers."""


def settle(
    worth: RankArray, movers: Sequence[int], rule: Rule, step: Callable[[RankArray, int], RankArray]
) -> RankArray:
    """[outcomes] least worth over all replies that the rule allows.

    Parameters
    ----------
    worth
        [outcomes] what the focal party would make of each outcome.
    movers
        Those who reply; each must have a move somewhere.
    rule
        Which sequences count.
    step
        ``step(values, mover)``: least value over an outcome and the mover's moves from it, in a new array.

    Raises
    ------
    TooLarge
        If rule ``once`` is asked for too many movers.
    """
    if not movers:
        return worth
    if rule is Rule.SINGLE:
        lowest = step(worth, movers[0])
        for mover in movers[1:]:
            np.minimum(lowest, step(worth, mover), out=lowest)
        return lowest
    if rule is Rule.ONCE:
        return _once(worth, movers, step)
    values, since_change, turn = worth, 0, 0
    while since_change < len(movers):
        lowered = step(values, movers[turn])
        # A mover's step twice in a row is one step, so after a change its own turn need not come round again.
        since_change = since_change + 1 if np.array_equal(lowered, values) else 1
        values, turn = lowered, (turn + 1) % len(movers)
    return values


def _once(worth: RankArray, movers: Sequence[int], step: Callable[[RankArray, int], RankArray]) -> RankArray:
    """Each mover at most once, in any order: least over the mover that goes first, with the rest to follow."""
    if len(movers) > _MOST_MOVERS:
        raise TooLarge(
            f"The rule 'once' takes every order of {len(movers)} repliers; that is kept for up to {_MOST_MOVERS}. "
            "Use the rule 'legal'."
        )
    shorter: dict[frozenset[int], RankArray] = {frozenset(): worth}
    for size in range(1, len(movers) + 1):
        longer = {}
        for subset in map(frozenset, combinations(movers, size)):
            reached = [step(shorter[subset - {first}], first) for first in sorted(subset)]
            longer[subset] = np.minimum.reduce(reached)
        shorter = longer
    return shorter[frozenset(movers)]
