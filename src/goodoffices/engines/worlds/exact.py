r"""Shares in closed form, in fractions, where a party's acceptance is a condition on the mixture of vertices alone.

Where every option that a deal changes is the best, the worst or level with the one it replaces, in every order that is consistent
with what is stated, the party accepts when Σ_t λ_t C_t ≥ 0, with C_t the mean gain over the issues of the first t places of
importance. With λ uniform on the simplex the share of worlds in which that holds is the divided difference of max(0, x)^(T−1)
over the nodes C_1 … C_T: a B-spline seen from the side [CurrySchoenberg1966]_. That form covers equal nodes as well, which the
sum Σ C_t^(T−1) / Π (C_t − C_s) does not. Orders that are open are listed, and the shares of each averaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import comb, lcm, prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.extensions import count, every
from goodoffices.engines.worlds.orders import Clause, OrdersParty
from goodoffices.engines.worlds.party import FixedParty, WorldParty

__all__ = ["MOST_ORDERS", "ExactShares", "share_above", "union_of_products"]

MOST_ORDERS = 10_000
"""Most consistent orders of a party that are listed."""

_MOST_WORK = 2_000_000
"""Orders times outcomes asked for, beyond which a party's shares are drawn."""

_MOST_PLACES = 40
"""Places of importance beyond which the fractions grow too long to be worth it."""

_MOST_SETS = 6
"""Consent sets of one deal whose union is worked out term by term."""


def share_above(nodes: Sequence[Fraction]) -> Fraction:
    """Share of the simplex on which Σ_t λ_t C_t is not negative.

    Parameters
    ----------
    nodes
        C_1 … C_T in any order; equal ones are allowed.

    Examples
    --------
    >>> print(share_above([Fraction(-1), Fraction(0), Fraction(1, 3)]))
    1/4
    >>> print(share_above([Fraction(0), Fraction(0)]))
    1
    """
    return _share_above(tuple(sorted(nodes)))


@lru_cache(maxsize=100_000)
def _share_above(nodes: tuple[Fraction, ...]) -> Fraction:
    """The divided difference, by the usual table, with derivatives where nodes meet."""
    if not nodes or nodes[0] >= 0:
        return Fraction(1)
    if nodes[-1] <= 0:
        return Fraction(0)
    degree = len(nodes) - 1
    row = [max(Fraction(0), node) ** degree for node in nodes]
    for width in range(1, degree + 1):
        row = [
            (row[k + 1] - row[k]) / (nodes[k + width] - nodes[k])
            if nodes[k + width] != nodes[k]
            else comb(degree, width) * max(Fraction(0), nodes[k]) ** (degree - width)
            for k in range(degree + 1 - width)
        ]
    return row[0]


class ExactShares:
    """Exact shares in which one party accepts an outcome, where they can be had."""

    def __init__(self, party: WorldParty, outcomes: int = 1) -> None:
        self._party = party
        self._listable = True
        if isinstance(party, OrdersParty) and party.places_of_importance <= _MOST_PLACES:
            orders = count(len(party.tiers), len(party.free))
            self._listable = orders <= MOST_ORDERS and orders * outcomes <= _MOST_WORK
        self._cache: dict[tuple[tuple[int, ...], ...], Fraction | None] = {}
        self._by_issue: dict[tuple[int, int, int], Counter[int] | None] = {}

    def of(self, outcome: int) -> Fraction | None:
        """The share of worlds in which the party accepts an outcome, or None if there is no closed form for it."""
        party = self._party
        if isinstance(party, FixedParty):
            return None if party.accepted is None else Fraction(int(party.accepted[outcome]))
        if not isinstance(party, OrdersParty) or party.walk_away is None:
            return None
        if party.crosses[outcome]:
            return Fraction(0)
        pattern = tuple((int(cell[outcome]), int(cell[party.walk_away])) for cell in party.cells)
        if pattern not in self._cache:
            self._cache[pattern] = self._share(party, pattern)
        return self._cache[pattern]

    def _share(self, party: OrdersParty, pattern: tuple[tuple[int, ...], ...]) -> Fraction | None:
        """The share for one pattern of (clause, option) under the outcome and under the walk-away, issue by issue."""
        changed = [k for k, (cell, other) in enumerate(pattern) if cell != other]
        if not changed:
            return Fraction(1)
        if len(changed) == 1:  # then the weight, whatever it is, decides nothing
            single = _alone(party.issues[changed[0]], *pattern[changed[0]])
            if single is not None:
                return single
        if not self._listable or party.places_of_importance > _MOST_PLACES:
            return None
        gains: list[Counter[int]] = []
        for k, (cell, other) in enumerate(pattern):
            gain = self._gains(party, k, cell, other)
            if gain is None:
                return None
            gains.append(gain)
        if count(len(party.tiers), len(party.free)) * prod(len(row) for row in gains) > MOST_ORDERS:
            return None
        return _averaged(party, gains)

    def _gains(self, party: OrdersParty, issue: int, cell: int, other: int) -> Counter[int] | None:
        key = (issue, cell, other)
        if key not in self._by_issue:
            self._by_issue[key] = _gains(party.issues[issue], cell, other)
        return self._by_issue[key]


def _averaged(party: OrdersParty, gains: Sequence[Counter[int]]) -> Fraction:
    """The mean share over orders of importance and of options."""
    total, weight = Fraction(0), Fraction(0)
    for nodes, times in _nodes(party, gains).items():
        total += times * share_above([Fraction(top, below) for top, below in nodes])
        weight += times
    return total / weight


def _nodes(party: OrdersParty, gains: Sequence[Counter[int]]) -> Counter[tuple[tuple[int, int], ...]]:
    """How often each row of C_1 … C_T comes up, over orders of importance and of options; C_t as a pair to be divided."""
    orders = np.array(list(every(len(party.tiers), len(party.free)))).argsort(axis=1)
    sizes = np.array([len(tier) for tier in party.tiers] + [1] * len(party.free))
    members = np.zeros((len(sizes), len(gains)), dtype=np.int64)
    members[party.item_of_issue, np.arange(len(gains))] = 1
    scale = lcm(*(sum(row.values()) for row in gains))
    found: Counter[tuple[tuple[int, int], ...]] = Counter()
    so_far = np.cumsum(sizes[orders], axis=1)
    for choice in product(*(row.items() for row in gains)):
        by_item = members @ np.array([gain for gain, _ in choice])
        sums = np.cumsum(by_item[orders], axis=1)
        chance = prod(times * (scale // sum(row.values())) for (_, times), row in zip(choice, gains, strict=True))
        rows, times = _distinct(np.concatenate([sums, so_far], axis=1))
        for row, often in zip(rows.tolist(), times.tolist(), strict=True):
            found[tuple(zip(row[: len(sizes)], row[len(sizes) :], strict=True))] += often * chance
    return found


def _distinct(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct rows and how often each comes; by one number a row where that fits, which is many times faster."""
    low, high = rows.min(axis=0), rows.max(axis=0)
    spans = [int(span) for span in high - low + 1]
    if prod(spans) >= 2**62:
        found, times = np.unique(rows, axis=0, return_counts=True)
        return found, times.astype(np.int64)
    steps = np.cumprod([1, *spans[:-1]], dtype=np.int64)
    _, first, times = np.unique((rows - low) @ steps, return_index=True, return_counts=True)
    return rows[first], times.astype(np.int64)


def _gains(clauses: Sequence[Clause], cell: int, other: int) -> Counter[int] | None:
    """Twice the gain on one issue and how often, over the orders that are consistent; None if a value between is needed."""
    if cell == other:
        return Counter({0: 1})
    options = len(clauses[0].options)
    here, there = divmod(cell, options), divmod(other, options)
    if here[0] == there[0]:
        return _gains_within(clauses[here[0]], here[1], there[1])
    found: Counter[int] = Counter()
    one, two = _values(clauses[here[0]], here[1]), _values(clauses[there[0]], there[1])
    if one is None or two is None:
        return None
    for (value, times), (walk_away, often) in product(one.items(), two.items()):
        found[value - walk_away] += times * often
    return found


def _gains_within(clause: Clause, option: int, other: int) -> Counter[int] | None:
    """The same where one clause holds for both."""
    if clause.order.indifferent:
        return Counter({0: 1})
    levels = _levels(clause, (option, other))
    if levels is None:
        return None
    found: Counter[int] = Counter()
    for here, there in levels:
        if here != there and {here, there} != {0, clause.order.depth - 1}:
            return None
        found[0 if here == there else 2 if here < there else -2] += 1
    return found


def _alone(clauses: Sequence[Clause], cell: int, other: int) -> Fraction | None:
    """The share where one issue alone changes: that of the orders which put the new option no lower."""
    options = len(clauses[0].options)
    if cell // options != other // options:
        return None
    clause = clauses[cell // options]
    levels = [(0, 0)] if clause.order.indifferent else _levels(clause, (cell % options, other % options))
    return None if levels is None else Fraction(sum(row[0] <= row[1] for row in levels), len(levels))


def _values(clause: Clause, option: int) -> Counter[int] | None:
    """Twice the value of one option and how often; None if it may lie between best and worst."""
    if clause.order.indifferent:
        return Counter({1: 1})
    levels = _levels(clause, (option,))
    if levels is None or not {level for (level,) in levels} <= {0, clause.order.depth - 1}:
        return None
    return Counter(2 if level == 0 else 0 for (level,) in levels)


def _levels(clause: Clause, options: tuple[int, ...]) -> list[tuple[int, ...]] | None:
    """The levels of some options in every order that is consistent with what is stated; None if there are too many."""
    items = [clause.items[option] for option in options]
    if clause.order.complete:
        return [tuple(items)]
    free = len(clause.order.missing)
    if count(clause.stated, free) > MOST_ORDERS:
        return None
    return [tuple(row[item] for item in items) for row in _every(clause.stated, free)]


@lru_cache(maxsize=64)
def _every(stated: int, free: int) -> tuple[tuple[int, ...], ...]:
    return tuple(every(stated, free))


def union_of_products(sets: Sequence[Sequence[int]], shares: Sequence[Fraction | None]) -> Fraction | None:
    """Share of worlds in which all members of some consent set accept, from the shares of parties drawn independently.

    Parameters
    ----------
    sets
        Consent sets as indices of parties.
    shares
        [parties] exact shares; None where there is none.

    Returns
    -------
    Fraction or None
        None if a share is lacking, or there are too many sets to take the union term by term.
    """
    needed = {party for members in sets for party in members}
    if any(shares[party] is None for party in needed) or not sets or len(sets) > _MOST_SETS:
        return None
    return sum(
        (sign * prod((shares[p] or Fraction(0) for p in members), start=Fraction(1)) for sign, members in _terms(sets)),
        Fraction(0),
    )


def _terms(sets: Sequence[Sequence[int]]) -> Iterator[tuple[int, frozenset[int]]]:
    """The terms of inclusion and exclusion: sign, and the parties that must all accept."""
    for size in range(1, len(sets) + 1):
        for chosen in combinations(sets, size):
            yield (-1) ** (size + 1), frozenset().union(*chosen)
