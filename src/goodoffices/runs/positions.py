"""What each party stood for, and when: positions for the concession ledger, from proposals, answers and accepted statements.

A party stands for the terms of its own proposal from the day it was put forward, and for those of a proposal that it accepts from
the day of the evidence for that answer; a statement that proposes, demands or accepts an option is a term as well. On every issue
that is not spoken of, its last position stays: silence is no move. What is said under a condition settles no position, since the
condition is not part of the model: it is told as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goodoffices.engines.deals.against import ListedAgainst
from goodoffices.engines.deals.concessions import Position, concession_ledger
from goodoffices.ledger import Ledger
from goodoffices.model.case import Answer, Case, Evidence
from goodoffices.model.files import CaseFile
from goodoffices.model.results.concessions import Concessions
from goodoffices.model.statements import Stance, State, Statement
from goodoffices.runs.answers import JUDGED
from goodoffices.runs.deals import deals_problem
from goodoffices.runs.evidence import days_of
from goodoffices.runs.sources import ledger_of
from goodoffices.settings import Reading, RedLines

__all__ = ["dates_of", "kept_statements", "positions", "run_concessions"]

Dated = Callable[[Evidence], date | None]
_NO_OPTION = (
    "on an issue without naming an option of it; goodoffices statements CASE --edit ID --set option=NAME names one"
)
_STANDS_FOR = (Stance.PROPOSES, Stance.DEMANDS, Stance.ACCEPTS)


def run_concessions(
    case: Case,
    statements: Iterable[Statement] = (),
    *,
    dated: Dated = lambda _: None,
    states: Sequence[State] = JUDGED,
    reading: Reading = Reading.CERTAIN,
    red_lines: RedLines = RedLines.SINK,
) -> Concessions:
    """Who moved, how, and what others had given since, in the same words for every party.

    Parameters
    ----------
    case
        The negotiation as known on a day; what is later than its ``as_of`` does not count.
    statements
        Rows of its ledger.
    dated
        The day of a piece of evidence, where known: it dates the answers that rest on it.
    states
        Which rows count; those that a person has accepted by default.
    reading, red_lines
        How stated orders become comparisons.

    Raises
    ------
    TooLarge
        If the case has too many outcomes to list.
    """
    problem = deals_problem(case, reading, red_lines)
    found, left_out = positions(case, statements, dated, states)
    everyone = range(len(problem.parties))
    moves = concession_ledger(found, lambda base: ListedAgainst(problem, base, everyone))
    settings = {"states": [state.value for state in states], "reading": reading.value, "red_lines": red_lines.value}
    return replace(moves, left_out=left_out, provenance=replace(moves.provenance, parameters=settings))


def kept_statements(casefile: CaseFile) -> tuple[Statement, ...]:
    """The rows of a case's ledger; none where it has no ledger yet."""
    place = ledger_of(casefile)
    if "://" not in str(place) and not Path(place).exists():
        return ()
    with Ledger.open(place, create=False, read_only=True) as ledger:
        return ledger.statements()


def dates_of(casefile: CaseFile, statements: Iterable[Statement]) -> Dated:
    """The day of each piece of evidence, by its source or its row."""
    days: dict[str, date | None] = {**days_of(casefile), **{row.id: row.dated for row in statements if row.id}}
    return lambda item: days.get(item if isinstance(item, str) else item.source)


def positions(
    case: Case, statements: Iterable[Statement], dated: Dated, states: Sequence[State] = JUDGED
) -> tuple[tuple[Position, ...], tuple[str, ...]]:
    """Positions in time order, and in words what could be none."""
    gathered = _Gathered(case)
    for name in case.proposals:
        _from_proposal(gathered, name, dated)
    for row in statements:
        if row.party in case.parties and row.state in states and row.repeats is None:
            _from_row(gathered, row)
    found = sorted(
        (position for party in case.parties for position in gathered.of(party)), key=lambda position: position.on
    )
    return tuple(found), gathered.left_out()


@dataclass(frozen=True)
class _Event:
    """Terms that a party stood for on a day."""

    party: str
    on: date
    basis: str
    terms: Mapping[str, str]


class _Gathered:
    """Events as they are found, and what could be none."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.events: list[_Event] = []
        self.notes: list[str] = []
        self.counted: Counter[str] = Counter()

    def add(self, event: _Event) -> None:
        """Keep an event, unless it is later than the day the case tells of."""
        if self.case.as_of is None or event.on <= self.case.as_of:
            self.events.append(event)

    def of(self, party: str) -> Iterator[Position]:
        """The party's positions: what it said on a day, and its last position on all else."""
        own = [event for event in self.events if event.party == party]
        last = self.case.status_quo_code
        for day in sorted({event.on for event in own}):
            terms, basis = self._agreed([event for event in own if event.on == day])
            if not terms:
                continue
            if last is None and len(terms) < len(self.case.issues):
                self.notes.append(
                    f"{', '.join(basis)}: leaves issues open, and there is no status quo or earlier position of {party} to fill "
                    "them from"
                )
                continue
            last = self.case.space.code(terms, last)
            yield Position(party, day.isoformat(), last, basis)

    def _agreed(self, today: Sequence[_Event]) -> tuple[dict[str, str], tuple[str, ...]]:
        """What a party said in a day, without the issues on which it said two things; and where it said it."""
        said: dict[str, set[str]] = {}
        for event in today:
            for issue, option in event.terms.items():
                said.setdefault(issue, set()).add(option)
        terms = {issue: next(iter(options)) for issue, options in said.items() if len(options) == 1}
        for issue in said.keys() - terms.keys():
            names = ", ".join(event.basis for event in today if issue in event.terms)
            self.notes.append(
                f"{names}: two different things on {issue} on one day, so its position there stays as it was"
            )
        used = (event.basis for event in today if event.terms.keys() & terms.keys())
        return terms, tuple(dict.fromkeys(used))

    def left_out(self) -> tuple[str, ...]:
        """Notes, then counts of statements."""
        told = [
            f"{count} statement{'s' if count != 1 else ''} {why}" for why, count in self.counted.items() if count > 0
        ]
        return (*self.notes, *told)


def _from_proposal(gathered: _Gathered, name: str, dated: Dated) -> None:
    """The proposer's position, and those of the parties that accept it."""
    proposal = gathered.case.proposals[name]
    if proposal.on is None:
        gathered.notes.append(f"{name}: {proposal.by} put it forward on no stated day")
    else:
        gathered.add(_Event(proposal.by, proposal.on, name, proposal.terms))
    for party, answer in proposal.answers.items():
        if answer is Answer.ACCEPTS_WITH_CONDITIONS:
            gathered.notes.append(f"{name}: {party} accepts it with conditions, which settle no position")
        if answer is not Answer.ACCEPTS or party == proposal.by:
            continue
        days = [day for item in proposal.because.get(party, []) if (day := dated(item)) is not None]
        if days:
            gathered.add(_Event(party, max(days), name, proposal.terms))
        else:
            gathered.notes.append(f"{name}: {party} accepts it on no stated day")


def _from_row(gathered: _Gathered, row: Statement) -> None:
    """What a statement stands for: a proposal's terms, or an option of one issue."""
    terms = _terms(gathered.case, row)
    if not terms and row.stance in _STANDS_FOR and row.issue in gathered.case.issues:
        gathered.counted[_NO_OPTION] += 1
    if row.party is None or not terms:
        return
    if row.stance is Stance.CONDITIONAL or (row.stance in _STANDS_FOR and row.condition is not None):
        gathered.counted["under a condition, which the case does not model"] += 1
    elif row.stance in _STANDS_FOR and row.dated is None:
        gathered.counted["on no stated day"] += 1
    elif row.stance in _STANDS_FOR and row.dated is not None:
        gathered.add(_Event(row.party, row.dated, row.id or row.source, terms))


def _terms(case: Case, row: Statement) -> Mapping[str, str]:
    """The terms that a statement speaks of; none where it names neither a proposal nor an option."""
    if row.proposal is not None and row.proposal in case.proposals:
        return case.proposals[row.proposal].terms
    if row.issue in case.issues and row.option in case.issues[row.issue].options:
        return {row.issue: row.option}
    return {}
