"""Deals beside what people use now, where it is installed: NegMAS and paretoset.

Neither is a dependency: install them by hand (``pip install negmas paretoset``) to see their lines. NegMAS is AGPL, so it is
only ever run here.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.deals import sheet, space_of
from goodoffices.engines.deals.pareto import pareto_set
from goodoffices.model.scaling import scaled_utilities

__all__ = ["main"]

ISSUES, PARTIES = 6, 3
"""Six issues of ten options: a million outcomes."""


def main() -> None:
    """Print seconds for the same million outcomes and three score sheets, tool by tool."""
    space = space_of(ISSUES)
    sheets = [sheet(space, seed) for seed in range(PARTIES)]
    print(f"{space.outcomes:,} outcomes, {PARTIES} parties                seconds  in the Pareto set")
    points = _timed("goodoffices: utilities", lambda: [scaled_utilities(space, one)[0] for one in sheets])
    feasible = np.ones(space.outcomes, dtype=np.bool_)
    _timed("goodoffices: Pareto set", lambda: pareto_set(points, feasible), len)
    table = np.stack([np.asarray(column, dtype=np.float64) for column in points], axis=1)
    if find_spec("paretoset"):
        best = import_module("paretoset").paretoset
        _timed(
            "paretoset: Pareto set",
            lambda: best(table, sense=["max"] * PARTIES, distinct=False),
            lambda m: int(m.sum()),
        )
    else:
        print("paretoset is not installed")
    if find_spec("negmas"):
        _negmas(sheets, table)
    else:
        print("NegMAS is not installed")


def _negmas(sheets: list[dict[str, dict[str, Any]]], table: NDArray[np.float64]) -> None:
    """The same through NegMAS: additive utility functions called outcome by outcome, and its default frontier."""
    outcomes_module, preferences = import_module("negmas.outcomes"), import_module("negmas.preferences")
    issues = [outcomes_module.make_issue(list(options), name=issue) for issue, options in sheets[0].items()]
    functions = [
        preferences.LinearAdditiveUtilityFunction(
            values=[{option: float(score) for option, score in options.items()} for options in one.values()],
            weights=[1.0] * len(one),
            issues=issues,
        )
        for one in sheets
    ]
    outcomes = list(outcomes_module.enumerate_issues(issues))
    _timed("NegMAS: utilities", lambda: [[function(outcome) for outcome in outcomes] for function in functions])
    ops = import_module("negmas.preferences.ops")
    _timed("NegMAS: Pareto set", lambda: ops.pareto_frontier_numpy(table, sort_by_welfare=False), len)


def _timed(name: str, work: Callable[[], Any], count: Callable[[Any], int] | None = None) -> Any:
    """Run once, print the seconds and what was counted."""
    start = perf_counter()
    found = work()
    seconds = perf_counter() - start
    print(f"{name:<38} {seconds:>12.3f}  {'' if count is None else f'{count(found):,}'}", flush=True)
    return found


if __name__ == "__main__":
    main()
