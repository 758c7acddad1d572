"""The fewest edits after which everyone whose consent a deal needs accepts it.

Whether a party accepts hangs on its own preferences alone, so each party is searched for itself; the cheapest sets are all ways
to put one of each together. Where several consent sets are equally small, the cheapest of them counts.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product
from math import prod

from goodoffices.model.case import Case, Preferences
from goodoffices.model.costs import Costs
from goodoffices.model.edits import DropRedLine, Edit, PreferenceEdit
from goodoffices.runs.unlocking.judge import Judge, key_of
from goodoffices.runs.unlocking.search import Found, cheapest
from goodoffices.settings import Reading

__all__ = ["Accepting", "Sets"]

STATES = 3_000
"""States of one party's preferences that are looked at before the search gives up."""


@dataclass(frozen=True)
class Sets:
    """All sets of edits of the least cost; ``sets`` may hold only the first of ``count``.

    Every set that costs less than ``below`` was looked at; None means every set there is, up to the bound that was set.
    """

    cost: Fraction | None
    sets: tuple[tuple[Edit, ...], ...]
    count: int
    below: Fraction | None
    looked_at: int = 0


@dataclass(eq=False)
class Accepting:
    """The search for one deal. ``learning``: statements that fill gaps count as edits too."""

    case: Case
    code: int
    reading: Reading
    costs: Costs
    learning: bool = False
    states: int = STATES
    _judges: dict[str, Judge] = field(default_factory=dict)
    _rests: dict[Hashable, Fraction | None] = field(default_factory=dict)

    def judge(self, party: str) -> Judge:
        """One party before the deal."""
        if party not in self._judges:
            self._judges[party] = Judge(self.case, party, self.code, self.reading, self.costs)
        return self._judges[party]

    def sets(self, consent: Sequence[Collection[str]], at_most: Fraction | None, listed: int) -> Sets:
        """The cheapest sets for the cheapest of the consent sets.

        Parameters
        ----------
        consent
            The smallest consent sets of the deal.
        at_most
            Sets that cost more are not looked for.
        listed
            List no more than so many.
        """
        parties = [party for party in self.case.parties if any(party in each for each in consent)]
        found = {party: self.of(party, self.case.of(party), at_most) for party in parties}
        groups = [[found[party] for party in parties if party in each] for each in consent]
        totals = [_total(group) for group in groups]
        known = [total for total in totals if total is not None and (at_most is None or total <= at_most)]
        cost = min(known, default=None)
        below = min((bound for group in groups if (bound := _below(group)) is not None), default=None)
        best = [group for group, total in zip(groups, totals, strict=True) if cost is not None and total == cost]
        ways = dict.fromkeys(islice(_put_together(best), listed))
        count = sum(prod(len(party.ways) for party in group) for group in best)
        if count <= listed:
            count = len(ways)  # two consent sets can need the same edits
        return Sets(cost, tuple(ways), count, below, sum(party.looked_at for party in found.values()))

    def rest(self, party: str, stated: Preferences) -> Fraction | None:
        """What one party's acceptance costs from here, or a lower bound of it; None where no edits lead to it. Kept."""
        name = (party, key_of(stated))
        if name not in self._rests:
            found = self.of(party, stated, None)
            self._rests[name] = found.cost if found.cost is not None else found.below
        return self._rests[name]

    def of(self, party: str, stated: Preferences, at_most: Fraction | None) -> Found[Preferences, PreferenceEdit]:
        """The cheapest edits of one party: the red lines that the deal crosses, then what its order needs."""
        judge = self.judge(party)
        drops = [DropRedLine(party, line) for line in judge.crossed(stated)]
        paid = self.costs.total(drops)
        for drop in drops:
            stated = drop.changed(stated)
        found = cheapest(
            stated,
            steps=lambda state: self._steps(judge, state),
            key=key_of,
            goal=judge.at_least,
            rest=lambda state: judge.rest(state, learning=self.learning),
            at_most=None if at_most is None else at_most - paid,
            states=self.states,
        )
        return Found(
            None if found.cost is None else found.cost + paid,
            tuple(((*drops, *path), state) for path, state in found.ways),
            None if found.below is None else found.below + paid,
            found.looked_at,
        )

    def _steps(self, judge: Judge, stated: Preferences) -> Iterator[tuple[PreferenceEdit, Fraction, Preferences]]:
        edits = list(judge.steps(stated)) + (list(judge.statements(stated)) if self.learning else [])
        for edit in edits:
            yield edit, self.costs.of(edit), edit.changed(stated)


def _total(group: Sequence[Found[Preferences, PreferenceEdit]]) -> Fraction | None:
    """What the parties cost together, if every one can be brought to accept."""
    costs = [party.cost for party in group if party.cost is not None]
    return sum(costs, Fraction(0)) if len(costs) == len(group) else None


def _below(group: Sequence[Found[Preferences, PreferenceEdit]]) -> Fraction | None:
    """What an unseen set would cost at least; None where every set was seen, or none can exist."""
    if all(party.complete for party in group) or any(party.cost is None and party.below is None for party in group):
        return None
    return sum((_least(party) for party in group), Fraction(0))


def _least(party: Found[Preferences, PreferenceEdit]) -> Fraction:
    """What a party costs at least."""
    return party.cost if party.cost is not None else party.below or Fraction(0)


def _put_together(groups: Sequence[Sequence[Found[Preferences, PreferenceEdit]]]) -> Iterator[tuple[Edit, ...]]:
    """One way of each party, all combinations, for each group."""
    for group in groups:
        for ways in product(*([path for path, _ in party.ways] for party in group)):
            yield tuple(edit for path in ways for edit in path)
