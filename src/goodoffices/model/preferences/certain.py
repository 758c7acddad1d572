"""``orders`` and ``importance``: what holds in every preference world, and the central world of them.

An outcome x is at least as good as y in every world iff, for every place t in the order of importance, the least
possible gain of x over y, added up over the issues of places 1..t, is not negative (``docs/methods/worlds.md``). No
sampling is needed. An issue of unstated importance may come first or last, so its loss counts at every place and its
gain at none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case, Preferences
from goodoffices.model.expressions import parse
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.preferences.base import Comparison, Preference
from goodoffices.model.preferences.central import central_weights
from goodoffices.model.preferences.orders import OptionOrder, parse_order

__all__ = ["CertainPreference", "IssueOrder", "central_values", "issue_orders", "tiers_of"]

KEPT_BELOW = 2**15
"""Outcomes up to which gains against one option are kept for the next comparison."""


@dataclass(frozen=True)
class IssueOrder:
    """A party's order on one issue: one order, or several that count under conditions.

    ``cells`` [outcomes] says which (clause, option) an outcome falls into: clause index × options + option index.
    """

    issue: str
    clauses: tuple[OptionOrder, ...]
    options: tuple[str, ...]
    cells: NDArray[np.int32]

    @property
    def indifferent(self) -> bool:
        """The party does not care, whichever clause counts."""
        return all(order.indifferent for order in self.clauses)

    @property
    def complete(self) -> bool:
        """Nothing about the order is open, and no two clauses have to be compared."""
        return len(self.clauses) == 1 and self.clauses[0].complete

    def values(self) -> list[Fraction]:
        """[cells] mean value of each cell."""
        return [order.mean(option) for order in self.clauses for option in self.options]

    @cached_property
    def least_gains(self) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """[cells, cells] twice the least possible gain of row over column, and where no world attains it."""
        cells = [(order, option) for order in self.clauses for option in self.options]
        gains = np.zeros((len(cells), len(cells)), dtype=np.int16)
        unattained = np.zeros_like(gains, dtype=np.bool_)
        if self.indifferent:
            return gains, unattained
        for i, (order, option) in enumerate(cells):
            for j, (other_order, other) in enumerate(cells):
                if order is other_order:
                    gain, attained = order.least_gain(option, other)
                else:  # clauses are independent factors
                    (low, low_met), (high, high_met) = order.least(option), other_order.greatest(other)
                    gain, attained = low - high, low_met and high_met
                gains[i, j], unattained[i, j] = int(2 * gain), not attained
        return gains, unattained

    def gain_over(self, code: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """[outcomes] twice the least gain of each outcome over the reference, and where no world attains it."""
        return self._kept(int(self.cells[code]), gaining=True)

    def gain_of(self, code: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """[outcomes] twice the least gain of the reference over each outcome, and where no world attains it."""
        return self._kept(int(self.cells[code]), gaining=False)

    def _kept(self, cell: int, *, gaining: bool) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
        """The gains against one cell; kept for small spaces, where all outcomes are compared with all."""
        found = self._columns.get((cell, gaining))
        if found is None:
            gains, unattained = self.least_gains
            found = (
                (gains[:, cell][self.cells], unattained[:, cell][self.cells])
                if gaining
                else (gains[cell][self.cells], unattained[cell][self.cells])
            )
            if self.cells.size <= KEPT_BELOW:
                self._columns[cell, gaining] = found
        return found

    @cached_property
    def _columns(self) -> dict[tuple[int, bool], tuple[NDArray[np.int16], NDArray[np.bool_]]]:
        return {}


@dataclass(frozen=True)
class CertainPreference(Preference):
    """Only what holds in every preference world; all other comparisons are unknown."""

    tiers: tuple[tuple[IssueOrder, ...], ...]
    missing: tuple[IssueOrder, ...]
    """Issues of unstated importance."""

    def raw(self, code: int) -> Comparison:
        """All outcomes against one, by the least possible gains either way."""
        at_least, _ = self._never_loses(code, gaining=True)
        at_most, below = self._never_loses(code, gaining=False)
        return Comparison(at_least, at_most, below)

    def at_least(self, code: int) -> NDArray[np.bool_]:
        """[outcomes] at least as good as one outcome in every world."""
        return self._sunk(code, self._never_loses(code, gaining=True)[0])

    def _never_loses(self, code: int, *, gaining: bool) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Where each outcome (else the reference) is at least as good in every world, and where better in every one."""
        size = self.feasible.size
        total = np.zeros(size, dtype=np.int16)
        strict = np.zeros(size, dtype=np.bool_)
        loss = np.zeros(size, dtype=np.int16)
        for order in self.missing:
            gain, unattained = (order.gain_over if gaining else order.gain_of)(code)
            loss += np.minimum(gain, 0)
            strict |= (gain > 0) | unattained
        never = loss >= 0
        for tier in self.tiers:
            for order in tier:
                gain, unattained = (order.gain_over if gaining else order.gain_of)(code)
                total += gain
                strict |= unattained
            never &= total + loss >= 0
            strict |= total > 0
        return never, never & strict


def issue_orders(case: Case, stated: Preferences) -> dict[str, IssueOrder]:
    """The order on every issue of the case; unknown where none is stated."""
    space = case.space
    found: dict[str, IssueOrder] = {}
    for k, issue in enumerate(space.issues):
        entry = (stated.orders or {}).get(issue, "?")
        options = space.options[k]
        column = space.column(k).astype(np.int32)
        if isinstance(entry, str):
            found[issue] = IssueOrder(issue, (parse_order(entry, options),), options, column)
            continue
        orders = [parse_order(part.order, options) for part in entry]
        if entry[-1].when is not None:
            orders.append(parse_order("?", options))  # where no clause holds, nothing is stated
        clause = np.full(space.outcomes, len(orders) - 1, dtype=np.int32)
        for n in reversed(range(len(entry))):
            when = entry[n].when
            if when is not None:
                clause[space.truth(parse(when))] = n
        found[issue] = IssueOrder(issue, tuple(orders), options, clause * len(options) + column)
    return found


def tiers_of(stated: Preferences, space: OutcomeSpace) -> tuple[list[list[str]], list[str]]:
    """The stated tiers of importance, and the issues in none of them."""
    tiers = [[entry] if isinstance(entry, str) else list(entry) for entry in stated.importance or []]
    placed = {issue for tier in tiers for issue in tier}
    return tiers, [issue for issue in space.issues if issue not in placed]


def central_values(
    orders: dict[str, IssueOrder], tiers: Sequence[Sequence[str]], missing: Sequence[str]
) -> NDArray[np.generic]:
    """[outcomes] utilities in the central world, as exact integers on a scale of their own."""
    caring = {issue: order for issue, order in orders.items() if not order.indifferent}
    weights = central_weights(
        [[issue for issue in tier if issue in caring] for tier in tiers],
        [issue for issue in missing if issue in caring],
    )
    parts = {issue: [weights[issue] * value for value in order.values()] for issue, order in caring.items()}
    scale = lcm(1, *(value.denominator for values in parts.values() for value in values))
    fits = scale * max(1, len(parts)) < 2**62
    size = next(iter(orders.values())).cells.size
    total: NDArray[np.generic] = np.zeros(size, dtype=np.int64 if fits else object)
    for issue, values in parts.items():
        table = np.array([int(value * scale) for value in values], dtype=np.int64 if fits else object)
        total = total + table[orders[issue].cells]
    return total
