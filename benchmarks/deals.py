"""Deals: a million outcomes among three and five parties, with rules and consent; utilities, Pareto set and all solutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter

import numpy as np

from goodoffices.engines.deals import DealsProblem, Scores, find_deals
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Codes
from goodoffices.model.scaling import scaled_utilities

__all__ = ["main"]

TRIES = 3


@dataclass(frozen=True)
class Row:
    """One line of the table: best time of a few, against the target."""

    task: str
    seconds: float
    target: float
    found: str


def sheet(space: OutcomeSpace, seed: int) -> dict[str, dict[str, Decimal]]:
    """Scores with two decimals for one party, on issues of unequal weight."""
    draw = np.random.default_rng(seed)
    weights = draw.dirichlet(np.ones(len(space.issues)))
    return {
        issue: {option: Decimal(int(draw.integers(0, 101) * 100 * weight)) / 100 for option in options}
        for issue, options, weight in zip(space.issues, space.options, weights, strict=True)
    }


def solve(space: OutcomeSpace, sheets: list[dict[str, dict[str, Decimal]]]) -> str:
    """From score sheets to all solutions; each party's walk-away is a third of the way up its own scale."""
    names = tuple(f"party {k}" for k in range(len(sheets)))
    scores = []
    for one in sheets:
        utilities, scale = scaled_utilities(space, one)
        scores.append(Scores(utilities, scale, int(utilities.max()) // 3))
    accepts = np.stack([found.utilities >= found.disagreement for found in scores])
    problem = DealsProblem(
        space,
        names,
        np.ones(space.outcomes, dtype=np.bool_),
        ConsentSets.of(space, names, names, [], None),
        accepts,
        ~accepts,
        scores=scores,
    )
    result = find_deals(problem)
    front = result.pareto.count if isinstance(result.pareto, Codes) else 0
    return f"{result.acceptable.count:,} acceptable, {front:,} in the Pareto set"


def rows() -> Iterable[Row]:
    """Measure each task."""
    space = OutcomeSpace(tuple("abcdef"), tuple(tuple(f"o{k}" for k in range(10)) for _ in range(6)))
    for parties, target in ((3, 0.3), (5, 1.5)):
        sheets = [sheet(space, seed) for seed in range(parties)]
        best, found = np.inf, ""
        for _ in range(TRIES):
            begun = perf_counter()
            found = solve(space, sheets)
            best = min(best, perf_counter() - begun)
        yield Row(f"10^6 outcomes, {parties} parties: all solutions", best, target, found)


def main() -> None:
    """Print the table."""
    print(f"{'deals':46} {'seconds':>8} {'target':>7}  found")
    for row in rows():
        print(f"{row.task:46} {row.seconds:8.3f} {row.target:7.2f}  {row.found}")


if __name__ == "__main__":
    main()
