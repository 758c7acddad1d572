"""Limited-move foresight for two parties, by recursion on sets of ends. Slow and meant to be obvious."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reference.stability import Arcs

__all__ = ["ends"]


def ends(
    arcs: Sequence[Arcs], ranks: Sequence[Sequence[int]], party: int, outcome: int, horizon: int
) -> frozenset[int]:
    """Where things may end if ``party`` is to move at ``outcome`` and ``horizon`` turns are looked ahead."""
    after = arcs[party].get(outcome, set())
    if horizon == 0 or not after:
        return frozenset({outcome})
    following = {move: ends(arcs, ranks, 1 - party, move, horizon - 1) for move in after}
    worst = {move: min(ranks[party][end] for end in reached) for move, reached in following.items()}
    best = max(worst.values())
    if best <= ranks[party][outcome]:
        return frozenset({outcome})
    return frozenset().union(*(following[move] for move in after if worst[move] == best))
