"""Sequential stability (SEQ): as GMR, but the others reply only by moves they gain by [FraserHipel1979]_.

Each step of a reply is an improvement for its mover from the outcome it stands in, not from the one first left.
"""

from __future__ import annotations

from goodoffices.engines.stability.arrays import BoolArray, RankArray
from goodoffices.engines.stability.gmr import every_improvement_answered, others
from goodoffices.engines.stability.moves import Moves, Replies
from goodoffices.settings import Rule

__all__ = ["seq"]


def seq(moves: Moves, improving: Replies, ranks: RankArray, party: int, rule: Rule = Rule.LEGAL) -> BoolArray:
    """[outcomes] whether every unilateral improvement has a sanction that the others gain by step by step.

    Parameters
    ----------
    moves
        The graph.
    improving
        The same graph cut down to each party's improvements: ``moves.improving(all ranks)``, made once for all parties.
    ranks
        [outcomes] the party's order.
    party
        Its index.
    rule
        Which sequences of the others' moves count as a reply.
    """
    return every_improvement_answered(moves, ranks, party, improving.floor(ranks, others(moves, party), rule))
