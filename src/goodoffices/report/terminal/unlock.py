"""What ``goodoffices unlock`` prints: who says what, the fewest edits that would do, and what else would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from goodoffices.model.case import Case
from goodoffices.model.edits import Edit, StateImportance, StateOrder
from goodoffices.model.guarantees import Guarantee
from goodoffices.model.results.deals import Deal, Verdict
from goodoffices.model.results.unlock import EditSet, Nearby, NearDeal, OtherWalkAway, SidePayment, UnlockResult
from goodoffices.report.build.naming import changes_of, proposal_name
from goodoffices.report.edit_words import set_words
from goodoffices.report.prose import listed
from goodoffices.report.terminal.columns import bold, paragraph
from goodoffices.report.words import (
    expression_words,
    number,
    party_name,
    plural,
    sentence_case,
    terms_words,
)

__all__ = ["unlock_screen"]

SETS, DEALS, WALK_AWAYS = 5, 4, 3
"""Most of each that are told; the JSON has all."""
NOTE = "An edit says what would have to be true. It is not advice to anybody."


def unlock_screen(case: Case, result: UnlockResult, *, colour: bool | None = None) -> str:
    """The deal and its answer, the edits, then other terms, payments and walk-aways."""
    heading, now = _heading(case, result)
    lines = [*paragraph(heading), *(bold(line, colour) for line in paragraph(now))]
    if result.deal is not None and not result.acceptable:
        lines += ["", *_answers(case, result.deal)]
    lines += _sets(case, result)
    lines += _known(case, result)
    lines += _nearby(case, result.nearest, "deals that all who must agree accept" + _and_hold(result))
    lines += _nearby(case, result.nearest_possible, "deals that nobody refuses, but not all have said")
    for payment in result.side_payments:
        lines += ["", *_payment(case, payment)]
    if result.walk_aways:
        lines += ["", *paragraph("WITHOUT A DEAL. In nobody's gift, and beside the red lines:")]
        lines += [line for other in result.walk_aways for line in _walk_away(case, other)]
    lines += ["", *_searched(result)]
    if any(found.edits for found in (*result.sets, *result.if_known)):
        lines += paragraph(NOTE)
    return "\n".join(lines)


def _heading(case: Case, result: UnlockResult) -> tuple[str, str]:
    """Which deal, and how it stands."""
    holds = "" if result.concept is None else f" and hold ({result.concept.value.upper()})"
    if result.code is None:
        told = "Any deal: what would have to be true for one to be acceptable" + holds
        return f"{told}.", _any_now(result)
    names = [proposal_name(case, each) for each in case.proposals if case.proposal_code(each) == result.code]
    name = f"{names[0]}: " if names else ""
    return sentence_case(f"{name}{changes_of(case, result.code)} (outcome {result.code})."), _now(result)


def _any_now(result: UnlockResult) -> str:
    if result.concept is not None and result.stable:
        return "Some deal is acceptable and holds as things stand."
    return "Some deal is acceptable as things stand." if result.acceptable else "No deal is as things stand."


def _now(result: UnlockResult) -> str:
    possible = result.deal is not None and result.deal.possible
    words = "It is acceptable" if result.acceptable else "It is not acceptable"
    words += " for certain" if possible and not result.acceptable else ""
    if result.concept is not None:
        joint = "and" if result.acceptable == bool(result.stable) else "but"
        holds = "everybody would stay at it" if result.stable else "not everybody would stay at it"
        words += f", {joint} {holds} ({result.concept.value.upper()})"
    return f"{words}, as things stand."


def _and_hold(result: UnlockResult) -> str:
    return "" if result.concept is None else " and would stay at"


def _answers(case: Case, deal: Deal) -> list[str]:
    """What each party whose consent may be needed says."""
    asked = frozenset[str]().union(*deal.consent)
    lines = []
    for verdict in deal.verdicts:
        if verdict.party in asked:
            lines += paragraph(f"  {case.parties[verdict.party].name}: {_answer(case, verdict)}", indent=4)
    if len(deal.consent) > 1:
        ways = [listed([party_name(case, p) for p in case.parties if p in each]) for each in deal.consent]
        lines += paragraph(f"  It needs either {'; or '.join(ways)}.", indent=4)
    return lines


def _answer(case: Case, verdict: Verdict) -> str:
    lines = [expression_words(case, each.text or "") for each in verdict.broken if each.kind == "red_line"]
    if lines:
        return f"RED LINE, {'; '.join(lines)}"
    return {"accepts": "accepts", "refuses": "prefers what it has without a deal", "unknown": "not known"}[
        verdict.answer
    ]


def _sets(case: Case, result: UnlockResult) -> list[str]:
    if not result.sets:
        return ["", *paragraph(f"WHAT WOULD HAVE TO CHANGE. {result.reason}")]
    if not result.sets[0].edits:
        deals = f" Deals: {_codes(result.sets[0].codes)}." if result.code is None else ""
        return ["", *paragraph(f"WHAT WOULD HAVE TO CHANGE. Nothing.{deals}")]
    ways = (
        f"{result.count:,} ways, none with less; each by itself is enough"
        if result.count > 1
        else "One way, none with less"
    )
    lines = ["", *paragraph(f"WHAT WOULD HAVE TO CHANGE. {ways}.")]
    return lines + _listed(case, result.sets, result.count, result)


def _known(case: Case, result: UnlockResult) -> list[str]:
    if not result.if_known:
        return []
    lines = ["", *paragraph("WHAT IT WOULD HELP TO KNOW. With these answers, no more than this is needed:")]
    return lines + _listed(case, result.if_known, len(result.if_known), result)


def _listed(case: Case, sets: Sequence[EditSet], count: int, result: UnlockResult) -> list[str]:
    lines = []
    for n, found in enumerate(sets[:SETS], 1):
        lines += paragraph(f"{n:>3}  {_asked(case, found)}", indent=5)
        for words in set_words(case, found.edits):
            lines += paragraph(f"     - {words}", indent=7)
        if result.code is None:
            lines += paragraph(f"     Unlocks {_codes(found.codes)}: {changes_of(case, found.codes[0])}.", indent=7)
    if count > SETS:
        lines.append(f"     and {count - SETS:,} more; --json lists them.")
    return lines


def _asked(case: Case, found: EditSet) -> str:
    """What is asked of whom: changes, answers that would have to be known, guarantees."""
    told = []
    for party, cost in found.asked.items():
        own = [edit for edit in found.edits if edit.party == party]
        kinds = Counter(_sort(edit) for edit in own)
        counts = [f"{count} {sort}{'s' * (count != 1)}" for sort, count in kinds.items()]
        price = "" if cost == len(own) else f" (cost {_number(cost)})"
        told.append(f"{case.parties[party].name}: {', '.join(counts)}{price}")
    return "; ".join(told)


def _sort(edit: Edit) -> str:
    if isinstance(edit, (StateOrder, StateImportance)):
        return "answer"
    return "guarantee" if isinstance(edit, Guarantee) else "change"


def _codes(codes: Sequence[int]) -> str:
    more = f" and {len(codes) - DEALS:,} more" if len(codes) > DEALS else ""
    return ", ".join(map(str, codes[:DEALS])) + more


def _nearby(case: Case, groups: Sequence[Nearby], which: str) -> list[str]:
    """Other terms, those first that hang on fewest unknown answers."""
    shown = [group for group in groups if group.count]
    lines = ["", *paragraph(f"OTHER TERMS. The nearest {which}:")] if shown else []
    for group in shown:
        lines.append(f"  {number(group.changes)} change{'s' * (group.changes != 1)}, {group.count:,} in all")
        best = sorted(group.deals, key=lambda deal: (len(deal.hangs_on), len(deal.worse_for), deal.code))
        for deal in best[:DEALS]:
            lines += paragraph(f"     - {_near(case, deal)}", indent=7)
    return lines


def _near(case: Case, deal: NearDeal) -> str:
    words = [f"{sentence_case(terms_words(case, {edit.issue: edit.to for edit in deal.edits}))} ({deal.code})."]
    if deal.hangs_on:
        words.append(f"Hangs on {listed([party_name(case, party) for party in deal.hangs_on])}.")
    for what, parties in (("Better for", deal.better_for), ("Worse for", deal.worse_for)):
        if parties:
            words.append(f"{what} {listed([party_name(case, party) for party in parties])}.")
    return " ".join(words)


def _payment(case: Case, payment: SidePayment) -> list[str]:
    lacks = "; ".join(f"{party_name(case, p)} lacks {_number(amount)}" for p, amount in payment.shortfalls.items())
    pays = "; ".join(f"{party_name(case, p)} up to {_number(amount)}" for p, amount in payment.can_pay.items())
    enough = "That is enough" if payment.possible else "That is not enough"
    words = f"SIDE PAYMENT, taking the scores as comparable. {sentence_case(lacks)}. "
    words += f"Who gains could pay: {pays or 'nobody'}. {enough}."
    if payment.besides:
        words += f" Payments do not reach {listed([party_name(case, party) for party in payment.besides])}."
    return paragraph(words)


def _walk_away(case: Case, other: OtherWalkAway) -> list[str]:
    who = party_name(case, other.party, first=True)
    would = f"{who} would accept if, without a deal,"
    it = "they were" if plural(who) else "it were"
    if other.reservation is not None:
        now, to = other.reservation
        return paragraph(f"  {would} {it} left with {_number(to)}, not {_number(now)}.", indent=4)
    left = "; or left with ".join(changes_of(case, code) for code in other.codes[:WALK_AWAYS])
    more = f"; or {len(other.codes) - WALK_AWAYS} other outcomes" if len(other.codes) > WALK_AWAYS else ""
    return paragraph(f"  {would} {it} left with {left}{more}.", indent=4)


def _searched(result: UnlockResult) -> list[str]:
    searched = result.searched
    if searched.below is not None:
        return paragraph(
            f"Looked at every set that costs less than {_number(searched.below)}, then stopped: there may be others."
        )
    bound = f" up to a cost of {_number(searched.at_most)}" if searched.at_most is not None else ""
    return paragraph(f"Every set of edits{bound} was looked at or ruled out ({searched.states:,} looked at).")


def _number(amount: Fraction) -> str:
    return f"{float(amount):g}"
