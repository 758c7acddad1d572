"""Would it hold? For the status quo and each named outcome: who would leave, for what, and what deters it, in sentences.

The sentences are made from the witness of each verdict, so that each can be checked move by move. They speak of the central
world: one complete order a party, the mean of all that its statements allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.model.case import Case
from goodoffices.model.results.deals import Deal
from goodoffices.model.results.stability import Concept, StabilityResult, Witness
from goodoffices.report.briefing import Holding, HoldLine, HoldRow
from goodoffices.report.build.agree import evidence_of, needed
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import Named, named_outcomes
from goodoffices.report.build.unsaid import hangs_on, unstated
from goodoffices.report.build.verdict_words import witness_words
from goodoffices.report.prose import Prose, Strong, listed, prose
from goodoffices.report.words import number, party_name, sentence_case
from goodoffices.settings import Rule

__all__ = ["CONCEPTS", "RULES", "build_hold_rows", "build_holding"]

CONCEPTS = {
    Concept.NASH: ("No one gains by leaving", "R"),
    Concept.GMR: ("A reply deters", "GMR"),
    Concept.SMR: ("A reply deters for good", "SMR"),
    Concept.SEQ: ("A reply in its maker’s interest deters", "SEQ"),
}
"""Concepts shown, in words and by their names in the literature."""
RULES = {
    Rule.LEGAL: "replies of any length, no party twice in a row (rule: legal)",
    Rule.ONCE: "replies in which each party moves at most once (rule: once)",
    Rule.SINGLE: "replies of one move (rule: single)",
}
TOLD = 2
"""Most deals told in sentences on page one, and the status quo where someone would leave it; the table has all."""


def build_holding(material: Material, entries: Entries, named: Sequence[Named]) -> Holding | None:
    """The section, or None where there is nothing to tell of: no named outcome and no status quo."""
    case, result = material.case, material.stability
    by_key = {one.key: one for one in named}
    order = {one.key: n for n, one in enumerate(_told_first(named))}
    outcomes = sorted(named_outcomes(case, named, result), key=lambda told: order.get(told[0], len(order)))
    lines = [_line(material, entries, key, name, code, by_key.get(key)) for key, name, code in outcomes[:TOLD]]
    quo = case.status_quo_code
    if quo is not None and (not lines or not result.is_equilibrium(quo, Concept.NASH)):
        lines.append(_line(material, entries, "–", "", quo, None))
    if not lines:
        return None
    note = f"For the central world, in which an unknown order looks like a tie; {RULES[result.rule]}."
    return Holding(_finding(case, result), tuple(lines), note)


def build_hold_rows(material: Material, named: Sequence[Named]) -> tuple[HoldRow, ...]:
    """The stability table: each named outcome and the status quo under each concept."""
    case = material.case
    outcomes = [*named_outcomes(case, named, material.stability)]
    if case.status_quo_code is not None:
        outcomes.append(("–", "The status quo", case.status_quo_code))
    return tuple(HoldRow(key, name, code, tuple(_cells(material, code))) for key, name, code in outcomes)


def _told_first(named: Iterable[Named]) -> list[Named]:
    """Outcomes that nobody needed refuses first: whether they would hold is the question; then the rest."""
    return sorted(named, key=lambda one: (not one.deal.acceptable, not one.deal.possible, one.proposal is None))


def _line(material: Material, entries: Entries, key: str, name: str, code: int, one: Named | None) -> HoldLine:
    """Who would leave one outcome and what deters it: the strongest thing that can be said of each party that would gain."""
    case, result = material.case, material.stability
    texts: list[Prose] = [] if one or not name else [(Strong(f"{name}."),)]
    told = len(texts)
    worst = "Stays"
    held: set[Concept] = {
        concept for concept in CONCEPTS if concept in result.verdicts and result.is_equilibrium(code, concept)
    }
    for party in result.parties:
        if result.is_stable(code, party, Concept.NASH):
            continue
        found = _strongest(material, code, party)
        texts.append(prose(witness_words(case, found, key), _evidence(case, entries, found)))
        worst = "Would be left" if not found.stable or worst == "Would be left" else "Deterred"
    if len(texts) == told:
        alone = result.none_can_leave is not None and bool(result.none_can_leave[code])
        here = "the status quo" if key == "–" else key
        texts.append(
            (f"No party can leave {here} alone." if alone else f"No party gains by leaving {here} on its own.",)
        )
    for party in needed(case, one.deal) if one else ():
        if (
            one
            and _open(one.deal, party)
            and result.is_stable(code, party, Concept.NASH)
            and unstated(case, one.deal, party)
        ):
            evidence = evidence_of(case, entries, one.deal, party, one.proposal)
            texts.append(prose(f"{hangs_on(case, one.deal, party)}; here that counts as a tie", evidence, "."))
    names = ", ".join(CONCEPTS[concept][1] for concept in CONCEPTS if concept in held)
    return HoldLine(key, tuple(texts), worst, f"under {names}" if names else "under every concept shown")


def _open(deal: Deal, party: str) -> bool:
    return any(verdict.party == party and verdict.answer == "unknown" for verdict in deal.verdicts)


def _strongest(material: Material, code: int, party: str) -> Witness:
    """The witness of the strongest concept under which the party is deterred; of GMR where none deters it."""
    verdicts = material.stability.verdicts
    for concept in (Concept.SEQ, Concept.SMR, Concept.GMR):
        if concept in verdicts and material.stability.is_stable(code, party, concept):
            return material.witness(code, party, concept)
    return material.witness(code, party, Concept.GMR if Concept.GMR in verdicts else Concept.NASH)


def _evidence(case: Case, entries: Entries, found: Witness) -> Prose:
    """What the party's preference rests on, for the issues by which it would leave."""
    if found.improvement is None:
        return ()
    changed = case.space.difference(found.improvement, found.code)
    return prose(entries.marks(entries.stated(found.party, changed)))


def _cells(material: Material, code: int) -> Iterable[tuple[str, str]]:
    result = material.stability
    for concept in CONCEPTS:
        if concept not in result.verdicts:
            yield "not worked out", result.missing.get(concept, "")
            continue
        leaving = [party for party in result.parties if not result.is_stable(code, party, concept)]
        if not leaving:
            yield "holds for all", ""
        else:
            yield "does not hold", f"left by {listed([party_name(material.case, party) for party in leaving])}"


def _finding(case: Case, result: StabilityResult) -> Prose:
    """How many outcomes hold, and whether the status quo is one."""
    at_once, deterred = (int(result.verdicts[concept].all(axis=0).sum()) for concept in (Concept.NASH, Concept.GMR))
    first = f"{sentence_case(number(at_once, none='none'))} of {result.feasible:,} feasible outcomes would be left by nobody, "
    second = f"{number(deterred, none='none')} if replies deter."
    base = case.status_quo_code
    if base is None:
        return (Strong(first + second),)
    stays, held = result.is_equilibrium(base, Concept.NASH), result.is_equilibrium(base, Concept.GMR)
    return prose(
        Strong(first + second),
        " The status quo is ",
        "one of them." if stays else "one of the latter." if held else "neither.",
    )
