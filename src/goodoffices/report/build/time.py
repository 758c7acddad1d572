"""Who said what, when: the time line's marks, from dated statements and from the case's proposals, answers and talks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from goodoffices.model.case import Answer, Case
from goodoffices.model.statements import Stance
from goodoffices.report.briefing import Chip, TimeEntry, TimeLine
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.material import Material, day_of
from goodoffices.report.build.naming import proposal_name
from goodoffices.report.dates import day, day_short
from goodoffices.report.prose import Evidence, Prose, joined, prose
from goodoffices.report.words import (
    ANSWERS,
    agreeing,
    answer_words,
    number,
    party_name,
    possessive,
    sentence_case,
    stance_chip,
)

__all__ = ["build_timeline"]

TALKS = "Talks"

Cell = tuple[str, date, Chip]


def build_timeline(material: Material, entries: Entries) -> TimeLine | None:
    """The time line, or None where nothing is dated."""
    case, as_of = material.case, day_of(material)
    if as_of is None:
        return None
    marks: dict[Cell, list[str]] = defaultdict(list)
    told: dict[date, list[Prose]] = defaultdict(list)
    undated = _statements(case, entries, marks)
    silences = _proposals(case, entries, marks, told, as_of)
    points = [
        TimeEntry(lane, when, chip.shape, chip.word.lower(), max(1, len(set(keys))), tuple(dict.fromkeys(keys)))
        for (lane, when, chip), keys in marks.items()
    ]
    if not points and not silences:
        return None
    talks = [TimeEntry(TALKS, talk.on, "talk", talk.what) for talk in case.talks]
    lanes = [party.name for party in case.parties.values()]
    return TimeLine(
        finding=_finding(as_of, points, silences),
        note=_note(undated),
        description=f"One lane for each of {', '.join(lanes)}. The list below the chart gives every entry.",
        lanes=(*lanes, *([TALKS] if talks else [])),
        entries=tuple(sorted([*points, *silences, *talks], key=lambda entry: (entry.day, entry.word))),
        as_of=as_of,
        listed=_listed(case, points, told, as_of),
        undated=undated,
    )


def _note(undated: int) -> str:
    note = "One mark for each stance that a party took on a day; ×n counts what stands behind it. Assessments are left out. "
    note += "A hatched bar is a silence."
    if undated:
        are, s = ("is", "") if undated == 1 else ("are", "s")
        note += f" {sentence_case(number(undated))} statement{s} without a day {are} not drawn."
    return note


def _listed(
    case: Case, points: list[TimeEntry], told: dict[date, list[Prose]], as_of: date
) -> tuple[tuple[str, Prose], ...]:
    """The same as a list: proposals and answers in sentences, then what statements add, then talks; day by day."""
    for point in points:
        cited = {key for part in told[point.day] for piece in part if isinstance(piece, Evidence) for key in piece.keys}
        fresh = tuple(key for key in point.keys if key not in cited)
        if fresh:
            told[point.day].append(prose(f"{point.lane}: {point.word}", Evidence(fresh)))
    for talk in case.talks:
        told[talk.on].append((f"{talk.what}: {', '.join(party_name(case, party) for party in talk.who)}",))
    return tuple((day_short(when, as_of), joined(parts)) for when, parts in sorted(told.items()) if parts)


def _statements(case: Case, entries: Entries, marks: dict[Cell, list[str]]) -> int:
    """Mark every dated statement of a party that takes a position or acts; how many have no day."""
    undated = 0
    for row in entries.rows:
        if row.party not in case.parties or row.stance is Stance.ASSESSES:
            continue
        if row.dated is None:
            undated += 1
        else:
            marks[case.parties[row.party].name, row.dated, stance_chip(row)].append(entries.key(row))
    return undated


def _proposals(
    case: Case, entries: Entries, marks: dict[Cell, list[str]], told: dict[date, list[Prose]], as_of: date
) -> list[TimeEntry]:
    """Mark proposals on their day and answers on the day of their evidence; the silences among the answers."""
    silences = []
    for name, proposal in case.proposals.items():
        what = f"‘{proposal_name(case, name)}’"
        if proposal.on is not None:
            who = party_name(case, proposal.by, first=True)
            evidence = entries.marks(entries.because("proposals", name, proposal.by))
            told[proposal.on].append(prose(f"{who} {agreeing(who, 'proposes')} {what}", evidence))
            marks[case.parties[proposal.by].name, proposal.on, Chip("proposes", "Proposes")] += evidence.keys
        for party, answer in proposal.answers.items():
            because = entries.because("proposals", name, party)
            evidence = entries.marks(because)
            who = party_name(case, party, first=True)
            lane = case.parties[party].name
            if answer is Answer.NO_REPLY:
                if proposal.on is not None:
                    silences.append(TimeEntry(lane, proposal.on, "no_reply", "no reply", 1, evidence.keys, as_of))
                continue
            when = max((found for item in because if (found := entries.dated(item))), default=None)
            if when is not None:
                told[when].append(prose(f"{who} {answer_words(who, answer, what)}", evidence))
                marks[lane, when, ANSWERS[answer]] += evidence.keys
    return silences


def _finding(as_of: date, points: list[TimeEntry], silences: list[TimeEntry]) -> str:
    """The one thing the picture shows: a silence and its length, else how the statements lie in time."""
    if silences:
        longest = min(silences, key=lambda entry: entry.day)
        days = (as_of - longest.day).days
        return f"{possessive(longest.lane)} silence has lasted {number(days)} day{'s' if days != 1 else ''}"
    days_seen = sorted({entry.day for entry in points})
    if len(days_seen) == 1:
        return f"Everything that carries a date was said or published on {day(days_seen[0])}"
    busiest = max(days_seen, key=lambda when: (sum(entry.count for entry in points if entry.day == when), when))
    first, last = (day_short(when, as_of) for when in (days_seen[0], days_seen[-1]))
    return f"Positions were stated on {number(len(days_seen))} days from {first} to {last}, most on {day_short(busiest, as_of)}"
