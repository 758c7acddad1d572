"""What ``goodoffices worlds`` prints: proofs, then shares, deal by deal; what holds; what decides; what is not stated."""

from __future__ import annotations

from string import ascii_uppercase

from goodoffices.model.case import Case
from goodoffices.model.results.share_changes import ShareChanges
from goodoffices.model.results.stability import Concept
from goodoffices.model.results.worlds import DealShares, Proof, Share, WorldsResult
from goodoffices.report.build.naming import changes_of, proposal_name
from goodoffices.report.dates import day
from goodoffices.report.share_words import NOT_A_PROBABILITY, gap_words, hinge_words, hundred, range_words, share_words
from goodoffices.report.terminal.columns import WIDTH, bold, paragraph, rows
from goodoffices.report.terminal.share_changes import changes_lines
from goodoffices.report.words import label, sentence_case, short_name

__all__ = ["deal_name", "heading", "letters", "worlds_screen"]

ALL = 15
"""Width of the last column."""
COLUMN = 12
PROVEN = "Proven from what is stated alone:"
COUNTED = "In some worlds, of 100:"
HINGES = 5
"""Most that are told; the JSON has all."""
MEANING = {
    Concept.NASH: "Nash: no one gains by leaving alone",
    Concept.GMR: "GMR: whoever leaves can be answered",
    Concept.SMR: "SMR: and cannot escape the answer",
    Concept.SEQ: "SEQ: and the others gain by answering",
}


def worlds_screen(
    case: Case, result: WorldsResult, changes: ShareChanges | None = None, *, colour: bool | None = None
) -> str:
    """The whole screen; with what would raise the share of the deal asked about, if that was looked for."""
    names = letters(result)
    lines = [heading(case, result.draws), *(bold(line, colour) for line in paragraph(_answer(result))), ""]
    lines += _table(case, result, names)
    lines += _holding(result, names)
    lines += _hinges(case, result, names)
    if changes is not None:
        lines += ["", *changes_lines(case, changes)]
    gaps = [gap_words(case, gap) for gap in result.gaps]
    if gaps:
        lines += ["", "Not stated, and so left open:"]
        lines += [line for gap in gaps for line in paragraph(f"   {gap}", indent=3)]
    lines += ["", *paragraph(NOT_A_PROBABILITY), *paragraph(_drawn(result))]
    for told in (*result.reasons, *result.warnings):
        lines += paragraph(told)
    return "\n".join(lines)


def heading(case: Case, draws: int) -> str:
    """The case on the left, its day and the number of worlds on the right, in two lines where one is too short."""
    right = f"{draws:,} worlds" if case.as_of is None else f"as of {day(case.as_of)}, {draws:,} worlds"
    left = case.case
    return f"{left}{right:>{WIDTH - len(left)}}" if len(left) + len(right) + 2 <= WIDTH else f"{left}\n{right}"


def letters(result: WorldsResult) -> dict[int, str]:
    """A letter for each deal worth showing, proposals first; and for the one that hinges concern."""
    codes = list(result.shown)
    if result.about is not None and result.about not in codes:
        codes.append(result.about)
    return {code: ascii_uppercase[n % 26] + (str(n // 26 + 1) if n >= 26 else "") for n, code in enumerate(codes)}


def deal_name(case: Case, deal: DealShares) -> str:
    """A proposal's name, or the labels of what the deal changes."""
    if deal.proposal is not None:
        return proposal_name(case, deal.proposal)
    base = case.status_quo_code
    terms = case.space.terms(deal.code) if base is None else case.space.difference(deal.code, base)
    return sentence_case("; ".join(label(case, issue, option) for issue, option in terms.items()))


def _answer(result: WorldsResult) -> str:
    """The first sentence: whether anything could be agreed."""
    zone = result.zone
    if zone.share is None:
        return "Whether any deal is acceptable to all who must agree is not known."
    if zone.proof is Proof.EVERY:
        return "Some deal is acceptable to all who must agree in every world."
    if zone.proof is not None:
        return "No deal is acceptable to all who must agree in any world."
    return f"Some deal is acceptable to all who must agree in {hundred(zone.share)} of 100 worlds{range_words(zone)}."


def _table(case: Case, result: WorldsResult, names: dict[int, str]) -> list[str]:
    """Deals by letter, each with what the parties asked most often say, and all."""
    if not names:
        return ["No deal that is worth showing."]
    deals = [result.deal(code) for code in names]
    asked = _asked(case, deals)
    widths = [WIDTH - ALL - COLUMN * len(asked), *[COLUMN] * len(asked), ALL]
    heads = ["   DEAL", *(short_name(case.parties[party].name, COLUMN - 1).upper() for party in asked), "ALL"]
    proven = [deal for deal in deals if deal.everyone.proof is not None]
    lines = [f"   {PROVEN}" if proven else f"   {COUNTED}", *rows(heads, widths)]
    for deal in [*proven, *(deal for deal in deals if deal not in proven)]:
        if proven and deal is next((one for one in deals if one not in proven), None):
            lines += ["", f"   {COUNTED}"]
        cells = [_cell(deal, party) for party in asked]
        lines += rows(
            [f"{names[deal.code]:<2} {deal_name(case, deal)}", *cells, share_words(deal.everyone)], widths, hang=3
        )
    return lines


def _asked(case: Case, deals: list[DealShares]) -> list[str]:
    """Parties to show: those whose consent any of the deals needs, principals first, as many as fit."""
    needed = {party for deal in deals for members in deal.consent for party in members}
    ordered = [
        *(p for p in case.principals if p in needed),
        *(p for p in case.parties if p in needed - set(case.principals)),
    ]
    return ordered[: (WIDTH - 29 - ALL) // COLUMN]


def _cell(deal: DealShares, party: str) -> str:
    """One party's answer, short."""
    if not any(party in members for members in deal.consent):
        return "-"
    share: Share = deal.by_party[party]
    if share.proof is not None:
        return {Proof.EVERY: "every", Proof.NONE: "none", Proof.NEVER: "RED LINE"}[share.proof]
    return "not known" if share.share is None else hundred(share.share)


def _holding(result: WorldsResult, names: dict[int, str]) -> list[str]:
    """Share of worlds in which each deal is acceptable to all and nobody would leave it."""
    deals = [deal for deal in map(result.deal, names) if deal.everyone.share]
    if not result.concepts or not deals:
        return []
    widths = [30, *[8] * len(result.concepts)]
    lines = ["", *rows(["   ACCEPTABLE AND HOLDS", *(c.value.upper() for c in result.concepts)], widths)]
    for deal in deals:
        shares = [deal.both[concept] for concept in result.concepts]
        cells = ["not known" if share is None else hundred(share) for share in shares]
        lines += rows([f"{names[deal.code]:<2}", *cells], widths)
    return [*lines, *paragraph("; ".join(MEANING[concept] for concept in result.concepts) + ".")]


def _hinges(case: Case, result: WorldsResult, names: dict[int, str]) -> list[str]:
    """What the answer about one deal hangs on."""
    if result.about is None or not result.hinges:
        return [] if result.no_hinges is None else ["", *paragraph(result.no_hinges)]
    told = f"{names[result.about]} ({changes_of(case, result.about)})"
    lines = ["", *paragraph(f"What decides whether {told} is acceptable to all, drawn anew alone:")]
    for hinge in result.hinges[:HINGES]:
        lines += paragraph(f"   {hundred(hinge.flip)} of 100 worlds turn with {hinge_words(case, hinge)}.", indent=6)
    return lines


def _drawn(result: WorldsResult) -> str:
    """How it was computed."""
    error = f" Simulation error at most {max(1, round(100 * result.half_width))} of 100." if result.half_width else ""
    return f"{result.draws:,} worlds, seed {result.seed}.{error}"
