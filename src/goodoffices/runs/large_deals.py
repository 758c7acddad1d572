"""Deals of a case with scores and too many outcomes to list: its scores, rules, walk-aways and red lines as tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from numpy.typing import NDArray

from goodoffices.engines.deals.additive import Additive, Ban, RedLine
from goodoffices.engines.deals.large import find_large_deals
from goodoffices.errors import TooLarge
from goodoffices.model.case import Case, Range
from goodoffices.model.expressions import parse
from goodoffices.model.results.large_deals import LargeDealsResult
from goodoffices.model.scaling import Number, scaled_tables

__all__ = ["additive_of", "run_large_deals"]


def run_large_deals(case: Case, *, seconds: float = 30.0) -> LargeDealsResult:
    """What all principals could accept, what a fair deal would be, or why there is none, without listing outcomes.

    Parameters
    ----------
    case
        Exact scores for every principal; with a status quo, every option within the principals' reach.
    seconds
        How long each solution, and the search for conflicts, may take.

    Raises
    ------
    TooLarge
        If it is no such case, so that its outcomes would have to be listed.
    """
    return find_large_deals(additive_of(case), seconds=seconds)


def additive_of(case: Case) -> Additive:
    """The case as issue tables over the options of its principals.

    Raises
    ------
    TooLarge
        If a principal has no exact scores, or an option needs somebody's consent besides the principals', so that consent
        would differ deal by deal.
    """
    problem = _hindrance(case)
    rows = [(party, scaled) for party in case.principals if (scaled := _numbers(case, party)) is not None]
    missing = [party for party in case.principals if party not in dict(rows)]
    if missing:
        problem = f"{missing[0]} has no exact scores with a reservation or a walk-away"
    if problem:
        raise TooLarge(
            f"{case.space.outcomes:,} outcomes are too many to list, and without a list only cases can be solved in which every "
            f"principal has exact scores and the principals can do everything together; here, {problem}. Merge options, or "
            "leave out issues that no party's answer hangs on."
        )
    found = [scaled for _, scaled in rows]
    return Additive(
        case.space,
        case.principals,
        tuple(tables for tables, _, _ in found),
        tuple(scale for _, scale, _ in found),
        tuple(int(reservation * scale) for _, scale, reservation in found),
        tuple(Ban.of(case.space, rule) for rule in case.never),
        tuple(
            RedLine(number, line, Ban.of(case.space, parse(line)))
            for number, party in enumerate(case.principals)
            for line in case.of(party).red_lines
        ),
        tuple(_left_with(case, party, reservation) for party, (_, _, reservation) in rows),
        case.status_quo_code,
    )


def _hindrance(case: Case) -> str:
    """Why consent would differ deal by deal; empty where the principals' consent is all that any deal needs."""
    if case.status_quo is None:
        return ""
    principals = frozenset(case.principals)
    for name, issue in case.issues.items():
        for option in issue.options:
            if option != case.status_quo[name] and not any(group <= principals for group in issue.reached(option)):
                return f"the principals alone cannot bring about {name}.{option}"
    return ""


def _left_with(case: Case, party: str, reservation: Fraction) -> str:
    """What a party is left with, in words."""
    code = None if case.of(party).reservation is not None else case.walk_away_code(party)
    if code is None:
        return f"a reservation of {float(reservation):g}"
    base = case.status_quo_code
    if code == base:
        return "the status quo"
    terms = case.space.terms(code) if base is None else case.space.difference(code, base)
    return " and ".join(f"{issue}.{option}" for issue, option in terms.items())


def _numbers(case: Case, party: str) -> tuple[tuple[NDArray[Any], ...], int, Fraction] | None:
    """Tables, scale and what a party is left with, if its scores, weights and reservation are exact numbers; else None."""
    stated = case.of(party)
    if stated.scores is None:
        return None
    scores: dict[str, dict[str, Number]] = {}
    for issue, options in stated.scores.items():
        scores[issue] = {option: number for option, number in options.items() if not isinstance(number, Range)}
        if len(scores[issue]) < len(options):
            return None
    weights: dict[str, Number] = {k: n for k, n in (stated.weights or {}).items() if not isinstance(n, Range)}
    if len(weights) < len(stated.weights or {}) or isinstance(stated.reservation, Range):
        return None
    code = case.walk_away_code(party)
    reservation = Fraction(stated.reservation or 0)
    tables, scale = scaled_tables(case.space, scores, weights, [reservation])
    if stated.reservation is None and code is not None:
        reached = zip(tables, case.space.indices(code), strict=True)
        reservation = Fraction(sum(int(table[option]) for table, option in reached), scale)
    return tables, scale, reservation
