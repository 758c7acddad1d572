"""Pareto set: the outcomes that no other outcome dominates, with every tie.

An outcome dominates another if it is at least as good for every party and better for one. Only what is *strictly* dominated
is dropped, so that outcomes which are equal for everybody all stay. Points are first thinned out by a few strong ones and
equal points taken together; the rest is settled exactly: two parties by sort and sweep, three by sort and staircase
[Kung1975]_, more in the order of falling sums, because a point can only be dominated by one whose sum is greater.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.ranks import dense_ranks
from goodoffices.engines.deals.thin import thin_out

__all__ = ["pareto_set"]

_HEAD = 2048
"""Points that are compared with all later ones at once."""
_AT_ONCE = 8192
"""Later points taken at once, so that the sets being intersected stay in the processor's cache."""


def pareto_set(values: Sequence[NDArray[Any]], among: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Codes of the outcomes that no outcome dominates.

    Parameters
    ----------
    values
        [parties][outcomes] utilities or ranks, larger = better; whole numbers of any size.
    among
        [outcomes] which outcomes count at all.

    Returns
    -------
    [front] codes, ascending. All of ``among`` if there is no party.
    """
    codes = np.flatnonzero(among)
    if not values or not len(codes):
        return codes
    columns = [row if len(codes) == len(row) else row[codes] for row in values]
    columns = [dense_ranks(column) if column.dtype == object else column for column in columns]
    codes, columns = thin_out(codes, columns)
    ranks = [dense_ranks(column) for column in columns]
    points, which = _distinct(ranks)
    return codes[_front(points)[which]]


def _distinct(ranks: Sequence[NDArray[np.int32]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Distinct points [parties, points], and for each row the point it is."""
    which = ranks[0].astype(np.int64)
    for column in ranks[1:]:
        # Renumbered at each step, so that the combined key cannot overflow.
        _, which = np.unique(which * (int(column.max()) + 1) + column, return_inverse=True)
    count = int(which.max()) + 1
    points = np.empty((len(ranks), count), dtype=np.int32)
    for p, column in enumerate(ranks):
        points[p, which] = column
    return points, which.astype(np.int64)


def _front(points: NDArray[np.int32]) -> NDArray[np.bool_]:
    """[points] which of the distinct points no other dominates."""
    if len(points) == 1:
        best: NDArray[np.bool_] = points[0] == points[0].max()
        return best
    if len(points) == 2:
        return _sweep(points)
    if len(points) == 3:
        return _staircase(points)
    return _heads(points)


def _sweep(points: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Two parties: from the first party's best downwards, keep what is a new best for the second."""
    order = np.lexsort((-points[1], -points[0]))
    second = points[1][order]
    before = np.concatenate(([-1], np.maximum.accumulate(second)[:-1]))
    front = np.zeros(points.shape[1], dtype=np.bool_)
    front[order] = second > before
    return front


def _staircase(points: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Three parties: from the first party's best downwards, keep the front of the other two as a staircase.

    ``seconds`` rises and ``thirds`` falls; a point is dominated if a step stands at or beyond it in both.
    """
    order = np.lexsort((-points[2], -points[1], -points[0]))
    front = np.zeros(points.shape[1], dtype=np.bool_)
    seconds: list[int] = []
    thirds: list[int] = []
    rows = zip(order.tolist(), points[1][order].tolist(), points[2][order].tolist(), strict=True)
    for row, second, third in rows:
        step = bisect_left(seconds, second)
        if step < len(seconds) and thirds[step] >= third:
            continue
        front[row] = True
        end = step + 1 if step < len(seconds) and seconds[step] == second else step
        first = step
        while first and thirds[first - 1] <= third:
            first -= 1
        seconds[first:end] = [second]
        thirds[first:end] = [third]
    return front


def _heads(points: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Four parties and more: in the order of falling sums, each block of points drops what it dominates among the later ones."""
    left = np.argsort(-points.sum(axis=0, dtype=np.int64), kind="stable")
    front = np.zeros(points.shape[1], dtype=np.bool_)
    while len(left):
        head, left = left[:_HEAD], left[_HEAD:]
        beyond = _Beyond(points[:, head])
        front[head[~beyond.dominates(points[:, head], themselves=True)]] = True
        left = left[~beyond.dominates(points[:, left])]
    return front


class _Beyond:
    """For each party and each place in its order, the points at or above it, as bits: who dominates is then an intersection."""

    def __init__(self, points: NDArray[np.int32]) -> None:
        count = points.shape[1]
        self.sorted = np.sort(points, axis=1)
        self.sets = np.zeros((len(points), count + 1, -(-count // 64)), dtype=np.uint64)
        for row, sets in zip(points, self.sets, strict=True):
            order = np.argsort(row)
            sets[np.arange(count), order // 64] = np.uint64(1) << (order % 64).astype(np.uint64)
            np.bitwise_or.accumulate(sets[::-1], axis=0, out=sets[::-1])

    def dominates(self, others: NDArray[np.int32], themselves: bool = False) -> NDArray[np.bool_]:
        """[others] whether a point is at least as good in every row. All points are distinct, so that this means dominated."""
        found = np.zeros(others.shape[1], dtype=np.bool_)
        for start in range(0, others.shape[1], _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            who = self._from(0, others[0, some])
            for row in range(1, len(others)):
                who &= self._from(row, others[row, some])
            if themselves:
                own = np.arange(start, start + len(who))
                who[own - start, own // 64] &= ~(np.uint64(1) << (own % 64).astype(np.uint64))
            found[some] = who.any(axis=1)
        return found

    def _from(self, row: int, values: NDArray[np.int32]) -> NDArray[np.uint64]:
        """[values, words] the points whose value in this row is at least the one given."""
        at_least: NDArray[np.uint64] = self.sets[row][np.searchsorted(self.sorted[row], values)]
        return at_least
