"""Preference worlds of a case: planned in blocks, counted wherever there is room, and told with proofs first.

The counts do not depend on how the blocks are cut into tasks or who counts them; see :mod:`goodoffices.engines.worlds.uniforms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from goodoffices.engines.worlds import Tally
from goodoffices.engines.worlds.equilibria import CONCEPTS
from goodoffices.engines.worlds.hinges import answers, hinges
from goodoffices.engines.worlds.intervals import LABEL
from goodoffices.engines.worlds.orders import OrdersParty
from goodoffices.engines.worlds.shares import (
    AcceptanceShares,
    Certain,
    acceptance_shares,
    check_products,
    disagreeing_halves,
)
from goodoffices.engines.worlds.tally import WEIGHT_UNIT
from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.files import CaseFile
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.stability import Concept
from goodoffices.model.results.worlds import DealShares, Hinge, Proof, Share, WorldsResult
from goodoffices.runs.execute import Place, one_thread
from goodoffices.runs.worlds_case import WorldsCase, worlds_case
from goodoffices.runs.worlds_count import Progress, count_worlds
from goodoffices.runs.worlds_gaps import gaps_of
from goodoffices.settings import RedLines, Rule

__all__ = ["DRAWS", "HERE", "MOST_DRAWS", "SEED", "Drawn", "draw_worlds", "run_worlds", "told_worlds"]

DRAWS = 2_000
"""Worlds drawn unless more or fewer are asked for."""

MOST_DRAWS = 2**17
"""Worlds after which a run that is to reach a half-width gives up."""

_FIRST_LOOK = 1_024
SEED = 20250317
"""Seed where none is given: any number would do, as long as it is always the same."""

SHOWN = 6
"""Deals worth showing besides the proposals."""

HERE = Place()


@dataclass(frozen=True, eq=False)
class Drawn:
    """A case with its counts: what shares, hinges and questions are told from."""

    worlds: WorldsCase
    tally: Tally
    seed: int
    shares: AcceptanceShares
    shown: tuple[int, ...]
    """Places of the deals worth showing."""
    asked_half_width: float | None = None


def run_worlds(
    case: Case | CaseFile,
    *,
    draws: int | None = None,
    half_width: float | None = None,
    seed: int = SEED,
    about: int | None = None,
    concepts: Sequence[Concept] = CONCEPTS,
    rule: Rule = Rule.LEGAL,
    red_lines: RedLines = RedLines.SINK,
    assume_unknown: bool = False,
    place: Place = HERE,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> WorldsResult:
    """In which share of the preference worlds each deal is acceptable, and stable, and what the answer hinges on.

    Parameters
    ----------
    case
        The negotiation.
    draws
        Worlds to draw; 2,000 where neither this nor ``half_width`` is given.
    half_width
        Draw until half the widest interval among the deals shown is no greater, looking after 1,024, 2,048, 4,096, ...
        worlds, up to 131,072.
    seed
        Same seed, same worlds, on any machine and any number of workers.
    about
        Code of the deal that hinges concern; by default the one with the greatest share below 1.
    concepts
        Solution concepts to count; none to leave stability out.
    rule, red_lines
        As for stability.
    assume_unknown
        Draw every order of a party of which nothing is stated, in place of leaving its answers open.
    place
        Where to compute.
    cache
        A folder that keeps finished parts, so that a run that was stopped is taken up where it was.
    progress
        Told the stage, worlds done, worlds to do, and the time left in words.

    Raises
    ------
    TooLarge
        If there are too many outcomes.
    UsageError
        If ``about`` is no deal, or both ``draws`` and ``half_width`` are given.
    """
    drawn = draw_worlds(
        case, draws=draws, half_width=half_width, seed=seed, concepts=concepts, rule=rule, red_lines=red_lines,
        assume_unknown=assume_unknown, place=place, cache=cache, progress=progress,
    )  # fmt: skip
    return told_worlds(drawn, about)


def draw_worlds(
    case: Case | CaseFile,
    *,
    draws: int | None = None,
    half_width: float | None = None,
    seed: int = SEED,
    concepts: Sequence[Concept] = CONCEPTS,
    rule: Rule = Rule.LEGAL,
    red_lines: RedLines = RedLines.SINK,
    assume_unknown: bool = False,
    place: Place = HERE,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Drawn:
    """Draw and count; the arguments are those of :func:`run_worlds`."""
    if draws is not None and half_width is not None:
        raise UsageError("Give either a number of draws or a half-width to reach, not both.")
    if draws is not None and draws < 1:
        raise UsageError("At least one world must be drawn.")
    if half_width is not None and not 0 < half_width < 1:
        raise UsageError("A half-width lies between 0 and 1: 0.01 asks for one world in a hundred either way.")
    case = case.case if isinstance(case, CaseFile) else case
    worlds = worlds_case(case, concepts=concepts, rule=rule, red_lines=red_lines, assume_unknown=assume_unknown)
    if half_width is None:
        counted = count_worlds(worlds, seed, 0, draws or DRAWS, place, cache, progress)
        return _drawn(worlds, counted, seed, None)
    target = _FIRST_LOOK
    counted = count_worlds(worlds, seed, 0, target, place, cache, progress)
    drawn = _drawn(worlds, counted, seed, half_width)
    while _half_width(drawn) > half_width and target < MOST_DRAWS:
        counted = counted + count_worlds(worlds, seed, target, 2 * target, place, cache, progress)
        target *= 2
        drawn = _drawn(worlds, counted, seed, half_width)
    return drawn


def _drawn(worlds: WorldsCase, counted: Tally, seed: int, asked: float | None) -> Drawn:
    """Counts with their shares, checked."""
    problem = worlds.problem
    check_products(problem, counted)
    certain = Certain(
        accepts=np.array([found.accepts[problem.deals] for found in worlds.acceptance]),
        refuses=np.array([found.refuses[problem.deals] for found in worlds.acceptance]),
        crosses=np.array(problem.barred),
    )
    shares = acceptance_shares(problem, counted, certain, " ".join(worlds.reasons))
    return Drawn(worlds, counted, seed, shares, _shown(worlds, shares), asked)


def _shown(worlds: WorldsCase, shares: AcceptanceShares) -> tuple[int, ...]:
    """Places of the live proposals, in case order, then of the deals accepted in most worlds that change least."""
    case, deals = worlds.case, worlds.problem.deals
    where = {int(code): k for k, code in enumerate(deals)}
    codes = [case.proposal_code(name) for name in case.proposals]
    proposed = list(dict.fromkeys(where[code] for code in codes if code in where))
    base = case.status_quo_code

    def rank(deal: int) -> tuple[float, int, int]:
        code = int(deals[deal])
        changed = len(case.issues) if base is None else len(case.space.difference(code, base))
        return -(shares.everyone[deal].share or 0.0), changed, code

    others = [k for k in range(deals.size) if k not in proposed and (shares.everyone[k].share or 0) > 0]
    return (*proposed, *sorted(others, key=rank)[:SHOWN])


def _half_width(drawn: Drawn) -> float:
    """Half the widest interval among the deals shown."""
    bounds = [drawn.shares.everyone[deal].interval for deal in drawn.shown]
    return max(((high - low) / 2 for low, high in filter(None, bounds)), default=0.0)


def told_worlds(drawn: Drawn, about: int | None = None) -> WorldsResult:
    """The result of what was drawn."""
    worlds, counted = drawn.worlds, drawn.tally
    case, problem = worlds.case, worlds.problem
    chosen = deal_about(drawn, about)
    found, no_hinges = _hinges(drawn, chosen)
    return WorldsResult(
        parties=problem.names,
        outcomes=case.space.outcomes,
        feasible=int(case.feasible.sum()),
        draws=counted.draws,
        seed=drawn.seed,
        deals=tuple(_deal(drawn, deal) for deal in range(problem.deals.size)),
        zone=drawn.shares.zone,
        status_quo=problem.status_quo,
        status_quo_stable={
            concept: float(count) / counted.draws
            for concept, count in zip(problem.concepts, counted.status_quo, strict=True)
            if problem.status_quo is not None
        },
        concepts=problem.concepts,
        about=None if chosen is None else int(problem.deals[chosen]),
        hinges=found,
        no_hinges=no_hinges,
        gaps=gaps_of(case),
        reasons=(*worlds.reasons, *([worlds.no_stability] if worlds.no_stability else [])),
        warnings=_warnings(drawn),
        profiles=len(counted.profiles) if problem.concepts else None,
        shown=tuple(int(problem.deals[deal]) for deal in drawn.shown),
        half_width=_half_width(drawn),
        asked_half_width=drawn.asked_half_width,
        label=LABEL,
        provenance=Provenance(
            "preference worlds (SMAA)",
            {
                "draws": counted.draws,
                "rule": problem.rule.value,
                "red_lines": problem.red_lines.value,
                "concepts": [concept.value for concept in problem.concepts],
                "assumed_unknown": list(worlds.assumed),
            },
            drawn.seed,
        ),
    )


def deal_about(drawn: Drawn, about: int | None) -> int | None:
    """The place of the deal that questions concern: the one asked for, else the greatest share between nought and one.

    Raises
    ------
    UsageError
        If what was asked for is no deal.
    """
    deals = drawn.worlds.problem.deals
    if about is not None:
        found = np.flatnonzero(deals == about)
        if not found.size:
            raise UsageError(
                f"Outcome {about} is no deal: it is the status quo, or excluded by a rule, or nobody can bring it about."
            )
        return int(found[0])
    open_ = [k for k, share in enumerate(drawn.shares.everyone) if share.share is not None and 0 < share.share < 1]
    proposed = set(drawn.shown[: len(drawn.worlds.case.proposals)])
    return min(open_, key=lambda k: (-(drawn.shares.everyone[k].share or 0), k not in proposed, k), default=None)


def _hinges(drawn: Drawn, deal: int | None) -> tuple[tuple[Hinge, ...], str | None]:
    """What the answer about a deal hangs on, or why that cannot be told."""
    if deal is None:
        return (), "No deal is accepted in some worlds and refused in others, so nothing unknown decides."
    share = drawn.shares.everyone[deal]
    if share.share is None:
        return (), share.reason
    if share.proof is not None:
        words = {Proof.EVERY: "in every world", Proof.NONE: "in no world", Proof.NEVER: "never: a red line bars it"}
        return (), f"The answer is the same whatever is unknown: {words[share.proof]}."
    with one_thread():
        found = hinges(answers(drawn.worlds.problem, deal, drawn.seed, drawn.tally.draws), drawn.seed)
    return found, None if found else "In all worlds drawn the answer is the same."


def _deal(drawn: Drawn, deal: int) -> DealShares:
    """One deal with everything that was counted about it."""
    worlds, counted, shares = drawn.worlds, drawn.tally, drawn.shares
    case, problem = worlds.case, worlds.problem
    code = int(problem.deals[deal])
    everyone = shares.everyone[deal]
    return DealShares(
        code=code,
        terms=case.space.terms(code),
        everyone=everyone,
        by_party={name: shares.by_party[p][deal] for p, name in enumerate(problem.names)},
        consent=tuple(
            tuple(name for name in problem.names if name in members) for members in worlds.consent.for_code(code)
        ),
        stable={c: float(counted.stable[k, deal]) / counted.draws for k, c in enumerate(problem.concepts)},
        both={
            # a part is never more than the whole, also where the whole is exact and the part was counted
            c: None if everyone.share is None else min(float(counted.both[k, deal]) / counted.draws, everyone.share)
            for k, c in enumerate(problem.concepts)
        },
        ranks={
            name: tuple((counted.ranks[p, deal] / counted.draws).tolist())
            for p, name in enumerate(problem.names)
            if problem.concepts and problem.parties[p] is not None
        },
        central_weights={name: _central(drawn, p, deal) for p, name in enumerate(problem.names)},
        against=_against(worlds, everyone, deal),
        proposal=next((name for name in case.proposals if case.proposal_code(name) == code), None),
    )


def _central(drawn: Drawn, party: int, deal: int) -> dict[str, float] | None:
    """Mean importance of each issue over the worlds in which a party accepts a deal."""
    one, accepted = drawn.worlds.problem.parties[party], int(drawn.tally.accepted[0, party, deal])
    if not isinstance(one, OrdersParty) or not accepted:
        return None
    mean = drawn.tally.weights[party, deal] / WEIGHT_UNIT / accepted
    return {issue: round(float(weight), 9) for issue, weight in zip(drawn.worlds.case.issues, mean, strict=True)}


def _against(worlds: WorldsCase, everyone: Share, deal: int) -> tuple[dict[str, str], ...]:
    """The refusals that rule a deal out in every world."""
    if everyone.proof not in (Proof.NEVER, Proof.NONE):
        return ()
    code = int(worlds.problem.deals[deal])
    needed = {name for members in worlds.consent.for_code(code) for name in members}
    found: list[dict[str, str]] = []
    for acceptance in worlds.acceptance:
        if acceptance.party in needed:
            found += [{"party": acceptance.party, "red_line": text} for text, line in acceptance.lines if line[code]]
            if acceptance.below[code]:
                found.append({"party": acceptance.party, "walk_away": "worse in every world"})
    return tuple(found)


def _warnings(drawn: Drawn) -> tuple[str, ...]:
    """What a person should know about this run."""
    told = [
        f"{drawn.worlds.case.parties[name].name}: nothing is stated of what it wants; every order was taken as equally likely."
        for name in drawn.worlds.assumed
    ]
    far = disagreeing_halves(drawn.tally, drawn.shown)
    if far:
        codes = ", ".join(str(int(drawn.worlds.problem.deals[deal])) for deal in far)
        told.append(f"The two halves of the draws differ more than chance explains, for outcome {codes}. Draw more.")
    if drawn.asked_half_width is not None and _half_width(drawn) > drawn.asked_half_width:
        told.append(f"A half-width of {drawn.asked_half_width:g} was not reached in {drawn.tally.draws:,} worlds.")
    return tuple(told)
