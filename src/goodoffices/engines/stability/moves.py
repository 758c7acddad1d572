"""What a graph of moves offers, whichever way it is stored.

Two forms exist: :class:`~goodoffices.engines.stability.product.ProductMoves`, for cases stated by issues and options, stores no
arc; :class:`~goodoffices.engines.stability.arcs.ArcMoves` holds any graph [KilgourHipelFang1987]_. A solution concept is written
against this protocol and never asks which form it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from goodoffices.engines.stability.arrays import BoolArray, IntArray, RankArray
from goodoffices.settings import Rule

__all__ = ["JointMove", "Moves", "Replies"]


@dataclass(frozen=True)
class JointMove:
    """An option that exactly these parties can bring about together. Coalitions and paths use it; no single party can."""

    parties: frozenset[int]
    issue: int
    option: int


class Replies(Protocol):
    """Where a set of movers can take things from an outcome, seen through one number an outcome."""

    def floor(self, worth: RankArray, movers: Sequence[int], rule: Rule) -> RankArray:
        """[outcomes] least ``worth`` among the outcomes that a sequence of ``movers`` reaches from each; see the classes."""


class Moves(Replies, Protocol):
    """Who can move from which outcome to which."""

    parties: int
    outcomes: int
    """Number of rows, infeasible ones included: a row's number is its outcome code."""
    feasible: BoolArray | None
    """[outcomes], or None if every row is feasible."""
    groups: tuple[frozenset[int], ...]
    """Groups with joint moves. Mover ``parties + k`` is group ``k``; movers below ``parties`` are single parties."""

    def members(self, mover: int) -> frozenset[int]:
        """The parties that make up a mover: itself, or those of a group."""

    def targets(self, mover: int, outcome: int) -> IntArray:
        """Outcomes that a mover reaches from a feasible outcome in one move, sorted."""

    def fan(self, mover: int, outcomes: IntArray) -> tuple[IntArray, IntArray]:
        """All moves of a mover from these feasible outcomes: places in ``outcomes``, and targets."""

    def sources(self, mover: int, outcome: int) -> IntArray:
        """Feasible outcomes from which a mover reaches an outcome in one move, sorted."""

    def arcs(self, mover: int) -> tuple[IntArray, IntArray]:
        """[outcomes + 1] pointers and [arcs] targets: all moves of a mover, in rows sorted by target."""

    def highest(self, values: RankArray, party: int) -> RankArray:
        """[outcomes] greatest value among an outcome and what the party reaches from it in one move."""

    def can_move(self, party: int) -> BoolArray:
        """[outcomes] whether the party has any move of its own from each."""

    def improving(self, ranks: Sequence[RankArray]) -> Replies:
        """The same graph with each party's moves cut down to those that it gains by."""

    def arc_count(self, mover: int) -> int:
        """How many moves a mover has in all, without listing them; for a product form, before rules are applied."""
