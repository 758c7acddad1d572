"""From what a case states to a preference object: where orders, priorities, scores and rankings become comparable."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case, Preferences
from goodoffices.model.expressions import parse
from goodoffices.model.preferences.base import Bools, Preference, RankedPreference, UnknownPreference, dense
from goodoffices.model.preferences.certain import (
    CertainPreference,
    central_values,
    issue_orders,
    tiers_of,
)
from goodoffices.model.preferences.lexicographic import LexicographicPreference, lexicographic_values
from goodoffices.model.preferences.ranged import RangedPreference, bounds_of, central_number, interval
from goodoffices.model.scaling import scaled_utilities
from goodoffices.settings import Reading, RedLines

__all__ = ["crossings", "preference_of", "reservation_of", "scores_of", "utilities_of"]


def preference_of(
    case: Case, party: str, reading: Reading = Reading.CERTAIN, red_lines: RedLines = RedLines.SINK
) -> Preference:
    """The preference of one party under a reading.

    Priorities and rankings are one order in every world, as are scores without ranges; for them the reading changes
    nothing.
    """
    stated = case.of(party)
    crossed = crossings(case, party)
    crosses = (
        np.any([line for _, line in crossed], axis=0) if crossed else np.zeros(case.space.outcomes, dtype=np.bool_)
    )
    common: dict[str, Any] = {
        "party": party, "form": stated.form, "reading": reading, "red_lines": red_lines,
        "feasible": case.feasible, "crosses": crosses,
    }  # fmt: skip
    if stated.form is None:
        return UnknownPreference(**common)
    if stated.form == "scores" and reading is Reading.CERTAIN and _ranged(stated):
        return RangedPreference(**common, bounds=bounds_of(case, stated))
    order = _exact_order(case, party, reading)
    if order is not None:
        return RankedPreference(**common, order=dense(order, case.feasible))
    orders = issue_orders(case, stated)
    tiers, missing = tiers_of(stated, case.space)
    kind = LexicographicPreference if reading is Reading.LEXICOGRAPHIC else CertainPreference
    return kind(
        **common,
        tiers=tuple(tuple(orders[issue] for issue in tier) for tier in tiers),
        missing=tuple(orders[issue] for issue in missing),
    )


def crossings(case: Case, party: str) -> tuple[tuple[str, Bools], ...]:
    """Each red line of a party as written, with the outcomes [outcomes] that cross it."""
    return tuple((line, case.space.truth(parse(line))) for line in case.of(party).red_lines)


def utilities_of(case: Case, party: str) -> tuple[NDArray[np.generic], int] | None:
    """Scaled integer utilities [outcomes] and their scale, for a party stated by scores without ranges; else None."""
    stated = case.of(party)
    if stated.form != "scores" or _ranged(stated):
        return None
    return scores_of(case, party)


def scores_of(case: Case, party: str) -> tuple[NDArray[np.generic], int]:
    """Scaled integer utilities [outcomes] and their scale, ranges taken at their means."""
    stated = case.of(party)
    scores = {
        issue: {option: central_number(number) for option, number in options.items()}
        for issue, options in (stated.scores or {}).items()
    }
    given = stated.weights or {}
    weights = {issue: central_number(given.get(issue, Decimal(1))) for issue in scores}
    return scaled_utilities(case.space, scores, weights)


def reservation_of(case: Case, party: str) -> tuple[Fraction, Fraction] | None:
    """Bounds of the reservation a party states, nought for scores in a case without status quo (a score sheet), else None."""
    stated = case.of(party)
    if stated.reservation is not None:
        return interval(stated.reservation)
    if stated.form == "scores" and case.walk_away_code(party) is None:
        return Fraction(0), Fraction(0)
    return None


def _exact_order(case: Case, party: str, reading: Reading) -> NDArray[np.generic] | None:
    """[outcomes] values that order outcomes completely, or None where the reading leaves comparisons open."""
    stated = case.of(party)
    if stated.form == "scores":
        return scores_of(case, party)[0]
    if stated.form == "ranking":
        return _ranking(case, stated)
    if stated.form == "priorities":
        return _priorities(case, stated)
    if reading is Reading.CERTAIN:
        return None
    orders = issue_orders(case, stated)
    tiers, missing = tiers_of(stated, case.space)
    if reading is Reading.CENTRAL:
        return central_values(orders, tiers, missing)
    return lexicographic_values(orders, tiers, missing)


def _ranking(case: Case, stated: Preferences) -> NDArray[np.int64]:
    values = np.zeros(case.space.outcomes, dtype=np.int64)
    for place, entry in enumerate(reversed(stated.ranking or []), 1):
        values[entry] = place
    return values


def _priorities(case: Case, stated: Preferences) -> NDArray[np.int64]:
    """Compare truth values of the expressions, most important first; made dense at each step so that no integer overflows."""
    key = np.zeros(case.space.outcomes, dtype=np.int64)
    for text in stated.priorities or []:
        key = key * 2 + case.space.truth(parse(text))
        key = np.unique(key, return_inverse=True)[1].astype(np.int64).reshape(-1)
    return key


def _ranged(stated: Preferences) -> bool:
    """Whether any score or weight is known only between bounds."""
    numbers = [number for options in (stated.scores or {}).values() for number in options.values()]
    return any(not isinstance(number, Decimal) for number in [*numbers, *(stated.weights or {}).values()])
