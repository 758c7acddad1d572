"""Would it hold? For the status quo and each named outcome: who would leave, for what, and what deters it, in sentences.

The sentences are made from the witness of each verdict, so that each can be checked move by move. They speak of the central
world: one complete order a party, the mean of all that its statements allow. A verdict that holds only there reads "not known".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goodoffices.model.case import Case
from goodoffices.model.preferences import preference_of
from goodoffices.model.results.deals import Deal
from goodoffices.model.results.stability import Concept, Ground, StabilityResult, Witness
from goodoffices.report.briefing import Holding, HoldLine, HoldRow
from goodoffices.report.build.agree import evidence_of, needed
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.known import Known
from goodoffices.report.build.material import Material
from goodoffices.report.build.naming import Named, named_outcomes
from goodoffices.report.build.unsaid import hangs_on, unstated
from goodoffices.report.build.verdict_words import setting_words, witness_words
from goodoffices.report.prose import Prose, Strong, listed, prose
from goodoffices.report.words import agreeing, number, party_name, sentence_case
from goodoffices.settings import Reading, Rule

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
LOOKED_AT = 200
"""Most outcomes that are looked at one by one for the finding."""


def build_holding(material: Material, entries: Entries, named: Sequence[Named]) -> Holding | None:
    """The section, or None where there is nothing to tell of: no named outcome and no status quo."""
    case, result = material.case, material.stability
    known = Known(case, result)
    by_key = {one.key: one for one in named}
    order = {one.key: n for n, one in enumerate(_told_first(named))}
    outcomes = sorted(named_outcomes(case, named, result), key=lambda told: order.get(told[0], len(order)))
    lines = [_line(material, entries, known, key, name, code, by_key.get(key)) for key, name, code in outcomes[:TOLD]]
    quo = case.status_quo_code
    if quo is not None and (not lines or not result.is_equilibrium(quo, Concept.NASH)):
        lines.append(_line(material, entries, known, "–", "", quo, None))
    if not lines:
        return None
    note = f"{sentence_case(RULES[result.rule])}."
    if not known.complete:
        note = f"For the central world, in which an unknown order looks like a tie; {RULES[result.rule]}."
        if none := [party_name(case, party) for party in case.parties if case.of(party).form is None]:
            note += f" There is no such world for {listed(none)}, of whom no preferences are stated."
    return Holding(_finding(case, result, known), tuple(lines), note)


def build_hold_rows(material: Material, named: Sequence[Named]) -> tuple[HoldRow, ...]:
    """The stability table: each named outcome and the status quo under each concept."""
    case = material.case
    known = Known(case, material.stability)
    outcomes = [*named_outcomes(case, named, material.stability)]
    if case.status_quo_code is not None:
        outcomes.append(("–", "The status quo", case.status_quo_code))
    return tuple(HoldRow(key, name, code, tuple(_cells(material, known, code))) for key, name, code in outcomes)


def _told_first(named: Iterable[Named]) -> list[Named]:
    """Outcomes that nobody needed refuses first: whether they would hold is the question; then the rest."""
    return sorted(named, key=lambda one: (not one.deal.acceptable, not one.deal.possible, one.proposal is None))


def _line(
    material: Material, entries: Entries, known: Known, key: str, name: str, code: int, one: Named | None
) -> HoldLine:
    """Who would leave one outcome and what deters it: the strongest thing that can be said of each party that would gain."""
    case, result = material.case, material.stability
    texts: list[Prose] = [] if one or not name else [(Strong(f"{name}."),)]
    told = len(texts)
    called = key if one or key == "–" else f"outcome {key}"
    leaving = [party for party in result.parties if known.leaving(code, party).gains]
    witnesses = [_certain(_strongest(material, code, party), known) for party in leaving]
    for found in witnesses:
        texts.append(prose(witness_words(case, found, called), _evidence(case, entries, found)))
    unsure = known.unsure(code, result.parties)
    texts += [_open(material, entries, known, party, code, called, one) for party in unsure]
    if len(texts) == told:
        alone = result.none_can_leave is not None and bool(result.none_can_leave[code])
        here = "the status quo" if key == "–" else called
        texts.append(
            (f"No party can leave {here} alone." if alone else f"No party gains by leaving {here} on its own.",)
        )
    verdict = "Would be left" if any(not found.stable for found in witnesses) else "Deterred" if witnesses else "Stays"
    if verdict == "Deterred" and not unsure and not all(known.rests(found) for found in witnesses):
        return HoldLine(key, tuple(texts), "Not known", "in the central world a reply deters")
    if unsure and verdict != "Would be left":
        return HoldLine(key, tuple(texts), "Not known", _central(material, code, unsure))
    return HoldLine(key, tuple(texts), verdict, _under(material, known, code))


def _certain(found: Witness, known: Known) -> Witness:
    """The witness; where only the central world says that its move gains, one of a move that gains in every world."""
    better = known.leaving(found.code, found.party).better
    if found.improvement in better:
        return found
    return replace(
        found, concept=Concept.NASH, stable=False, ground=Ground.UNANSWERED, improvement=better[0], known=True, answer=(),
        lands=None, likewise=len(better) - 1, no_escape=False,
    )  # fmt: skip


def _open(
    material: Material, entries: Entries, known: Known, party: str, code: int, key: str, one: Named | None
) -> Prose:
    """What a party has not said that would tell whether it would leave, and what the central world makes of that."""
    case, result = material.case, material.stability
    stays = result.is_stable(code, party, Concept.NASH) and case.of(party).form is not None
    if (
        one
        and stays
        and party in needed(case, one.deal)
        and _undecided(one.deal, party)
        and unstated(case, one.deal, party)
    ):
        evidence = evidence_of(case, entries, one.deal, party, one.proposal)
        return prose(f"{hangs_on(case, one.deal, party)}; here that counts as a tie", evidence, ".")
    name, here = party_name(case, party, first=True), "the status quo" if key == "–" else key
    if case.of(party).form is None:
        return (
            f"Whether {party_name(case, party)} would leave {here} is not known: none of its preferences is stated.",
        )
    to = known.leaving(code, party).open[0]
    where = "for the status quo" if to == case.status_quo_code else f"by setting {setting_words(case, code, to)}"
    evidence = entries.marks(entries.stated(party, case.space.difference(to, code)))
    return prose(f"Whether {name} {agreeing(name, 'gains')} by leaving {here} {where} is not known", evidence, ".")


def _undecided(deal: Deal, party: str) -> bool:
    return any(verdict.party == party and verdict.answer == "unknown" for verdict in deal.verdicts)


def _central(material: Material, code: int, unsure: Sequence[str]) -> str:
    """What the central world makes of moves of which it is not known whether they gain."""
    stated = [party for party in unsure if material.case.of(party).form is not None]
    if not stated:
        return "preferences not stated"
    if all(material.stability.is_stable(code, party, Concept.NASH) for party in stated):
        return "a tie in the central world" if _tied(material, code, stated) else "in the central world it stays"
    return "in the central world it would be left"


def _tied(material: Material, code: int, parties: Sequence[str]) -> bool:
    """Whether the central world ranks level some move of each of these parties of which it is not known whether it gains."""
    known = Known(material.case, material.stability)
    for party in parties:
        ranks = preference_of(material.case, party, Reading.CENTRAL).ranks
        if ranks is None or all(ranks[to] != ranks[code] for to in known.leaving(code, party).open):
            return False
    return True


def _under(material: Material, known: Known, code: int) -> str:
    """The concepts under which an outcome holds for all."""
    held = [
        words[1]
        for concept, words in CONCEPTS.items()
        if _told(material, known, code, concept) == ("holds for all", "")
    ]
    return f"under {', '.join(held)}" if held else "under every concept shown"


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


def _cells(material: Material, known: Known, code: int) -> Iterable[tuple[str, str]]:
    result = material.stability
    for concept in CONCEPTS:
        if concept not in result.verdicts:
            yield "not worked out", result.missing.get(concept, "")
        else:
            yield _told(material, known, code, concept)


def _told(material: Material, known: Known, code: int, concept: Concept) -> tuple[str, str]:
    """Whether an outcome holds under one concept, and who would leave it; not known where that rests on what nobody stated."""
    case, result = material.case, material.stability
    leaving, unsure = [], []
    for party in result.parties:
        gains = known.leaving(code, party).gains
        if gains is None or (
            gains and concept is not Concept.NASH and not _settled(material, known, code, party, concept)
        ):
            unsure.append(party)
        elif gains and not result.is_stable(code, party, concept):
            leaving.append(party)
    if leaving:
        return "does not hold", f"left by {listed([party_name(case, party) for party in leaving])}"
    if unsure:
        return "not known", listed([party_name(case, party) for party in unsure])
    return "holds for all", ""


def _settled(material: Material, known: Known, code: int, party: str, concept: Concept) -> bool:
    """Whether the verdict on a party that gains by leaving rests on nothing but what every world agrees on."""
    return known.rests(material.witness(code, party, concept))


def _finding(case: Case, result: StabilityResult, known: Known) -> Prose:
    """How many outcomes hold, of how many that is known, and whether the status quo is one of them."""
    masks = {concept: result.verdicts[concept].all(axis=0) for concept in (Concept.NASH, Concept.GMR)}
    at_once, deterred = (int(mask.sum()) for mask in masks.values())
    where = "" if known.complete else "In the central world "
    if any(case.of(party).form is None for party in case.parties):
        where = "Where what is not stated counts against staying, "
    first = f"{where}{number(at_once, none='none')} of {result.feasible:,} feasible outcomes would be left by nobody"
    if deterred != at_once:
        first += f", {number(deterred, none='none')} if replies deter"
    more = " ".join(filter(None, (_sure(result, known), _quo(case, result, known))))
    return prose(Strong(sentence_case(first) + "."), f" {more}" if more else None)


def _sure(result: StabilityResult, known: Known) -> str:
    """Of how many of the outcomes that nobody would leave that is known, as far as there are few enough to look at."""
    codes = result.equilibria(Concept.NASH)
    if known.complete or not codes or len(codes) > LOOKED_AT:
        return ""
    sure = sum(not known.unsure(code, result.parties) for code in codes)
    if len(codes) == 1:
        return "That holds in every world." if sure else "That does not hold in every world."
    many = "all" if sure == len(codes) else number(sure, none="none")
    return f"For {many} of the {number(len(codes))} that holds in every world."


def _quo(case: Case, result: StabilityResult, known: Known) -> str:
    """Whether the status quo would last."""
    base = case.status_quo_code
    if base is None:
        return ""
    if known.unsure(base, result.parties):
        return "Whether the status quo would be left is not known."
    if result.is_equilibrium(base, Concept.NASH):
        return "Nobody gains by leaving the status quo."
    if result.is_equilibrium(base, Concept.GMR):
        return "The status quo would last only because replies deter."
    return "The status quo would be left."
