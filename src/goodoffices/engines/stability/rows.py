"""Moves as compressed sparse rows: cutting them down by a relation, and numbering the feasible outcomes alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.engines.stability.preferences import Relation

__all__ = ["Rows", "Table", "kept", "renumbered", "rows_of"]

Rows = tuple[IntArray, IntArray]
"""[outcomes + 1] pointers and [arcs] targets."""
Table = npt.NDArray[np.uint8]


def kept(rows: Rows, table: Table, relations: Sequence[Relation]) -> Rows:
    """The arcs whose target stands in one of these relations to their source."""
    pointer, target = rows
    source = np.repeat(np.arange(len(pointer) - 1), np.diff(pointer))
    keep = np.isin(table[source, target], list(relations))
    cut = np.zeros_like(pointer)
    np.cumsum(np.bincount(source[keep], minlength=len(pointer) - 1), out=cut[1:])
    return cut, target[keep]


def renumbered(rows: Rows, rows_kept: IntArray, outcomes: int) -> Rows:
    """The same arcs on row numbers of the feasible outcomes alone."""
    pointer, target = rows
    number = np.zeros(outcomes, dtype=np.int64)
    number[rows_kept] = np.arange(len(rows_kept))
    dense = np.concatenate([[0], np.cumsum(np.diff(pointer)[rows_kept])])
    return dense, number[target]


def rows_of(table: BoolArray) -> Rows:
    """The arcs that a table [from, to] marks, without those from an outcome to itself."""
    source, target = np.nonzero(table & ~np.eye(len(table), dtype=bool))
    pointer = np.zeros(len(table) + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=len(table)), out=pointer[1:])
    return pointer, target
