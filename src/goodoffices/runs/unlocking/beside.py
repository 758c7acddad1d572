"""What stands beside edits of preferences: other terms, payments between those who have scores, other walk-aways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals import DealsProblem
from goodoffices.model.case import Case
from goodoffices.model.edits import term_edits
from goodoffices.model.preferences import Comparison, acceptance_of, preference_of, reservation_of, utilities_of
from goodoffices.model.results.unlock import Nearby, NearDeal, OtherWalkAway, SidePayment
from goodoffices.model.scaling import sum_tables
from goodoffices.settings import Reading, RedLines

__all__ = ["WITHIN", "nearby_deals", "other_walk_aways", "side_payments"]

WITHIN = 2
"""Changes of terms within which all deals are listed; beyond, those at the least number at which there is one."""
_LISTED = 1_000


def nearby_deals(
    case: Case,
    problem: DealsProblem,
    code: int,
    wanted: NDArray[np.bool_],
    settings: tuple[Reading, RedLines],
    holds: Callable[[int], bool] | None = None,
) -> tuple[Nearby, ...]:
    """Deals by number of changed issues: at one, at two, and where there is none, at the least number at which there is one.

    Parameters
    ----------
    case, problem
        The negotiation, as it is written and as arrays.
    code
        The deal that they are compared with.
    wanted
        [outcomes] which deals count.
    settings
        How stated orders become comparisons.
    holds
        Whether a deal is stable, where that is asked as well.
    """
    away = _changed(case, code)
    comparisons = {party: preference_of(case, party, *settings).against(code) for party in case.parties}
    found: list[Nearby] = []
    for changes in range(1, len(case.issues) + 1):
        codes = [int(each) for each in np.flatnonzero(wanted & (away == changes))]
        if holds is not None:
            codes = [each for each in codes if holds(each)]
        if codes or changes <= WITHIN:
            deals = tuple(_near(case, problem, code, each, comparisons) for each in codes[:_LISTED])
            found.append(Nearby(changes, deals, len(codes)))
        if changes >= WITHIN and any(nearby.count for nearby in found):
            break
    return tuple(found)


def side_payments(problem: DealsProblem, code: int) -> tuple[SidePayment, ...]:
    """For each consent set in which a party with scores lacks something: what, and who could pay it."""
    gains: dict[str, Fraction] = {}
    for p, party in enumerate(problem.parties):
        scores = problem.scores_of(p)
        if scores is not None and scores.disagreement is not None:
            gains[party] = Fraction(int(scores.utilities[code]) - int(scores.disagreement), scores.scale)
    can_pay = {party: gain for party, gain in gains.items() if gain > 0}
    found = []
    for consent in problem.consent.for_code(code):
        asked = tuple(party for party in problem.parties if party in consent)
        short = {party: -gains[party] for party in asked if gains.get(party, Fraction(0)) < 0}
        lines = {
            constraint.party
            for k, constraint in enumerate(problem.constraints)
            if constraint.kind == "red_line" and problem.broken[k, code]
        }
        accepts = {party for p, party in enumerate(problem.parties) if problem.accepts[p, code]}
        besides = tuple(
            party
            for party in asked
            if problem.parties.index(party) in lines or (party not in short and party not in accepts)
        )
        if short:
            found.append(SidePayment(asked, short, can_pay, besides))
    return tuple(found)


def other_walk_aways(
    case: Case, code: int, parties: Sequence[str], settings: tuple[Reading, RedLines]
) -> tuple[OtherWalkAway, ...]:
    """For each party that the deal leaves below its walk-away for certain: the nearest one at which it would accept."""
    found = []
    for party in parties:
        other = _other_walk_away(case, code, party, settings)
        if other is not None:
            found.append(other)
    return tuple(found)


def _other_walk_away(case: Case, code: int, party: str, settings: tuple[Reading, RedLines]) -> OtherWalkAway | None:
    preference = preference_of(case, party, *settings)
    if not acceptance_of(case, preference).below[code]:
        return None
    reservation = reservation_of(case, party)
    if reservation is not None and preference.form == "scores":
        exact = utilities_of(case, party)
        if exact is None or reservation[0] != reservation[1]:
            return None
        return OtherWalkAway(party, None, reservation=(reservation[0], Fraction(int(exact[0][code]), exact[1])))
    now = case.walk_away_code(party)
    if now is None:
        return None
    at_most = preference.raw(code).at_most & case.feasible
    at_most[code] = False
    if not at_most.any():
        return None
    away = _changed(case, now)
    fewest = int(away[at_most].min())
    codes = np.flatnonzero(at_most & (away == fewest))
    return OtherWalkAway(party, now, fewest, tuple(int(each) for each in codes))


def _changed(case: Case, code: int) -> NDArray[np.int64]:
    """[outcomes] in how many issues each differs from one."""
    options = case.space.indices(code)
    return sum_tables(
        [(np.arange(size) != option).astype(np.int64) for size, option in zip(case.space.sizes, options, strict=True)]
    )


def _near(case: Case, problem: DealsProblem, code: int, other: int, comparisons: dict[str, Comparison]) -> NearDeal:
    better = tuple(p for p, found in comparisons.items() if found.at_least[other] and not found.at_most[other])
    worse = tuple(p for p, found in comparisons.items() if found.at_most[other] and not found.at_least[other])
    unknown = tuple(p for p, found in comparisons.items() if not (found.at_least[other] or found.at_most[other]))
    return NearDeal(other, term_edits(case, code, other), better, worse, unknown, _undecided(problem, other))


def _undecided(problem: DealsProblem, code: int) -> tuple[str, ...]:
    """The fewest parties whose unknown answers a deal hangs on; none where a consent set accepts."""
    index = {party: p for p, party in enumerate(problem.parties)}

    def silent(consent: Collection[str]) -> tuple[str, ...]:
        return tuple(party for party in problem.parties if party in consent and not problem.accepts[index[party], code])

    open_sets = [
        consent
        for consent in problem.consent.for_code(code)
        if not any(problem.refuses[index[party], code] for party in consent)
    ]
    return min((silent(consent) for consent in open_sets), key=len, default=())
