"""Solutions read off a merged Pareto set: exact, with the exact number of deals that tie, though only some are listed.

Nash and utilitarian solutions lie in the Pareto set. Of the deals that tie for a max-min solution only those in it are found:
the others leave somebody worse off than need be.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from math import inf

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.bargaining import Bargaining
from goodoffices.engines.deals.egalitarian import egalitarian
from goodoffices.engines.deals.kalai_smorodinsky import kalai_smorodinsky
from goodoffices.engines.deals.merge import Front
from goodoffices.engines.deals.nash import nash
from goodoffices.engines.deals.utilitarian import utilitarian
from goodoffices.model.results.deals import Solution

__all__ = ["solutions_from_front"]

_LISTED = 1_000
_SOLUTIONS = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}
_EFFICIENT = "Of the deals that tie, those are meant that nobody could improve on without loss to another."


def solutions_from_front(problem: Additive, front: Front) -> dict[str, Solution]:
    """The four solutions, by name.

    Parameters
    ----------
    problem
        The negotiation, of which only scales and disagreement point are used.
    front
        The Pareto set of its acceptable deals; at least one point.
    """
    bargaining = Bargaining(
        codes=np.arange(len(front.counts)),
        parties=problem.parties,
        utilities=front.points,
        scales=problem.scales,
        disagreement=problem.disagreement,
        ideal=tuple(int(column.max()) for column in front.points),
    )
    found = {name: _listed(front, solve(bargaining)) for name, solve in _SOLUTIONS.items()}
    for name in ("kalai_smorodinsky", "egalitarian"):
        found[name] = replace(found[name], notes=(*found[name].notes, _EFFICIENT))
    return found


def _listed(front: Front, solution: Solution) -> Solution:
    """Codes in place of points."""
    every = ((code, row) for row, point in enumerate(solution.codes.tolist()) for code in front.codes(point, _LISTED))
    rows = sorted(islice(every, _LISTED))
    leximin = None
    if solution.leximin is not None:
        codes = chain.from_iterable(front.codes(point, _LISTED) for point in solution.leximin.tolist())
        leximin = _array(sorted(islice(codes, _LISTED)))
    return replace(
        solution,
        codes=_array([code for code, _ in rows]),
        utilities=solution.utilities[[row for _, row in rows]],
        leximin=leximin,
        tied=int(sum(front.counts[solution.codes].tolist())),
    )


def _array(codes: list[int]) -> NDArray[np.int64]:
    """Codes as machine integers where they are not too large."""
    return np.array(codes, dtype=np.int64 if max(codes, default=-inf) < 2**63 else object)
