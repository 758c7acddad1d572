"""One analysis of a case: its sources read, its evidence found, its deals and stability worked out, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodoffices.errors import Problem
from goodoffices.ledger import Ledger
from goodoffices.model.case import Case
from goodoffices.model.files import CaseFile, read_case
from goodoffices.model.results.deals import DealsResult
from goodoffices.model.results.stability import Concept, StabilityResult, Witness
from goodoffices.model.sources import SourceText
from goodoffices.model.statements import State, Statement
from goodoffices.runs.answers import JUDGED, differences, ledger_answers
from goodoffices.runs.as_of import as_known
from goodoffices.runs.deals import run_deals
from goodoffices.runs.evidence import EvidenceIndex, Found, Place
from goodoffices.runs.sources import Progress, ReadReport, ledger_of, read_into
from goodoffices.runs.stability import StabilityRun, run_stability
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["Analysis", "analyse"]

BRIEFED = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
"""The solution concepts that a briefing tells of."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything a briefing needs, frozen: the case as known on a day, and all that was worked out from it."""

    casefile: CaseFile
    case: Case
    """The case as known on ``as_of``."""
    as_of: date | None
    sources: tuple[SourceText, ...]
    statements: tuple[Statement, ...]
    """Rows of the ledger that were not rejected, said or published up to ``as_of``."""
    passages: Mapping[Place, tuple[Found, ...]]
    deals: DealsResult
    central: StabilityRun
    unread: tuple[str, ...] = ()
    """Sources that could not be used, and why."""
    passed_over: tuple[str, ...] = ()
    """Files among the sources whose type is not read."""
    answers: tuple[str, ...] = ()
    """Where case file and ledger disagree on an answer."""
    warnings: tuple[Problem, ...] = ()
    added: int = 0
    """Statements that this run added to the ledger."""

    @property
    def stability(self) -> StabilityResult:
        """Stability in the central world."""
        return self.central.result

    def witness(self, code: int, party: str, concept: Concept) -> Witness:
        """Why an outcome is or is not stable for a party, in the central world."""
        return self.central.witness(code, party, concept)


def analyse(
    case: CaseFile | Path | str,
    *,
    as_of: date | None = None,
    rule: Rule = Rule.LEGAL,
    red_lines: RedLines = RedLines.SINK,
    progress: Progress | None = None,
) -> Analysis:
    """Read what is new, then work out deals (reading ``certain``) and stability (central world) as known on a day.

    Raises
    ------
    CaseError
        If the case is invalid, or evidence that it names does not stand in its sources.
    EvidenceError
        If the ledger cannot be used. A single source that cannot be used is told in ``unread`` instead.
    """
    casefile = case if isinstance(case, CaseFile) else read_case(case)
    with Ledger.open(ledger_of(casefile)) as ledger:
        report = read_into(casefile, ledger, progress=progress)
        kept, rows = _current(ledger.sources(), ledger.statements(), report)
    index = EvidenceIndex.of(casefile, kept, rows)
    written = casefile.case
    day = as_of or written.as_of
    known = written if as_of is None else as_known(written, as_of, index.dated)
    sources = tuple(source for source in kept if _by(source.published_on, day))
    statements = tuple(row for row in rows if _by(row.dated, day))
    if progress is not None:
        progress("deals", 0, 2, "")
    deals = run_deals(known, red_lines=red_lines)
    if progress is not None:
        progress("stability", 1, 2, "")
    central = run_stability(known, rule=rule, reading=Reading.CENTRAL, red_lines=red_lines, concepts=BRIEFED)
    return Analysis(
        casefile=casefile,
        case=known,
        as_of=day,
        sources=sources,
        statements=statements,
        passages=_still_named(known, index),
        deals=deals,
        central=central,
        unread=report.problems,
        passed_over=report.passed_over,
        answers=differences(known, ledger_answers(known, statements, day)),
        warnings=(*casefile.warnings, *index.warnings, *_later(casefile, kept, as_of)),
        added=report.added,
    )


def _current(
    sources: tuple[SourceText, ...], statements: tuple[Statement, ...], report: ReadReport
) -> tuple[tuple[SourceText, ...], tuple[Statement, ...]]:
    """Sources and rows to brief on: no row that was rejected, and of those that nobody judged only what is read today.

    The ledger keeps the rest: what an older reader proposed, and the older text of a file that was edited.
    """
    newest = {source.source: source.text_sha256 for source in sources}
    judged = {row.text_sha256 for row in statements if row.state in JUDGED}
    kept = tuple(s for s in sources if newest[s.source] == s.text_sha256 or s.text_sha256 in judged)
    outdated = {source.text_sha256 for source in sources} - set(newest.values())
    read = {source.text_sha256 for source in report.sources}
    found = {row.key for row in report.statements}

    def stands(row: Statement) -> bool:
        if row.state in JUDGED:
            return True
        return row.text_sha256 not in outdated and (row.text_sha256 not in read or row.key in found)

    rows = tuple(row for row in statements if row.state is not State.REJECTED and stands(row))
    return kept, rows


def _by(found: date | None, day: date | None) -> bool:
    """Whether something was known by a day; what has no date was."""
    return found is None or day is None or found <= day


def _later(casefile: CaseFile, sources: tuple[SourceText, ...], asked: date | None) -> tuple[Problem, ...]:
    """Say so when a source is later than the day the case tells of, which nobody asked to leave out."""
    day = casefile.case.as_of
    later = [source.source for source in sources if not _by(source.published_on, day)]
    if asked is not None or not later:
        return ()
    message = f"as_of is {day}, so what came later is left out: {', '.join(later)}"
    hint = "Move as_of when the case has caught up."
    return (Problem(str(casefile.path), message, *casefile.place("as_of"), hint=hint),)


def _still_named(case: Case, index: EvidenceIndex) -> dict[Place, tuple[Found, ...]]:
    """The evidence that the case as known still names."""
    named = {("preferences", party, key) for party, stated in case.preferences.items() for key in stated.because}
    named |= {("proposals", name, key) for name, proposal in case.proposals.items() for key in proposal.because}
    return {place: found for place, found in index.found.items() if place in named}
