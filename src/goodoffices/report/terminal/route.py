"""What ``goodoffices deals --route`` prints: the steps in order, who would refuse one, and what cannot be undone."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.route import Route, Stage, Trouble
from goodoffices.report.build.naming import changes_of
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import paragraph
from goodoffices.report.words import (
    agreeing,
    issue_name,
    party_name,
    possessive,
    sentence_case,
    terms_words,
)

__all__ = ["route_screen"]


def route_screen(case: Case, route: Route) -> str:
    """The answer first, then each step."""
    lines = paragraph(f"ROUTE to {route.deal}: {changes_of(case, route.deal)}.", indent=2)
    lines += paragraph(_answer(case, route))
    for n, stage in enumerate(route.stages, 1):
        last = n == len(route.stages)
        lines += ["", *paragraph(f"Step {n}. {sentence_case(terms_words(case, stage.changes))}.", indent=8)]
        for text in _stage(case, route, stage, last):
            lines += paragraph(f"        {text}", indent=8)
    if route.stages:
        lines += ["", *paragraph(_how_sure(route))]
    return "\n".join(lines)


def _answer(case: Case, route: Route) -> str:
    if not route.stages:
        return (
            "Every order of these changes passes through an outcome that a rule excludes. "
            "Allow more issues to change at one step: --bundle."
        )
    unsure = sum(bool(stage.unknown) for stage in route.stages)
    told = f", but at {unsure} of {len(route.stages)} steps not everyone's answer is known" if unsure else ""
    if route.clear:
        return f"Nobody whose agreement the deal needs would certainly refuse a step{told}."
    at, stage = next((n, stage) for n, stage in enumerate(route.stages, 1) if stage.troubles)
    names = listed([party_name(case, trouble.party) for trouble in stage.troubles])
    refused = sum(len(stage.troubles) for stage in route.stages)
    more = f" and in {refused - len(stage.troubles)} later places" if refused > len(stage.troubles) else ""
    return f"No order is free of refusals. In the best, step {at} fails for {names}{more}{told}."


def _stage(case: Case, route: Route, stage: Stage, last: bool) -> list[str]:
    told = [_trouble(case, route, trouble, last) for trouble in stage.troubles]
    if stage.unknown:
        names = listed([party_name(case, party) for party in stage.unknown], "or")
        told.append(f"Not known: whether this is at least as good as no deal for {names}.")
    if stage.final:
        told.append(f"Cannot be undone: nobody can bring back {listed([issue_name(issue) for issue in stage.final])}.")
    return told or ["Nobody refuses this."]


def _trouble(case: Case, route: Route, trouble: Trouble, last: bool) -> str:
    name = party_name(case, trouble.party, first=True)
    if trouble.shortfall:
        amount = f" by {trouble.shortfall:g}"
        unit = " of its score" if route.unit == "score" else " ranks"
        told = f"{name} {agreeing(name, 'is')} below {agreeing(name, 'its')} walk-away"
        told += amount + unit if route.unit == "score" or trouble.shortfall > 1 else ""
    else:
        told = f"This crosses a red line of {party_name(case, trouble.party)}"
    if last:
        return f"{told}. This is the deal itself: no guarantee covers that; see goodoffices unlock."
    owed = listed([issue_name(issue) for issue in trouble.owed])
    return (
        f"{told}. To cover {possessive(party_name(case, trouble.party))} risk, someone would have to guarantee: {owed}."
    )


def _how_sure(route: Route) -> str:
    bundle = route.provenance.parameters.get("bundle", 1)
    steps = "one issue a step" if bundle == 1 else f"up to {bundle} issues a step"
    if route.proof != "proven":
        return f"With {steps}. Found by following the most promising orders; a better one may exist."
    ties = route.equally_good - 1
    others = f"{ties:,} other order{'s are' if ties > 1 else ' is'} as good" if ties else "No other order is as good"
    return f"With {steps}, every order was compared. {others}."
