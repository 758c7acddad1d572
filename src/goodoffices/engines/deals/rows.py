"""One deal looked at closely: its terms, whose consent it needs, and on what each refusal stands."""

from __future__ import annotations

from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.model.results.deals import Answer, Deal, Verdict

__all__ = ["deal_row"]


def deal_row(problem: DealsProblem, code: int, *, acceptable: bool, possible: bool, pareto: bool | None) -> Deal:
    """An outcome as a deal. It may be infeasible or the status quo: a proposal is looked at whatever it is."""
    consent = problem.consent.for_code(code)
    verdicts = tuple(_verdict(problem, p, code) for p in range(len(problem.parties)))
    yes = {verdict.party for verdict in verdicts if verdict.answer == "accepts"}
    scored = [(p, problem.scores_of(p)) for p in range(len(problem.parties))]
    return Deal(
        code=code,
        terms=problem.space.terms(code),
        feasible=bool(problem.feasible[code]),
        brought_about=bool(problem.consent.brought_about[code]),
        consent=consent,
        accepted_by=tuple(parties for parties in consent if parties <= yes),
        verdicts=verdicts,
        acceptable=acceptable,
        possible=possible,
        pareto=pareto,
        utilities={
            problem.parties[p]: int(found.utilities[code]) / found.scale for p, found in scored if found is not None
        },
    )


def _verdict(problem: DealsProblem, party: int, code: int) -> Verdict:
    answer: Answer = "unknown"
    if problem.accepts[party, code]:
        answer = "accepts"
    elif problem.refuses[party, code]:
        answer = "refuses"
    broken = tuple(
        problem.refusal(k)
        for k, constraint in enumerate(problem.constraints)
        if constraint.party == party and problem.broken[k, code]
    )
    return Verdict(problem.parties[party], answer, broken)
