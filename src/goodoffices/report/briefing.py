"""The briefing as plain data: everything the page shows, once, for HTML, Markdown, the terminal and what else may come.

It is made from a case, its results and its ledger by :mod:`goodoffices.report.build`; nothing here computes. A section that has
nothing to say is None or empty, and no rendering draws a frame for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goodoffices.report.graph import MoveGraph
from goodoffices.report.pictures import ConsentMatrix, ParallelPicture, UtilityPicture
from goodoffices.report.prose import Evidence, Prose

__all__ = [
    "Agreement",
    "AnswerCell",
    "Briefing",
    "Change",
    "Changes",
    "Chip",
    "Conflict",
    "DealLine",
    "DealRow",
    "DealTable",
    "HoldLine",
    "HoldRow",
    "Holding",
    "KeptText",
    "Limits",
    "NeedRow",
    "Needs",
    "ProposalRow",
    "Refusal",
    "SourceEntry",
    "Standing",
    "StatementEntry",
    "Stretch",
    "TextPiece",
    "TimeEntry",
    "TimeLine",
]


@dataclass(frozen=True)
class Chip:
    """A mark and its word. ``shape`` names the mark: a stance, an answer, ``red_line``, ``walk_away`` or ``unknown``."""

    shape: str
    word: str


@dataclass(frozen=True)
class AnswerCell:
    """What one party says to one proposal or on one issue; ``said`` is empty where nothing more is known than the chip says."""

    party: str
    chip: Chip
    said: Prose = ()
    more: tuple[tuple[Chip, Prose], ...] = ()
    """Further chips in the same cell, such as a red line beside a stated order."""
    detail: str = ""
    """More of the chip's own words, such as the rest of an order."""

    @property
    def unstated(self) -> bool:
        """Nothing is known here: on a narrow page such cells fold into one line."""
        return self.chip.shape == "unknown" and not self.said and not self.more


@dataclass(frozen=True)
class ProposalRow:
    """A proposal and each party's answer, in case order."""

    name: str
    by: str
    cells: tuple[AnswerCell, ...]


@dataclass(frozen=True)
class Standing:
    """The section "Where do we stand?"."""

    finding: Prose
    parties: tuple[str, ...]
    rows: tuple[ProposalRow, ...]
    notes: tuple[Prose, ...] = ()


@dataclass(frozen=True)
class DealLine:
    """A deal on page one: its letter, its sentence, and the verdict beside it."""

    key: str
    text: Prose
    verdict: str
    note: str = ""


@dataclass(frozen=True)
class Refusal:
    """One red line or walk-away of a conflict."""

    chip: Chip
    party: str
    words: Prose


@dataclass(frozen=True)
class Conflict:
    """Refusals that cannot all be kept, or the red lines that close a deal."""

    lead: Prose
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Agreement:
    """The section "What could be agreed?"."""

    finding: Prose
    deals: tuple[DealLine, ...]
    conflicts: tuple[Conflict, ...] = ()
    closing: str = ""


@dataclass(frozen=True)
class HoldLine:
    """Who would walk from one outcome, to what, and what deters it."""

    key: str
    texts: tuple[Prose, ...]
    verdict: str
    note: str = ""


@dataclass(frozen=True)
class Holding:
    """The section "Would it hold?"."""

    finding: Prose
    lines: tuple[HoldLine, ...]
    note: str


@dataclass(frozen=True)
class Change:
    """Something new, moved or unchanged since the date before."""

    label: str
    text: Prose


@dataclass(frozen=True)
class Changes:
    """What has changed."""

    since: date | None
    rows: tuple[Change, ...]


@dataclass(frozen=True)
class NeedRow:
    """One issue and what each party says on it."""

    question: str
    cells: tuple[AnswerCell, ...]


@dataclass(frozen=True)
class Needs:
    """What each side says it needs: parties × issues."""

    parties: tuple[str, ...]
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True)
class DealRow:
    """One deal of the table: who accepts it, and what that rests on."""

    key: str
    name: str
    terms: str
    verdicts: tuple[tuple[Chip, str], ...]
    """[parties] the chip and a word on it."""
    everyone: tuple[Chip, str]
    rests_on: Evidence
    code: int


@dataclass(frozen=True)
class HoldRow:
    """One outcome of the stability table: for each concept who is stable there."""

    key: str
    name: str
    code: int
    cells: tuple[tuple[str, str], ...]
    """[concepts] ``all``, or who would leave; and a note."""


@dataclass(frozen=True)
class DealTable:
    """The deals, side by side, with the stability table beneath."""

    finding: str
    note: str
    parties: tuple[str, ...]
    rows: tuple[DealRow, ...]
    hold_caption: str = ""
    hold_note: str = ""
    concepts: tuple[tuple[str, str], ...] = ()
    """The concept in words and its name in the literature."""
    holds: tuple[HoldRow, ...] = ()


@dataclass(frozen=True)
class TimeEntry:
    """A mark on the time line: what one lane says on one day, or, with ``until``, a silence that lasts."""

    lane: str
    day: date
    shape: str
    word: str
    count: int = 1
    keys: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class TimeLine:
    """Who said what, when: the chart's data, its finding, and the same as a list."""

    finding: str
    note: str
    description: str
    lanes: tuple[str, ...]
    entries: tuple[TimeEntry, ...]
    as_of: date
    listed: tuple[tuple[str, Prose], ...]
    undated: int = 0


@dataclass(frozen=True)
class Limits:
    """What this rests on, what is not known, and who is not heard."""

    assumptions: tuple[Prose, ...]
    unknowns: tuple[Prose, ...]
    unheard: tuple[str, ...]


@dataclass(frozen=True)
class SourceEntry:
    """A source that was read: what was read of it and what was left out."""

    number: int
    title: str
    detail: str
    read_as: str
    read_note: str
    left_out: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Part of a statement's sentence; ``relied`` where the statement rests on these very words."""

    text: str
    relied: bool = False


@dataclass(frozen=True)
class StatementEntry:
    """A statement of the ledger, or a passage that the case file names, with its sentence."""

    key: str
    number: str
    who: str
    role: str
    lines: tuple[str, ...]
    before: str
    sentence: tuple[Stretch, ...]
    after: str
    manner: str
    source: int | None
    characters: tuple[int, int]
    state: str
    waiting: bool
    tip: str
    also: tuple[str, ...] = ()
    """Keys of entries over the same words: statements within a passage, and the reverse."""
    note: str = ""


@dataclass(frozen=True)
class TextPiece:
    """A stretch of a kept text: plain, relied on by entries (``keys``), or boilerplate (``why``)."""

    text: str
    keys: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    """Keys of entries that begin here; each is an anchor."""
    why: str = ""


@dataclass(frozen=True)
class KeptText:
    """A source's text as kept, with the words of every statement marked."""

    number: int
    title: str
    pieces: tuple[TextPiece, ...]


@dataclass(frozen=True)
class Briefing:
    """The whole page."""

    title: str
    as_of: date | None
    standfirst: str
    answer: Prose
    meta: tuple[tuple[str, str], ...]
    """Pairs of a count and what is counted."""
    handling: str
    about: str
    standing: Standing | None
    agreement: Agreement | None
    holding: Holding | None
    changes: Changes | None
    needs: Needs | None
    deals: DealTable | None
    timeline: TimeLine | None
    limits: Limits
    sources: tuple[SourceEntry, ...]
    problems: tuple[str, ...]
    statements: tuple[StatementEntry, ...]
    passages: tuple[StatementEntry, ...]
    kept: tuple[KeptText, ...]
    made: str
    """Versions and methods, one line."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Party names for the terminal's columns."""
    used_in: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Key of an entry to the sections that rest on it, as (anchor, title)."""
    graph: MoveGraph | None = None
    """The graph of moves, where it is small enough for a picture."""
    consent: ConsentMatrix | None = None
    """Who must agree to each term of the live proposals."""
    utilities: UtilityPicture | None = None
    """What outcomes are worth to two principals, where both have scores."""
    parallel: ParallelPicture | None = None
    """What the named deals are worth to three parties or more that have scores."""
