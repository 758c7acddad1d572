"""Answers in turn: what one party said, one after the other, to proposals on one and the same issue.

A changed answer to one proposal is a moved position; a different answer to another proposal on the issue is told as just that.
Proposals that set several issues are left aside: which of them an answer is about cannot be told.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from goodoffices.model.case import Answer, Case
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.naming import proposal_name
from goodoffices.report.dates import day_short
from goodoffices.report.prose import Prose, Strong, joined, prose
from goodoffices.report.words import answer_words, issue_words, party_name

__all__ = ["answers_in_turn"]

_SIDES = {
    Answer.ACCEPTS: 1,
    Answer.ACCEPTS_WITH_CONDITIONS: 0,
    Answer.WILLING: 1,
    Answer.NON_COMMITTAL: 0,
    Answer.REJECTS: -1,
}


def answers_in_turn(case: Case, entries: Entries, day: date) -> list[Prose]:
    """Each party and issue with two answers of different kind on different days; latest first, the last two answers told."""
    turns: list[tuple[date, Prose]] = []
    for party in case.parties:
        for issue in case.issues:
            given = sorted(_given(case, entries, party, issue))
            differing = [pair for pair in pairwise(given) if _differ(case, party, *pair)]
            if differing:
                name = party_name(case, party, first=True)
                told = [_told(case, entries, party, when, proposal, day) for when, proposal in differing[-1]]
                turns.append(
                    (differing[-1][1][0], prose(Strong(f"{name} on {issue_words(case, issue)}: "), joined(told), "."))
                )
    return [told for _, told in sorted(turns, key=lambda pair: pair[0], reverse=True)]


def _given(case: Case, entries: Entries, party: str, issue: str) -> list[tuple[date, str]]:
    """A party's answers to proposals on nothing but an issue, each with the day of its first evidence."""
    found = []
    for name, proposal in case.proposals.items():
        if [*proposal.terms] == [issue] and proposal.answers.get(party) in _SIDES:
            days = [when for item in entries.because("proposals", name, party) if (when := entries.dated(item))]
            if days:
                found.append((min(days), name))
    return found


def _differ(case: Case, party: str, before: tuple[date, str], after: tuple[date, str]) -> bool:
    sides = [_SIDES[case.proposals[proposal].answers[party]] for _, proposal in (before, after)]
    return before[0] != after[0] and sides[0] != sides[1]


def _told(case: Case, entries: Entries, party: str, when: date, proposal: str, day: date) -> Prose:
    name = party_name(case, party)
    what = f"‘{proposal_name(case, proposal)}’"
    words = answer_words(name, case.proposals[proposal].answers[party], what)
    return prose(f"{day_short(when, day)} {words}", entries.marks(entries.because("proposals", proposal, party)))
