"""Least values over a party's improvements, by sorting each fibre once and taking running minima.

A *fibre* is a set of outcomes that differ only in what one party can change. Sorted from best to worst for that party, its
improvements from an outcome are the rungs above it, so their least value is a running minimum. Ties are not improvements: an
outcome looks only at the rungs above all that are level with it.

Where some options of an issue cannot be entered, an outcome that stands on one may stay there, others cannot join it. Such
fibres are split by the issues that stay: one ladder for each set of issues on which the mover keeps an option that it could not
enter again. Together the ladders cover each improvement exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np

from goodoffices.engines.stability.arrays import HIGHEST, BoolArray, RankArray

__all__ = ["Ladder", "ladder_entries", "ladders"]

_LOOP_ABOVE = 256
"""Rows from which a loop over rungs (one vector step each) beats a running minimum along rows."""


class Ladder:
    """Sorted fibres of one party: rungs by fibres, best rung first."""

    def __init__(self, base: Any, local: Any, entered: Any, ranks: RankArray, feasible: BoolArray | None) -> None:
        """Sort.

        Parameters
        ----------
        base
            [fibres] outcome code of each fibre's first cell.
        local
            [rungs] what to add for each cell of a fibre.
        entered
            [rungs] whether the mover can move to that cell, or None for all.
        ranks
            [outcomes] the mover's order.
        feasible
            [outcomes] or None.
        """
        codes = base[:, None] + local[None, :]
        key = ranks[codes].astype(np.int64)
        top = int(key.max())
        np.subtract(top + 1, key, out=key)
        if feasible is not None:
            key[~feasible[codes]] = 0  # first, with a value that never wins: they neither give nor take
        shift = max(1, int(len(local) - 1).bit_length())
        key <<= shift
        key |= np.arange(len(local))
        if int(key.max(initial=0)) < int(HIGHEST):
            key = key.astype(np.int32)  # half the width sorts twice as fast
        key.sort(axis=1)
        place = key & ((1 << shift) - 1)
        cells = base[:, None] + local[place]
        key >>= shift
        level = (key[:, 1:] == key[:, :-1]) & (key[:, 1:] > 0)
        self._upright = len(base) >= _LOOP_ABOVE
        self._above = _rung_above(level) if level.any() else None
        self._closed = None if entered is None or entered.all() else ~entered[place]
        self._cells = np.ascontiguousarray(cells.T) if self._upright else cells
        if self._upright:
            self._above = None if self._above is None else np.ascontiguousarray(self._above.T)
            self._closed = None if self._closed is None else np.ascontiguousarray(self._closed.T)

    def lower(self, values: RankArray) -> None:
        """Replace each value by the least of it and of those at the party's improvements, in place."""
        own = values.take(self._cells)
        best = own.copy() if self._closed is None else np.where(self._closed, HIGHEST, own)
        if self._upright:
            for rung in range(1, len(best)):
                np.minimum(best[rung], best[rung - 1], out=best[rung])
        else:
            np.minimum.accumulate(best, axis=1, out=best)
        if self._above is not None:
            axis = 0 if self._upright else 1
            first = self._above < 0
            best = np.take_along_axis(best, np.where(first, 0, self._above), axis=axis)
            best[first] = HIGHEST
        np.minimum(own, best, out=own)
        values[self._cells] = own


def _rung_above(level: Any) -> Any:
    """[fibres, rungs] the last rung above all that are level with a rung, −1 where there is none."""
    fibres, steps = level.shape
    start = np.zeros((fibres, steps + 1), dtype=np.int64)
    start[:, 1:] = np.where(level, 0, np.arange(1, steps + 1))
    np.maximum.accumulate(start, axis=1, out=start)
    return start - 1


def ladders(
    sizes: Sequence[int], enterable: Sequence[BoolArray], ranks: RankArray, feasible: BoolArray | None
) -> list[Ladder]:
    """All ladders of one party in a product form; none if it has no move."""
    built = []
    for kept in _kept_sets(enterable):
        free = [k for k, options in enumerate(enterable) if options.any() and k not in kept]
        if not free:
            continue
        steps = np.cumprod([1, *sizes[:-1]])
        base, local = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        entered = np.ones(1, dtype=bool)
        for k, size in enumerate(sizes):
            if k in free:
                local = (np.arange(size)[:, None] * steps[k] + local[None, :]).ravel()
                entered = (enterable[k][:, None] & entered[None, :]).ravel()
            else:
                at = np.flatnonzero(~enterable[k]) if k in kept else np.arange(size)
                base = (at[:, None] * steps[k] + base[None, :]).ravel()
        built.append(Ladder(base, local, entered, ranks, feasible))
    return built


def ladder_entries(sizes: Sequence[int], enterable: Sequence[BoolArray]) -> int:
    """How many cells the ladders of one party hold together, for an estimate before they are built."""
    cells = float(np.prod([float(size) for size in sizes]))
    for options in enterable:
        if options.any() and not options.all():
            cells *= 1 + (~options).sum() / len(options)
    return int(cells)


def _kept_sets(enterable: Sequence[BoolArray]) -> Iterator[frozenset[int]]:
    """Every set of issues on which an option that cannot be entered may be kept."""
    part = [k for k, options in enumerate(enterable) if options.any() and not options.all()]
    subsets = chain.from_iterable(combinations(part, n) for n in range(len(part) + 1))
    return (frozenset(subset) for subset in subsets)
