"""The fewest edits and guarantees after which a deal is accepted and nobody would leave it.

An edit that makes a deal acceptable can unsettle it, and a guarantee can take from one party what held another back, so that sets
are judged whole. Under concepts that separate by party, a party that already accepts and stays needs no edit once the guarantees
are chosen; under the others every edit of every party is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from goodoffices.model.case import Preferences
from goodoffices.model.edits import Edit, edits_of
from goodoffices.model.guarantees import Guarantee, guarantees_of
from goodoffices.runs.unlocking.accepting import Accepting, Sets
from goodoffices.runs.unlocking.holds import SEPARABLE, Holds
from goodoffices.runs.unlocking.judge import key_of
from goodoffices.runs.unlocking.search import cheapest

__all__ = ["Holding"]

STATES = 2_000
"""Sets of edits and guarantees that are looked at before the search gives up."""


@dataclass(frozen=True, eq=False)
class _State:
    """Everyone's preferences, the guarantees that stand, and whether guarantees may still be added."""

    stated: dict[str, Preferences]
    guarantees: tuple[Guarantee, ...] = ()
    open: bool = True

    @property
    def key(self) -> Hashable:
        """What tells two states apart."""
        return tuple(key_of(stated) for stated in self.stated.values()), frozenset(self.guarantees)


@dataclass(eq=False)
class Holding:
    """The search for one deal, its acceptance and its stability."""

    accepting: Accepting
    holds: Holds
    consent: Sequence[Collection[str]]
    guarantees: bool = True
    states: int = STATES
    told: Callable[[int], None] = lambda _: None

    def sets(self, at_most: Fraction | None, listed: int) -> Sets:
        """The cheapest sets; ``at_most`` and ``listed`` as for acceptance alone."""
        found = cheapest(
            self._start(),
            steps=self._steps,
            key=lambda state: state.key,
            goal=self._done,
            rest=self._rest,
            at_most=at_most,
            states=self.states,
            told=self.told,
        )
        sets = tuple(dict.fromkeys(path for path, _ in found.ways))
        return Sets(found.cost, sets[:listed], len(sets), found.below, found.looked_at)

    def _start(self) -> _State:
        case = self.accepting.case
        return _State({party: case.of(party) for party in case.parties}, open=self.guarantees)

    def _accepts(self, party: str, state: _State) -> bool:
        return self.accepting.judge(party).accepts(state.stated[party])

    def _done(self, state: _State) -> bool:
        """Acceptance first: it costs little to ask."""
        accepted = any(all(self._accepts(party, state) for party in parties) for parties in self.consent)
        return accepted and self.holds.holds(state.stated, state.guarantees)

    def _rest(self, state: _State) -> Fraction | None:
        """What acceptance alone still costs, by the cheapest consent set."""
        totals = []
        for parties in self.consent:
            rests = [self.accepting.rest(party, state.stated[party]) for party in parties]
            known = [rest for rest in rests if rest is not None]
            if len(known) == len(rests):
                totals.append(sum(known, Fraction(0)))
        return min(totals, default=None)

    def _steps(self, state: _State) -> Iterator[tuple[Edit, Fraction, _State]]:
        costs = self.accepting.costs
        if state.open:
            for guarantee in self._guarantees(state):
                yield guarantee, costs.of(guarantee), replace(state, guarantees=(*state.guarantees, guarantee))
        for party, stated in state.stated.items():
            if self.holds.concept in SEPARABLE and self._needs_nothing(party, state):
                continue
            for edit in edits_of(party, stated):
                after = {**state.stated, party: edit.changed(stated)}
                yield edit, costs.of(edit), replace(state, stated=after, open=False)

    def _guarantees(self, state: _State) -> Iterator[Guarantee]:
        """Those that can be added; each combination is made in one order only."""
        case, code = self.holds.case, self.holds.code
        every = list(guarantees_of(case, code, self.holds.rights()))
        first = every.index(state.guarantees[-1]) + 1 if state.guarantees else 0
        yield from every[first:]

    def _needs_nothing(self, party: str, state: _State) -> bool:
        asked = any(party in parties for parties in self.consent)
        return (not asked or self._accepts(party, state)) and self.holds.stays(party, state.stated, state.guarantees)
