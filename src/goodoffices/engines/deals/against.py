"""How outcomes compare with one base outcome, for each party: better, level, worse, or not known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["AdditiveAgainst", "Against", "ListedAgainst"]


class Against(Protocol):
    """What trades need to know of a negotiation. Codes may be larger than any machine integer."""

    space: OutcomeSpace
    base: int
    parties: tuple[str, ...]

    def feasible(self, code: int) -> bool:
        """Whether no rule excludes the outcome."""

    def sign(self, party: int, code: int) -> int | None:
        """1 if the party gains by leaving the base for the outcome, 0 if level, -1 if it loses, None if not known."""

    def amount(self, party: int, code: int) -> float | None:
        """By how much, where the party has scores."""


class ListedAgainst:
    """Comparisons from arrays over all outcomes. Where an order is partial, what is certain counts and the rest is not known."""

    def __init__(self, problem: DealsProblem, base: int, over: Sequence[int] | None = None) -> None:
        self.space, self.base = problem.space, base
        self._problem = problem
        self._over = problem.solved_over if over is None else tuple(over)
        self.parties = tuple(problem.parties[p] for p in self._over)
        orders = [problem.order_of(p) for p in self._over]
        self._orders = orders
        self._above = [order(base) if callable(order) else None for order in orders]

    def feasible(self, code: int) -> bool:
        """Whether no rule excludes the outcome."""
        return bool(self._problem.feasible[code])

    def sign(self, party: int, code: int) -> int | None:
        """By rank, or by what is certainly at least as good: at least as good and not level counts as a gain."""
        order, above = self._orders[party], self._above[party]
        if isinstance(order, np.ndarray):
            return int(order[code] > order[self.base]) - int(order[code] < order[self.base])
        if order is None or above is None:
            return None
        up, down = bool(above[code]), bool(order(code)[self.base])
        return int(up) - int(down) if up or down else None

    def amount(self, party: int, code: int) -> float | None:
        """The difference of scores."""
        scores = self._problem.scores_of(self._over[party])
        if scores is None:
            return None
        return (int(scores.utilities[code]) - int(scores.utilities[self.base])) / scores.scale


class AdditiveAgainst:
    """Comparisons from the issue tables of additive scores: nothing is enumerated, so the space may be of any size."""

    def __init__(
        self,
        space: OutcomeSpace,
        base: int,
        parties: Sequence[str],
        tables: Sequence[Sequence[NDArray[Any]]],
        scales: Sequence[int],
        excluded: Sequence[dict[int, int]] = (),
    ) -> None:
        """``tables`` [parties][issues][options]; ``excluded`` are combinations (issue to option) that a rule forbids."""
        self.space, self.base, self.parties = space, base, tuple(parties)
        self._tables, self._scales, self._excluded = tables, scales, excluded
        self._changed = lru_cache(maxsize=8)(self._changes)

    def feasible(self, code: int) -> bool:
        """Whether no excluded combination occurs."""
        changed = {k: new for k, _, new in self._changed(code)}
        here = self.space.indices(self.base)
        return not any(all(changed.get(k, here[k]) == option for k, option in row.items()) for row in self._excluded)

    def sign(self, party: int, code: int) -> int | None:
        """By the sum over issues."""
        difference = self._difference(party, code)
        return (difference > 0) - (difference < 0)

    def amount(self, party: int, code: int) -> float | None:
        """The difference of scores."""
        return float(Fraction(self._difference(party, code), self._scales[party]))

    def _difference(self, party: int, code: int) -> int:
        tables = self._tables[party]
        return sum(int(tables[k][new]) - int(tables[k][old]) for k, old, new in self._changed(code))

    def _changes(self, code: int) -> list[tuple[int, int, int]]:
        """The issues in which an outcome differs from the base: issue, option there, option here."""
        rows = enumerate(zip(self.space.indices(self.base), self.space.indices(code), strict=True))
        return [(k, old, new) for k, (old, new) in rows if old != new]
