"""Sequencing: in which order the changes from the status quo to a deal are made, so that nobody is worse off on the way.

A state is the set of issues already changed. Minimised, in this order: how often a party refuses a stage, the largest
shortfall below a walk-away, the number of stages. The first is a shortest path; the second the narrowest bottleneck among
shortest paths only; the third a shortest path among those again. A party refuses a stage that is certainly below its
walk-away or crosses a red line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.engines.deals.shortfalls import shortfalls
from goodoffices.errors import TooLarge
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.route import Route, Stage, Trouble

__all__ = ["ISSUES_AT_MOST", "find_route"]

ISSUES_AT_MOST = 20
"""Most issues that are put in order over all subsets; beyond, the best of many partial orders is followed."""
_STEPS_AT_MOST = 3 * 10**8
_BEAM = 2_000
_NEVER = 2**40


def find_route(
    problem: DealsProblem,
    start: int,
    deal: int,
    *,
    parties: Sequence[int] | None = None,
    bundle: int = 1,
    can_return: Sequence[bool] | None = None,
) -> Route:
    """The best order of changes from one outcome to another.

    Parameters
    ----------
    problem
        The negotiation as arrays over all outcomes.
    start, deal
        Codes; usually the status quo and a deal.
    parties
        Numbers of the parties to mind; all where None.
    bundle
        How many issues may change at one stage.
    can_return
        [issues] whether anybody can bring the issue back to its option at the start; taken to be so where None.

    Raises
    ------
    TooLarge
        If so many issues in such large bundles are too many to try.
    """
    minded = tuple(range(len(problem.parties))) if parties is None else tuple(parties)
    amounts, scale, unit = shortfalls(problem)
    before, after = problem.space.indices(start), problem.space.indices(deal)
    issues = [k for k in range(len(before)) if before[k] != after[k]]
    steps = [(after[k] - before[k]) * problem.space.strides[k] for k in issues]
    refused = problem.refuses[list(minded)]
    lacking = amounts[list(minded)]

    def judge(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        counts = np.where(problem.feasible[codes], np.count_nonzero(refused[:, codes], axis=0), _NEVER)
        return counts, lacking[:, codes].max(axis=0, initial=0)

    search = _all_orders if len(issues) <= ISSUES_AT_MOST else _beam
    order, ties = search(start, steps, min(bundle, max(len(issues), 1)), judge)
    names = [problem.parties[p] for p in minded]
    done: set[int] = set()
    stages = []
    for bits in order:
        changed = [k for place, k in enumerate(issues) if bits >> place & 1]
        done |= set(changed)
        code = start + sum(step for step, k in zip(steps, issues, strict=True) if k in done)
        owed = tuple(problem.space.issues[k] for k in issues if k not in done)
        stages.append(
            Stage(
                changes={problem.space.issues[k]: problem.space.options[k][after[k]] for k in changed},
                code=code,
                troubles=tuple(
                    Trouble(name, int(lacking[row, code]) / scale, owed)
                    for row, name in enumerate(names)
                    if refused[row, code]
                ),
                unknown=tuple(
                    problem.parties[p] for p in minded if not (problem.accepts[p, code] or problem.refuses[p, code])
                ),
                final=tuple(problem.space.issues[k] for k in changed if can_return is not None and not can_return[k]),
            )
        )
    return Route(
        start,
        deal,
        tuple(names),
        tuple(stages),
        ties,
        unit,
        "proven" if len(issues) <= ISSUES_AT_MOST else "best found",
        Provenance("sequencing", {"bundle": bundle, "parties": names}),
    )


@dataclass(frozen=True, eq=False)
class _Steps:
    """All stages over all subsets of issues: for each bundle, from which sets to which, in an order that never looks ahead."""

    into: list[NDArray[np.int64]]
    """By number of issues changed: the sets of that size."""
    bundles: list[int]

    def __iter__(self) -> Any:
        for layer in self.into[1:]:
            for bundle in self.bundles:
                reached = layer[(layer & bundle) == bundle]
                if len(reached):
                    yield reached & ~bundle, reached


def _all_orders(start: int, steps: Sequence[int], bundle: int, judge: Any) -> tuple[list[int], int]:
    """The stages of the best order as sets of issues (bits), and how many orders are as good; none if all are infeasible."""
    count = len(steps)
    bundles = [sum(1 << k for k in some) for size in range(1, bundle + 1) for some in combinations(range(count), size)]
    if len(bundles) << count > _STEPS_AT_MOST:
        raise TooLarge(
            f"{count} changes in bundles of up to {bundle} are too many to put in order; allow smaller bundles."
        )
    codes = np.full(1, start, dtype=np.int64)
    for step in steps:
        codes = np.concatenate((codes, codes + step))
    refusals, lacking = judge(codes)
    sizes = np.array([*map(int.bit_count, range(1 << count))])
    stages = _Steps([np.flatnonzero(sizes == size) for size in range(count + 1)], bundles)

    fewest = np.full(1 << count, _NEVER, dtype=np.int64)
    fewest[0] = 0
    for before, after in stages:
        fewest[after] = np.minimum(fewest[after], fewest[before] + refusals[after])
    if fewest[-1] >= _NEVER:
        return [], 0

    deepest = np.full(1 << count, lacking.max() + 1, dtype=lacking.dtype)
    deepest[0] = 0
    for before, after in stages:
        tight = fewest[before] + refusals[after] == fewest[after]
        before, after = before[tight], after[tight]
        deepest[after] = np.minimum(deepest[after], np.maximum(deepest[before], lacking[after]))
    limit = deepest[-1]

    length = np.full(1 << count, _NEVER, dtype=np.int64)
    ways = np.zeros(1 << count, dtype=object)
    last = np.zeros(1 << count, dtype=np.int64)
    length[0], ways[0] = 0, 1
    for before, after in stages:
        kept = (
            (fewest[before] + refusals[after] == fewest[after]) & (lacking[after] <= limit) & (length[before] < _NEVER)
        )
        before, after = before[kept], after[kept]
        shorter = length[before] + 1 < length[after]
        ways[after[shorter]] = 0
        last[after[shorter]] = before[shorter]
        length[after] = np.minimum(length[after], length[before] + 1)
        same = length[before] + 1 == length[after]
        ways[after[same]] += ways[before[same]]
    order: list[int] = []
    state = (1 << count) - 1
    while state:
        order.append(state & ~int(last[state]))
        state = int(last[state])
    return order[::-1], int(ways[-1])


def _beam(start: int, steps: Sequence[int], bundle: int, judge: Any) -> tuple[list[int], int]:
    """Follow the most promising partial orders stage by stage, one issue at a time."""
    full = (1 << len(steps)) - 1
    partial: dict[int, tuple[int, Any, tuple[int, ...]]] = {0: (0, 0, ())}
    while full not in partial:
        found: dict[int, tuple[int, Any, tuple[int, ...]]] = {}
        ahead = [(state, k) for state in partial for k in range(len(steps)) if not state >> k & 1]
        codes = [start + sum(step for j, step in enumerate(steps) if (state | 1 << k) >> j & 1) for state, k in ahead]
        refusals, lacking = judge(np.array(codes, dtype=np.int64))
        for row, (state, k) in enumerate(ahead):
            count, deepest, order = partial[state]
            candidate = (count + int(refusals[row]), max(deepest, lacking[row]), (*order, 1 << k))
            if candidate[0] < _NEVER and candidate < found.get(state | 1 << k, (_NEVER, 0, ())):
                found[state | 1 << k] = candidate
        if not found:
            return [], 0
        best = sorted(found, key=lambda state: found[state])[:_BEAM]
        partial = {state: found[state] for state in best}
    return list(partial[full][2]), 1
