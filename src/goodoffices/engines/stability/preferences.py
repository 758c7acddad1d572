"""What a party prefers, as the engine sees it: a complete order as ranks, or a relation in which some comparisons are unknown.

A concept asks a preference, never a bare array, so that other kinds (strength of preference, attitudes, misperception) can be
added beside these two without touching a concept.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from goodoffices.engines.stability.arrays import HIGHEST, LOWEST, BoolArray, IntArray, RankArray

__all__ = ["CompleteOrder", "PartialOrder", "Preference", "Relation", "complete_orders", "ranks_of"]


class Relation(IntEnum):
    """How one outcome compares with another, for one party."""

    LEVEL = 0
    BETTER = 1
    WORSE = 2
    UNKNOWN = 3


class CompleteOrder:
    """Every two outcomes compared, ties included.

    Parameters
    ----------
    ranks
        [outcomes] integers, larger is better, equal is level; on infeasible rows anything. Never floats: 0.1 + 0.2 is not 0.3.
    """

    def __init__(self, ranks: npt.ArrayLike) -> None:
        given = np.asarray(ranks)
        if given.dtype.kind not in "iu":
            raise TypeError("ranks are integers; scale scores to integers before ranking them")
        if given.dtype != np.int32 and given.size and (given.min() <= int(LOWEST) or given.max() >= int(HIGHEST)):
            raise ValueError("ranks are dense 32-bit integers")
        self.ranks: RankArray = np.ascontiguousarray(given, dtype=np.int32)

    def compare(self, outcome: int, other: int) -> Relation:
        """How ``outcome`` compares with ``other``."""
        here, there = self.ranks[outcome], self.ranks[other]
        return Relation.BETTER if here > there else Relation.WORSE if here < there else Relation.LEVEL

    def relations(self, outcomes: IntArray, others: IntArray) -> npt.NDArray[np.uint8]:
        """[pairs] how each of ``outcomes`` compares with the like-placed one of ``others``."""
        here, there = self.ranks[outcomes], self.ranks[others]
        return (here > there) * np.uint8(Relation.BETTER) + (here < there) * np.uint8(Relation.WORSE)

    def table(self) -> npt.NDArray[np.uint8]:
        """[outcomes, outcomes] ``Relation`` of the column to the row."""
        row, column = self.ranks[:, None], self.ranks[None, :]
        return (column > row) * np.uint8(Relation.BETTER) + (column < row) * np.uint8(Relation.WORSE)


class PartialOrder:
    """Comparisons of which some may be unknown; they need not be transitive.

    Parameters
    ----------
    table
        [outcomes, outcomes] ``Relation`` of the column to the row; on infeasible rows and columns anything.
    """

    def __init__(self, table: npt.ArrayLike) -> None:
        given = np.ascontiguousarray(table, dtype=np.uint8)
        if given.ndim != 2 or given.shape[0] != given.shape[1]:
            raise ValueError("a relation is a square table")
        self._table = given

    @classmethod
    def from_order(cls, order: CompleteOrder, unknown: Sequence[tuple[int, int]] = ()) -> PartialOrder:
        """A complete order of which the named pairs are unknown, both ways round."""
        table = order.table()
        for one, other in unknown:
            table[one, other] = table[other, one] = Relation.UNKNOWN
        return cls(table)

    def compare(self, outcome: int, other: int) -> Relation:
        """How ``outcome`` compares with ``other``."""
        return Relation(int(self._table[other, outcome]))

    def relations(self, outcomes: IntArray, others: IntArray) -> npt.NDArray[np.uint8]:
        """[pairs] how each of ``outcomes`` compares with the like-placed one of ``others``."""
        return np.asarray(self._table[others, outcomes], dtype=np.uint8)

    def table(self) -> npt.NDArray[np.uint8]:
        """[outcomes, outcomes] ``Relation`` of the column to the row."""
        return self._table

    def complete(self, feasible: BoolArray | None = None) -> CompleteOrder | None:
        """The same preference as ranks, if it is a complete order of the feasible outcomes; else None."""
        rows = np.arange(len(self._table)) if feasible is None else np.flatnonzero(feasible)
        table = self._table[np.ix_(rows, rows)]
        if (table == Relation.UNKNOWN).any():
            return None
        ranks = np.zeros(len(self._table), dtype=np.int32)
        ranks[rows] = (table == Relation.WORSE).sum(axis=1)
        order = CompleteOrder(ranks)
        return order if np.array_equal(order.table()[np.ix_(rows, rows)], table) else None


Preference = CompleteOrder | PartialOrder


def complete_orders(ranks: npt.ArrayLike) -> tuple[CompleteOrder, ...]:
    """One complete order for each row of ranks [parties, outcomes]."""
    return tuple(CompleteOrder(row) for row in np.asarray(ranks))


def ranks_of(best_first: Sequence[int | Sequence[int]], outcomes: int) -> RankArray:
    """[outcomes] ranks from a list of codes, best first, ties in a nested list; 0 for codes that are not listed.

    >>> ranks_of([2, [0, 3]], outcomes=4).tolist()
    [1, 0, 2, 1]
    """
    ranks = np.zeros(outcomes, dtype=np.int32)
    for place, level in enumerate(best_first):
        ranks[list(level) if isinstance(level, Sequence) else level] = len(best_first) - place
    return ranks
