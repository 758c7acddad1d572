"""Find deals: acceptable ones, the Pareto set, the bargaining solutions; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.acceptance import accepted_by_enough, consented
from goodoffices.engines.deals.bargaining import Bargaining, bargaining_set
from goodoffices.engines.deals.conflicts import conflicts_and_concessions, hangs_on
from goodoffices.engines.deals.egalitarian import egalitarian
from goodoffices.engines.deals.kalai_smorodinsky import kalai_smorodinsky
from goodoffices.engines.deals.nash import nash
from goodoffices.engines.deals.opposition import opposition
from goodoffices.engines.deals.pareto import pareto_set
from goodoffices.engines.deals.partial import COMPARED_AT_MOST, AtLeast, partial_pareto_set
from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.engines.deals.rows import deal_row
from goodoffices.engines.deals.utilitarian import utilitarian
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.deals import Codes, DealsResult, RefusalSets, Solution, Unavailable
from goodoffices.settings import Disagreement, Ideal

__all__ = ["ROWS_AT_MOST", "find_deals"]

ROWS_AT_MOST = 200
"""Deals that are described one by one: acceptable ones, or possible ones where none is."""


def find_deals(
    problem: DealsProblem,
    *,
    disagreement: Disagreement = Disagreement.WALK_AWAY,
    ideal: Ideal = Ideal.RATIONAL,
    at_least: int | None = None,
    veto: Sequence[int] = (),
    about: Iterable[int] = (),
    parameters: Mapping[str, Any] | None = None,
    evidence: Sequence[str] = (),
) -> DealsResult:
    """Which deals everyone whose consent is needed could accept, what a fair one would be, or why there is none.

    Parameters
    ----------
    problem
        The negotiation as arrays over all outcomes.
    disagreement, ideal
        The points from which gains are measured, and against which shares of them are.
    at_least, veto
        Count a deal as acceptable if so many principals accept it, those with a veto (party numbers) among them; all where
        None.
    about
        Codes to describe besides the acceptable deals, such as those of the live proposals.
    parameters, evidence
        What the caller wants told with the result: the reading of orders, statement ids.

    Returns
    -------
    DealsResult
        Solutions that cannot be had are there with the reason.
    """
    deals = problem.consent.deals(problem.feasible)
    if at_least is None:
        acceptable = consented(problem.consent, deals, problem.accepts)
        possible = consented(problem.consent, deals, ~problem.refuses)
    else:
        acceptable = accepted_by_enough(problem.consent, deals, problem.accepts, at_least, veto)
        possible = accepted_by_enough(problem.consent, deals, ~problem.refuses, at_least, veto)
    pareto = _pareto(problem)
    bargaining = bargaining_set(problem, acceptable, disagreement, ideal)
    none = not acceptable.any()
    why, concessions = (
        conflicts_and_concessions(problem, deals)
        if none and not possible.any() and at_least is None
        else (RefusalSets(), RefusalSets())
    )
    solutions = {
        name: _solved(solve, bargaining)
        for name, solve in (
            ("nash", nash),
            ("kalai_smorodinsky", kalai_smorodinsky),
            ("egalitarian", egalitarian),
            ("utilitarian", utilitarian),
        )
    }
    over = problem.solved_over
    return DealsResult(
        outcomes=problem.space.outcomes,
        feasible=int(np.count_nonzero(problem.feasible)),
        status_quo=problem.consent.status_quo,
        parties=problem.parties,
        over=tuple(problem.parties[p] for p in over),
        consent=_in_case_order(problem, problem.consent.always(deals)),
        deals=Codes(np.flatnonzero(deals)),
        not_brought_about=Codes(np.flatnonzero(problem.feasible & ~problem.consent.brought_about)),
        acceptable=Codes(np.flatnonzero(acceptable)),
        possible=Codes(np.flatnonzero(possible)),
        pareto=pareto,
        pareto_acceptable=pareto
        if isinstance(pareto, Unavailable)
        else Codes(pareto.values[acceptable[pareto.values]]),
        **solutions,
        opposition=opposition([problem.scores_of(p) for p in over], _nearest_to_ideal(problem, pareto)),
        why_none=why,
        concessions=concessions,
        why_none_reason=_reason(problem, deals, acceptable, possible, at_least),
        hangs_on=hangs_on(problem, possible) if none and possible.any() and at_least is None else (),
        both_accept=_both_accept(problem, deals),
        rows=_rows(problem, acceptable, possible, pareto, solutions.values(), about),
        warnings=tuple(_warnings(problem)),
        provenance=Provenance(
            "deals by enumeration",
            {
                **(parameters or {}),
                "disagreement": disagreement.value,
                "ideal": ideal.value,
                "over": [problem.parties[p] for p in over],
                "at_least": at_least,
                "veto": [problem.parties[p] for p in veto],
            },
            evidence=tuple(evidence),
        ),
    )


def _pareto(problem: DealsProblem) -> Codes | Unavailable:
    """The Pareto set of all feasible outcomes, by ranks where every order is complete."""
    orders = [problem.order_of(p) for p in problem.solved_over]
    without = [problem.parties[p] for p, order in zip(problem.solved_over, orders, strict=True) if order is None]
    if without or not orders:
        return Unavailable(f"Nothing is known of what these parties prefer: {', '.join(without) or 'there is none'}.")
    complete = [order for order in orders if isinstance(order, np.ndarray)]
    if len(complete) == len(orders):
        return Codes(pareto_set(complete, problem.feasible))
    count = int(np.count_nonzero(problem.feasible))
    if count > COMPARED_AT_MOST:
        return Unavailable(
            f"Some comparisons are unknown, and {count:,} feasible outcomes are too many to compare pair by pair "
            f"(at most {COMPARED_AT_MOST:,}). The central reading has a Pareto set."
        )
    relations = [_above(order) if isinstance(order, np.ndarray) else order for order in orders if order is not None]
    return Codes(partial_pareto_set(relations, problem.feasible))


def _nearest_to_ideal(problem: DealsProblem, pareto: Codes | Unavailable) -> NDArray[np.int64]:
    """[codes] among which the outcome nearest to everybody's best is: the front, where utilities alone decide it."""
    by_utilities = not any(problem.orders[p] is not None for p in problem.solved_over) if problem.orders else True
    return pareto.values if isinstance(pareto, Codes) and by_utilities else np.flatnonzero(problem.feasible)


def _above(ranks: NDArray[Any]) -> AtLeast:
    """A complete order as a relation."""
    return lambda code: np.asarray(ranks >= ranks[code], dtype=np.bool_)


def _solved(solve: Callable[[Bargaining], Solution], bargaining: Bargaining | Unavailable) -> Solution | Unavailable:
    return bargaining if isinstance(bargaining, Unavailable) else solve(bargaining)


def _reason(
    problem: DealsProblem,
    deals: NDArray[np.bool_],
    acceptable: NDArray[np.bool_],
    possible: NDArray[np.bool_],
    at_least: int | None,
) -> str | None:
    """Why ``why_none`` is empty, if it is."""
    if acceptable.any():
        return "A deal exists."
    if not problem.feasible.any():
        return "The rules leave no outcome."
    if not deals.any():
        return "Nobody can bring about anything other than the status quo; no refusal is to blame."
    if possible.any():
        return "No deal is certain, but none of the possible ones is refused: it hangs on answers that are not known."
    if at_least is not None:
        return "Conflicts are worked out only where every consent is needed."
    return None


def _in_case_order(problem: DealsProblem, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(party for party in problem.parties if party in names)


def _both_accept(problem: DealsProblem, deals: NDArray[np.bool_]) -> dict[tuple[str, str], int]:
    """For each pair of parties, how many deals both accept."""
    said = problem.accepts & deals
    return {
        (problem.parties[a], problem.parties[b]): int(np.count_nonzero(said[a] & said[b]))
        for a, b in combinations(range(len(problem.parties)), 2)
    }


def _rows(
    problem: DealsProblem,
    acceptable: NDArray[np.bool_],
    possible: NDArray[np.bool_],
    pareto: Codes | Unavailable,
    solutions: Iterable[Solution | Unavailable],
    about: Iterable[int],
) -> tuple[Any, ...]:
    """The first deals, those that solutions pick, and those asked about, by code."""
    shown = np.flatnonzero(acceptable if acceptable.any() else possible)[:ROWS_AT_MOST]
    picked = [found.codes[:ROWS_AT_MOST] for found in solutions if isinstance(found, Solution)]
    codes = np.unique(np.concatenate([shown, *picked, np.array([*about], dtype=np.int64)]))
    efficient = None if isinstance(pareto, Unavailable) else np.isin(codes, pareto.values)
    return tuple(
        deal_row(
            problem,
            int(code),
            acceptable=bool(acceptable[code]),
            possible=bool(possible[code]),
            pareto=None if efficient is None else bool(efficient[row]),
        )
        for row, code in enumerate(codes)
    )


def _warnings(problem: DealsProblem) -> Iterable[str]:
    """What a reader should know about the inputs."""
    for p, party in enumerate(problem.parties):
        found = problem.scores_of(p)
        if not (problem.accepts[p] | problem.refuses[p]).any():
            yield f"What {party} would accept is not known."
        if found is None or found.disagreement is None or not problem.feasible.any():
            continue
        greatest = int(found.utilities[problem.feasible].max())
        if found.disagreement > greatest:
            yield (
                f"{party} is left with {found.disagreement / found.scale:g} if there is no deal, "
                f"more than any feasible outcome gives it ({greatest / found.scale:g})."
            )
