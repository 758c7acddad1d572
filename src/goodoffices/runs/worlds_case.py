"""A case as the worlds engine takes it: each party drawn or fixed, the deals and whose consent they need, the moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds import ConsentGroup, FixedParty, Numbers, OrdersParty, ScoresParty, WorldParty
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.errors import TooLarge
from goodoffices.model.case import Case, Range
from goodoffices.model.consent import ConsentSets
from goodoffices.model.moves import enterable
from goodoffices.model.preferences import Acceptance, acceptance_of, crossings, preference_of, reservation_of
from goodoffices.model.preferences.certain import issue_orders, tiers_of
from goodoffices.model.results.stability import Concept
from goodoffices.runs.deals import consent_of
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["MOST_OUTCOMES", "WorldsCase", "party_of", "worlds_case"]

MOST_OUTCOMES = 100_000
"""Most outcomes whose acceptance is drawn."""

MOST_RANKED = 32_767
"""Most outcomes that are ranked in every world, for stability and rank acceptability."""


@dataclass(frozen=True, eq=False)
class WorldsCase:
    """A case with its arrays, what it proves without drawing, and what had to be left out and why."""

    case: Case
    problem: WorldsProblem
    consent: ConsentSets
    acceptance: tuple[Acceptance, ...]
    """[parties] what holds in every world."""
    unasked: tuple[str, ...]
    """Parties whose acceptance cannot be told, with the reason in ``reasons``."""
    reasons: tuple[str, ...]
    no_stability: str | None
    """Why stability is not counted, where it was asked for and is not."""
    assumed: tuple[str, ...] = ()
    """Parties of whom nothing is stated, drawn as unknown on every issue because that was asked for."""


def worlds_case(
    case: Case,
    *,
    concepts: Sequence[Concept],
    rule: Rule = Rule.LEGAL,
    red_lines: RedLines = RedLines.SINK,
    assume_unknown: bool = False,
) -> WorldsCase:
    """Hand a case over.

    Raises
    ------
    TooLarge
        If there are more outcomes than can be drawn over.
    """
    if case.space.outcomes > MOST_OUTCOMES:
        raise TooLarge(
            f"{case.space.outcomes:,} outcomes are more than worlds are drawn for ({MOST_OUTCOMES:,}). "
            "Merge options, or leave out issues that no party's answer hangs on."
        )
    parties = [party_of(case, name, red_lines, assume_unknown) for name in case.parties]
    can_move = enterable(case)
    no_stability = _no_stability(case, parties, can_move) if concepts else None
    consent = consent_of(case)
    deals = np.flatnonzero(consent.deals(case.feasible))
    problem = WorldsProblem(
        names=tuple(case.parties),
        parties=tuple(parties),
        deals=deals,
        groups=_groups(consent, deals),
        feasible=case.feasible,
        status_quo=case.status_quo_code,
        sizes=case.space.sizes,
        enterable=can_move,
        concepts=() if no_stability else tuple(concepts),
        rule=rule,
        red_lines=red_lines,
    )
    unasked = tuple(name for name, judges in zip(problem.names, problem.judging, strict=True) if not judges)
    assumed = [name for name in case.parties if assume_unknown and case.of(name).form is None]
    return WorldsCase(
        case=case,
        problem=problem,
        consent=consent,
        acceptance=tuple(acceptance_of(case, preference_of(case, name, Reading.CERTAIN)) for name in case.parties),
        unasked=unasked,
        reasons=tuple(_why_unasked(case, name) for name in unasked),
        no_stability=no_stability,
        assumed=tuple(assumed),
    )


def party_of(case: Case, name: str, red_lines: RedLines, assume_unknown: bool) -> WorldParty | None:
    """One party; None where nothing is known of what it wants."""
    stated = case.of(name)
    lines = [crosses for _, crosses in crossings(case, name)]
    crosses = np.any(lines, axis=0) if lines else np.zeros(case.space.outcomes, dtype=np.bool_)
    if stated.form == "orders" or (stated.form is None and assume_unknown):
        found = issue_orders(case, stated)
        tiers, _ = tiers_of(stated, case.space)
        return OrdersParty.of(name, list(found.values()), tiers, crosses, case.walk_away_code(name))
    if stated.form is None:
        return None
    if stated.form == "scores" and _ranged(case, name):
        return _scored(case, name, crosses)
    # Nothing varies, so the mean world is the only one.
    preference = preference_of(case, name, Reading.CENTRAL, red_lines)
    ranks = preference.ranks
    if ranks is None:
        raise ValueError(f"{name}: a preference without ranges has no complete order")
    judged = case.walk_away_code(name) is not None or reservation_of(case, name) is not None
    return FixedParty(name, crosses, ranks, acceptance_of(case, preference).accepts if judged else None)


def _ranged(case: Case, name: str) -> bool:
    """Whether any number of a score sheet is known only between bounds."""
    stated = case.of(name)
    numbers = [number for options in (stated.scores or {}).values() for number in options.values()]
    numbers += [*(stated.weights or {}).values(), *([] if stated.reservation is None else [stated.reservation])]
    return any(isinstance(number, Range) and number.low != number.high for number in numbers)


def _scored(case: Case, name: str, crosses: NDArray[np.bool_]) -> ScoresParty:
    """A party with scores between bounds."""
    stated = case.of(name)
    scores = stated.scores or {}
    weights = stated.weights or {}
    reservation = reservation_of(case, name)
    starts = np.cumsum([0, *case.space.sizes[:-1]])
    stated_reservation = stated.reservation if stated.reservation is not None else Decimal(0)
    return ScoresParty(
        name=name,
        crosses=crosses,
        walk_away=None if reservation is not None else case.walk_away_code(name),
        scores=tuple(
            _numbers(f"scores.{issue}", [scores[issue][option] for option in options])
            for issue, options in zip(case.space.issues, case.space.options, strict=True)
        ),
        importance=_numbers("weights", [weights.get(issue, Decimal(1)) for issue in case.space.issues]),
        reservation=None if reservation is None else _numbers("reservation", [stated_reservation]),
        column=np.stack([case.space.column(k) + start for k, start in enumerate(starts)], axis=1),
    )


def _numbers(factor: str, given: Sequence[Decimal | Range]) -> Numbers:
    """Numbers as arrays of bounds."""
    ranges = [number if isinstance(number, Range) else Range(low=number, high=number) for number in given]
    return Numbers(
        factor,
        np.array([float(number.low) for number in ranges]),
        np.array([np.nan if number.mode is None else float(number.mode) for number in ranges]),
        np.array([float(number.high) for number in ranges]),
    )


def _groups(consent: ConsentSets, deals: NDArray[np.int64]) -> tuple[ConsentGroup, ...]:
    """The deals by whose consent they need."""
    states = consent.state[deals]
    return tuple(
        ConsentGroup(
            np.flatnonzero(states == state),
            tuple(tuple(p for p in range(len(consent.parties)) if bits >> p & 1) for bits in consent.sets[int(state)]),
        )
        for state in np.unique(states)
    )


def _no_stability(
    case: Case, parties: Sequence[WorldParty | None], can_move: Sequence[Sequence[NDArray[np.bool_]]]
) -> str | None:
    """Why stability cannot be counted, or None."""
    if case.space.outcomes > MOST_RANKED:
        return (
            f"{case.space.outcomes:,} outcomes are more than are ranked in every world ({MOST_RANKED:,}), "
            "so stability and ranks are left out."
        )
    for name, party, own in zip(case.parties, parties, can_move, strict=True):
        if party is None and any(options.any() for options in own):
            return (
                f"{case.parties[name].name} can move, and nothing is stated of what it wants, so no share of worlds can be "
                "given for stability. --assume-unknown takes every order as equally likely."
            )
    return None


def _why_unasked(case: Case, name: str) -> str:
    """Why a party's acceptance cannot be told."""
    shown = case.parties[name].name
    if case.of(name).form is None:
        return (
            f"{shown}: nothing is stated of what it wants. Unknown is not indifferent, so what needs its consent is left "
            "open. --assume-unknown takes every order as equally likely."
        )
    return f"{shown}: the case gives neither a status quo nor a walk-away to compare with, so only its ranks are told."
