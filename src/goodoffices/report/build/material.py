"""What a briefing is made from: the parts of an analysis that the builders use, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from goodoffices.model.case import Case
from goodoffices.model.results.deals import DealsResult
from goodoffices.model.results.stability import Concept, StabilityResult, Witness
from goodoffices.model.sources import Passage, SourceText
from goodoffices.model.statements import Statement

__all__ = ["Material", "day_of"]


class Material(Protocol):
    """An analysis as the briefing needs it; :class:`goodoffices.runs.Analysis` is one."""

    @property
    def case(self) -> Case:
        """The case, as known on ``as_of``."""

    @property
    def sources(self) -> tuple[SourceText, ...]:
        """What was read."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Rows of the ledger, with ids and states."""

    @property
    def passages(self) -> Mapping[tuple[str, str, str], tuple[Passage | Statement, ...]]:
        """Evidence the case names: by ("preferences", party, key) and ("proposals", proposal, party)."""

    @property
    def deals(self) -> DealsResult:
        """Which deals could be struck, or why none; with a row for each proposal."""

    @property
    def stability(self) -> StabilityResult:
        """Stability in the central world."""

    @property
    def as_of(self) -> date | None:
        """The day up to which the briefing tells what is known, where the case or the reader gives one."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Sources that could not be used, and why."""

    @property
    def answers(self) -> tuple[str, ...]:
        """Where the case file and the ledger disagree on an answer; the case file stands."""

    def witness(self, code: int, party: str, concept: Concept) -> Witness:
        """Why an outcome is or is not stable for a party, in the central world."""


def day_of(material: Material) -> date | None:
    """The day a briefing speaks of: as given, else the last day that anything in it carries, else None."""
    days = [source.published_on for source in material.sources]
    days += [row.dated for row in material.statements]
    days += [proposal.on for proposal in material.case.proposals.values()]
    return material.as_of or max((day for day in days if day is not None), default=None)
