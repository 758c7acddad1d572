"""The deals, side by side, and beneath them who would leave which: the working behind page one."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Codes, Deal, Verdict
from goodoffices.report.briefing import Chip, DealRow, DealTable
from goodoffices.report.build.agree import evidence_of, needed, unbettered
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.hold import CONCEPTS, RULES, build_hold_rows
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import Named
from goodoffices.report.build.unsaid import hangs_on
from goodoffices.report.prose import Evidence, listed
from goodoffices.report.words import RED_LINE, WALK_AWAY, expression_words, number, party_name, sentence_case

__all__ = ["build_table"]

ACCEPTS, REFUSES, OPEN = Chip("accepts", "Accepts"), Chip("rejects", "Refuses"), Chip("unknown", "Not known")


def build_table(material: Material, entries: Entries, named: Sequence[Named]) -> DealTable:
    """Every named deal with the verdict of each principal; others are told of where the deal needs them."""
    case, result = material.case, material.deals
    parties = [party for party in case.parties if party in result.consent] or list(case.principals)
    rows = tuple(_row(case, entries, one, parties) for one in named)
    note = f"Of {result.outcomes:,} outcomes, {result.feasible:,} are feasible and {result.deals.count:,} can be brought about. "
    if isinstance(result.pareto, Codes):
        note += f"{result.pareto.count:,} {unbettered(material, result.pareto.count)}. "
    note += "Shown: live proposals, then the nearest other deals."
    concepts = {concept: words for concept, words in CONCEPTS.items() if concept in material.stability.concepts}
    return DealTable(
        finding=_finding(named),
        note=note,
        parties=tuple(case.parties[party].name for party in parties),
        rows=rows,
        hold_caption="Who would leave which outcome",
        hold_note=f"For the central world; {RULES[material.stability.rule]}. Without a name in a cell everyone would stay; "
        "not known: that rests on what the party named has not stated.",
        concepts=tuple(concepts.values()),
        holds=build_hold_rows(material, named),
    )


def _row(case: Case, entries: Entries, one: Named, parties: Sequence[str]) -> DealRow:
    verdicts = {verdict.party: verdict for verdict in one.deal.verdicts}
    consent = needed(case, one.deal)
    keys = [key for party in consent for key in evidence_of(case, entries, one.deal, party, one.proposal).keys]
    return DealRow(
        key=one.key,
        name=one.name,
        terms=one.terms,
        verdicts=tuple(_verdict(case, one.deal, verdicts[party]) for party in parties),
        everyone=_everyone(case, one.deal, consent),
        rests_on=Evidence(tuple(dict.fromkeys(keys))),
        code=one.code,
    )


def _verdict(case: Case, deal: Deal, verdict: Verdict) -> tuple[Chip, str]:
    if verdict.answer == "accepts":
        return ACCEPTS, ""
    if verdict.answer == "unknown":
        return OPEN, hangs_on(case, deal, verdict.party)
    red = [refused for refused in verdict.broken if refused.kind == "red_line"]
    if red:
        return RED_LINE, "; ".join(expression_words(case, refused.text or "") for refused in red)
    return (WALK_AWAY, "prefers what it is left with") if verdict.broken else (REFUSES, "")


def _everyone(case: Case, deal: Deal, consent: Sequence[str]) -> tuple[Chip, str]:
    """What all whose consent is needed say together."""
    if not deal.feasible:
        return Chip("rejects", "Not feasible"), "a rule of the case excludes it"
    if not deal.brought_about:
        return Chip("rejects", "Out of reach"), "nobody can bring it about"
    names = listed([party_name(case, party) for party in consent])
    if deal.acceptable:
        return Chip("accepts", "For certain"), f"needs {names}"
    if deal.possible:
        return Chip("unknown", "Possible"), f"needs {names}"
    refusing = [verdict for verdict in deal.verdicts if verdict.party in consent and verdict.answer == "refuses"]
    red = any(refused.kind == "red_line" for verdict in refusing for refused in verdict.broken)
    who = listed([party_name(case, verdict.party) for verdict in refusing])
    return (
        (Chip("red_line", "Never"), f"it crosses a red line of {who}")
        if red
        else (Chip("walk_away", "In no world"), f"refused by {who}")
    )


def _finding(named: Sequence[Named]) -> str:
    """How many of the deals shown are acceptable, possible, closed by a red line."""
    certain = sum(one.deal.acceptable for one in named)
    possible = sum(one.deal.possible and not one.deal.acceptable for one in named)
    closed = len(named) - certain - possible
    parts = [
        f"{number(count)} {word}"
        for count, word in (
            (certain, "acceptable for certain"),
            (possible, "possible"),
            (closed, "refused by someone it needs"),
        )
        if count
    ]
    return (
        sentence_case(f"{number(len(named))} deal{'s' * (len(named) != 1)}: {', '.join(parts)}")
        if named
        else "No deal to show"
    )
