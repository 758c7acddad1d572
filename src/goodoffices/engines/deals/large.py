"""Find deals where outcomes are too many to list: merging for the Pareto set, optimisation for solutions and for why none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.explain import explain
from goodoffices.engines.deals.from_front import solutions_from_front
from goodoffices.engines.deals.merge import Front, issue_order, merge_front
from goodoffices.engines.deals.optimise import optimise
from goodoffices.engines.deals.program import Program
from goodoffices.errors import TooLarge
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.deals import RefusalSets, Solution, Unavailable
from goodoffices.model.results.large_deals import LargeDealsResult, ManyCodes

__all__ = ["STATES_AT_MOST", "find_large_deals", "states_held"]

STATES_AT_MOST = 200
"""Combinations of options that rules hold open at a time; beyond, the Pareto set is not merged."""
_CODES_AT_MOST = 10_000
_NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def find_large_deals(
    problem: Additive, *, seconds: float = 30.0, parameters: Mapping[str, Any] | None = None
) -> LargeDealsResult:
    """Deals of a negotiation of any size with additive scores, in which every party must accept.

    Parameters
    ----------
    problem
        Issue tables, rules, walk-aways and red lines.
    seconds
        How long each solution, and the search for conflicts, may take. What was not settled by then says so.
    parameters
        What the caller wants told with the result.
    """
    exists, solutions = _solved(problem, seconds)
    pareto, pareto_acceptable = _pareto(problem)
    why, concessions = RefusalSets(), RefusalSets()
    if exists is False:
        why, concessions = explain(problem, seconds)
    return LargeDealsResult(
        outcomes=problem.space.outcomes,
        parties=problem.parties,
        exists=exists,
        pareto=pareto,
        pareto_acceptable=pareto_acceptable,
        nash=solutions["nash"],
        kalai_smorodinsky=solutions["kalai_smorodinsky"],
        egalitarian=solutions["egalitarian"],
        utilitarian=solutions["utilitarian"],
        why_none=why,
        concessions=concessions,
        why_none_reason=_reason(exists, why),
        provenance=Provenance("deals by merging and optimisation", {**(parameters or {}), "seconds": seconds}),
    )


def states_held(problem: Additive) -> int:
    """The most combinations of options that rules still to come keep apart at any time while issues are merged."""
    seen: set[int] = set()
    most = 1
    for issue in issue_order(problem):
        seen.add(issue)
        waiting = {k for ban in problem.bans if not seen >= set(ban.issues) for k in ban.issues if k in seen}
        most = max(most, prod(problem.space.sizes[k] for k in waiting))
    return most


def _solved(problem: Additive, seconds: float) -> tuple[bool | None, Mapping[str, Solution | Unavailable]]:
    """Whether a deal exists, and the solutions: off the merged front of acceptable deals where there is one, else by solver."""
    ruled = problem.keeping()
    if states_held(ruled) <= STATES_AT_MOST:
        try:
            front = merge_front(ruled, acceptable=True)
        except TooLarge:
            pass
        else:
            if len(front.counts):
                return True, solutions_from_front(ruled, front)
            nothing = Unavailable("No deal is acceptable to everyone whose consent it needs.")
            return False, dict.fromkeys(_NAMES, nothing)
    program = Program(ruled, seconds)
    found = program.best(np.zeros(program.columns), [0] * len(problem.parties))
    exists = True if found is not None else None if program.timed_out else False
    return exists, {name: optimise(problem, name, seconds=seconds) for name in _NAMES}


def _pareto(problem: Additive) -> tuple[ManyCodes | Unavailable, ManyCodes | Unavailable]:
    """The Pareto set of all feasible outcomes by merging, and its acceptable part, where rules tie few issues together."""
    held = states_held(problem)
    if held > STATES_AT_MOST:
        reason = f"Rules hold {held:,} combinations of options open at a time; at most {STATES_AT_MOST} are merged."
        return Unavailable(reason), Unavailable(reason)
    try:
        front = merge_front(problem)
    except TooLarge as error:
        return Unavailable(str(error)), Unavailable(str(error))
    codes = list(islice(_codes(front, range(len(front.counts))), _CODES_AT_MOST))
    whole = ManyCodes(front.outcomes, tuple(sorted(codes)))
    return whole, _acceptable_part(problem, front, codes)


def _acceptable_part(problem: Additive, front: Front, codes: list[int]) -> ManyCodes | Unavailable:
    """Those that leave nobody below its walk-away, counted by points, and cross no red line, which only codes tell."""
    above = np.ones(len(front.counts), dtype=np.bool_)
    for column, low in zip(front.points, problem.disagreement, strict=True):
        above &= np.asarray(column >= low, dtype=np.bool_)
    points = np.flatnonzero(above)
    count = int(sum(front.counts[points].tolist()))
    if not problem.red_lines:
        deals = (code for code in _codes(front, points) if code != problem.status_quo)
        return ManyCodes(count - _holds(problem, front, points), tuple(sorted(islice(deals, _CODES_AT_MOST))))
    if len(codes) < front.outcomes:
        return Unavailable("The Pareto set is too large to tell which of its outcomes cross a red line.")
    everything = (1 << len(problem.insistences)) - 1
    kept = sorted(code for code in codes if problem.satisfied(code) == everything and code != problem.status_quo)
    return ManyCodes(len(kept), tuple(kept))


def _holds(problem: Additive, front: Front, points: NDArray[np.int64]) -> bool:
    """Whether the status quo is among the outcomes behind some points: it is where its utilities are, unless it is ruled out."""
    if problem.status_quo is None or not problem.allows(problem.status_quo):
        return False
    utilities = problem.utilities(problem.status_quo)
    return any(
        all(int(column[point]) == own for column, own in zip(front.points, utilities, strict=True)) for point in points
    )


def _codes(front: Front, points: Iterable[int]) -> Iterator[int]:
    for point in points:
        yield from front.codes(int(point), _CODES_AT_MOST)


def _reason(exists: bool | None, why: RefusalSets) -> str | None:
    if exists:
        return "A deal exists."
    if exists is None:
        return "Whether a deal exists was not settled in the time given."
    return None if why.sets or why.at_least else "The rules leave no outcome."
