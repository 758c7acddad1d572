"""What could be agreed? Deals for certain, possible ones with what each hangs on, and refusals that cannot all be kept."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Codes, Deal, Verdict
from goodoffices.model.results.deals import Refusal as Refused
from goodoffices.report.briefing import Agreement, Conflict, DealLine, Refusal
from goodoffices.report.build.entries import Entries, Item
from goodoffices.report.build.known import Known
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import Named
from goodoffices.report.build.unsaid import hangs_on
from goodoffices.report.prose import Evidence, Jump, Prose, Strong, listed, prose
from goodoffices.report.words import (
    RED_LINE,
    WALK_AWAY,
    agreeing,
    expression_words,
    number,
    party_name,
    sentence_case,
)

__all__ = ["build_agreement", "evidence_of", "needed", "unbettered"]

SHOWN = 2
"""Most deals told in sentences on page one; all of them stand in the table."""
CONFLICTS = 3
"""Most conflicts and refused proposals told on page one."""


def build_agreement(material: Material, entries: Entries, named: Sequence[Named]) -> Agreement:
    """The section. Refused proposals and minimal conflicts stand together: both say which refusals meet."""
    case, result = material.case, material.deals
    open_ones = [one for one in named if one.deal.possible]
    first = sorted(open_ones, key=lambda one: (not one.deal.acceptable, one.proposal is None))
    lines = tuple(_line(case, entries, one) for one in first[:SHOWN])
    conflicts = [
        Conflict(
            prose(Strong("These cannot all be kept."), " Any deal gives up at least one.")
            if len(sets) > 1
            else prose(Strong("This stands against every deal.")),
            tuple(_refusal(case, entries, refused) for refused in sets),
        )
        for sets in result.why_none.sets
    ]
    conflicts += [
        _closed(case, entries, one) for one in named if one.proposal and not one.deal.possible and _broken(one.deal)
    ]
    left = len(conflicts) - CONFLICTS
    refusing = {refusal.party for conflict in conflicts[:CONFLICTS] for refusal in conflict.refusals}
    parts = ["No side is named as the cause."] if len(refusing) > 1 else []
    if left > 0:
        parts.append(f"{sentence_case(number(left))} more {'is' if left == 1 else 'are'} in the table below.")
    closing = " ".join(parts)
    return Agreement(_finding(material), lines, tuple(conflicts[:CONFLICTS]), closing)


def needed(case: Case, deal: Deal) -> tuple[str, ...]:
    """Parties whose consent the deal needs, in case order: of the consent set that comes nearest to agreeing."""
    no = {verdict.party: ("accepts", "unknown", "refuses").index(verdict.answer) for verdict in deal.verdicts}
    if not deal.consent:
        return ()
    best = min(deal.consent, key=lambda parties: (sum(no[p] for p in parties), sorted(parties)))
    return tuple(party for party in case.parties if party in best)


def evidence_of(case: Case, entries: Entries, deal: Deal, party: str, proposal: str | None = None) -> Evidence:
    """What a party's verdict on a deal rests on: its answer to the proposal, its orders on what changes, red lines it meets."""
    items: list[Item] = list(entries.because("proposals", proposal, party)) if proposal else []
    base = case.status_quo_code
    changed = case.issues if base is None else case.space.difference(deal.code, base)
    verdict = next(verdict for verdict in deal.verdicts if verdict.party == party)
    red = [refused.text or "" for refused in verdict.broken if refused.kind == "red_line"]
    if red:
        items += [item for line in red for item in entries.red_line(party, line)]
    else:
        items += entries.stated(party, changed)
    return entries.marks(items)


def unbettered(material: Material, count: int) -> str:
    """What is said of deals in the Pareto set: for certain only where every party's order is known whole."""
    if Known(material.case, material.stability).complete:
        return "leaves nothing on the table" if count == 1 else "leave nothing on the table"
    return f"{'is' if count == 1 else 'are'} not certainly bettered for all"


def _finding(material: Material) -> Prose:
    """How many deals there are, and of what kind."""
    result = material.deals
    certain, possible = result.acceptable.count, result.possible.count
    total = f" of {result.deals.count:,} deal{'s' * (result.deals.count != 1)} that could be brought about"
    if certain:
        front = result.pareto_acceptable
        best = (
            f" {sentence_case(number(front.count))} of these {unbettered(material, front.count)}."
            if isinstance(front, Codes)
            else ""
        )
        verb = "is" if certain == 1 else "are"
        return prose(Strong(f"{sentence_case(number(certain))}{total} {verb} acceptable to all for certain."), best)
    if possible:
        count = f"{number(possible)} of {result.deals.count:,} {'is' if possible == 1 else 'are'} possible"
        return prose(
            Strong("No deal is acceptable to all for certain;"), f" {count}: nobody whose consent is needed refuses."
        )
    if result.why_none.sets:
        several = all(len({refused.party for refused in refusals}) > 1 for refusals in result.why_none.sets)
        return prose(Strong("No deal is acceptable to all."), " Refusals meet in every one." if several else None)
    return prose(Strong("No deal can be told."), f" {result.why_none_reason}" if result.why_none_reason else None)


def _line(case: Case, entries: Entries, one: Named) -> DealLine:
    """A deal that nobody needed refuses: who accepts, and what the rest hangs on."""
    parts: list[Prose] = []
    consent = needed(case, one.deal)
    answers = {verdict.party: verdict.answer for verdict in one.deal.verdicts}
    for party in consent:
        evidence = evidence_of(case, entries, one.deal, party, one.proposal)
        if answers[party] == "accepts":
            name = party_name(case, party, first=True)
            parts.append(prose(f"{name} {agreeing(name, 'accepts')}", evidence, ". "))
        else:
            parts.append(prose(sentence_case(hangs_on(case, one.deal, party)), evidence, ". "))
    text = prose(Strong(f"{one.name}. "), *parts, Jump("Working", f"deal-{one.key}"))
    names = listed([party_name(case, party) for party in consent])
    if one.deal.acceptable:
        return DealLine(one.key, text, "For certain", f"acceptable to {names}")
    return DealLine(one.key, text, "Possible", f"needs {names}")


def _broken(deal: Deal) -> list[tuple[Verdict, Refused]]:
    """Refusals by parties that are in every consent set."""
    everywhere = frozenset.intersection(*deal.consent) if deal.consent else frozenset()
    return [
        (verdict, refused) for verdict in deal.verdicts if verdict.party in everywhere for refused in verdict.broken
    ]


def _closed(case: Case, entries: Entries, one: Named) -> Conflict:
    """A proposal that someone whose consent is needed refuses: never, where a red line bars it; else in no world."""
    broken = _broken(one.deal)
    red = [refused for _, refused in broken if refused.kind == "red_line"]
    shown = red or [refused for _, refused in broken]
    return Conflict(
        prose(Strong(f"{one.name}: {'never' if red else 'in no world'}.")),
        tuple(_refusal(case, entries, refused, one) for refused in shown),
    )


def _refusal(case: Case, entries: Entries, refused: Refused, one: Named | None = None) -> Refusal:
    name = party_name(case, refused.party, first=True)
    if refused.kind == "red_line":
        words = expression_words(case, refused.text or "")
        evidence = entries.marks(entries.red_line(refused.party, refused.text or ""))
        return Refusal(RED_LINE, name, prose(f"will not accept {words}", evidence))
    given = "the status quo" if refused.text in (None, "the status quo") else expression_words(case, refused.text or "")
    evidence = (
        evidence_of(case, entries, one.deal, refused.party) if one else entries.marks(entries.stated(refused.party, ()))
    )
    return Refusal(WALK_AWAY, name, prose(f"{agreeing(name, 'prefers')} {given}", evidence))
