"""Which outcomes are equilibria, in many worlds at once.

Who can move where does not depend on the world, so the worlds are laid end to end as one more issue that nobody can change, and
the concepts of :mod:`goodoffices.engines.stability` run over all of them in one sweep. Worlds in which every party has the same
order are worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.stability.gmr import gmr
from goodoffices.engines.stability.nash import nash
from goodoffices.engines.stability.seq import seq
from goodoffices.engines.stability.smr import smr
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.model.results.stability import Concept

__all__ = ["CONCEPTS", "equilibria"]

Bools = NDArray[np.bool_]
Ranks = NDArray[np.int32]

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
"""Those that can be counted over worlds."""


def equilibria(problem: WorldsProblem, ranks: Sequence[Ranks]) -> tuple[dict[Concept, Bools], list[bytes]]:
    """Equilibria under each concept asked for.

    Parameters
    ----------
    problem
        Moves, rule and concepts.
    ranks
        [parties] ranks [worlds, outcomes]; of parties that cannot move, anything.

    Returns
    -------
    found, profiles
        Per concept [worlds, outcomes]; and for each world a key of all parties' orders in it.
    """
    keys = [
        blake2b(b"".join(own[world].tobytes() for own in ranks), digest_size=16).digest()
        for world in range(len(ranks[0]))
    ]
    first: dict[bytes, int] = {}
    number = np.array([first.setdefault(key, len(first)) for key in keys])
    distinct = np.unique(number, return_index=True)[1]
    moves = problem.moves(distinct.size)
    flat = [np.ascontiguousarray(own[distinct]).reshape(-1) for own in ranks]
    improving = moves.improving(flat) if Concept.SEQ in problem.concepts else None
    found = {}
    for concept in problem.concepts:
        all_stay = np.tile(problem.feasible, distinct.size)
        for party in problem.movers:
            if concept is Concept.NASH:
                all_stay &= nash(moves, flat[party], party)
            elif concept is Concept.GMR:
                all_stay &= gmr(moves, flat[party], party, problem.rule)
            elif concept is Concept.SMR:
                all_stay &= smr(moves, flat[party], party, problem.rule)
            elif improving is not None:
                all_stay &= seq(moves, improving, flat[party], party, problem.rule)
        found[concept] = all_stay.reshape(distinct.size, -1)[number]
    return found, keys
