"""Least and greatest values over everything that a free choice of options reaches, without storing an arc.

In a case the right to enter an option does not depend on where one stands, so what a party reaches in one move is a box: on each
issue the option at hand or any that the party can enter. A minimum over a box is a minimum along each axis in turn, which costs
one pass an issue where a list of arcs would cost one step a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray

__all__ = ["Box"]


class Box:
    """What is reached by entering options freely: neighbouring issues that are treated alike are merged into one axis."""

    def __init__(self, sizes: Sequence[int], enterable: Sequence[BoolArray]) -> None:
        shape: list[int] = []
        self._whole: list[int] = []
        self._part: list[tuple[int, Any]] = []
        kinds: list[str] = []
        for size, options in zip(reversed(sizes), reversed(list(enterable)), strict=True):
            kind = "fixed" if size == 1 or not options.any() else "whole" if options.all() else "part"
            if kinds and kind == kinds[-1] and kind != "part":
                shape[-1] *= size
                continue
            kinds.append(kind)
            shape.append(size)
            if kind == "whole":
                self._whole.append(len(shape) - 1)
            elif kind == "part":
                self._part.append((len(shape) - 1, np.flatnonzero(options)))
        self._shape = tuple(shape)

    @property
    def still(self) -> bool:
        """Whether there is nothing to enter."""
        return not self._whole and not self._part

    def fold(self, ufunc: np.ufunc, values: Any) -> Any:
        """[outcomes] ``ufunc`` (minimum or maximum) over each outcome and all that the box reaches from it.

        Outcomes between are passed over whether feasible or not: give infeasible rows a value that never wins.
        """
        if self.still:
            return values.copy()
        block = values.reshape(self._shape)
        for axis in self._whole:
            block = _along(ufunc, block, axis)
        for axis, options in self._part:
            entered = ufunc.reduce(np.take(block, options, axis=axis), axis=axis, keepdims=True)
            block = ufunc(block, entered)
        spread = np.broadcast_to(block, self._shape).reshape(-1)
        return spread if spread.flags.writeable else spread.copy()  # an array of its own, which callers may write to


def _along(ufunc: np.ufunc, block: Any, axis: int) -> Any:
    """Reduce one axis and keep it; short axes by slices, which numpy reads faster than its own short reductions."""
    length = block.shape[axis]
    if length > 4:
        return ufunc.reduce(block, axis=axis, keepdims=True)
    pick: list[slice] = [slice(None)] * block.ndim
    pick[axis] = slice(0, 1)
    total = block[tuple(pick)]
    for k in range(1, length):
        pick[axis] = slice(k, k + 1)
        total = ufunc(total, block[tuple(pick)])
    return total
