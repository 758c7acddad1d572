"""Pictures of scores: utilities of two principals, and lines over one axis a party where more parties have scores.

Nothing is drawn where a party has no exact scores: an order has no distances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case
from goodoffices.model.preferences import reservation_of, utilities_of
from goodoffices.model.results.deals import Codes
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import Named
from goodoffices.report.pictures import MarkedDeal, ParallelPicture, UtilityPicture
from goodoffices.report.prose import listed
from goodoffices.report.words import number, sentence_case

__all__ = ["build_parallel", "build_utilities"]

POINTS = 400
"""Most distinct points drawn one by one; beyond, neighbours share a dot."""
GRID = 24
"""Cells a side of the grid on which neighbours share a dot."""
LINES = 30
"""Most acceptable deals without a letter that are drawn as lines."""
AXES = 8
"""Most parties that lines are drawn over."""


@dataclass(frozen=True, eq=False)
class _Scored:
    """A party's utilities in its own units, and its walk-away if that is known."""

    party: str
    name: str
    utilities: NDArray[np.float64]
    walk_away: float | None


def build_utilities(material: Material, named: Sequence[Named]) -> UtilityPicture | None:
    """The picture over the two principals, or None where there are not two or one has no scores."""
    case, result = material.case, material.deals
    scored = _scored(case, case.principals)
    if len(case.principals) != 2 or len(scored) != 2 or not isinstance(result.pareto, Codes):
        return None
    feasible = np.flatnonzero(case.feasible)
    if len(feasible) < 2 or tuple(result.over) != case.principals:
        return None
    marked = _marked(case, named, scored)
    outcomes, shared = _points(scored, feasible)
    front, _ = _points(scored, result.pareto.values)
    first, second = scored
    barred = any(case.of(party).red_lines for party in case.principals)
    both = sum(one.deal.acceptable for one in named)
    note = (
        f"Each dot is what an outcome is worth to {first.name} (across) and {second.name} (up), by the scores of the case. "
        "Diamonds: outcomes that nothing improves for one without loss to the other. Dashed lines: what each is left with "
        "without a deal. Letters: the deals of the table."
    )
    return UtilityPicture(
        finding=_finding(first, second, result.acceptable.values, result.pareto.values),
        note=note
        + (" An outcome across a party's red line ranks below all others for it, whatever its score." if barred else "")
        + (" Neighbouring outcomes share a dot." if shared else ""),
        description=(
            f"{len(feasible):,} feasible outcomes, {result.pareto.count:,} of them in the Pareto set, "
            f"{result.acceptable.count:,} deals acceptable to all; {both} of those shown with a letter are acceptable."
        ),
        parties=(first.name, second.name),
        outcomes=outcomes,
        front=front,
        walk_aways=(first.walk_away, second.walk_away),
        marked=marked,
        listed=_listed(scored, marked),
    )


def build_parallel(material: Material, named: Sequence[Named]) -> ParallelPicture | None:
    """Lines over the parties with scores, or None where fewer than three have them or there is no deal to draw."""
    case, result = material.case, material.deals
    scored = _scored(case, tuple(case.parties))[:AXES]
    marked = _marked(case, named, scored)
    if len(scored) < 3 or not marked:
        return None
    spans = [_span(one, case.feasible) for one in scored]
    lettered = {one.code for one in named}
    others = [code for code in result.acceptable.values[: LINES + len(lettered)].tolist() if code not in lettered][
        :LINES
    ]
    return ParallelPicture(
        finding=_best_for(scored, marked),
        note=(
            "One line a deal, one axis a party, from its worst feasible outcome below to its best above. The bar across an axis "
            "is what the party is left with without a deal: below it, the party would rather have none. Heights of different "
            "parties are not comparable."
        ),
        description=f"{number(len(marked))} deals over {len(scored)} parties, and {len(others)} more acceptable deals.",
        parties=tuple(one.name for one in scored),
        walk_aways=tuple(
            None if one.walk_away is None else _inside(_share(one.walk_away, span))
            for one, span in zip(scored, spans, strict=True)
        ),
        marked=tuple(MarkedDeal(one.key, one.name, tuple(map(_share, one.worth, spans))) for one in marked),
        others=tuple(
            tuple(_share(float(one.utilities[code]), span) for one, span in zip(scored, spans, strict=True))
            for code in others
        ),
        listed=_listed(scored, marked),
    )


def _scored(case: Case, parties: Sequence[str]) -> list[_Scored]:
    """Those of the parties that have exact scores."""
    found = []
    for party in parties:
        exact = utilities_of(case, party)
        if exact is None:
            continue
        values, scale = exact
        utilities = np.asarray(values, dtype=np.float64) / scale
        found.append(_Scored(party, case.parties[party].name, utilities, _walk_away(case, party, utilities)))
    return found


def _walk_away(case: Case, party: str, utilities: NDArray[np.float64]) -> float | None:
    reservation = reservation_of(case, party)
    if reservation is not None:
        low, high = reservation
        return float(low) if low == high else None
    code = case.walk_away_code(party)
    return None if code is None else float(utilities[code])


def _marked(case: Case, named: Sequence[Named], scored: Sequence[_Scored]) -> tuple[MarkedDeal, ...]:
    """The deals with letters that a rule does not exclude."""
    return tuple(
        MarkedDeal(one.key, one.name, tuple(float(party.utilities[one.code]) for party in scored))
        for one in named
        if case.feasible[one.code]
    )


def _points(scored: Sequence[_Scored], codes: NDArray[Any]) -> tuple[tuple[tuple[float, float], ...], bool]:
    """Distinct points of some outcomes, and whether neighbours had to share one."""
    points = np.unique(np.column_stack([one.utilities[codes] for one in scored]), axis=0)
    if len(points) <= POINTS:
        return tuple((float(x), float(y)) for x, y in points), False
    low, high = points.min(axis=0), points.max(axis=0)
    cell = np.where(high > low, (high - low) / GRID, 1.0)
    _, first = np.unique(np.floor((points - low) / cell), axis=0, return_index=True)
    return tuple((float(x), float(y)) for x, y in points[first]), True


def _finding(first: _Scored, second: _Scored, acceptable: NDArray[Any], pareto: NDArray[Any]) -> str:
    """How many acceptable deals there are, and how many of them leave nothing on the table."""
    if not len(acceptable):
        return f"No deal is worth enough to both {first.name} and {second.name}"
    best = int(np.count_nonzero(np.isin(acceptable, pareto)))
    if len(acceptable) == 1:
        return f"One acceptable deal; it leaves {'nothing' if best else 'something'} on the table"
    deals = f"{sentence_case(number(len(acceptable)))} acceptable deals"
    return f"{deals}, {number(best, none='none')} of which leave{'s' if best == 1 else ''} nothing on the table"


def _best_for(scored: Sequence[_Scored], marked: Sequence[MarkedDeal]) -> str:
    """Which of the lettered deals each party likes best."""
    told: dict[str, list[str]] = {}
    for place, one in enumerate(scored):
        best = max(deal.worth[place] for deal in marked)
        keys = listed([deal.key for deal in marked if deal.worth[place] == best], "or")
        told.setdefault(keys, []).append(one.name)
    if len(told) == 1:
        return f"Every party shown likes {next(iter(told))} best"
    return "; ".join(f"{listed(names)}: best served by {keys}" for keys, names in told.items())


def _listed(scored: Sequence[_Scored], marked: Sequence[MarkedDeal]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            one.key,
            f"{one.name}: "
            + "; ".join(
                f"{party.name} {worth:g}{_against(party, worth)}"
                for party, worth in zip(scored, one.worth, strict=True)
            ),
        )
        for one in marked
    )


def _against(party: _Scored, worth: float) -> str:
    if party.walk_away is None:
        return ""
    return " (below its walk-away)" if worth < party.walk_away else ""


def _span(one: _Scored, feasible: NDArray[np.bool_]) -> tuple[float, float]:
    found = one.utilities[feasible]
    return float(found.min()), float(found.max())


def _share(worth: float, span: tuple[float, float]) -> float:
    """Where a utility stands between a party's worst and best; in the middle where all are level."""
    low, high = span
    return 0.5 if high == low else (worth - low) / (high - low)


def _inside(share: float) -> float | None:
    return share if 0 <= share <= 1 else None
