"""Which deals take the fewest edits: every party's cheapest edits for all outcomes at once.

Each state of a party's preferences is judged over all outcomes together, in the order of its cost, and no further than the
cheapest deal found.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case, Preferences
from goodoffices.model.consent import ConsentSets
from goodoffices.model.costs import Costs
from goodoffices.model.edits import edits_of, statements_of
from goodoffices.model.preferences import acceptance_of, preference_of
from goodoffices.runs.unlocking.judge import key_of
from goodoffices.settings import Reading, RedLines

__all__ = ["Cheapest", "cheapest_deals"]

STATES = 2_000
"""States of all parties' preferences that are judged before the search gives up."""
_NEVER = np.int64(2**40)


@dataclass(frozen=True, eq=False)
class Cheapest:
    """The least cost of each outcome as far as it was searched.

    ``least`` [outcomes] is in units of ``unit``; ``known`` [outcomes] tells where a cost was found. Every deal that costs less
    than ``below`` has its cost; None means that all have.
    """

    least: NDArray[np.int64]
    known: NDArray[np.bool_]
    unit: Fraction
    below: Fraction | None
    looked_at: int

    @property
    def cost(self) -> Fraction | None:
        """What the cheapest deals cost."""
        return int(self.least[self.known].min()) * self.unit if self.known.any() else None

    def codes(self) -> list[int]:
        """The cheapest deals."""
        return [] if self.cost is None else [int(code) for code in np.flatnonzero(self.least == self.least.min())]


class _Frontier:
    """One party's states by rising cost, each with the outcomes it accepts."""

    def __init__(self, case: Case, party: str, reading: Reading, costs: Costs, unit: Fraction, learning: bool) -> None:
        self._case, self._party, self._reading, self._costs, self._unit = case, party, reading, costs, unit
        self._learning = learning
        self.least = np.full(case.space.outcomes, _NEVER, dtype=np.int64)
        self._heap: list[tuple[int, tuple[int, ...], Preferences]] = [(0, (), case.of(party))]
        self._seen: set[Hashable] = set()

    @property
    def next_cost(self) -> int | None:
        """What the next state costs."""
        while self._heap and key_of(self._heap[0][2]) in self._seen:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def advance(self) -> None:
        """Judge the next state."""
        paid, numbers, stated = heappop(self._heap)
        self._seen.add(key_of(stated))
        case = self._case.model_copy(update={"preferences": {**self._case.preferences, self._party: stated}})
        preference = preference_of(case, self._party, self._reading, RedLines.BAR)
        accepts = acceptance_of(case, preference).accepts
        self.least[accepts & (self.least == _NEVER)] = paid
        edits = [*edits_of(self._party, stated)]
        if self._learning:
            edits += statements_of(self._case, self._party, stated)
        for number, edit in enumerate(edits):
            after = edit.changed(stated)
            if key_of(after) not in self._seen:
                heappush(self._heap, (paid + int(self._costs.of(edit) / self._unit), (*numbers, number), after))


def cheapest_deals(
    case: Case,
    consent: ConsentSets,
    deals: NDArray[np.bool_],
    reading: Reading,
    costs: Costs,
    *,
    learning: bool = False,
    at_most: Fraction | None = None,
    states: int = STATES,
) -> Cheapest:
    """What each deal costs in edits, up to the cheapest.

    Parameters
    ----------
    case, consent
        The negotiation, and whose agreement each outcome needs.
    deals
        [outcomes] which count.
    reading
        How stated orders become comparisons.
    costs
        What edits cost.
    learning
        Whether statements that fill gaps count as edits too.
    at_most
        Deals that cost more are not looked for.
    states
        Stop after so many states.
    """
    unit = Fraction(
        1,
        lcm(1, *(number.denominator for number in [*costs.kinds.values()]))
        * lcm(1, *(number.denominator for number in costs.parties.values())),
    )
    frontiers = {party: _Frontier(case, party, reading, costs, unit, learning) for party in case.parties}
    total = np.full(case.space.outcomes, _NEVER, dtype=np.int64)
    limit = None if at_most is None else int(at_most / unit)
    looked_at, level = 0, 0
    while True:
        ahead = [(cost, party) for party, each in frontiers.items() if (cost := each.next_cost) is not None]
        nearest = min(ahead, default=None)
        if nearest is None or nearest[0] > level:
            total = _totals(consent, deals, [frontiers[party].least for party in case.parties])
            best = int(total.min())
            if nearest is None or nearest[0] > best or (limit is not None and nearest[0] > limit):
                below = None
                break
            level = nearest[0]
        if looked_at == states:
            below = level * unit
            break
        frontiers[nearest[1]].advance()
        looked_at += 1
    if limit is not None:
        total[total > limit] = _NEVER
    return Cheapest(total, total < _NEVER, unit, below, looked_at)


def _totals(consent: ConsentSets, deals: NDArray[np.bool_], least: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """[outcomes] the least sum over one of the consent sets."""
    total = np.full(deals.size, _NEVER, dtype=np.int64)
    for number, sets in enumerate(consent.sets):
        rows = np.flatnonzero(deals & (consent.state == number))
        for bits in sets:
            asked = [least[p][rows] for p in range(len(least)) if bits >> p & 1]
            costs = np.sum(asked, axis=0, dtype=np.int64) if asked else np.zeros(len(rows), dtype=np.int64)
            total[rows] = np.minimum(total[rows], np.minimum(costs, _NEVER))
    return total
