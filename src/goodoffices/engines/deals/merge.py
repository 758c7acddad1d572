"""Merge and prune: the Pareto set of additive utilities, one issue at a time, without listing outcomes.

Adding the same rest to two partial outcomes keeps which of them dominates, so that dominated partial sums can be dropped at
once. Where a rule ties issues together, partial outcomes are compared only if they agree on the issues that a rule still to
come needs; an issue is forgotten after its last rule. Memory grows with the front, not with the outcomes. Equal partial sums
are kept as one point, with the number of outcomes behind it and the way back to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.additive import Additive, Ban
from goodoffices.engines.deals.pareto import pareto_set
from goodoffices.engines.deals.ranks import dense_ranks
from goodoffices.errors import TooLarge

__all__ = ["POINTS_AT_MOST", "Front", "merge_front"]

POINTS_AT_MOST = 100_000
"""More partial outcomes than this are not carried from one issue to the next."""

_UNCHANGED = -1
"""Carried beside the issues that rules hold: whether a partial outcome is the status quo so far."""


@dataclass(frozen=True, eq=False)
class _Step:
    """One issue merged in: for each point kept, the points before it and the options that lead to it."""

    stride: int
    first: NDArray[np.int64]
    """[points + 1] where each point's ways begin among the next two."""
    before: NDArray[np.int64]
    option: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Front:
    """Distinct points of a Pareto set, each with how many outcomes share it."""

    points: tuple[NDArray[Any], ...]
    """[parties][points] utility × scale."""
    counts: NDArray[Any]
    """[points] outcomes with these utilities, exact."""
    steps: tuple[_Step, ...]

    @property
    def outcomes(self) -> int:
        """How many outcomes the Pareto set holds."""
        return int(sum(self.counts.tolist()))

    def codes(self, point: int, at_most: int = 1_000) -> list[int]:
        """Codes of the outcomes behind a point, ascending; some of them where there are more."""
        return sorted(islice(self._codes(point, len(self.steps) - 1), at_most))

    def _codes(self, point: int, depth: int) -> Iterator[int]:
        if depth < 0:
            yield 0
            return
        step = self.steps[depth]
        for way in range(int(step.first[point]), int(step.first[point + 1])):
            for code in self._codes(int(step.before[way]), depth - 1):
                yield code + int(step.option[way]) * step.stride


def merge_front(problem: Additive, *, acceptable: bool = False) -> Front:
    """The Pareto set of what is not excluded.

    Parameters
    ----------
    problem
        Additive utilities over a space of any size.
    acceptable
        Take only deals that cross no red line and leave nobody below its disagreement point; the status quo is none.

    Raises
    ------
    TooLarge
        If the partial outcomes to carry become too many, because many issues are tied together or the front is very large.
    """
    if acceptable:
        problem = problem.keeping()
    parties = len(problem.parties)
    dtype = problem.tables[0][0].dtype if all(t.dtype != object for row in problem.tables for t in row) else object
    points: list[NDArray[Any]] = [np.zeros(1, dtype=dtype) for _ in range(parties)]
    big = problem.space.outcomes >= 2**62
    counts: NDArray[Any] = np.ones(1, dtype=object if big else np.int64)
    held: dict[int, NDArray[np.int64]] = {}
    unchanged = problem.space.indices(problem.status_quo) if acceptable and problem.status_quo is not None else None
    if unchanged is not None:
        held[_UNCHANGED] = np.ones(1, dtype=np.int64)
    order = issue_order(problem)
    steps: list[_Step] = []
    waiting = list(problem.bans)
    for place, issue in enumerate(order):
        size = problem.space.sizes[issue]
        before = np.repeat(np.arange(len(counts)), size)
        option = np.tile(np.arange(size), len(counts))
        points = [column[before] + problem.tables[p][issue][option] for p, column in enumerate(points)]
        held = {k: values[before] for k, values in held.items()} | {issue: option}
        if unchanged is not None:
            held[_UNCHANGED] *= option == unchanged[issue]
        kept = np.ones(len(before), dtype=np.bool_)
        for ban in [ban for ban in waiting if all(k in held for k in ban.issues)]:
            kept &= ~ban.table[tuple(held[k] for k in ban.issues)]
            waiting.remove(ban)
        if acceptable:
            kept &= _can_still_accept(problem, points, order[place + 1 :])
        needed = {k for ban in waiting for k in ban.issues}
        if unchanged is not None and place + 1 < len(order):
            needed.add(_UNCHANGED)  # what still equals the status quo dominates nothing, and nothing may replace it
        elif unchanged is not None:
            kept &= held[_UNCHANGED] == 0
        held = {k: values[kept] for k, values in held.items() if k in needed}
        points = [column[kept] for column in points]
        step, rows = _merged(points, held, before[kept], option[kept], problem.space.strides[issue])
        counts = _totals(counts, step)
        points = [column[rows] for column in points]
        held = {k: values[rows] for k, values in held.items()}
        steps.append(step)
        if len(rows) > POINTS_AT_MOST:
            raise TooLarge(
                f"More than {POINTS_AT_MOST:,} partial outcomes would have to be carried along. Ask for one solution "
                "at a time, which needs no Pareto set, or look at fewer parties."
            )
    return Front(tuple(points), counts, tuple(steps))


def issue_order(problem: Additive) -> list[int]:
    """An order in which few issues are waiting for a rule at any time: always the issue that leaves fewest open."""
    left = list(range(len(problem.space.sizes)))
    taken: set[int] = set()
    order: list[int] = []

    def state_after(issue: int) -> float:
        seen = taken | {issue}
        waiting = {k for ban in problem.bans if not seen >= set(ban.issues) for k in ban.issues if k in seen}
        return float(sum(np.log(problem.space.sizes[k]) for k in waiting))

    while left:
        best = min(left, key=lambda issue: (state_after(issue), -_uses(problem.bans, issue), issue))
        order.append(best)
        left.remove(best)
        taken.add(best)
    return order


def _uses(bans: tuple[Ban, ...], issue: int) -> int:
    return sum(issue in ban.issues for ban in bans)


def _can_still_accept(problem: Additive, points: list[NDArray[Any]], left: list[int]) -> NDArray[np.bool_]:
    """[points] whether the best rest would bring every party to its disagreement point."""
    able = np.ones(len(points[0]), dtype=np.bool_)
    for p, column in enumerate(points):
        rest = sum(int(problem.tables[p][issue].max()) for issue in left)
        able &= np.asarray(column >= problem.disagreement[p] - rest, dtype=np.bool_)
    return able


def _merged(
    points: list[NDArray[Any]],
    held: dict[int, NDArray[np.int64]],
    before: NDArray[np.int64],
    option: NDArray[np.int64],
    stride: int,
) -> tuple[_Step, NDArray[np.int64]]:
    """Drop what is dominated among those that agree on the issues held; take equal points together.

    Returns the step, and for each point kept one of its rows.
    """
    state = _state(held, len(before))
    ranks = [dense_ranks(column) for column in points]
    rows = np.concatenate([some[_front(ranks, some)] for some in _groups(state)]) if len(before) else np.arange(0)
    keys = [*(column[rows] for column in ranks), state[rows]]
    order = np.lexsort(keys)
    new = np.ones(len(rows), dtype=np.bool_)
    if len(rows):
        new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    first = np.append(np.flatnonzero(new), len(rows))
    ordered = rows[order]
    return _Step(stride, first, before[ordered], option[ordered]), ordered[new]


def _front(ranks: list[NDArray[np.int32]], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    return pareto_set([column[rows] for column in ranks], np.ones(len(rows), dtype=np.bool_))


def _state(held: dict[int, NDArray[np.int64]], count: int) -> NDArray[np.int64]:
    """[rows] a number for each combination of options of the issues held."""
    state = np.zeros(count, dtype=np.int64)
    for values in held.values():
        if count:
            # Renumbered at each issue, so that the combined number cannot overflow.
            _, state = np.unique(state * (int(values.max()) + 1) + values, return_inverse=True)
    return state


def _groups(state: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Rows of equal state, together."""
    order = np.argsort(state, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(state[order])) + 1)


def _totals(counts: NDArray[Any], step: _Step) -> NDArray[Any]:
    """[points] outcomes behind each point: the sum over its ways."""
    if not len(step.before):
        return counts[:0]
    totals: NDArray[Any] = np.add.reduceat(counts[step.before], step.first[:-1])
    return totals
