"""Deals of a case: its preferences, red lines and walk-aways handed to the engine as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals import Constraint, DealsProblem, Scores, find_deals
from goodoffices.engines.deals.partial import AtLeast
from goodoffices.errors import TooLarge, UsageError, no_such
from goodoffices.model.case import Case
from goodoffices.model.consent import ConsentSets
from goodoffices.model.files import CaseFile
from goodoffices.model.preferences import (
    Acceptance,
    Preference,
    acceptance_of,
    preference_of,
    reservation_of,
    utilities_of,
)
from goodoffices.model.results.deals import DealsResult
from goodoffices.settings import Disagreement, Ideal, Reading, RedLines

__all__ = ["LISTABLE", "deals_problem", "run_deals"]

LISTABLE = 10**7
"""Most outcomes that are worked out one by one."""


def run_deals(
    case: Case | CaseFile,
    *,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    disagreement: Disagreement = Disagreement.WALK_AWAY,
    ideal: Ideal = Ideal.RATIONAL,
    parties: Sequence[str] | None = None,
    at_least: int | None = None,
    veto: Sequence[str] = (),
    about: Iterable[int] = (),
) -> DealsResult:
    """What everyone whose consent is needed could accept, what a fair deal would be, or why there is none.

    Parameters
    ----------
    case
        The negotiation.
    reading, red_lines
        How stated orders become comparisons.
    disagreement, ideal
        The points that bargaining solutions are measured from and against.
    parties
        Over whom the Pareto set and the solutions are taken; the principals where None.
    at_least, veto
        Count a deal as acceptable if so many principals accept, those named by ``veto`` among them.
    about
        Codes to describe besides the acceptable ones; the live proposals are always described.

    Raises
    ------
    TooLarge
        If the case has more outcomes than can be worked out one by one.
    UsageError
        If a party is named that the case does not have.
    """
    case = case.case if isinstance(case, CaseFile) else case
    problem = deals_problem(case, reading, red_lines, parties)
    proposed = [code for name in case.proposals if (code := case.proposal_code(name)) is not None]
    index = {party: k for k, party in enumerate(case.parties)}
    if at_least is not None and at_least > len(case.principals):
        raise UsageError(f"--at-least {at_least}: the case has only {len(case.principals)} principals.")
    return find_deals(
        problem,
        disagreement=disagreement,
        ideal=ideal,
        at_least=at_least,
        veto=[index[party] for party in _known(case, veto)],
        about=sorted({*about, *proposed}),
        parameters={"reading": reading.value, "red_lines": red_lines.value},
    )


def deals_problem(
    case: Case,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    parties: Sequence[str] | None = None,
) -> DealsProblem:
    """The case as arrays over all its outcomes."""
    if case.space.outcomes > LISTABLE:
        raise TooLarge(
            f"{case.space.outcomes:,} outcomes are more than can be worked out one by one ({LISTABLE:,}). "
            "Merge options, or leave out issues that no party's answer hangs on."
        )
    preferences = [preference_of(case, party, reading, red_lines) for party in case.parties]
    acceptances = [acceptance_of(case, preference) for preference in preferences]
    constraints, broken = _constraints(case, acceptances)
    index = {party: k for k, party in enumerate(case.parties)}
    return DealsProblem(
        space=case.space,
        parties=tuple(case.parties),
        feasible=case.feasible,
        consent=consent_of(case),
        accepts=np.array([found.accepts for found in acceptances]),
        refuses=np.array([found.refuses for found in acceptances]),
        constraints=constraints,
        broken=broken,
        scores=[_scores(case, preference) for preference in preferences],
        orders=[_order(preference) for preference in preferences],
        over=None if parties is None else tuple(index[party] for party in _known(case, parties)),
    )


def consent_of(case: Case) -> ConsentSets:
    """Whose agreement each outcome needs."""
    reached = [[issue.reached(option) for option in issue.options] for issue in case.issues.values()]
    return ConsentSets.of(case.space, tuple(case.parties), case.principals, reached, case.status_quo_code)


def _constraints(case: Case, acceptances: Sequence[Acceptance]) -> tuple[tuple[Constraint, ...], NDArray[np.bool_]]:
    """Every red line and walk-away by name, and [constraints, outcomes] where it is broken for certain."""
    constraints: list[Constraint] = []
    rows: list[NDArray[np.bool_]] = []
    for party, found in enumerate(acceptances):
        for text, crosses in found.lines:
            constraints.append(Constraint(party, "red_line", text))
            rows.append(crosses)
        constraints.append(Constraint(party, "walk_away", _walk_away_text(case, found)))
        rows.append(found.below)
    return tuple(constraints), np.array(rows)


def _walk_away_text(case: Case, found: Acceptance) -> str:
    """What a party is left with: its reservation, the status quo, or the terms by which its walk-away differs from that."""
    if found.walk_away is None:
        reservation = reservation_of(case, found.party)
        return "nothing to compare with" if reservation is None else f"a reservation of {float(reservation[0]):g}"
    if found.walk_away == case.status_quo_code:
        return "the status quo"
    base = case.status_quo_code
    terms = case.space.terms(found.walk_away) if base is None else case.space.difference(found.walk_away, base)
    return " and ".join(f"{issue}.{option}" for issue, option in terms.items())


def _scores(case: Case, preference: Preference) -> Scores | None:
    """Exact utilities and what the party is left with, on one scale that holds both."""
    exact = utilities_of(case, preference.party)
    if exact is None:
        return None
    values, scale = exact
    reservation = reservation_of(case, preference.party)
    if reservation is None:
        code = case.walk_away_code(preference.party)
        return Scores(values, scale, None if code is None else int(values[code]))
    low, high = reservation
    if low != high:
        return Scores(values, scale, None)
    finer = (low * scale).denominator
    values = values.astype(object) * finer if finer > 1 and scale * finer > 2**31 else values * finer
    return Scores(values, scale * finer, ceil(low * scale * finer))


def _order(preference: Preference) -> NDArray[Any] | AtLeast | None:
    """Ranks where complete, else how all outcomes compare with one; None where nothing at all is known."""
    if preference.ranks is not None:
        return preference.ranks
    if preference.form is None:
        return None
    return preference.at_least


def _known(case: Case, parties: Sequence[str]) -> Sequence[str]:
    """The parties named, if the case has them."""
    for party in parties:
        if party not in case.parties:
            raise UsageError(no_such("party", party, list(case.parties)))
    return parties
