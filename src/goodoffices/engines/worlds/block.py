"""One block of worlds: what each party accepts in it, and in which order it holds the outcomes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.laws import Law
from goodoffices.engines.worlds.party import DrawnParty, FixedParty
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.engines.worlds.ranks import better_than, ranked
from goodoffices.engines.worlds.uniforms import BLOCK, Draws
from goodoffices.settings import RedLines

__all__ = ["accepts", "draws_of", "orders"]

Bools = NDArray[np.bool_]
Ranks = NDArray[np.int32]


def draws_of(problem: WorldsProblem, seed: int, block: int) -> dict[str, Draws]:
    """The draws of every party."""
    return {name: Draws(seed, name, block) for name in problem.names}


def accepts(problem: WorldsProblem, draws: Mapping[str, Draws], law: Law) -> Bools:
    """[parties, 256, deals] what each party accepts; False for those that cannot be asked."""
    found = np.zeros((len(problem.parties), BLOCK, problem.deals.size), dtype=np.bool_)
    for k, party in enumerate(problem.parties):
        if isinstance(party, FixedParty) and party.accepted is not None:
            found[k] = party.accepted[problem.deals]
        elif isinstance(party, DrawnParty) and party.judges:
            # Most outcomes are deals as a rule; where few are, only those are worked out.
            if party.grid is not None and 4 * problem.deals.size > problem.feasible.size:
                found[k] = np.take(party.accepts_anywhere(draws[party.name], law), problem.deals, axis=1)
            else:
                found[k] = party.accepts(draws[party.name], problem.gains(k), problem.barred[k], law)
    return found


def orders(problem: WorldsProblem, draws: Mapping[str, Draws], worlds: int) -> tuple[list[Ranks], list[Ranks | None]]:
    """Each party's order in the first so many worlds of the block.

    Returns
    -------
    ranks, better
        [parties] both [worlds, outcomes]: ranks, larger is better; and how many feasible outcomes are strictly better, None for a
        party of which nothing is known.
    """
    sinks = problem.red_lines is RedLines.SINK
    shape = (worlds, problem.feasible.size)
    ranks: list[Ranks] = []
    better: list[Ranks | None] = []
    for party in problem.parties:
        if party is None:
            own, above = np.zeros(shape, dtype=np.int32), None
        elif isinstance(party, FixedParty):
            own = np.broadcast_to(party.ranks, shape)
            above = np.broadcast_to(better_than(party.ranks, problem.feasible), shape)
        else:
            sunk = party.crosses if sinks and party.crosses.any() else None
            own, above = ranked(party.utilities(draws[party.name])[:worlds], problem.feasible, sunk)
        ranks.append(own)
        better.append(above)
    return ranks, better
