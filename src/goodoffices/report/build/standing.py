"""Where do we stand? Live proposals and each party's answer, with the words and the silence behind it."""

from __future__ import annotations

from goodoffices.model.case import Answer, Case, Proposal
from goodoffices.model.expressions import parse
from goodoffices.model.statements import Stance, State, Statement
from goodoffices.report.briefing import AnswerCell, Chip, ProposalRow, Standing
from goodoffices.report.build.entries import Entries, Item
from goodoffices.report.build.material import Material, day_of
from goodoffices.report.build.naming import proposal_name
from goodoffices.report.dates import day_short
from goodoffices.report.prose import Prose, Strong, prose
from goodoffices.report.words import ANSWERS, RED_LINE, STANCES, UNKNOWN, number, party_name, sentence_case

__all__ = ["build_standing", "crossed_red_lines"]

WORDS = 46
"""Most characters of what was said in a cell of page one; the whole is a mark away."""
MARKS = 4
"""Most marks in a cell where the case states no answer but statements touch the proposal."""
AGREES = (Answer.ACCEPTS, Answer.ACCEPTS_WITH_CONDITIONS)


def build_standing(material: Material, entries: Entries) -> Standing | None:
    """The section, or None where the case has no proposal."""
    case = material.case
    if not case.proposals:
        return None
    rows = tuple(
        ProposalRow(
            proposal_name(case, name),
            _by(case, proposal, material),
            tuple(_cell(case, entries, name, party, material) for party in case.parties),
        )
        for name, proposal in case.proposals.items()
    )
    notes = tuple((note,) for note in material.answers)
    return Standing(_finding(case), tuple(party.name for party in case.parties.values()), rows, notes)


def crossed_red_lines(case: Case, proposal: str, party: str) -> tuple[str, ...]:
    """Red lines of a party that a proposal's own terms cross, as written."""
    terms = case.proposals[proposal].terms
    code = case.proposal_code(proposal)
    options = terms if code is None else case.space.terms(code)
    crossed = []
    for line in case.of(party).red_lines:
        expression = parse(line)
        if expression.holds(options) and any(term.issue in terms for term in expression.terms()):
            crossed.append(line)
    return tuple(crossed)


def _by(case: Case, proposal: Proposal, material: Material) -> str:
    when = f", {day_short(proposal.on, day_of(material) or proposal.on)}" if proposal.on else ""
    return f"by {party_name(case, proposal.by)}{when}"


def _cell(case: Case, entries: Entries, name: str, party: str, material: Material) -> AnswerCell:
    """What one party says to one proposal: the case file's answer stands; statements of the ledger are marks beside it."""
    proposal = case.proposals[name]
    shown = case.parties[party].name
    because = entries.because("proposals", name, party)
    touching = tuple(row for row in entries.rows if row.proposal == name and row.party == party)
    said = entries.said(because, WORDS)
    if party == proposal.by:
        return AnswerCell(shown, _own(entries, because, touching), said or entries.said(touching[:MARKS], WORDS))
    answer = proposal.answers.get(party)
    crossed = crossed_red_lines(case, name, party)
    lines = [item for line in crossed for item in entries.red_line(party, line)]
    if crossed and answer in (None, Answer.REJECTS):
        return AnswerCell(shown, RED_LINE, said or entries.said(lines, WORDS))
    more: tuple[tuple[Chip, Prose], ...] = ((RED_LINE, prose(entries.marks(lines))),) if crossed else ()
    if answer is None:
        return AnswerCell(
            shown, UNKNOWN, prose("touched on in", entries.marks(touching[:MARKS])) if touching else (), more
        )
    if answer is Answer.NO_REPLY:
        day = day_of(material)
        silence = f"no answer by {day_short(day, day)}" if day else "no answer"
        return AnswerCell(shown, ANSWERS[answer], prose(silence, entries.marks(because)), more)
    return AnswerCell(shown, ANSWERS[answer], said, more)


def _own(entries: Entries, because: tuple[Item, ...], touching: tuple[Statement, ...]) -> Chip:
    """A party's own proposal is proposed; demanded, where the statements on it that a person accepted do nothing else."""
    rows = [row for item in because for row in entries.over(item)] + list(touching)
    stances = {row.stance for row in rows if row.state in (State.ACCEPTED, State.EDITED)}
    return STANCES[Stance.DEMANDS if stances == {Stance.DEMANDS} else Stance.PROPOSES]


def _finding(case: Case) -> Prose:
    """How many proposals there are, how many one side or all accept, and how many answers are missing."""
    principals = set(case.principals)
    agreed = partly = missing = asked = 0
    for proposal in case.proposals.values():
        yes = {party for party, answer in proposal.answers.items() if answer in AGREES} | {proposal.by}
        agreed += principals <= yes
        partly += bool((yes - {proposal.by}) & principals) and not principals <= yes
        others = [party for party in case.parties if party != proposal.by]
        asked += len(others)
        missing += sum(party not in proposal.answers for party in others)
    count = len(case.proposals)
    both = "both principals" if len(principals) == 2 else "all principals"
    first = f"{sentence_case(number(count))} proposal{'s' if count != 1 else ''}: "
    first += f"{number(agreed, none='none')} accepted by {both}"
    if partly:
        first += f", {number(partly)} by one of them" if len(principals) == 2 else f", {number(partly)} by some"
    second = f" {missing} of {asked} answers are not stated." if missing else " Every answer is stated."
    return (Strong(first + "."), second)
