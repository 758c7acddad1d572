"""Symmetric metarationality (SMR): the sanction holds even if the party moves once more [Howard1971]_.

An outcome s₂ sanctions s when neither s₂ nor anything the party reaches from it is better than s: when the greatest rank over s₂
and the party's moves from it is at most the rank of s. Where it has no move from s₂ the sanction holds.
"""

from __future__ import annotations

from goodoffices.engines.stability.arrays import BoolArray, RankArray
from goodoffices.engines.stability.gmr import every_improvement_answered, others
from goodoffices.engines.stability.moves import Moves
from goodoffices.settings import Rule

__all__ = ["smr"]


def smr(moves: Moves, ranks: RankArray, party: int, rule: Rule = Rule.LEGAL) -> BoolArray:
    """[outcomes] whether every unilateral improvement has a sanction that the party cannot escape.

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
    after_escape = moves.highest(ranks, party)
    return every_improvement_answered(moves, ranks, party, moves.floor(after_escape, others(moves, party), rule))
