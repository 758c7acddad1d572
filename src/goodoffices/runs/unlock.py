"""Unlock: the fewest changes of what the parties want that would make a deal acceptable, and stable too where that is asked.

Every set of fewest edits is listed. Beside them stand the nearest other deals, side payments, and what a party would have to be
left with without a deal, which is in nobody's gift. An edit describes what would have to be true; it is not advice to a party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals import DealsProblem
from goodoffices.engines.deals.acceptance import consented
from goodoffices.engines.deals.rows import deal_row
from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.costs import Costs
from goodoffices.model.edits import Edit, StateImportance, StateOrder, statements_of
from goodoffices.model.files import CaseFile
from goodoffices.model.results.base import LISTED_AT_MOST, Provenance
from goodoffices.model.results.stability import Concept
from goodoffices.model.results.unlock import EditSet, Searched, UnlockResult
from goodoffices.runs.deals import deals_problem
from goodoffices.runs.unlocking.accepting import Accepting, Sets
from goodoffices.runs.unlocking.any_deal import Cheapest, cheapest_deals
from goodoffices.runs.unlocking.beside import nearby_deals, other_walk_aways, side_payments
from goodoffices.runs.unlocking.holding import Holding
from goodoffices.runs.unlocking.holds import Holds
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["CONCEPTS", "run_unlock"]

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM, Concept.SEQ_OR_SIM)
"""Solution concepts that can be asked for; ``mixed`` is none of one deal."""

DEALS_TRIED = 200
"""Deals for which stability is searched, the cheapest to accept first, where none is named."""

Progress = Callable[[str, int, int], None]

Groups = tuple[dict[tuple[Edit, ...], list[int]], Fraction | None, int]
"""Sets of edits with the deals that each unlocks, what an unseen set would cost at least, and how many states were looked at."""


def run_unlock(
    case: Case | CaseFile,
    deal: int | None = None,
    *,
    stable: Concept | None = None,
    rule: Rule = Rule.LEGAL,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    costs: Costs | None = None,
    at_most: Fraction | None = None,
    guarantees: bool = True,
    progress: Progress | None = None,
) -> UnlockResult:
    """The fewest changes that would make a deal acceptable.

    Parameters
    ----------
    case
        The negotiation.
    deal
        Code of the deal; any deal where None.
    stable
        A concept under which every party must stay at the deal, too.
    rule, reading, red_lines
        As for deals and stability.
    costs
        What edits cost; one each where None.
    at_most
        Sets that cost more are not looked for.
    guarantees
        Whether, with ``stable``, guarantees may be added.
    progress
        Told what is being done, how much of it is done, and of how much.

    Raises
    ------
    UsageError
        If the code is no feasible outcome, or the concept is not one of one deal.
    TooLarge
        If the case has more outcomes than can be worked out one by one.
    """
    case = case.case if isinstance(case, CaseFile) else case
    if stable is not None and stable not in CONCEPTS:
        raise UsageError(
            f"{stable.value} is no concept for one deal. There are: {', '.join(c.value for c in CONCEPTS)}."
        )
    if deal is not None and not (0 <= deal < case.space.outcomes and case.feasible[deal]):
        raise UsageError(f"{deal} is the code of no feasible outcome of this case.")
    run = _Run(
        case, stable, rule, reading, red_lines, costs or Costs(), at_most, guarantees, progress or (lambda *_: None)
    )
    return run.any_deal() if deal is None else run.one_deal(deal)


@dataclass(frozen=True, eq=False)
class _Run:
    """One question about one case."""

    case: Case
    concept: Concept | None
    rule: Rule
    reading: Reading
    red_lines: RedLines
    costs: Costs
    at_most: Fraction | None
    guarantees: bool
    progress: Progress

    @cached_property
    def problem(self) -> DealsProblem:
        return deals_problem(self.case, self.reading, self.red_lines)

    @cached_property
    def deals(self) -> NDArray[np.bool_]:
        return self.problem.consent.deals(self.problem.feasible)

    @cached_property
    def acceptable(self) -> NDArray[np.bool_]:
        return consented(self.problem.consent, self.deals, self.problem.accepts)

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        return consented(self.problem.consent, self.deals, ~self.problem.refuses)

    def one_deal(self, code: int) -> UnlockResult:
        """What would unlock the deal named."""
        row = deal_row(
            self.problem,
            code,
            acceptable=bool(self.acceptable[code]),
            possible=bool(self.possible[code]),
            pareto=None,
        )
        common: dict[str, Any] = {
            "code": code, "deal": row, "acceptable": row.acceptable, "concept": self.concept,
            "stable": None if self.concept is None else self._holds(code),
            "provenance": self._provenance(),
        }  # fmt: skip
        if not self.deals[code]:
            return UnlockResult(
                **common, sets=(), count=0, searched=Searched(None, 0), reason=self._no_deal(code),
                nearest=self._nearest(code, self.acceptable),
            )  # fmt: skip
        found = self._sets(code, self.at_most)
        nearest = self._nearest(code, self.acceptable)
        asked = [party for party in self.case.parties if any(party in each for each in row.consent)]
        return UnlockResult(
            **common,
            sets=self._ranked((edits, (code,)) for edits in found.sets),
            count=found.count,
            searched=Searched(found.below, found.looked_at, self.at_most),
            if_known=self._if_known(code, found.cost),
            nearest=nearest,
            nearest_possible=()
            if row.acceptable or any(nearby.count for nearby in nearest)
            else nearby_deals(
                self.case, self.problem, code, self.possible & ~self.acceptable, (self.reading, self.red_lines)
            ),
            side_payments=side_payments(self.problem, code),
            walk_aways=other_walk_aways(self.case, code, asked, (self.reading, self.red_lines)),
            reason=None if found.sets else self._none_found(found, possible=row.possible),
        )

    def any_deal(self) -> UnlockResult:
        """What would unlock some deal: the deals that take least, and all sets for each of them."""
        cheapest = self._cheapest(learning=False, at_most=self.at_most)
        if self.concept is None:
            groups, below, looked_at = self._all_accepted(cheapest, learning=False)
        else:
            groups, below, looked_at = self._all_held(cheapest)
        sets = self._ranked((edits, tuple(codes)) for edits, codes in groups.items())
        bounds = [bound for bound in (below, cheapest.below) if bound is not None]
        return UnlockResult(
            code=None,
            deal=None,
            acceptable=bool(self.acceptable.any()),
            concept=self.concept,
            stable=None if self.concept is None else any(not found.edits for found in sets),
            sets=sets[:LISTED_AT_MOST],
            count=len(sets),
            searched=Searched(min(bounds, default=None), cheapest.looked_at + looked_at, self.at_most),
            if_known=self._if_any_known(cheapest.cost),
            reason=None if sets else self._no_deal_at_all(),
            provenance=self._provenance(),
        )

    def _cheapest(self, *, learning: bool, at_most: Fraction | None) -> Cheapest:
        consent = self.problem.consent
        return cheapest_deals(
            self.case, consent, self.deals, self.reading, self.costs, learning=learning, at_most=at_most
        )

    def _if_any_known(self, cost: Fraction | None) -> tuple[EditSet, ...]:
        """For any deal: sets that fill gaps in what is known, where they cost no more than those that fill none."""
        if not self.learns:
            return ()
        cheapest = self._cheapest(learning=True, at_most=self._least(cost))
        groups, _, _ = self._all_accepted(cheapest, learning=True)
        return self._ranked((edits, tuple(codes)) for edits, codes in groups.items() if _fills(edits))[:LISTED_AT_MOST]

    def _sets(self, code: int, at_most: Fraction | None) -> Sets:
        """All cheapest sets for one deal."""
        consent = self.problem.consent.for_code(code)
        accepting = Accepting(self.case, code, self.reading, self.costs)
        alone = accepting.sets(consent, at_most, LISTED_AT_MOST)
        if self.concept is None or (alone.cost is None and alone.below is None):
            return alone
        found = self._holding(code, accepting).sets(at_most, LISTED_AT_MOST)
        if found.cost is None and found.below is not None and alone.cost is not None and found.below < alone.cost:
            return Sets(None, (), 0, alone.cost, found.looked_at)
        return found

    @property
    def learns(self) -> bool:
        """Whether filling gaps is tried too: the central reading has none, and what would hold hangs on all gaps at once."""
        return self.reading is not Reading.CENTRAL and self.concept is None

    def _least(self, cost: Fraction | None) -> Fraction | None:
        """The lower of a cost and the bound that was set."""
        return min((bound for bound in (cost, self.at_most) if bound is not None), default=None)

    def _if_known(self, code: int, cost: Fraction | None) -> tuple[EditSet, ...]:
        """Sets that fill gaps in what is known, where they cost no more than those that fill none."""
        if not self.learns:
            return ()
        consent = self.problem.consent.for_code(code)
        if not any(
            True for party in frozenset().union(*consent) for _ in statements_of(self.case, party, self.case.of(party))
        ):
            return ()
        accepting = Accepting(self.case, code, self.reading, self.costs, learning=True)
        found = accepting.sets(consent, self._least(cost), LISTED_AT_MOST)
        return self._ranked((edits, (code,)) for edits in found.sets if _fills(edits))

    def _all_accepted(self, cheapest: Cheapest, *, learning: bool) -> Groups:
        """The sets of the cheapest deals, those with the same edits together."""
        groups: dict[tuple[Edit, ...], list[int]] = {}
        looked_at, codes = 0, cheapest.codes()
        for number, code in enumerate(codes):
            self.progress("deals", number, len(codes))
            accepting = Accepting(self.case, code, self.reading, self.costs, learning=learning)
            found = accepting.sets(self.problem.consent.for_code(code), cheapest.cost, LISTED_AT_MOST)
            looked_at += found.looked_at
            for edits in found.sets:
                groups.setdefault(edits, []).append(code)
        return groups, None, looked_at

    def _all_held(self, cheapest: Cheapest) -> Groups:
        """The same where the deals must hold too. To hold costs no less than to accept, so the cheapest to accept come first."""
        groups: dict[tuple[Edit, ...], list[int]] = {}
        best, looked_at, unseen = self.at_most, 0, []
        codes = np.argsort(cheapest.least, kind="stable")[: int(np.count_nonzero(cheapest.known))]
        for number, code in enumerate(codes.tolist()):
            price = int(cheapest.least[code]) * cheapest.unit
            self.progress("deals", number, len(codes))
            if best is not None and price > best:
                break
            if number == DEALS_TRIED:
                unseen.append(price)
                break
            found = self._sets(code, best)
            looked_at += found.looked_at
            if found.below is not None and (found.cost is None or found.cost >= found.below):
                unseen.append(found.below)
            if found.cost is None:
                continue
            if best is None or found.cost < best:
                groups, best = {}, found.cost
            for edits in found.sets:
                groups.setdefault(edits, []).append(code)
        return groups, min(unseen, default=None), looked_at

    def _nearest(self, code: int, wanted: NDArray[np.bool_]) -> Any:
        holds = self._holds if self.concept is not None else None
        return nearby_deals(self.case, self.problem, code, wanted, (self.reading, self.red_lines), holds)

    def _holding(self, code: int, accepting: Accepting) -> Holding:
        consent = self.problem.consent.for_code(code)
        holding = Holding(accepting, self._asked(code), consent, guarantees=self.guarantees)
        holding.told = lambda done: self.progress("sets", done, holding.states)
        return holding

    def _asked(self, code: int) -> Holds:
        assert self.concept is not None  # noqa: S101  tells the type checker: asked only with a concept
        return Holds(self.case, code, self.concept, self.rule, self.reading, self.red_lines)

    def _holds(self, code: int) -> bool:
        return self._asked(code).holds({party: self.case.of(party) for party in self.case.parties}, ())

    def _ranked(self, sets: Iterable[tuple[tuple[Edit, ...], tuple[int, ...]]]) -> tuple[EditSet, ...]:
        """Sets by cost; of equal ones first those that ask for fewest changes, of more parties, more evenly; each in turn."""
        found = []
        for edits, codes in sets:
            prices = [(edit.party, self.costs.of(edit)) for edit in edits]
            asked = {
                party: sum((price for who, price in prices if who == party), Fraction(0))
                for party in self.case.parties
                if any(who == party for who, _ in prices)
            }
            found.append(EditSet(sum(asked.values(), Fraction(0)), edits, asked, codes))
        turn: Counter[tuple[str, ...]] = Counter()
        keys = []
        for each in found:
            turn[tuple(each.asked)] += 1
            changes = sum(not isinstance(edit, (StateOrder, StateImportance)) for edit in each.edits)
            shared = (-len(each.asked), max(each.asked.values(), default=Fraction(0)))
            keys.append((each.cost, changes, shared, turn[tuple(each.asked)]))
        return tuple(found[n] for n in sorted(range(len(found)), key=lambda n: keys[n]))

    def _no_deal(self, code: int) -> str:
        """Why an outcome is no deal at all."""
        if code == self.case.status_quo_code:
            return "This is how things stand now: there is nothing to agree."
        before = self.case.status_quo_code
        stuck = [
            f"{issue}.{option}"
            for issue, option in self.case.space.difference(code, before or 0).items()
            if not self.case.issues[issue].reached(option)
        ]
        return f"Nobody can bring this about: {', '.join(stuck)}."

    def _no_deal_at_all(self) -> str:
        if not self.deals.any():
            return "Nobody can bring about anything other than the status quo; there is nothing to unlock."
        return "No set of such edits that was looked at unlocks a deal."

    def _none_found(self, found: Sets, *, possible: bool) -> str:
        if possible and self.concept is None:
            return "Nobody who must agree refuses it; it hangs on what is not known, and no such edit settles that."
        if found.below is not None:
            return "None was found among the sets that were looked at."
        if self.at_most is not None:
            return "No set of such edits within this cost is enough."
        return "No set of such edits is enough."

    def _provenance(self) -> Provenance:
        parameters: dict[str, Any] = {
            "reading": self.reading.value,
            "red_lines": self.red_lines.value,
            "costs": {
                "edits": {kind: str(cost) for kind, cost in self.costs.kinds.items()},
                "parties": {party: str(cost) for party, cost in self.costs.parties.items()},
            },
        }
        if self.concept is not None:
            parameters |= {"concept": self.concept.value, "rule": self.rule.value, "guarantees": self.guarantees}
        return Provenance("unlock by rising cost", parameters)


def _fills(edits: Sequence[Edit]) -> bool:
    """Whether a set fills a gap in what is known."""
    return any(isinstance(edit, (StateOrder, StateImportance)) for edit in edits)
