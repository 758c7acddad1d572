"""Deals of a score sheet with too many outcomes to list: its scores, rules, reservations and red lines as tables."""

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
        A score sheet: no status quo, and exact scores for every principal.
    seconds
        How long each solution, and the search for conflicts, may take.

    Raises
    ------
    TooLarge
        If the case is no such score sheet, so that its outcomes would have to be listed.
    """
    return find_large_deals(additive_of(case), seconds=seconds)


def additive_of(case: Case) -> Additive:
    """The case as issue tables over the options of its principals.

    Raises
    ------
    TooLarge
        If a principal has no exact scores, or there is a status quo, from which consent would differ deal by deal.
    """
    problem = "" if case.status_quo is None else "it has a status quo"
    for party in case.principals:
        if case.of(party).form != "scores" or case.walk_away_code(party) is not None or _numbers(case, party) is None:
            problem = f"{party} has no exact scores with a reservation"
    if problem:
        raise TooLarge(
            f"{case.space.outcomes:,} outcomes are too many to list, and without a list only score sheets can be solved; "
            f"here, {problem}. Merge options, or leave out issues that no party's answer hangs on."
        )
    rows = [scaled for party in case.principals if (scaled := _numbers(case, party)) is not None]
    reservations = [reservation for *_, reservation in rows]
    return Additive(
        case.space,
        case.principals,
        tuple(tables for tables, _, _ in rows),
        tuple(scale for _, scale, _ in rows),
        tuple(int(reservation * scale) for _, scale, reservation in rows),
        tuple(Ban.of(case.space, rule) for rule in case.never),
        tuple(
            RedLine(number, line, Ban.of(case.space, parse(line)))
            for number, party in enumerate(case.principals)
            for line in case.of(party).red_lines
        ),
        tuple(f"a reservation of {float(reservation):g}" for reservation in reservations),
    )


def _numbers(case: Case, party: str) -> tuple[tuple[NDArray[Any], ...], int, Fraction] | None:
    """Tables, scale and reservation of a party whose scores, weights and reservation are exact numbers; else None."""
    stated = case.of(party)
    scores: dict[str, dict[str, Number]] = {}
    for issue, options in (stated.scores or {}).items():
        scores[issue] = {option: number for option, number in options.items() if not isinstance(number, Range)}
        if len(scores[issue]) < len(options):
            return None
    weights: dict[str, Number] = {k: n for k, n in (stated.weights or {}).items() if not isinstance(n, Range)}
    if len(weights) < len(stated.weights or {}) or isinstance(stated.reservation, Range):
        return None
    reservation = Fraction(stated.reservation or 0)
    tables, scale = scaled_tables(case.space, scores, weights, [reservation])
    return tables, scale, reservation
