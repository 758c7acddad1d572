"""General metarationality (GMR): every improvement can be answered by something the party does not prefer [Howard1971]_.

For a complete order "some outcome that the others can reach from s₁ is not preferred to s" is the same as "the least rank
they can reach from s₁ is at most the rank of s". One array of those least ranks therefore answers for all outcomes at once.
"""

from __future__ import annotations

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, RankArray
from goodoffices.engines.stability.moves import Moves
from goodoffices.settings import Rule

__all__ = ["every_improvement_answered", "gmr", "others"]


def gmr(moves: Moves, ranks: RankArray, party: int, rule: Rule = Rule.LEGAL) -> BoolArray:
    """[outcomes] whether every unilateral improvement has a sanction among the others' replies.

    Parameters
    ----------
    moves
        The graph.
    ranks
        [outcomes] the party's order.
    party
        Its index.
    rule
        Which sequences of the others' moves count as a reply.
    """
    return every_improvement_answered(moves, ranks, party, moves.floor(ranks, others(moves, party), rule))


def others(moves: Moves, party: int) -> tuple[int, ...]:
    """All parties but one."""
    return tuple(k for k in range(moves.parties) if k != party)


def every_improvement_answered(moves: Moves, ranks: RankArray, party: int, floor: RankArray) -> BoolArray:
    """[outcomes] whether the floor at every improvement is no better than the outcome left.

    An outcome is left for t when both t and the floor at t are better than it, that is when the lesser of the two is.
    """
    return moves.highest(np.minimum(ranks, floor), party) <= ranks
