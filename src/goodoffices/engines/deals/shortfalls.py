"""How far below its walk-away an outcome leaves each party: in scores where all have them, else in steps of its order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.bargaining import comparable
from goodoffices.engines.deals.problem import DealsProblem, Scores
from goodoffices.engines.deals.ranks import dense_ranks

__all__ = ["shortfalls"]


def shortfalls(problem: DealsProblem) -> tuple[NDArray[Any], int, str]:
    """Shortfalls as whole numbers that can be compared, as far as the parties' preferences can be.

    Returns
    -------
    amounts, scale, unit
        [parties, outcomes] whole numbers, 0 where a party is not below; what they were multiplied by; ``score`` or ``ranks``.
        Scores of different parties are compared as they are. Where an order is partial, an outcome certainly below counts one
        step.
    """
    below = _below(problem)
    scored = [problem.scores_of(p) for p in range(len(problem.parties))]
    known = [found for found in scored if found is not None and found.disagreement is not None]
    if len(known) == len(scored):
        rows, scale = comparable(tuple(_lacking(found) for found in known), tuple(found.scale for found in known))
        return np.where(below, np.stack(rows), 0), scale, "score"
    return np.stack([_steps(problem, p, below[p]) for p in range(len(scored))]), 1, "ranks"


def _below(problem: DealsProblem) -> NDArray[np.bool_]:
    """[parties, outcomes] certainly worse than the walk-away."""
    below = np.zeros(problem.accepts.shape, dtype=np.bool_)
    for k, constraint in enumerate(problem.constraints):
        if constraint.kind == "walk_away":
            below[constraint.party] |= problem.broken[k]
    return below


def _lacking(scores: Scores) -> NDArray[Any]:
    """[outcomes] what a party lacks to what it is left with."""
    lacking: NDArray[Any] = (scores.disagreement or 0) - scores.utilities
    return lacking


def _steps(problem: DealsProblem, party: int, below: NDArray[np.bool_]) -> NDArray[np.int64]:
    """[outcomes] levels of a complete order between an outcome and the lowest that is not below."""
    order = problem.order_of(party)
    if not isinstance(order, np.ndarray) or below.all():
        return below.astype(np.int64)
    ranks = dense_ranks(order).astype(np.int64)
    return np.where(below, np.maximum(ranks[~below].min() - ranks, 1), 0)
