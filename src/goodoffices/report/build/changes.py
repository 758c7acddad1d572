"""What has changed since the source before the last: what is new, which positions moved, and what stayed as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from goodoffices.model.case import Answer, Case
from goodoffices.model.statements import Stance, State, Statement
from goodoffices.report.briefing import Change, Changes
from goodoffices.report.build.entries import Entries, Item
from goodoffices.report.build.material import Material, day_of
from goodoffices.report.build.naming import proposal_name
from goodoffices.report.build.needs import POSITIONS
from goodoffices.report.build.turns import answers_in_turn
from goodoffices.report.dates import day_short
from goodoffices.report.prose import Prose, Strong, joined, prose
from goodoffices.report.words import (
    agreeing,
    expression_words,
    issue_words,
    number,
    party_name,
    possessive,
    sentence_case,
    stance_chip,
)

__all__ = ["build_changes"]

MOVES = 2
"""Most moved positions, and most answers in turn, told on page one: those that are latest."""
_SIDES = {
    Stance.ACCEPTS: 1,
    Stance.WILLING: 1,
    Stance.CONDITIONAL: 0,
    Stance.NON_COMMITTAL: 0,
    Stance.REJECTS: -1,
}
"""Stances that take a side on what is put to a party. A demand or a warning alone does not show that a position moved."""


def build_changes(material: Material, entries: Entries) -> Changes | None:
    """The section, or None where nothing is dated."""
    day = day_of(material)
    if day is None:
        return None
    published = sorted({found for source in material.sources if (found := source.published_on) is not None})
    since = published[-2] if len(published) > 1 else None
    rows: list[Change] = []
    if since is not None and (new := _new(material.case, entries, since, day)):
        rows.append(Change("New", new))
    rows += _moved(material.case, entries, day)[:MOVES]
    rows += [Change("In turn", turn) for turn in answers_in_turn(material.case, entries, day)[:MOVES]]
    if same := _same(material.case, entries, day):
        rows.append(Change("The same", same))
    return Changes(since, tuple(rows)) if rows else None


def _new(case: Case, entries: Entries, since: date, day: date) -> Prose:
    """What came after a day: proposals, what the case names as a reason since, and statements that a person accepted.

    What a machine read and nobody has accepted is counted, not told.
    """
    parts: list[Prose] = []
    for name, proposal in case.proposals.items():
        if proposal.on is not None and proposal.on > since:
            who = party_name(case, proposal.by)
            evidence = entries.marks(entries.because("proposals", name, proposal.by))
            parts.append(prose(f"{who} {agreeing(who, 'proposes')} ‘{proposal_name(case, name)}’", evidence))
    parts += [part for party in case.parties if (part := _new_words(case, entries, party, since))]
    fresh = [row for row in entries.rows if row.party in case.parties and (row.dated or since) > since]
    waiting = [row for row in fresh if row.state is State.PROPOSED]
    end = "."
    if waiting:
        s, verb = ("", "waits") if len(waiting) == 1 else ("s", "wait")
        end += f" {sentence_case(number(len(waiting)))} statement{s} read since then {verb} for a person to accept."
    if not parts:
        return prose(end.removeprefix(". ")) if waiting else ()
    return prose(f"Since {day_short(since, day)}: ", joined(parts), end)


def _new_words(case: Case, entries: Entries, party: str, since: date) -> Prose:
    """One party's new words: the issues on which the case names later evidence, and stances that a person accepted."""
    said: dict[str, list[Item]] = defaultdict(list)
    for key in case.of(party).because:
        items = [item for item in entries.because("preferences", party, key) if (entries.dated(item) or since) > since]
        if items:
            said[_about(case, party, key)] += items
    for row in entries.rows:
        accepted = row.state in (State.ACCEPTED, State.EDITED) and row.stance in POSITIONS
        if accepted and row.party == party and row.issue in case.issues and (row.dated or since) > since:
            said[f"{issue_words(case, row.issue or '')} ({stance_chip(row).word.lower()})"].append(row)
    told = [prose(words, entries.marks(items)) for words, items in said.items()]
    return prose(f"{party_name(case, party)} on ", joined(told, ", ")) if told else ()


def _about(case: Case, party: str, key: str) -> str:
    """What evidence is given for, in words."""
    if key in case.of(party).red_lines:
        return f"its red line ‘{expression_words(case, key)}’"
    return {"importance": "what matters most", "red_lines": "its red lines"}.get(key, issue_words(case, key))


def _moved(case: Case, entries: Entries, day: date) -> list[Change]:
    """Positions that were taken on one day and differ on a later one, latest first; both quoted.

    Where a person has accepted neither or only one of the two, the move is told as one that may be.
    """
    lines: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for row in entries.rows:
        if row.party in case.parties and row.issue in case.issues and row.stance in _SIDES and row.dated:
            lines[row.party or "", row.issue or ""].append(row)
    moves: list[tuple[date, Change]] = []
    for (party, _), rows in lines.items():
        rows.sort(key=lambda row: (row.dated or day, row.content))
        for before, after in pairwise(rows):
            if _alike(before, after) and _SIDES[before.stance] != _SIDES[after.stance]:
                sure = State.PROPOSED not in (before.state, after.state)
                who = f"{party_name(case, party, first=True)} on {issue_words(case, after.issue or '')}: "
                told = [_told(entries, row, day) for row in (before, after)]
                change = Change("Moved" if sure else "May have moved", prose(Strong(who), joined(told), "."))
                moves.append((after.dated or day, change))
    return [change for _, change in sorted(moves, key=lambda pair: pair[0], reverse=True)]


def _alike(before: Statement, after: Statement) -> bool:
    """Whether two statements on different days may be on the same thing: they do not name different options or proposals."""
    names = ((before.option, after.option), (before.proposal, after.proposal))
    return before.dated != after.dated and all(a is None or b is None or a == b for a, b in names)


def _told(entries: Entries, row: Statement, day: date) -> Prose:
    when = day_short(row.dated or day, day)
    return prose(f"{when}, {stance_chip(row).word.lower()}: ", entries.words(row, 90), entries.marks([row]))


def _same(case: Case, entries: Entries, day: date) -> Prose:
    """Silences with their length, and whether acceptances stand."""
    parts: list[Prose] = []
    for name, proposal in case.proposals.items():
        for party, answer in proposal.answers.items():
            if answer is Answer.NO_REPLY and proposal.on is not None:
                whose = possessive(party_name(case, party, first=True))
                evidence = entries.marks(entries.because("proposals", name, party))
                days = (day - proposal.on).days
                lasted = f"has lasted {number(days)} day{'s' if days != 1 else ''}"
                parts.append(prose(f"{whose} silence on ‘{proposal_name(case, name)}’ {lasted}", evidence, ". "))
    accepts = [row for row in entries.rows if row.stance is Stance.ACCEPTS and row.party in case.parties]
    if accepts and not _withdrawn(entries.rows):
        parts.append(("Nothing that was read withdraws an acceptance.",))
    return prose(*parts)


def _withdrawn(rows: Iterable[Statement]) -> bool:
    """Whether some party rejects a proposal on a later day than it accepted it."""
    accepted: dict[tuple[str | None, str | None], date] = {}
    for row in sorted(rows, key=lambda row: row.dated or date.max):
        about = (row.party, row.proposal or row.issue)
        if row.stance is Stance.ACCEPTS and row.dated:
            accepted.setdefault(about, row.dated)
        if row.stance is Stance.REJECTS and row.dated and about in accepted and row.dated > accepted[about]:
            return True
    return False
