"""Whether one party would accept one deal, asked again after every edit: its walk-away against the deal, and its red lines there.

Acceptance of one deal hangs on two outcomes alone, so nothing else is compared. The answers are those of
:func:`~goodoffices.model.preferences.acceptance_of` on the edited case.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from goodoffices.model.case import Case, ConditionalOrder, Preferences
from goodoffices.model.costs import Costs
from goodoffices.model.edits import (
    DropRedLine,
    PreferenceEdit,
    RaisePriority,
    StateImportance,
    StateOrder,
    SwapImportance,
    SwapOptions,
    SwapOutcomes,
    edits_of,
    levels_of,
    statements_of,
)
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import acceptance_of, preference_of
from goodoffices.model.preferences.certain import (
    CertainPreference,
    IssueOrder,
    central_values,
    issue_orders,
    tiers_of,
)
from goodoffices.model.preferences.lexicographic import LexicographicPreference
from goodoffices.settings import Reading, RedLines

__all__ = ["Judge", "key_of"]


def key_of(stated: Preferences) -> Hashable:
    """What tells two states of a party's preferences apart; the order of tied names does not."""
    orders = tuple(
        (issue, entry if isinstance(entry, str) else tuple((part.when, part.order) for part in entry))
        for issue, entry in (stated.orders or {}).items()
    )
    return (
        tuple(stated.red_lines),
        frozenset((issue, _sorted_text(text)) for issue, text in orders),
        tuple(frozenset(level) for level in levels_of(stated.importance or [])),
        tuple(stated.priorities or ()),
        tuple(frozenset(level) for level in levels_of(stated.ranking or [])),
    )


def _sorted_text(entry: str | tuple[tuple[str | None, str], ...]) -> Hashable:
    if isinstance(entry, str):
        return tuple(frozenset(name.strip() for name in level.split("~")) for level in entry.split(">"))
    return tuple((when, _sorted_text(text)) for when, text in entry)


@dataclass(frozen=True, eq=False)
class Judge:
    """One party before one deal. ``code`` is the deal's; preferences are passed in, edited or not."""

    case: Case
    party: str
    code: int
    reading: Reading
    costs: Costs

    def accepts(self, stated: Preferences) -> bool:
        """Whether the party certainly accepts the deal."""
        return not self.crossed(stated) and self.at_least(stated)

    def crossed(self, stated: Preferences) -> tuple[str, ...]:
        """The red lines that the deal crosses."""
        return tuple(line for line in dict.fromkeys(stated.red_lines) if parse(line).holds(self._terms))

    def at_least(self, stated: Preferences) -> bool:
        """Whether the deal is certainly at least as good as the walk-away, red lines left aside."""
        name = key_of(stated)
        if name not in self._known:
            self._known[name] = self._at_least(stated)
        return self._known[name]

    def _at_least(self, stated: Preferences) -> bool:
        if stated.form == "scores":
            return self._by_scores
        if self._walk_away is None:
            return False
        if self._walk_away == self.code:
            return True
        if stated.form is None:
            return False
        if stated.form == "orders":
            return self._by_orders(stated)
        if not self.case.feasible[self._walk_away]:
            return True  # an order ends above what a rule excludes
        return self._by_ranking(stated) <= 0 if stated.form == "ranking" else self._by_priorities(stated) == 0

    def rest(self, stated: Preferences, *, learning: bool = False) -> Fraction | None:
        """A lower bound of what edits (when ``learning``, statements too) to acceptance cost; None where none lead there."""
        drops = self._cost(DropRedLine.kind) * len(self.crossed(stated))
        if self.at_least(stated):
            return drops
        if self._walk_away is None or stated.form == "scores":
            return None
        if stated.form in ("orders", None):
            kinds = [SwapOptions.kind, SwapImportance.kind] if stated.form else []
            kinds += [StateOrder.kind, StateImportance.kind] if learning else []
            return drops + min(self._cost(kind) for kind in kinds) if kinds else None
        if stated.form == "ranking":
            return drops + self._cost(SwapOutcomes.kind) * self._by_ranking(stated)
        places = self._by_priorities(stated)
        return None if places is None else drops + self._cost(RaisePriority.kind) * places

    def _cost(self, kind: str) -> Fraction:
        return self.costs.of_kind(kind, self.party)

    def steps(self, stated: Preferences) -> Iterator[PreferenceEdit]:
        """Single edits that can matter to how the deal compares with the walk-away; red lines are seen to apart.

        Left out is what no cheapest set has: in a ranking, swaps of two outcomes other than these two, since a swap closes the
        gap between them only by moving one of them; in orders, swaps on issues where both stand alike, and swaps of two such
        issues, which change the places of others in no way that a swap with the other of the two would not.
        """
        for edit in edits_of(self.party, stated):
            if self._matters(edit):
                yield edit

    def statements(self, stated: Preferences) -> Iterator[PreferenceEdit]:
        """Single statements that can matter likewise."""
        for edit in statements_of(self.case, self.party, stated):
            if (isinstance(edit, StateOrder) and self._clause_counts(edit.issue, edit.clause)) or (
                isinstance(edit, StateImportance) and edit.issue in self._clauses
            ):
                yield edit

    def _matters(self, edit: PreferenceEdit) -> bool:
        if isinstance(edit, DropRedLine):
            return False
        if isinstance(edit, SwapOutcomes):
            return self.code in edit.codes or self._walk_away in edit.codes
        if isinstance(edit, SwapOptions):
            return self._clause_counts(edit.issue, edit.clause)
        if isinstance(edit, SwapImportance) and self.reading is not Reading.CENTRAL:
            return any(issue in self._clauses for issue in edit.issues)
        return True

    def _clause_counts(self, issue: str, clause: int | None) -> bool:
        """Whether an order is one of those by which deal and walk-away are compared."""
        return issue in self._clauses and (clause is None or clause in self._clauses[issue])

    @cached_property
    def _known(self) -> dict[Hashable, bool]:
        return {}

    @cached_property
    def _terms(self) -> dict[str, str]:
        return self.case.space.terms(self.code)

    @cached_property
    def _walk_away(self) -> int | None:
        return self.case.walk_away_code(self.party)

    @cached_property
    def _by_scores(self) -> bool:
        """Edits leave scores alone, so one look is enough."""
        bare = self.case.of(self.party).model_copy(update={"red_lines": []})
        case = self.case.model_copy(update={"preferences": {**self.case.preferences, self.party: bare}})
        return bool(acceptance_of(case, preference_of(case, self.party, self.reading)).accepts[self.code])

    def _by_ranking(self, stated: Preferences) -> int:
        """How many levels the deal stands below the walk-away."""
        place = {code: n for n, level in enumerate(levels_of(stated.ranking or [])) for code in level}
        return place[self.code] - place[self._walk_away or 0]

    def _by_priorities(self, stated: Preferences) -> int | None:
        """Places between the first priority that speaks against the deal and the first that speaks for it.

        0 where none speaks against it before one speaks for it; None where none speaks for it.
        """
        away = self.case.space.terms(self._walk_away or 0)
        against = None
        for place, text in enumerate(stated.priorities or []):
            expression = parse(text)
            here, there = expression.holds(self._terms), expression.holds(away)
            if here and not there:
                return 0 if against is None else place - against
            if there and not here and against is None:
                against = place
        return 0 if against is None else None

    @cached_property
    def _pair(self) -> list[int]:
        return [self._walk_away or 0, self.code]

    @cached_property
    def _clauses(self) -> dict[str, set[int]]:
        """Issues on which deal and walk-away differ, each with the clauses of its order that they fall under."""
        found: dict[str, set[int]] = {}
        for issue, order in issue_orders(self.case, self.case.of(self.party)).items():
            cells = order.cells[self._pair]
            if cells[0] != cells[1]:
                found[issue] = {int(cell) // len(order.options) for cell in cells}
        return found

    @cached_property
    def _orders(self) -> dict[Any, IssueOrder]:
        return {}

    def _order(self, issue: str, entry: str | list[ConditionalOrder]) -> IssueOrder:
        """A party's order on an issue, over the two outcomes alone; kept, since few differ."""
        name = (issue, entry if isinstance(entry, str) else tuple(part.order for part in entry))
        if name not in self._orders:
            whole = issue_orders(self.case, Preferences(orders={issue: entry}))[issue]
            self._orders[name] = replace(whole, cells=whole.cells[self._pair])
        return self._orders[name]

    def _by_orders(self, stated: Preferences) -> bool:
        given = stated.orders or {}
        orders = {issue: self._order(issue, given.get(issue, "?")) for issue in self.case.space.issues}
        tiers, missing = tiers_of(stated, self.case.space)
        if self.reading is Reading.CENTRAL:
            values = central_values(orders, tiers, missing)
            return bool(values[1] >= values[0])
        kind = LexicographicPreference if self.reading is Reading.LEXICOGRAPHIC else CertainPreference
        both = kind(
            self.party, "orders", self.reading, RedLines.SINK, np.ones(2, dtype=np.bool_), np.zeros(2, dtype=np.bool_),
            tiers=_picked(tiers, orders), missing=tuple(orders[issue] for issue in missing),
        )  # fmt: skip
        return bool(both.raw(0).at_least[1])


def _picked(tiers: Iterable[Iterable[str]], orders: dict[str, IssueOrder]) -> tuple[tuple[IssueOrder, ...], ...]:
    return tuple(tuple(orders[issue] for issue in tier) for tier in tiers)
