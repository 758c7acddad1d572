"""A party stated by orders and importance, as it is drawn: u(x) = Σ_k w_k v_k(x_k), with w and v from what is stated alone.

Weights mix the vertices that the order of importance allows, each with equal weight on the issues of its first tiers
[LahdelmaSalminen2001]_. Option values fall from 1 to 0 along a drawn order, with sorted uniforms between. An issue on which all
options are tied is left out before weights are drawn. Only the order that u gives to outcomes is ever used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.extensions import count, level_values, places
from goodoffices.engines.worlds.laws import Law, simplex
from goodoffices.engines.worlds.party import DrawnParty, Factor
from goodoffices.engines.worlds.uniforms import BLOCK, Draws
from goodoffices.model.preferences.certain import IssueOrder
from goodoffices.model.preferences.orders import OptionOrder

__all__ = ["Clause", "OrdersParty"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Clause:
    """One order of an issue's options. ``where`` is its place in the case file: the issue, with its number if it has several."""

    where: str
    order: OptionOrder
    options: tuple[str, ...]

    @cached_property
    def items(self) -> tuple[int, ...]:
        """[options] which item of the order each option is: its stated level, or a free item of its own."""
        stated = {name: k for k, level in enumerate(self.order.levels) for name in level}
        free = {name: len(self.order.levels) + k for k, name in enumerate(self.order.missing)}
        return tuple({**stated, **free}[option] for option in self.options)

    @property
    def stated(self) -> int:
        """How many levels are stated."""
        return len(self.order.levels)

    def factors(self) -> list[Factor]:
        """What is drawn for it: its order where that is open, values where there are levels between best and worst."""
        found: list[Factor] = []
        if self.order.indifferent:
            return found
        if not self.order.complete:
            found.append(
                Factor(
                    f"orders.{self.where}", self.order.depth, count(self.stated, len(self.order.missing)), self.stated
                )
            )
        if self.order.depth > 2:
            found.append(Factor(f"values.{self.where}", self.order.depth - 2))
        return found

    def places(self, draws: Draws) -> NDArray[np.intp]:
        """[worlds, items] the level of each item, best first."""
        if self.order.complete:
            return np.broadcast_to(np.arange(self.order.depth), (BLOCK, self.order.depth))
        return places(draws.of(f"orders.{self.where}", self.order.depth), self.stated)

    def values(self, draws: Draws) -> Floats:
        """[worlds, options] value of each option."""
        if self.order.indifferent:
            return np.full((BLOCK, len(self.options)), 0.5)
        depth = self.order.depth
        interior = draws.of(f"values.{self.where}", depth - 2) if depth > 2 else np.empty((BLOCK, 0))
        levels = level_values(interior)
        return np.take_along_axis(levels, self.places(draws), axis=1)[:, list(self.items)]


@dataclass(frozen=True, eq=False)
class OrdersParty(DrawnParty):
    """A party whose orders of options and of issues are drawn. Made by :meth:`of`."""

    issues: tuple[tuple[Clause, ...], ...]
    """The issues that the party is not indifferent on, with the clauses of each."""
    tiers: tuple[tuple[int, ...], ...]
    """Stated tiers of importance as indices into ``issues``, most important first."""
    free: tuple[int, ...]
    """Issues of unstated importance."""
    position: tuple[int, ...]
    """[issues] the place of each among all issues of the case."""
    sizes: tuple[int, ...]
    """[issues of the case] options of each."""
    cells: tuple[NDArray[np.int32], ...]
    """[issues] the (clause, option) that each outcome falls into, [outcomes]."""

    @classmethod
    def of(
        cls,
        name: str,
        orders: Sequence[IssueOrder],
        tiers: Sequence[Sequence[str]],
        crosses: NDArray[np.bool_],
        walk_away: int | None,
    ) -> OrdersParty:
        """A party from its order on every issue, in case order, and its stated tiers of importance."""
        caring = [order for order in orders if not order.indifferent]
        index = {order.issue: k for k, order in enumerate(caring)}
        placed = tuple(kept for tier in tiers if (kept := tuple(index[issue] for issue in tier if issue in index)))
        stated = {k for tier in placed for k in tier}
        names = [order.issue for order in orders]
        return cls(
            name=name,
            crosses=crosses,
            walk_away=walk_away,
            issues=tuple(_clauses(order) for order in caring),
            tiers=placed,
            free=tuple(k for k in range(len(caring)) if k not in stated),
            position=tuple(names.index(order.issue) for order in caring),
            sizes=tuple(len(order.options) for order in orders),
            cells=tuple(order.cells for order in caring),
        )

    @cached_property
    def columns(self) -> NDArray[np.int64]:
        """[outcomes, issues] the column of :meth:`table` that each outcome reads for each issue."""
        widths = [sum(len(clause.options) for clause in clauses) for clauses in self.issues]
        starts = np.cumsum([0, *widths[:-1]]) if widths else np.zeros(0, dtype=np.int64)
        rows = [cell.astype(np.int64) + start for cell, start in zip(self.cells, starts, strict=True)]
        return np.stack(rows, axis=1) if rows else np.zeros((self.crosses.size, 0), dtype=np.int64)

    @cached_property
    def grid(self) -> tuple[tuple[int, int], ...] | None:
        """[issues of the case] first column and options of each; None if an order depends on other issues."""
        if any(len(clauses) > 1 for clauses in self.issues):
            return None
        starts = dict(
            zip(self.position, np.cumsum([0, *(len(clauses[0].options) for clauses in self.issues)]), strict=False)
        )
        return tuple((int(starts.get(k, -1)), size) for k, size in enumerate(self.sizes))

    @property
    def width(self) -> int:
        """Columns of :meth:`table`."""
        return sum(len(clause.options) for clauses in self.issues for clause in clauses)

    @cached_property
    def places_of_importance(self) -> int:
        """How many places the order of importance has."""
        return len(self.tiers) + len(self.free)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """Everything drawn for the party."""
        found: list[Factor] = []
        if self.free and self.places_of_importance > 1:
            orders = count(len(self.tiers), len(self.free))
            found.append(Factor("importance", self.places_of_importance, orders, len(self.tiers)))
        if self.places_of_importance > 1:
            found.append(Factor("weights", self.places_of_importance))
        return (*found, *(factor for clauses in self.issues for clause in clauses for factor in clause.factors()))

    def importance(self, draws: Draws) -> NDArray[np.intp]:
        """[worlds, items] the place of each stated tier, then of each issue of unstated importance; most important 0."""
        size = self.places_of_importance
        if not self.free or size < 2:
            return np.broadcast_to(np.arange(size), (BLOCK, size))
        return places(draws.of("importance", size), len(self.tiers))

    def weights(self, draws: Draws, law: Law = Law.UNIFORM) -> Floats:
        """[worlds, issues] weight of each issue that the party cares about."""
        size = self.places_of_importance
        if size < 2:
            return np.full((BLOCK, len(self.issues)), 1 / max(1, len(self.issues)))
        second = None if law is Law.UNIFORM else draws.of("weights.law", size)
        mixture = simplex(draws.of("weights", size), second, law)
        place = self.importance(draws)
        sizes = np.array([len(tier) for tier in self.tiers] + [1] * len(self.free))
        so_far = np.cumsum(sizes[place.argsort(axis=1)], axis=1)
        at_place = np.cumsum((mixture / so_far)[:, ::-1], axis=1)[:, ::-1]
        of_item = np.take_along_axis(at_place, place, axis=1)
        return of_item[:, self.item_of_issue]

    @cached_property
    def item_of_issue(self) -> NDArray[np.intp]:
        """[issues] which item of the order of importance each issue belongs to."""
        item = np.zeros(len(self.issues), dtype=np.intp)
        for t, tier in enumerate(self.tiers):
            item[list(tier)] = t
        item[list(self.free)] = len(self.tiers) + np.arange(len(self.free))
        return item

    def table(self, draws: Draws, law: Law = Law.UNIFORM) -> Floats:
        """[worlds, columns] what each (clause, option) adds to utility."""
        if not self.issues:
            return np.zeros((BLOCK, 0))
        weights = self.weights(draws, law)
        parts = [weights[:, [k]] * clause.values(draws) for k, clauses in enumerate(self.issues) for clause in clauses]
        return np.concatenate(parts, axis=1)


def _clauses(order: IssueOrder) -> tuple[Clause, ...]:
    """The clauses of an issue, numbered from 1 where there are several."""
    if len(order.clauses) == 1:
        return (Clause(order.issue, order.clauses[0], order.options),)
    return tuple(Clause(f"{order.issue}.{n}", clause, order.options) for n, clause in enumerate(order.clauses, 1))
