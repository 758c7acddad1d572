"""Whether one party would accept one deal, asked again after every edit: its walk-away against the deal, and its red lines there.

Acceptance of one deal hangs on two outcomes alone, so nothing else is compared. The answers are those of
:func:`~goodoffices.model.preferences.acceptance_of` on the edited case.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache

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
from goodoffices.model.preferences.central import central_weights
from goodoffices.model.preferences.certain import IssueOrder, issue_orders, tiers_of
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
            return drops + max(min(map(self._cost, kinds)), self._options_rest(stated, learning)) if kinds else None
        if stated.form == "ranking":
            return drops + self._cost(SwapOutcomes.kind) * self._by_ranking(stated)
        places = self._by_priorities(stated)
        return None if places is None else drops + self._cost(RaisePriority.kind) * places

    def _options_rest(self, stated: Preferences, learning: bool) -> Fraction:
        """A lower bound of what edits of options cost: over all issues together the deal must not lose for certain.

        Importance does not touch that sum. Each issue can be brought to a draw, or to a certain gain, at a price of its own; the
        cheapest choice that makes the sum come out is the bound.
        """
        if self.reading is not Reading.CERTAIN:
            return Fraction(0)
        given = stated.orders or {}
        placed = {issue for tier in levels_of(stated.importance or []) for issue in tier}
        sums = {0: 0}
        for issue in self._clauses:
            pair = self._order(issue, given.get(issue, "?"))
            choices = pair.prices(learning, counts=learning or issue in placed)
            found: dict[int, int] = {}
            for total, paid in sums.items():
                for gain, price in choices:
                    found[total + gain] = min(paid + price, found.get(total + gain, paid + price))
            sums = found
        kinds = [SwapOptions.kind, StateOrder.kind] if learning else [SwapOptions.kind]
        steps = min((paid for total, paid in sums.items() if total >= 0), default=0)
        return min(map(self._cost, kinds)) * steps

    def _cost(self, kind: str) -> Fraction:
        return self.costs.of_kind(kind, self.party)

    def steps(self, stated: Preferences) -> Iterator[PreferenceEdit]:
        """Single edits that can matter to how the deal compares with the walk-away; red lines are seen to apart.

        Left out is what no cheapest set has: in a ranking, swaps of two outcomes other than these two, since a swap closes the
        gap between them only by moving one of them; in orders, swaps on issues where both stand alike, and swaps of two such
        issues, which change the places of others in no way that a swap with the other of the two would not.
        """
        if stated.form == "ranking":
            yield from self._ranking_steps(levels_of(stated.ranking or []))
            return
        for edit in edits_of(self.party, stated):
            if self._matters(edit):
                yield edit

    def _ranking_steps(self, levels: tuple[tuple[int, ...], ...]) -> Iterator[PreferenceEdit]:
        """The deal changes places with what stands just above it, the walk-away with what stands just below."""
        here = next(n for n, level in enumerate(levels) if self.code in level)
        away = next(n for n, level in enumerate(levels) if self._walk_away in level)
        pairs = [(other, self.code) for other in levels[here - 1]] if here else []
        if away + 1 < len(levels):
            pairs += [(self._walk_away or 0, other) for other in levels[away + 1]]
        for pair in dict.fromkeys(pairs):
            yield SwapOutcomes(self.party, pair)

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
    def _orders(self) -> dict[Hashable, _Pair]:
        return {}

    def _order(self, issue: str, entry: str | list[ConditionalOrder]) -> _Pair:
        """A party's order on an issue, over the two outcomes alone; kept, since few differ."""
        name = (issue, entry if isinstance(entry, str) else tuple(part.order for part in entry))
        if name not in self._orders:
            whole = issue_orders(self.case, Preferences(orders={issue: entry}))[issue]
            self._orders[name] = _Pair(replace(whole, cells=whole.cells[self._pair]))
        return self._orders[name]

    def _by_orders(self, stated: Preferences) -> bool:
        given = stated.orders or {}
        orders = {issue: self._order(issue, given.get(issue, "?")) for issue in self.case.space.issues}
        tiers, missing = tiers_of(stated, self.case.space)
        if self.reading is Reading.CENTRAL:
            return self._central_gain(orders, tiers, missing) >= 0
        if self.reading is Reading.CERTAIN:
            return all(total >= 0 for total in _running(orders, tiers, missing))
        both = LexicographicPreference(
            self.party, "orders", self.reading, RedLines.SINK, np.ones(2, dtype=np.bool_), np.zeros(2, dtype=np.bool_),
            tiers=tuple(tuple(orders[issue].order for issue in tier) for tier in tiers),
            missing=tuple(orders[issue].order for issue in missing),
        )  # fmt: skip
        return bool(both.raw(0).at_least[1])

    def _central_gain(self, orders: dict[str, _Pair], tiers: list[list[str]], missing: list[str]) -> Fraction:
        """What the deal is worth above the walk-away in the central world."""
        caring = [[issue for issue in tier if not orders[issue].order.indifferent] for tier in tiers]
        rest = [issue for issue in missing if not orders[issue].order.indifferent]
        name = (tuple(frozenset(tier) for tier in caring), frozenset(rest))
        if name not in self._weights:
            self._weights[name] = central_weights(caring, rest)
        weights = self._weights[name]
        return sum((weights[issue] * orders[issue].mean_gain for issue in weights), Fraction(0))

    @cached_property
    def _weights(self) -> dict[Hashable, dict[str, Fraction]]:
        return {}


@dataclass(frozen=True, eq=False)
class _Pair:
    """An order on one issue, over the walk-away and the deal alone."""

    order: IssueOrder

    @cached_property
    def least_gain(self) -> int:
        """Twice the least that the deal gains on this issue."""
        gains, _ = self.order.least_gains
        away, deal = self.order.cells
        return int(gains[deal, away])

    @lru_cache  # noqa: B019  as many as there are orders on an issue, gone with them
    def prices(self, learning: bool, counts: bool) -> tuple[tuple[int, int], ...]:
        """What this issue can come to (twice the gain), and the least number of edits of its options that takes.

        ``counts`` says whether a gain counts, as it does where the issue's importance is stated. Too low rather than too high:
        where the two fall under different orders, or options have no stated place, one edit is taken to be enough for anything.
        """
        gain = self.least_gain if counts else min(self.least_gain, 0)
        first = self.order.clauses[0]
        away, deal = (self.order.options[cell % len(self.order.options)] for cell in self.order.cells)
        level = {option: n for n, options in enumerate(first.levels) for option in options}
        if len(self.order.clauses) > 1 or deal not in level or away not in level or first.missing:
            enough = [(0, 1), (2, 1)] if learning or len(self.order.clauses) > 1 or deal in level else []
            return ((gain, 0), *(each for each in enough if each[0] > gain and (counts or each[0] == 0)))
        above = max(0, level[deal] - level[away])
        apart = level[deal] + len(first.levels) - 1 - level[away] - (above > 0)
        found = [(gain, 0)]
        if gain < 0:
            found.append((0, above))
        if gain < 2 and counts:
            found.append((2, apart))
        return tuple(found)

    @cached_property
    def mean_gain(self) -> Fraction:
        """What the deal gains on this issue at the means."""
        away, deal = self.order.cells
        values = self.order.values()
        gain: Fraction = values[deal] - values[away]
        return gain


def _running(orders: dict[str, _Pair], tiers: Iterable[Iterable[str]], missing: Iterable[str]) -> Iterator[int]:
    """Twice the least gain summed up to each tier, losses on issues of unstated importance counted at every one.

    None may be negative if the deal is to be at least as good in every preference world.
    """
    total = sum(min(orders[issue].least_gain, 0) for issue in missing)
    yield total
    for tier in tiers:
        total += sum(orders[issue].least_gain for issue in tier)
        yield total
