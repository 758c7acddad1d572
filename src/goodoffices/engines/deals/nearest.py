"""A proposal's distance from the frontier, and the acceptable deals nearest to it.

By order: how many feasible outcomes dominate it, and the fewest issues that must change to reach one. By scores, where all
parties have them: the greatest t such that some feasible outcome gives every party u_p + t·(b_p − d_p), with d the
disagreement point and b each party's best over all feasible outcomes. The first is 0 exactly when nothing dominates it, the
second when nothing improves all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.best import all_best
from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.engines.deals.rows import deal_row
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.deals import DealsResult, Unavailable
from goodoffices.model.results.place import Nearest, Place, Placement
from goodoffices.model.scaling import sum_tables

__all__ = ["COMPLETIONS_AT_MOST", "changed_issues", "place_proposal"]

COMPLETIONS_AT_MOST = 1_000
"""More ways to fill a proposal's open issues than this are not compared."""
_DISTANCES = 2


def place_proposal(problem: DealsProblem, result: DealsResult, terms: Mapping[str, str]) -> Placement:
    """Where a proposal stands, with the issues it leaves open at the status quo and at their best and worst.

    Parameters
    ----------
    problem, result
        The negotiation, and what :func:`find_deals` says of it.
    terms
        Issue to option; other issues are open.
    """
    space = problem.space
    placing = _Placing(problem, result)
    left = tuple(issue for issue in space.issues if issue not in terms)
    start = problem.consent.status_quo
    filled: Place | Unavailable
    if left and start is None:
        filled = Unavailable("Without a status quo an open issue has nothing to stay at.")
    else:
        filled = placing.place(space.code(terms, start))
    best, worst = _extremes(placing, terms, left, filled)
    return Placement(
        dict(terms), left, filled, best, worst, Provenance("distance from the frontier", {"parties": list(result.over)})
    )


def changed_issues(problem: DealsProblem, code: int) -> NDArray[np.int64]:
    """[outcomes] in how many issues each outcome differs from one."""
    options = problem.space.indices(code)
    return sum_tables(
        [
            (np.arange(size) != option).astype(np.int64)
            for size, option in zip(problem.space.sizes, options, strict=True)
        ]
    )


def _extremes(
    placing: _Placing, terms: Mapping[str, str], left: tuple[str, ...], filled: Place | Unavailable
) -> tuple[Place | Unavailable, Place | Unavailable]:
    """The completions that fewest and most outcomes dominate."""
    space = placing.problem.space
    if not left:
        return filled, filled
    choices = [space.options[space.issues.index(issue)] for issue in left]
    if reduce(lambda count, options: count * len(options), choices, 1) > COMPLETIONS_AT_MOST:
        reason = Unavailable(f"The open issues can be filled in more than {COMPLETIONS_AT_MOST:,} ways.")
        return reason, reason
    codes = sorted(space.code({**terms, **dict(zip(left, row, strict=True))}) for row in product(*choices))
    codes = [code for code in codes if placing.problem.feasible[code]]
    if not codes:
        reason = Unavailable("The rules exclude every completion.")
        return reason, reason
    found = [placing.dominating(code) for code in codes]
    counts = [len(rows) for rows in found if not isinstance(rows, Unavailable)]
    if len(counts) < len(codes):
        return next((rows, rows) for rows in found if isinstance(rows, Unavailable))
    best, worst = counts.index(min(counts)), counts.index(max(counts))
    return placing.place(codes[best]), placing.place(codes[worst])


@dataclass(frozen=True, eq=False)
class _Placing:
    problem: DealsProblem
    result: DealsResult

    def place(self, code: int) -> Place:
        """One full outcome; it may be infeasible, and is then still compared with what is not."""
        away = changed_issues(self.problem, code)
        dominating = self.dominating(code)
        dominated_by = dominating if isinstance(dominating, Unavailable) else len(dominating)
        better = None
        if not isinstance(dominating, Unavailable) and len(dominating):
            fewest = away[dominating].min()
            better = Nearest(int(fewest), tuple(dominating[away[dominating] == fewest].tolist()))
        acceptable = self.result.acceptable.values
        distances = np.unique(away[acceptable])[:_DISTANCES]
        in_pareto = None
        if not isinstance(self.result.pareto, Unavailable):
            in_pareto = bool(np.isin(code, self.result.pareto.values))
        return Place(
            deal=deal_row(
                self.problem,
                code,
                acceptable=bool(np.isin(code, acceptable)),
                possible=bool(np.isin(code, self.result.possible.values)),
                pareto=in_pareto,
            ),
            dominated_by=dominated_by,
            better=better,
            headroom=self.headroom(code),
            nearest=tuple(Nearest(int(n), tuple(acceptable[away[acceptable] == n].tolist())) for n in distances),
        )

    def dominating(self, code: int) -> NDArray[np.int64] | Unavailable:
        """Codes of the feasible outcomes that certainly dominate one."""
        problem = self.problem
        orders = [problem.order_of(p) for p in problem.solved_over]
        if not orders or any(order is None for order in orders):
            return Unavailable("Nothing is known of what some of the parties prefer.")
        above = problem.feasible.copy()
        for order in orders:
            if isinstance(order, np.ndarray):
                above &= order >= order[code]
            elif order is not None:
                above &= order(code)
        codes = np.flatnonzero(above)
        level = np.ones(len(codes), dtype=np.bool_)
        for order in orders:
            if isinstance(order, np.ndarray):
                level &= np.asarray(order[codes] == order[code], dtype=np.bool_)
            elif order is not None:
                level[level] = [bool(order(int(other))[code]) for other in codes[level]]
        return codes[~level]

    def headroom(self, code: int) -> float | Unavailable:
        """The greatest share of its best gain that can be added for every party at once."""
        scores = [self.problem.scores_of(p) for p in self.problem.solved_over]
        known = [found for found in scores if found is not None and found.disagreement is not None]
        if not known or len(known) < len(scores):
            return Unavailable("Only scores have distances; some of the parties have none.")
        codes = np.flatnonzero(self.problem.feasible)
        if not len(codes):
            return Unavailable("The rules leave no outcome.")
        rows = []
        for found in known:
            span = int(found.utilities[codes].max()) - (found.disagreement or 0)
            if span > 0:
                rows.append((found.utilities[codes] - found.utilities[code], span))
        if not rows:
            return Unavailable("No feasible outcome lets any of the parties gain.")
        about = reduce(np.minimum, ((row / span).astype(np.float64, copy=False) for row, span in rows))
        common = reduce(lambda product, row: product * row[1], rows, 1)
        _, least = all_best(
            about, lambda near: reduce(np.minimum, (row[near].astype(object) * (common // span) for row, span in rows))
        )
        return max(0.0, int(least) / common)
