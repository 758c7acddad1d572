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

from goodoffices.engines.stability.arrays import HIGHEST, BoolArray, IntArray, RankArray

__all__ = ["Ladder", "ladder_entries", "ladders"]

_LOOP_ABOVE = 256
"""Rows from which a loop over rungs (one vector step each) beats a running minimum along rows."""

_PICK_FROM = 2**16
"""Outcomes from which it pays to pick out the fibres in which something fell."""
_PICK_BELOW = 64
"""Share of outcomes that may have fallen for that to pay: one in so many."""


class Ladder:
    """Sorted fibres of one party, best rung first: rungs by fibres (``upright``) where there are many, else fibres by rungs."""

    def __init__(
        self,
        base: Any,
        local: Any,
        entered: Any,
        ranks: RankArray,
        feasible: BoolArray | None,
        fixed: Sequence[tuple[int, int, Any]],
    ) -> None:
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
        fixed
            What numbers the fibres, least significant first: code step, size, and the place of each option, −1 for none.
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
        self._fixed = fixed
        self.upright = len(base) >= _LOOP_ABOVE
        self._above = _rung_above(level) if level.any() else None
        self._closed = None if entered is None or entered.all() else ~entered[place]
        self._cells = np.ascontiguousarray(cells.T) if self.upright else cells
        if self.upright:
            self._above = None if self._above is None else np.ascontiguousarray(self._above.T)
            self._closed = None if self._closed is None else np.ascontiguousarray(self._closed.T)

    def lower(self, values: RankArray, changed: IntArray | None = None) -> IntArray:
        """Replace each value by the least of it and of those at the party's improvements, in place.

        Parameters
        ----------
        values
            [outcomes]
        changed
            Codes whose values have fallen since this was last done; None if it never was. Only their fibres are looked at.

        Returns
        -------
        IntArray
            Codes whose values fell.
        """
        cells, above, closed = self._parts(changed, len(values))
        own = values.take(cells)
        best = own.copy() if closed is None else np.where(closed, HIGHEST, own)
        if self.upright:
            for rung in range(1, len(best)):
                np.minimum(best[rung], best[rung - 1], out=best[rung])
        else:
            np.minimum.accumulate(best, axis=1, out=best)
        if above is not None:
            first = above < 0
            best = np.take_along_axis(best, np.where(first, 0, above), axis=0 if self.upright else 1)
            best[first] = HIGHEST
        fell = best < own
        codes: IntArray = cells[fell]
        values[codes] = best[fell]
        return codes

    def _parts(self, changed: IntArray | None, outcomes: int) -> tuple[Any, Any, Any]:
        """Cells, rungs above and closed cells: of all fibres, or of those that hold a changed outcome if they are few."""
        whole = self._cells, self._above, self._closed
        if changed is None or outcomes < _PICK_FROM or len(changed) > outcomes // _PICK_BELOW:
            return whole
        axis = 1 if self.upright else 0
        touched = np.zeros(self._cells.shape[axis], dtype=bool)
        touched[_fibres_of(changed, self._fixed)] = True
        chosen = np.flatnonzero(touched)
        cells, above, closed = (None if part is None else part.take(chosen, axis=axis) for part in whole)
        return cells, above, closed


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
        fixed = []
        for k, size in enumerate(sizes):
            if k in free:
                local = (np.arange(size)[:, None] * steps[k] + local[None, :]).ravel()
                entered = (enterable[k][:, None] & entered[None, :]).ravel()
            else:
                here = ~enterable[k] if k in kept else np.ones(size, dtype=bool)
                base = (np.flatnonzero(here)[:, None] * steps[k] + base[None, :]).ravel()
                fixed.append((int(steps[k]), size, np.where(here, np.cumsum(here) - 1, -1)))
        built.append(Ladder(base, local, entered, ranks, feasible, _merged(fixed)))
    return built


def _merged(fixed: Sequence[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    """Neighbouring issues of which every option numbers a fibre, taken as one."""
    merged: list[tuple[int, int, Any]] = []
    for step, size, places in fixed:
        last = merged[-1] if merged else None
        if last and last[0] * last[1] == step and (places >= 0).all() and (last[2] >= 0).all():
            merged[-1] = (last[0], last[1] * size, np.arange(last[1] * size))
        else:
            merged.append((step, size, places))
    return merged


def _fibres_of(codes: IntArray, fixed: Sequence[tuple[int, int, Any]]) -> IntArray:
    """Numbers of the fibres that hold these outcomes; outcomes in none are left out."""
    number = np.zeros(len(codes), dtype=np.int64)
    inside = np.ones(len(codes), dtype=bool)
    stride = 1
    for step, size, places in fixed:
        place = places[codes // step % size]
        inside &= place >= 0
        number += place * stride
        stride *= int((places >= 0).sum())
    return number[inside]


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
