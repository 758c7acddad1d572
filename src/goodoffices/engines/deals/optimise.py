"""Solutions without listing: certified optimisation where outcomes are too many, each answer with what was proven.

Utilitarian, egalitarian and Kalai–Smorodinsky solutions are linear. For the Nash solution the logarithm is bounded from above
by its tangents at the gains found so far; a new tangent at each new point, until the bound meets the value [Kelley1960]_.
Ties are found by excluding each deal found and solving again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm, log, prod

import numpy as np

from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.program import Found, Program
from goodoffices.engines.deals.solution import NOT_COMPARABLE
from goodoffices.model.results.deals import Solution, Unavailable

__all__ = ["TIES_AT_MOST", "optimise"]

TIES_AT_MOST = 20
_CLOSE = 1e-6
_SURE = 1e-4
"""What is maximised moves in steps. Where a step is so much larger than any rounding, a bound less than a step away proves."""
_ROUNDS = 60

Search = Callable[[Program], "Found | None"]
Worth = Callable[[Sequence[int]], Fraction]
"""From gains × scale of the parties to what a solution maximises, exact."""


def optimise(
    problem: Additive, name: str, *, ties_at_most: int = TIES_AT_MOST, seconds: float = 30.0
) -> Solution | Unavailable:
    """One bargaining solution of a negotiation of any size.

    Parameters
    ----------
    problem
        Additive utilities; each party must stay at or above its disagreement point and on its side of every red line.
    name
        ``nash``, ``kalai_smorodinsky`` (with the ideal point over acceptable deals), ``egalitarian`` or ``utilitarian``.
    ties_at_most
        How many deals that tie are looked for; one more than these is told as "at least".
    seconds
        When to stop. What was found by then is told as such.

    Returns
    -------
    Solution
        Its ``proof`` is ``proven``, ``proven within 1e-6``, or ``best found`` with the reason and the bound in the notes.
    """
    return {
        "nash": _nash,
        "kalai_smorodinsky": _kalai_smorodinsky,
        "egalitarian": _egalitarian,
        "utilitarian": _utilitarian,
    }[name](problem.keeping(), ties_at_most, seconds)


def _utilitarian(problem: Additive, ties_at_most: int, seconds: float) -> Solution | Unavailable:
    program = Program(problem, seconds)
    objective = np.zeros(program.columns)
    weights = [program.spans[p] / problem.scales[p] for p in range(len(problem.parties))]
    unit = max(weights)
    for row, weight in zip(program.gain_rows, weights, strict=True):
        objective += row * (weight / unit)
    start = sum((Fraction(d, s) for d, s in zip(problem.disagreement, problem.scales, strict=True)), Fraction(0))

    def worth(gains: Sequence[int]) -> Fraction:
        return sum((Fraction(g, s) for g, s in zip(gains, problem.scales, strict=True)), start)

    def search(program: Program) -> Found | None:
        return program.best(objective, [0] * len(problem.parties))

    return _all_ties(
        program,
        search,
        worth,
        lambda bound: bound * unit,
        ties_at_most,
        (NOT_COMPARABLE,),
        grid=1 / lcm(*problem.scales),
    )


def _egalitarian(problem: Additive, ties_at_most: int, seconds: float) -> Solution | Unavailable:
    ideal = _ideal_gains(problem, seconds)
    if isinstance(ideal, Unavailable):
        return ideal
    return _max_min(problem, ideal, problem.scales, ties_at_most, seconds, (NOT_COMPARABLE,))


def _kalai_smorodinsky(problem: Additive, ties_at_most: int, seconds: float) -> Solution | Unavailable:
    ideal = _ideal_gains(problem, seconds)
    if isinstance(ideal, Unavailable):
        return ideal
    return _max_min(problem, ideal, ideal, ties_at_most, seconds, ())


def _ideal_gains(problem: Additive, seconds: float) -> list[int] | Unavailable:
    """[parties] each party's best gain over acceptable deals."""
    program = Program(problem, seconds)
    nothing = [0] * len(problem.parties)
    gains = []
    for p, row in enumerate(program.gain_rows):
        found = program.best(row, nothing)
        if found is None:
            return _none(program)
        gains.append(_gains(problem, found.code)[p])
        if found.stopped or found.bound - program.low(p) > (gains[p] + 1 - _CLOSE) / program.spans[p]:
            return Unavailable("The ideal point could not be proven in the time given.")
    return gains


def _max_min(
    problem: Additive,
    ideal: Sequence[int],
    units: Sequence[int],
    ties_at_most: int,
    seconds: float,
    notes: tuple[str, ...],
) -> Solution | Unavailable:
    """Maximise the least of the gains, each counted in its unit; parties who cannot gain are left out."""
    program = Program(problem, seconds)
    counted = [p for p, best in enumerate(ideal) if best > 0]
    units = [unit if p in counted else 1 for p, unit in enumerate(units)]
    left_out = tuple(problem.parties[p] for p, best in enumerate(ideal) if best == 0)
    if not counted:
        return _nobody_gains(problem, seconds)
    if left_out:
        notes += (f"No deal can help {', '.join(left_out)}; the minimum leaves them out.",)
    objective = np.zeros(program.columns)
    objective[-1] = 1
    largest = max(program.spans[p] / units[p] for p in counted)
    for p in counted:
        row = program.gain_rows[p] * (program.spans[p] / units[p] / largest)
        row[-1] = -1
        program.add(row, program.low(p) * program.spans[p] / units[p] / largest, np.inf)

    def worth(gains: Sequence[int]) -> Fraction:
        return min(Fraction(gains[p], units[p]) for p in counted)

    def search(program: Program) -> Found | None:
        return program.best(objective, [0] * len(problem.parties), free=(0.0, 1.0))

    return _all_ties(
        program, search, worth, lambda bound: bound * largest, ties_at_most, notes, left_out, 1 / lcm(*units)
    )


def _nash(problem: Additive, ties_at_most: int, seconds: float) -> Solution | Unavailable:
    """The product of gains; over the largest set of parties that can gain together where not all can."""
    for size in range(len(problem.parties), 0, -1):
        for together in combinations(range(len(problem.parties)), size):
            program = Program(problem, seconds)
            for p in together:
                program.at_least(p, 1)
            least = [1 if p in together else 0 for p in range(len(problem.parties))]
            if (first := program.best(np.sum(program.gain_rows, axis=0), least)) is not None:
                return _nash_among(program, together, least, first, ties_at_most)
            if program.timed_out:
                return _none(program)
    return _nobody_gains(problem, seconds)


def _nobody_gains(problem: Additive, seconds: float) -> Solution | Unavailable:
    """Where nobody can gain, every acceptable deal is as good as every other: one of them stands for all."""
    program = Program(problem, seconds)
    found = program.best(np.zeros(program.columns), [0] * len(problem.parties))
    if found is None:
        return _none(program)
    notes = ("No party can gain; every acceptable deal ties with this one.",)
    return _solution(problem, [found.code], 0.0, "proven", notes, problem.parties)


def _nash_among(
    program: Program, together: Sequence[int], least: Sequence[int], first: Found, ties_at_most: int
) -> Solution | Unavailable:
    problem = program.problem
    objective = np.zeros(program.columns)
    objective[[program.options + p for p in together]] = 1

    def tangent(p: int, share: float) -> None:
        """T_p ≤ ln g₀ + (g_p − g₀)/g₀, which no logarithm exceeds."""
        row = -program.gain_rows[p] / share
        row[program.options + p] = 1
        program.add(row, -np.inf, log(share) - 1 - program.low(p) / share)

    for p in together:
        for share in {program.share(p, problem.utilities(first.code)[p]), 1.0, 0.75, 0.5, 0.35, 0.2}:
            tangent(p, share)

    def value(code: int) -> float:
        utilities = problem.utilities(code)
        return sum(log(program.share(p, utilities[p])) for p in together)

    def search(program: Program) -> Found | None:
        best: Found | None = None
        for _ in range(_ROUNDS):
            found = program.best(objective, least, free=(-1e3, 1.0))
            if found is None:
                break
            if best is None or value(found.code) > value(best.code):
                best = Found(found.code, found.bound, found.stopped)
            best = Found(best.code, found.bound, found.stopped)
            if found.stopped or found.bound <= value(best.code) + _CLOSE / 2:
                return best
            for p in together:
                tangent(p, program.share(p, problem.utilities(found.code)[p]))
        return None if best is None else Found(best.code, best.bound, True)

    units = prod(program.spans[p] for p in together)

    def worth(gains: Sequence[int]) -> Fraction:
        return Fraction(prod(gains[p] for p in together), prod(problem.scales[p] for p in together))

    left_out = tuple(party for p, party in enumerate(problem.parties) if p not in together)
    notes: tuple[str, ...] = ()
    if left_out:
        notes = (f"No acceptable deal lets every party gain at once; the product leaves out {', '.join(left_out)}.",)
    scales = prod(problem.scales[p] for p in together)
    return _all_ties(
        program, search, worth, lambda bound: float(np.exp(bound)) * units / scales, ties_at_most, notes, left_out
    )


def _all_ties(
    program: Program,
    search: Search,
    worth: Worth,
    in_units: Callable[[float], float],
    ties_at_most: int,
    notes: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
    grid: float = 0.0,
) -> Solution | Unavailable:
    """Solve, exclude what was found, and solve again, as long as the next is as good; a better one starts afresh."""
    problem = program.problem
    codes: list[int] = []
    best: Fraction | None = None
    bound, complete = float("inf"), False
    for _ in range(2 * ties_at_most + 1):
        if len(codes) > ties_at_most:
            break
        found = search(program)
        if found is None or found.stopped:
            complete = found is None and not program.timed_out
            if found is not None:
                bound = min(bound, in_units(found.bound))
                codes, best = _taken(codes, best, found.code, worth(_gains(problem, found.code)))
            break
        bound = in_units(found.bound) if best is None else bound
        codes, best = _taken(codes, best, found.code, worth(_gains(problem, found.code)))
        if worth(_gains(problem, found.code)) < best - _CLOSE * max(1.0, abs(float(best))):
            complete = True  # what only a tolerance put ahead of a tie would be nearer than this
            break
        program.exclude_code(found.code)
    if best is None:
        return _none(program)
    if len(codes) > ties_at_most:
        codes = codes[:ties_at_most]
        notes += (f"At least {ties_at_most} deals tie; more were not looked for.",)
    elif not complete:
        notes += ("The search was stopped before every deal that ties was found.",)
    value = float(best)
    proof = "proven within 1e-6"
    if codes and bound < value + grid * (1 - _SURE) and grid > _SURE * max(1.0, abs(value)):
        proof = "proven"
    elif not bound <= value + _CLOSE * max(1.0, abs(value)):
        proof = "best found"
        notes += (f"No deal can reach more than {bound:.6g}; {value:.6g} was found before the search was stopped.",)
    return _solution(problem, codes, value, proof, notes, left_out)


def _taken(codes: list[int], best: Fraction | None, code: int, value: Fraction) -> tuple[list[int], Fraction]:
    if best is None or value > best:
        return [code], value
    return ([*codes, code] if value == best else codes), best


def _gains(problem: Additive, code: int) -> list[int]:
    return [u - d for u, d in zip(problem.utilities(code), problem.disagreement, strict=True)]


def _none(program: Program) -> Unavailable:
    if program.timed_out:
        return Unavailable("No acceptable deal was found in the time given; there may be one.")
    return Unavailable("No deal is acceptable to everyone whose consent it needs.")


def _solution(
    problem: Additive,
    codes: list[int],
    value: float,
    proof: str,
    notes: tuple[str, ...],
    left_out: tuple[str, ...],
) -> Solution:
    ordered = sorted(codes)
    rows = [[u / s for u, s in zip(problem.utilities(code), problem.scales, strict=True)] for code in ordered]
    return Solution(
        codes=np.array(ordered, dtype=np.int64 if max(ordered) < 2**63 else object),
        parties=problem.parties,
        utilities=np.array(rows, dtype=np.float64),
        value=value,
        disagreement={
            party: d / s for party, d, s in zip(problem.parties, problem.disagreement, problem.scales, strict=True)
        },
        left_out=left_out,
        notes=notes,
        proof=proof,
    )
