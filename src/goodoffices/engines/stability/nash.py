"""Nash stability (R): a party stays because it has no move to anything it prefers [Nash1951]_."""

from __future__ import annotations

from goodoffices.engines.stability.arrays import BoolArray, RankArray
from goodoffices.engines.stability.moves import Moves

__all__ = ["nash"]


def nash(moves: Moves, ranks: RankArray, party: int) -> BoolArray:
    """[outcomes] whether the party has no unilateral improvement from each outcome; on infeasible rows anything.

    Parameters
    ----------
    moves
        The graph.
    ranks
        [outcomes] the party's order.
    party
        Its index.
    """
    return moves.highest(ranks, party) <= ranks
