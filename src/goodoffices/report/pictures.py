"""What the pictures of deals show, as plain data: utilities of two parties, of more parties, and who must agree to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.report.prose import Prose, Strong, prose

if TYPE_CHECKING:
    from goodoffices.report.briefing import Chip

__all__ = ["ConsentCell", "ConsentMatrix", "ConsentRow", "MarkedDeal", "ParallelPicture", "UtilityPicture"]


@dataclass(frozen=True)
class MarkedDeal:
    """A deal that the briefing names, with its letter and what it is worth to each party of the picture."""

    key: str
    name: str
    worth: tuple[float, ...]


@dataclass(frozen=True)
class UtilityPicture:
    """Every feasible outcome by what it is worth to two parties."""

    finding: str
    note: str
    description: str
    parties: tuple[str, str]
    outcomes: tuple[tuple[float, float], ...]
    """Distinct points; neighbours drawn as one where there are very many."""
    front: tuple[tuple[float, float], ...]
    """The Pareto set."""
    walk_aways: tuple[float | None, float | None]
    marked: tuple[MarkedDeal, ...]
    listed: tuple[tuple[str, str], ...]
    """The marked deals in words: the letter, and what it is worth to whom."""


@dataclass(frozen=True)
class ParallelPicture:
    """Deals as lines over one axis a party, each from the party's worst feasible outcome (0) to its best (1)."""

    finding: str
    note: str
    description: str
    parties: tuple[str, ...]
    walk_aways: tuple[float | None, ...]
    """On the same axes; None where not known or outside them."""
    marked: tuple[MarkedDeal, ...]
    others: tuple[tuple[float, ...], ...]
    """Acceptable deals that have no letter."""
    listed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ConsentCell:
    """What one party says to one term, and whether it has to be asked."""

    party: str
    chip: Chip | None
    words: Prose
    role: str

    @property
    def sentence(self) -> Prose:
        """The whole cell in one line, for forms without marks."""
        return prose(Strong(f"{self.chip.word}: ") if self.chip else None, self.words, f"; {self.role}")


@dataclass(frozen=True)
class ConsentRow:
    """One term on the table."""

    issue: str
    option: str
    cells: tuple[ConsentCell, ...]


@dataclass(frozen=True)
class ConsentMatrix:
    """Who must agree to each term of the live proposals, and who refuses it."""

    finding: Prose
    note: str
    parties: tuple[str, ...]
    rows: tuple[ConsentRow, ...]
