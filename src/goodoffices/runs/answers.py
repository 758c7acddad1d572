"""From stances to answers: what the rows of a ledger say to each proposal, and where the case file says otherwise.

The latest row counts, by the day it was said, then published. Silence does not undo an earlier answer. Two different
answers on one day are a contradiction and count as unknown. Only rows that a person has accepted count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodoffices.model.case import Answer, Case
from goodoffices.model.statements import Kind, Stance, State, Statement

__all__ = ["JUDGED", "LedgerAnswer", "differences", "ledger_answers"]

JUDGED = (State.ACCEPTED, State.EDITED)
"""The states of a row that a person has accepted."""


@dataclass(frozen=True)
class LedgerAnswer:
    """A party's answer to a proposal by the ledger; None, with all rows, where rows of one day contradict each other."""

    answer: Answer | None
    rows: tuple[Statement, ...]


def ledger_answers(
    case: Case, statements: Iterable[Statement], day: date | None = None, states: Sequence[State] = JUDGED
) -> dict[tuple[str, str], LedgerAnswer]:
    """The answer of each party to each proposal that rows speak of, up to a day."""
    rows: dict[tuple[str, str], list[Statement]] = {}
    for row in statements:
        if row.party in case.parties and row.state in states and (day is None or row.dated is None or row.dated <= day):
            for name in _proposals(case, row):
                rows.setdefault((name, row.party), []).append(row)
    found = {place: _latest(case, place, spoken) for place, spoken in rows.items()}
    return {place: answer for place, answer in found.items() if answer is not None}


def differences(case: Case, found: Mapping[tuple[str, str], LedgerAnswer]) -> tuple[str, ...]:
    """Where the case file and the ledger disagree, in words. The case file stands."""
    told = []
    for (name, party), by_ledger in found.items():
        proposal = case.proposals[name]
        written = proposal.answers.get(party)
        ids = ", ".join(row.id or "" for row in by_ledger.rows)
        said = "contradicts itself" if by_ledger.answer is None else _words(by_ledger.answer)
        if written is not None and written != by_ledger.answer:
            told.append(
                f"{case.parties[party].name} on {proposal.name or name}: the case file says {_words(written)}, "
                f"the ledger {said} ({ids}). The case file stands."
            )
    return tuple(told)


def answer_of(row: Statement, by_proposer: bool = False) -> Answer | None:
    """The answer that one row gives; None for demands, warnings, announcements and judgements, which decide nothing."""
    if row.kind is Kind.REPORTED_SILENCE:
        return Answer.NO_REPLY
    if row.stance is Stance.ACCEPTS:
        return Answer.ACCEPTS_WITH_CONDITIONS if row.condition else Answer.ACCEPTS
    if row.stance is Stance.PROPOSES:
        return Answer.ACCEPTS if by_proposer else None
    return {
        Stance.CONDITIONAL: Answer.ACCEPTS_WITH_CONDITIONS,
        Stance.WILLING: Answer.WILLING,
        Stance.REJECTS: Answer.REJECTS,
        Stance.NON_COMMITTAL: Answer.NON_COMMITTAL,
    }.get(row.stance)


def _proposals(case: Case, row: Statement) -> list[str]:
    """The proposals a row speaks of: the one it names, or those whose terms hold its issue and option."""
    if row.proposal is not None:
        named = [row.proposal] if row.proposal in case.proposals else []
    else:
        named = [
            name
            for name, proposal in case.proposals.items()
            if row.issue is not None and row.option is not None and proposal.terms.get(row.issue) == row.option
        ]
    return [name for name in named if _on_or_after(row, case.proposals[name].on)]


def _on_or_after(row: Statement, day: date | None) -> bool:
    return day is None or row.dated is None or row.dated >= day


def _latest(case: Case, place: tuple[str, str], rows: Sequence[Statement]) -> LedgerAnswer | None:
    """The last answer; silence only where nothing else was ever said."""
    name, party = place
    by_proposer = case.proposals[name].by == party
    answered = [(row, answer) for row in rows if (answer := answer_of(row, by_proposer)) is not None]
    spoken = [pair for pair in answered if pair[1] is not Answer.NO_REPLY] or answered
    if not spoken:
        return None
    last = max((row.dated or date.min, row.published_on or date.min) for row, _ in spoken)
    latest = [pair for pair in spoken if (pair[0].dated or date.min) == last[0]]
    said = {answer for _, answer in latest}
    return LedgerAnswer(said.pop() if len(said) == 1 else None, tuple(row for row, _ in latest))


def _words(answer: Answer) -> str:
    return answer.value.replace("_", " ")
