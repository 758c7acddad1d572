"""The smallest change of one order that puts enough outcomes below s: an exact search with an exact bound.

Let B be the outcomes above s and T those of them that fall below. Every pair whose relation changes costs one: each of T with
s, and each x in T with each y left above that x was not below. Two adjacent outcomes at a time, that is also the number of swaps
[Kendall1938]_. If others were level with s, s is lifted out of their level, one pair each.

Without clauses the best T for given outcomes that must fall or must not is found by going down the levels of B and keeping, for
each number fallen so far, the least cost. That bound is exact, so the first T in the order of the bound that satisfies all
clauses is best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, count

import numpy as np
import numpy.typing as npt

from goodoffices.engines.stability.clauses import Clause

__all__ = ["Swaps", "fewest_swaps"]

LISTED = 20
_MOST_NODES = 5_000
_MOST_WORK = 200_000_000
"""Table entries filled in all; each node fills the square of the outcomes above."""
_FAR = np.iinfo(np.int64).max // 4

Fallen = frozenset[int]


@dataclass(frozen=True)
class Swaps:
    """The least cost, and the sets that may fall at that cost."""

    least: int | None
    """None if the search was cut short."""
    at_least: int
    fallen: tuple[Fallen, ...]
    more: bool


def fewest_swaps(above: Sequence[Sequence[int]], level_with: int, clauses: Sequence[Clause]) -> Swaps:
    """Least number of pairs whose relation must change for the clauses to hold.

    Parameters
    ----------
    above
        Levels of the outcomes above s, best first.
    level_with
        How many other outcomes are level with s.
    clauses
        As :func:`~goodoffices.engines.stability.clauses.clauses_of` gives them.
    """
    search = _Search(above, level_with)
    open_clauses = search.still_open(clauses)
    must = frozenset[int]().union(*(clause[0] for clause in open_clauses if len(clause) == 1))
    number = count()
    least, best = search.cheapest(must, frozenset())
    queue = [(least, next(number), must, frozenset[int](), best)]
    for _ in range(search.most_nodes):
        if not queue:
            break  # cannot be: letting everything fall satisfies every clause
        least, _, fall, stay, best = heappop(queue)
        clause = _unsatisfied(open_clauses, best)
        if clause is None:
            fallen, more = search.all_at(least, must, open_clauses)
            return Swaps(least, least, fallen, more)
        for literal, kept_up in _branches(clause):
            if not (fall | literal) & (stay | kept_up):
                cost, chosen = search.cheapest(fall | literal, stay | kept_up)
                heappush(queue, (cost, next(number), fall | literal, stay | kept_up, chosen))
    return Swaps(None, least, (), more=True)


def _unsatisfied(clauses: Sequence[Sequence[Fallen]], fallen: Fallen) -> Sequence[Fallen] | None:
    """The shortest clause that these do not satisfy, or None."""
    left = [clause for clause in clauses if not any(literal <= fallen for literal in clause)]
    return min(left, key=len) if left else None


def _branches(clause: Sequence[Fallen]) -> Iterator[tuple[Fallen, Fallen]]:
    """Each literal in turn, with what may be left standing because earlier branches let it fall."""
    refused: Fallen = frozenset()
    for literal in clause:
        yield literal, refused
        if len(literal) == 1:
            refused |= literal


class _Search:
    """Costs of sets of fallen outcomes over fixed levels."""

    def __init__(self, above: Sequence[Sequence[int]], level_with: int) -> None:
        self._levels = [tuple(level) for level in above]
        self._above = frozenset(x for level in self._levels for x in level)
        self._level_with = level_with
        self.most_nodes = min(_MOST_NODES, _MOST_WORK // (len(self._above) + 1) ** 2 + 1)

    def still_open(self, clauses: Sequence[Clause]) -> list[list[Fallen]]:
        """Clauses in terms of what is above s now, without those that hold already."""
        cut = [{literal & self._above for literal in clause} for clause in clauses]
        return [
            sorted(literals, key=lambda one: (len(one), sorted(one))) for literals in cut if frozenset() not in literals
        ]

    def cheapest(self, fall: Fallen, stay: Fallen) -> tuple[int, Fallen]:
        """Least cost if these must fall and those must not, and one set that has it."""
        tables = self._tables(fall, stay)
        total = self._total(tables[-1])
        return int(total.min()), next(self._sets(tables, fall, stay, int(total.argmin())))

    def all_at(self, cost: int, must: Fallen, clauses: Sequence[Sequence[Fallen]]) -> tuple[tuple[Fallen, ...], bool]:
        """Up to twenty sets of that cost that satisfy the clauses, and whether there may be more."""
        found: dict[Fallen, None] = {}
        open_nodes: list[tuple[Fallen, Fallen]] = [(must, frozenset())]
        for _ in range(self.most_nodes // 10 + 1):
            if not open_nodes:
                return tuple(sorted(found, key=sorted)), False
            fall, stay = open_nodes.pop()
            tables = self._tables(fall, stay)
            total = self._total(tables[-1])
            if total.min() > cost:
                continue
            clause = _unsatisfied(clauses, fall)
            if clause is not None:
                branches = [(fall | literal, stay | kept_up) for literal, kept_up in _branches(clause)]
                open_nodes += [(f, s) for f, s in branches if not f & s]
                continue
            for size in np.flatnonzero(total == cost).tolist():
                for fallen in self._sets(tables, fall, stay, size):
                    found[fallen] = None
                    if len(found) > LISTED:
                        return tuple(sorted(found, key=sorted)[:LISTED]), True
        return tuple(sorted(found, key=sorted)), True

    def _total(self, table: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """[number fallen] least cost in all: s leaves its level only if something falls."""
        lifted = np.full(len(table), self._level_with)
        lifted[0] = 0
        return np.asarray(np.minimum(table + lifted, _FAR), dtype=np.int64)

    def _tables(self, fall: Fallen, stay: Fallen) -> list[npt.NDArray[np.int64]]:
        """Per level [number fallen so far] least cost so far."""
        table = np.zeros(1, dtype=np.int64)
        tables = [table]
        so_far = np.arange(len(self._above) + 1, dtype=np.int64)
        for level in self._levels:
            must, can = len(fall.intersection(level)), len(level) - len(stay.intersection(level))
            following = np.full(len(table) + len(level), _FAR, dtype=np.int64)
            for falling in range(must, can + 1):
                cost = table + falling + (so_far[: len(table)] + falling) * (len(level) - falling)
                part = following[falling : falling + len(table)]
                np.minimum(part, cost, out=part)
            table = following
            tables.append(table)
        return tables

    def _sets(self, tables: Sequence[npt.NDArray[np.int64]], fall: Fallen, stay: Fallen, size: int) -> Iterator[Fallen]:
        """Every set of this size that has the least cost in the tables, read off from the last level."""
        open_ends: list[tuple[int, int, Fallen]] = [(len(self._levels), size, frozenset())]
        while open_ends:
            depth, left, chosen = open_ends.pop()
            if depth == 0:
                yield chosen
                continue
            level = self._levels[depth - 1]
            must = fall.intersection(level)
            free = [x for x in level if x not in must and x not in stay]
            for falling in range(len(must), min(left, len(must) + len(free)) + 1):
                before = left - falling
                if before >= len(tables[depth - 1]):
                    continue
                cost = tables[depth - 1][before] + falling + left * (len(level) - falling)
                if cost == tables[depth][left]:
                    for extra in combinations(free, falling - len(must)):
                        open_ends.append((depth - 1, before, chosen | must | frozenset(extra)))
