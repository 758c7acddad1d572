"""Deals: a million outcomes listed one by one; a hundred million merged; and far more by optimisation, under exclusion rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter

import numpy as np

from goodoffices.engines.deals import DealsProblem, Scores, find_deals
from goodoffices.engines.deals.additive import Additive, Ban
from goodoffices.engines.deals.merge import merge_front
from goodoffices.engines.deals.optimise import optimise
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Codes, Unavailable
from goodoffices.model.scaling import scaled_tables, scaled_utilities

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


def space_of(issues: int) -> OutcomeSpace:
    """So many issues of ten options each."""
    return OutcomeSpace(
        tuple(f"i{k}" for k in range(issues)), tuple(tuple(f"o{k}" for k in range(10)) for _ in range(issues))
    )


def additive(issues: int, rules: int, parties: int = 3) -> Additive:
    """Tables for the same kind of sheets; each rule excludes one option of an issue together with one of another."""
    space = space_of(issues)
    draw = np.random.default_rng(rules)
    rows = []
    for seed in range(parties):
        tables, scale = scaled_tables(space, sheet(space, seed))
        rows.append((tables, scale, sum(int(table.max()) for table in tables) // 3))
    bans = []
    for _ in range(rules):
        pair = tuple(sorted(int(k) for k in draw.choice(issues, 2, replace=False)))
        table = np.zeros((10, 10), dtype=np.bool_)
        table[draw.integers(10), draw.integers(10)] = True
        bans.append(Ban(pair, table))
    return Additive(
        space,
        tuple(f"party {k}" for k in range(parties)),
        tuple(tables for tables, _, _ in rows),
        tuple(scale for _, scale, _ in rows),
        tuple(low for _, _, low in rows),
        tuple(bans),
    )


def optimum(problem: Additive) -> str:
    """The Nash solution and what was proven of it."""
    found = optimise(problem, "nash")
    return found.reason if isinstance(found, Unavailable) else f"{len(found.codes)} deal, {found.proof}"


def timed(task: str, target: float, run: Callable[[], str]) -> Row:
    """The best of a few tries."""
    best, found = np.inf, ""
    for _ in range(TRIES):
        begun = perf_counter()
        found = run()
        best = min(best, perf_counter() - begun)
    return Row(task, best, target, found)


def rows() -> Iterable[Row]:
    """Measure each task."""
    space = space_of(6)
    for parties, target in ((3, 0.3), (5, 1.5)):
        sheets = [sheet(space, seed) for seed in range(parties)]
        task = f"10^6 outcomes, {parties} parties: all solutions"
        yield timed(task, target, lambda sheets=sheets: solve(space, sheets))  # type: ignore[misc]
    merged = additive(8, 0)
    yield timed(
        "10^8 outcomes, 3 parties: Pareto set", 0.1, lambda: f"{merge_front(merged).outcomes:,} in the Pareto set"
    )
    for issues, target in ((12, 0.3), (20, 3.0)):
        problem = additive(issues, 20)
        task = f"10^{issues} outcomes, 3 parties, 20 rules: Nash"
        yield timed(task, target, lambda problem=problem: optimum(problem))  # type: ignore[misc]


def main() -> None:
    """Print the table."""
    print(f"{'deals':46} {'seconds':>8} {'target':>7}  found")
    for row in rows():
        print(f"{row.task:46} {row.seconds:8.3f} {row.target:7.2f}  {row.found}")


if __name__ == "__main__":
    main()
