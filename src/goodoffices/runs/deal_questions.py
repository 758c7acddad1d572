"""Further questions to the deals of a case: a route to one, trades from one, and where the live proposals stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.against import AdditiveAgainst, Against, ListedAgainst
from goodoffices.engines.deals.find import find_deals
from goodoffices.engines.deals.nearest import changed_issues, place_proposal
from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.engines.deals.route import find_route
from goodoffices.engines.deals.rows import deal_row
from goodoffices.engines.deals.trades import find_trades
from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.case import Case
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.deals import Deal, Unavailable
from goodoffices.model.results.place import Nearest, Place, Placement
from goodoffices.model.results.places import Placed, Places
from goodoffices.model.results.route import Route
from goodoffices.model.results.stability import Concept, StabilityResult
from goodoffices.model.results.trades import Trades
from goodoffices.runs.deals import LISTABLE, deals_problem
from goodoffices.runs.large_deals import additive_of
from goodoffices.runs.stability import run_stability
from goodoffices.settings import Reading, RedLines

__all__ = ["HELD_BY", "run_places", "run_route", "run_trades"]

HELD_BY = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
"""The solution concepts that the nearest deals are asked to hold under."""
_LOOKED_AT = 200
"""Most outcomes of trades that are looked at as deals."""
_DISTANCES = 2


def run_route(
    case: Case,
    deal: int,
    *,
    bundle: int = 1,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    parties: Sequence[str] | None = None,
) -> Route:
    """The best order of steps from the status quo to a deal.

    Parameters
    ----------
    case
        The negotiation; it needs a status quo.
    deal
        Code of the outcome to reach.
    bundle
        How many issues may change at one step.
    reading, red_lines
        How stated orders become comparisons.
    parties
        Whom to mind on the way; those whose consent the deal needs where None.

    Raises
    ------
    UsageError
        If there is no status quo to start from, the deal is the status quo, or nobody can bring it about.
    TooLarge
        If the case has too many outcomes to list, or the changes are too many to put in order.
    """
    start = case.status_quo_code
    if start is None:
        raise UsageError("The case has no status quo, so there is nothing to start a route from.")
    if deal == start:
        raise UsageError("This is the status quo: there is nothing to change.")
    problem = deals_problem(case, reading, red_lines, parties)
    consent = problem.consent.for_code(deal)
    if not consent:
        raise UsageError(f"Nobody can bring about outcome {deal}: {_out_of_reach(case, deal, start)}.")
    names = frozenset().union(*consent) if parties is None else frozenset(parties)
    return find_route(
        problem,
        start,
        deal,
        parties=[p for p, party in enumerate(problem.parties) if party in names],
        bundle=bundle,
        can_return=[
            bool(issue.reached(option))
            for issue, option in zip(case.issues.values(), _options(case, start), strict=True)
        ],
    )


def run_trades(
    case: Case,
    base: int,
    *,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    parties: Sequence[str] | None = None,
) -> Trades:
    """Pairs of changes that nobody loses by together, from any outcome; for scores also where outcomes cannot be listed.

    Parameters
    ----------
    case
        The negotiation.
    base
        Code of the outcome to start from: a proposal, the status quo, any deal.
    reading, red_lines
        How stated orders become comparisons.
    parties
        Who must not lose; the principals where None.

    Raises
    ------
    TooLarge
        If outcomes are too many to list and a party has no exact scores.
    """
    if case.space.outcomes > LISTABLE:
        return find_trades(_by_scores(case, base, parties))
    problem = deals_problem(case, reading, red_lines, parties)
    found = find_trades(ListedAgainst(problem, base))
    codes = dict.fromkeys(trade.code for trade in (*found.trades, *found.one_loser))
    rows = {code: _deal(problem, code) for code in list(codes)[:_LOOKED_AT]}
    settings = {"reading": reading.value, "red_lines": red_lines.value}
    provenance = replace(found.provenance, parameters={**found.provenance.parameters, **settings})
    return replace(found, deals=rows, provenance=provenance)


def run_places(
    case: Case,
    *,
    fill: str = "status_quo",
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
    parties: Sequence[str] | None = None,
) -> Places:
    """Where every live proposal stands, by acceptance, by the frontier, and by what deals are near.

    Parameters
    ----------
    case
        The negotiation.
    fill
        From where distances are counted: ``status_quo`` leaves what a proposal leaves open as it is, ``open`` fills it as well as
        can be (the completion that fewest outcomes dominate).
    reading, red_lines
        How stated orders become comparisons.
    parties
        By whose orders one outcome dominates another; the principals where None.

    Raises
    ------
    UsageError
        If the case has no proposal.
    TooLarge
        If the case has too many outcomes to list.
    """
    if not case.proposals:
        raise UsageError("The case has no proposal to place. Proposals stand under `proposals:` in the case file.")
    problem = deals_problem(case, reading, red_lines, parties)
    result = find_deals(problem)
    held = _held(case, red_lines)
    placed = []
    for name, proposal in case.proposals.items():
        placement = place_proposal(problem, result, proposal.terms)
        place = _chosen(placement, fill)
        away = None if isinstance(place, Unavailable) else changed_issues(problem, place.deal.code)
        placed.append(
            Placed(
                name,
                proposal.by,
                {party: answer.value for party, answer in proposal.answers.items()},
                placement,
                place,
                () if away is None else _nearest(away, result.possible.values),
                _nearest_held(away, result.acceptable.values, held),
                _nearest_held(away, result.possible.values, held),
            )
        )
    settings = {
        "fill": fill,
        "reading": reading.value,
        "red_lines": red_lines.value,
        "stability": Reading.CENTRAL.value,
    }
    return Places(fill, result.over, tuple(placed), Provenance("places of proposals", settings))


def _options(case: Case, code: int) -> Iterable[str]:
    return case.space.terms(code).values()


def _out_of_reach(case: Case, deal: int, start: int) -> str:
    changed = case.space.difference(deal, start)
    closed = [f"{issue}.{option}" for issue, option in changed.items() if not case.issues[issue].reached(option)]
    return f"no one is named who could bring about {', '.join(closed)}"


def _by_scores(case: Case, base: int, parties: Sequence[str] | None) -> Against:
    """Comparisons from the issue tables of the principals, or of some of them."""
    found = additive_of(case)
    over = found.parties if parties is None else tuple(parties)
    strange = [party for party in over if party not in found.parties]
    if strange:
        raise UsageError(
            f"There are too many outcomes to list, so that only principals can be compared: {', '.join(found.parties)}. "
            f"{strange[0]} is none of them."
        )
    rows = [found.parties.index(party) for party in over]
    excluded = [
        dict(zip(ban.issues, cell, strict=True)) for ban in found.bans for cell in np.argwhere(ban.table).tolist()
    ]
    tables, scales = [found.tables[row] for row in rows], [found.scales[row] for row in rows]
    return AdditiveAgainst(found.space, base, over, tables, scales, excluded)


def _deal(problem: DealsProblem, code: int) -> Deal:
    """An outcome as a deal, acceptable if all of a smallest consent set accept, possible if none of one refuses."""
    yes = {party for p, party in enumerate(problem.parties) if problem.accepts[p, code]}
    no = {party for p, party in enumerate(problem.parties) if problem.refuses[p, code]}
    sets = problem.consent.for_code(code)
    real = bool(problem.feasible[code]) and code != problem.consent.status_quo
    return deal_row(
        problem,
        code,
        acceptable=real and any(parties <= yes for parties in sets),
        possible=real and any(not parties & no for parties in sets),
        pareto=None,
    )


def _chosen(placement: Placement, fill: str) -> Place | Unavailable:
    if fill == "open" or isinstance(placement.filled, Unavailable):
        return placement.best
    return placement.filled


def _nearest(away: NDArray[np.int64], codes: NDArray[np.int64], distances: int = _DISTANCES) -> tuple[Nearest, ...]:
    """The codes by number of changed issues, the nearest few distances."""
    found = away[codes]
    return tuple(Nearest(int(n), tuple(codes[found == n].tolist())) for n in np.unique(found)[:distances])


def _held(case: Case, red_lines: RedLines) -> StabilityResult | Unavailable:
    """Stability in the central world, which the nearest deals that hold are taken from."""
    try:
        return run_stability(case, reading=Reading.CENTRAL, red_lines=red_lines, concepts=HELD_BY).result
    except TooLarge as error:
        return Unavailable(str(error))


def _nearest_held(
    away: NDArray[np.int64] | None, codes: NDArray[np.int64], held: StabilityResult | Unavailable
) -> Mapping[str, Nearest | Unavailable]:
    """For each concept the nearest of some deals that are equilibria under it."""
    found: dict[str, Nearest | Unavailable] = {}
    for concept in HELD_BY:
        if away is None:
            found[concept.value] = Unavailable("The proposal leads to no outcome to count from.")
        elif isinstance(held, Unavailable):
            found[concept.value] = held
        elif concept not in held.verdicts:
            found[concept.value] = Unavailable(held.missing.get(concept, "It was not worked out."))
        else:
            stays = codes[np.asarray(held.verdicts[concept].all(axis=0), dtype=np.bool_)[codes]]
            nearest = _nearest(away, stays, 1)
            found[concept.value] = nearest[0] if nearest else Unavailable("None of them holds.")
    return found
