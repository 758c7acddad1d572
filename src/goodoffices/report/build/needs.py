"""What each side says it needs: parties × issues, from the orders, red lines and statements on each issue."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from goodoffices.model.case import Case, ConditionalOrder, Range
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import parse_order
from goodoffices.model.statements import Stance, State, Statement
from goodoffices.report.briefing import AnswerCell, Chip, NeedRow, Needs
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.material import Material
from goodoffices.report.prose import Prose, joined, listed, plain, prose
from goodoffices.report.words import (
    RED_LINE,
    UNKNOWN,
    condition_words,
    expression_words,
    label,
    sentence_case,
    stance_chip,
)

__all__ = ["build_needs", "stated_on"]

WORDS = 110
"""Most characters of what was said in a cell of the working."""
MARKS = 6
"""Most statements marked in a cell that the case file says nothing on."""
POSITIONS = (
    Stance.REJECTS,
    Stance.DEMANDS,
    Stance.ACCEPTS,
    Stance.CONDITIONAL,
    Stance.PROPOSES,
    Stance.WILLING,
    Stance.NON_COMMITTAL,
)
"""Stances that are positions, in the order in which a cell is named after them."""


def build_needs(material: Material, entries: Entries) -> Needs:
    """The matrix, in case order."""
    case = material.case
    return Needs(
        tuple(party.name for party in case.parties.values()),
        tuple(
            NeedRow(issue.question, tuple(_cell(case, entries, party, name) for party in case.parties))
            for name, issue in case.issues.items()
        ),
    )


def _cell(case: Case, entries: Entries, party: str, issue: str) -> AnswerCell:
    """One party on one issue: its stated preference, else the stance of its statements; red lines beside either."""
    name = case.parties[party].name
    because = entries.stated(party, (issue,))
    own = entries.because("preferences", party, issue)
    red = [
        (RED_LINE, prose(expression_words(case, line), entries.marks(entries.red_line(party, line))))
        for line in case.of(party).red_lines
        if next(parse(line).terms()).issue == issue
    ]
    stated = stated_on(case, party, issue)
    spoken = [row for row in entries.rows if row.party == party and row.issue == issue]
    positions = [row for row in spoken if row.stance in POSITIONS]
    if stated is not None:
        chip, words = stated
        # What stands behind a whole ranking or score sheet says nothing readable of one issue: a mark is enough.
        said = prose(entries.words(own[0], WORDS) if own else (), entries.marks(because))
        return AnswerCell(name, chip, said, tuple(red), plain(words))
    if positions:
        return AnswerCell(name, stance_chip(_leading(positions)), _said(entries, positions), tuple(red))
    if red:
        return AnswerCell(name, *red[0], tuple(red[1:]))
    evidence = entries.marks([*because, *spoken[:MARKS]])
    return AnswerCell(name, UNKNOWN, prose("touched on in", evidence) if evidence.keys else ())


def stated_on(case: Case, party: str, issue: str) -> tuple[Chip, Prose] | None:
    """What a party's stated preferences say on one issue: what it likes best, and the rest in words. None where nothing."""
    preferences = case.of(party)
    if preferences.orders is not None and issue in preferences.orders:
        return _order(case, issue, preferences.orders[issue])
    if preferences.scores is not None and issue in preferences.scores:
        return _scores(case, issue, preferences.scores[issue])
    if preferences.priorities is not None:
        return _priorities(case, issue, preferences.priorities)
    if preferences.ranking:
        first = preferences.ranking[0]
        codes = first if isinstance(first, list) else [first]
        best = dict.fromkeys(label(case, issue, case.space.terms(code)[issue]) for code in codes)
        return Chip("order", sentence_case(listed(list(best), "or"))), ("in the outcome it ranks first",)
    return None


def _order(case: Case, issue: str, stated: str | list[ConditionalOrder]) -> tuple[Chip, Prose] | None:
    options = list(case.issues[issue].options)
    if isinstance(stated, str):
        levels = [" or ".join(label(case, issue, o) for o in level) for level in parse_order(stated, options).levels]
        if not levels:
            return None
        if len(levels) == 1 and parse_order(stated, options).indifferent:
            return Chip("order", "No difference"), ()
        return Chip("order", sentence_case(levels[0])), prose("then " if levels[1:] else "", ", then ".join(levels[1:]))
    parts = []
    for part in stated:
        order = parse_order(part.order, options)
        words = (
            ", then ".join(" or ".join(label(case, issue, o) for o in level) for level in order.levels) or "not stated"
        )
        parts.append(f"{condition_words(case, part.when)}: {words}" if part.when else f"else: {words}")
    return Chip("order", "It depends"), ("; ".join(parts),)


def _scores(case: Case, issue: str, scores: Mapping[str, Decimal | Range]) -> tuple[Chip, Prose]:
    def middle(score: Decimal | Range) -> Decimal:
        return (
            score
            if isinstance(score, Decimal)
            else (score.mode if score.mode is not None else (score.low + score.high) / 2)
        )

    ordered = sorted(scores, key=lambda option: -middle(scores[option]))
    shown = [
        f"{label(case, issue, option)} {score if isinstance(score, Decimal) else f'{score.low} to {score.high}'}"
        for option, score in ((option, scores[option]) for option in ordered)
    ]
    return Chip("order", sentence_case(label(case, issue, ordered[0]))), (f"scores: {', '.join(shown)}",)


def _priorities(case: Case, issue: str, priorities: list[str]) -> tuple[Chip, Prose] | None:
    mine = [
        (place, expression_words(case, text))
        for place, text in enumerate(priorities, 1)
        if any(term.issue == issue for term in parse(text).terms())
    ]
    if not mine:
        return None
    place, words = mine[0]
    rest = "".join(f"; priority {n}: {text}" for n, text in mine[1:])
    return Chip("order", f"Priority {place} of {len(priorities)}"), (words + rest,)


def _leading(rows: list[Statement]) -> Statement:
    """The statement a cell is named after: of accepted rows if any, the latest day's, and of these the firmest."""
    accepted = [row for row in rows if row.state in (State.ACCEPTED, State.EDITED)] or rows
    latest = max((row.dated for row in accepted if row.dated), default=None)
    last = [row for row in accepted if row.dated == latest]
    return min(last, key=lambda row: POSITIONS.index(row.stance))


def _said(entries: Entries, rows: list[Statement]) -> Prose:
    """The words of the rows that carry the leading stance, and the marks of all."""
    leading = [row for row in rows if row.stance is _leading(rows).stance]
    words = {plain(said): said for said in (entries.words(row, WORDS) for row in leading[-2:])}
    return prose(joined(list(words.values())), entries.marks(rows[:MARKS]))
