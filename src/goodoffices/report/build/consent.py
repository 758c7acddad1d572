"""Who must agree to what: each term of the live proposals, party by party, with every refusal in its place.

A red line stands as a red line whatever else a party has said, and nothing is added up over parties.
"""

from __future__ import annotations

from goodoffices.model.case import Answer, Case
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import Preference, preference_of
from goodoffices.model.statements import Stance
from goodoffices.report.briefing import Chip
from goodoffices.report.build.entries import Entries
from goodoffices.report.build.material import Material
from goodoffices.report.pictures import ConsentCell, ConsentMatrix, ConsentRow
from goodoffices.report.prose import Prose, Strong, prose
from goodoffices.report.words import ANSWERS, RED_LINE, STANCES, expression_words, issue_name, number, sentence_case
from goodoffices.runs.deals import consent_of
from goodoffices.settings import Reading, RedLines

__all__ = ["build_consent"]

NOTE = (
    "Each term as if it alone were added to the status quo. A red line is shown as one, whatever else a party has said; an "
    "answer is shown where the term was put to a party by itself. What a party gains or loses is what it states of that issue."
)


def build_consent(material: Material, entries: Entries) -> ConsentMatrix | None:
    """The matrix, or None where there is no status quo or no proposal changes it."""
    case = material.case
    base = case.status_quo_code
    terms = _terms(case)
    if base is None or not terms:
        return None
    consent = consent_of(case)
    preferences = {party: preference_of(case, party, Reading.CERTAIN, RedLines.BAR) for party in case.parties}
    rows = []
    for issue, option in terms:
        code = case.space.code({issue: option}, base)
        sets = consent.for_code(code)
        cells = tuple(
            _cell(case, entries, party, issue, option, _liking(preferences[party], base, code), _role(party, sets))
            for party in case.parties
        )
        rows.append(ConsentRow(sentence_case(issue_name(issue)), case.issues[issue].options[option], cells))
    return ConsentMatrix(_finding(rows), NOTE, tuple(party.name for party in case.parties.values()), tuple(rows))


def _terms(case: Case) -> list[tuple[str, str]]:
    """Terms of the live proposals that would change something, in the order of the issues."""
    if case.status_quo_code is None:
        return []
    before = case.space.terms(case.status_quo_code)
    proposed = {term for proposal in case.proposals.values() for term in proposal.terms.items()}
    return [
        (issue, option)
        for issue, found in case.issues.items()
        for option in found.options
        if (issue, option) in proposed and before[issue] != option
    ]


def _cell(case: Case, entries: Entries, party: str, issue: str, option: str, liking: str, role: str) -> ConsentCell:
    name = case.parties[party].name
    crossed, partly = _red_lines(case, party, issue, option)
    if crossed:
        items = [item for line in crossed for item in entries.red_line(party, line)]
        return ConsentCell(name, RED_LINE, prose("in any deal", entries.marks(items)), role)
    words: Prose = (liking,)
    if partly:
        told = "; ".join(expression_words(case, line) for line in partly)
        words = prose(liking, f"; red line: {told}", *(entries.marks(entries.red_line(party, line)) for line in partly))
    answer, marks_of = _answered(case, entries, party, issue, option)
    return ConsentCell(name, answer, prose(*words, marks_of), role)


def _red_lines(case: Case, party: str, issue: str, option: str) -> tuple[list[str], list[str]]:
    """The party's red lines that the term crosses whatever else is agreed, and those that it crosses with other terms."""
    crossed, partly = [], []
    for line in case.of(party).red_lines:
        expression = parse(line)
        holds = expression.holds({issue: option})
        if holds:
            crossed.append(line)
        elif holds is None and any(term.issue == issue and term.option == option for term in expression.terms()):
            partly.append(line)
    return crossed, partly


def _answered(case: Case, entries: Entries, party: str, issue: str, option: str) -> tuple[Chip | None, Prose]:
    """The answer to a proposal of this one term, a refusal first where there are several; or that the party proposes it."""
    found = [
        (name, answer)
        for name, proposal in case.proposals.items()
        if proposal.terms == {issue: option} and (answer := proposal.answers.get(party)) is not None
    ]
    own = [name for name, found in case.proposals.items() if found.terms == {issue: option} and found.by == party]
    if own and not found:
        return STANCES[Stance.PROPOSES], prose(entries.marks(entries.because("proposals", own[0], party)))
    if not found:
        return None, ()
    name, answer = min(found, key=lambda pair: pair[1] is not Answer.REJECTS)
    return ANSWERS[answer], prose(entries.marks(entries.because("proposals", name, party)))


def _liking(preference: Preference, base: int, code: int) -> str:
    """What the party states of this change alone."""
    found = preference.raw(base)
    better, worse = bool(found.at_least[code]), bool(found.at_most[code])
    if better and worse:
        return "level with the status quo"
    return "gains by it" if better else "loses by it" if worse else "not stated"


def _role(party: str, sets: tuple[frozenset[str], ...]) -> str:
    """Whether the term can come about without the party."""
    if not sets:
        return "nobody can bring it about"
    if all(party in parties for parties in sets):
        return "must agree"
    return "could be the one who agrees" if any(party in parties for parties in sets) else "need not be asked"


def _finding(rows: list[ConsentRow]) -> Prose:
    """How many terms somebody refuses whatever else is agreed."""
    closed = sum(any(cell.chip == RED_LINE for cell in row.cells) for row in rows)
    terms = f"{sentence_case(number(len(rows)))} term{'s are' if len(rows) != 1 else ' is'} on the table"
    crossing = f"{number(closed, none='none')} cross{'es' if closed < 2 else ''} a red line taken alone"
    return (Strong(f"{terms}; {crossing}."),)
