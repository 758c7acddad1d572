"""What ``goodoffices worlds --over-time`` prints: shares day by day, and what moved them."""

from __future__ import annotations

from string import ascii_uppercase

from goodoffices.model.case import Case
from goodoffices.model.results.over_time import Arrival, Moment, OverTime
from goodoffices.model.results.worlds import Proof, Share
from goodoffices.report.build.naming import changes_of, proposal_name
from goodoffices.report.dates import day_short
from goodoffices.report.share_words import NOT_A_PROBABILITY, hundred
from goodoffices.report.terminal.columns import WIDTH, paragraph, rows
from goodoffices.report.words import expression_words, issue_name, party_name, possessive

__all__ = ["over_time_screen"]

DAY, COLUMN = 16, 8
MOVES = 3
"""Most moves told for a day; the JSON has all."""


def over_time_screen(case: Case, result: OverTime) -> str:
    """The whole screen."""
    codes = result.codes[: (WIDTH - DAY) // COLUMN]
    names = {code: ascii_uppercase[n % 26] for n, code in enumerate(codes)}
    lines = paragraph(f"{case.case}: what was acceptable to all, as statements came in. Of 100 worlds.")
    if not result.moments:
        return "\n".join([*lines, *paragraph("No part of what the parties want rests on evidence with a date.")])
    widths = [DAY, *[COLUMN] * len(codes)]
    lines += ["", *rows(["", *names.values()], widths)]
    first = result.moments[0].day
    for moment in result.moments:
        cells = [_cell(moment.shares[code]) if code in moment.shares else "-" for code in codes]
        lines += rows([day_short(moment.day, first), *cells], widths)
    lines += ["", "What moved them most:"]
    for moment in result.moments:
        lines += _moves(case, moment, names)
    lines += ["", *(line for code, key in names.items() for line in paragraph(f"{key}  {_deal(case, code)}", indent=3))]
    if len(result.codes) > len(codes):
        lines.append(f"and {len(result.codes) - len(codes)} more deals; --json lists them.")
    if result.undated:
        lines += paragraph(f"Without a date, and so counted from the beginning: {len(result.undated)} parts.")
    lines += ["", *paragraph(NOT_A_PROBABILITY.replace(", in brackets the range under other laws of weighting", ""))]
    return "\n".join([*lines, f"{result.draws:,} worlds, seed {result.seed}, the same on every day."])


def _cell(share: Share) -> str:
    if share.proof is not None:
        return {Proof.EVERY: "every", Proof.NONE: "none", Proof.NEVER: "never"}[share.proof]
    return "?" if share.share is None else hundred(share.share)


def _moves(case: Case, moment: Moment, names: dict[int, str]) -> list[str]:
    """A day and the arrivals that moved most, each with the deal that it moved most."""
    seen: list[Arrival] = []
    told = []
    for moved in moment.moved:
        if moved.arrival in seen or moved.code not in names:
            continue
        seen.append(moved.arrival)
        sign = "up" if moved.delta > 0 else "down"
        told.append(f"{_part(case, moved.arrival)}: {names[moved.code]} {sign} {hundred(abs(moved.delta))}")
    if not told:
        return []
    more = f"; and {len(told) - MOVES} more" if len(told) > MOVES else ""
    return paragraph(f"   {day_short(moment.day, moment.day)}: {'; '.join(told[:MOVES])}{more}.", indent=6)


def _part(case: Case, arrival: Arrival) -> str:
    """``Russia’s order on truce``."""
    whose = possessive(party_name(case, arrival.party))
    if arrival.what in case.issues:
        return f"{whose} order on {issue_name(arrival.what)}"
    if arrival.what in case.of(arrival.party).red_lines:
        return f"{whose} red line, {expression_words(case, arrival.what)}"
    return f"{whose} {'order of importance' if arrival.what == 'importance' else issue_name(arrival.what)}"


def _deal(case: Case, code: int) -> str:
    names = [proposal_name(case, name) for name in case.proposals if case.proposal_code(name) == code]
    return f"{names[0]}: {changes_of(case, code)}" if names else changes_of(case, code)
