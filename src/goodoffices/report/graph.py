"""The move graph of a small case as plain data: outcomes with their places, and who can move where.

Made by :mod:`goodoffices.report.build.graph`, drawn by :mod:`goodoffices.report.charts.graph`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["GraphMove", "GraphNode", "Grid", "MoveGraph"]


@dataclass(frozen=True)
class GraphNode:
    """One feasible outcome."""

    code: int
    terms: str
    """The terms in which it differs from the status quo."""
    holds: tuple[str, ...]
    """Concepts under which every party would stay, by their names in the literature, strongest first."""
    at_once: bool
    """Whether no party gains by leaving, whatever the others do."""
    status_quo: bool
    left_by: tuple[str, ...]
    """Who gains by leaving, and the move that it likes best; who may, where that is not known."""


@dataclass(frozen=True)
class GraphMove:
    """A mover's way between two outcomes; where it gains one way, it is told in that direction."""

    mover: int
    """Place in :attr:`MoveGraph.movers`."""
    start: int
    to: int
    gains: bool
    """Whether the mover is known to gain by it; for a group, every member."""
    back: bool
    """Whether the mover can also undo it."""


@dataclass(frozen=True)
class Grid:
    """Where outcomes stand if what one side of the movers can change runs across and what the rest can change runs down."""

    places: Mapping[int, tuple[int, int]] = field(hash=False)
    """Code to (column, row)."""
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    """What each column, each row stands for, as it differs from the status quo."""


@dataclass(frozen=True)
class MoveGraph:
    """All feasible outcomes of a case and the moves between them, in the central world."""

    finding: str
    note: str
    """How to read the picture."""
    basis: str
    """In which world and by which rule."""
    description: str
    movers: tuple[str, ...]
    nodes: tuple[GraphNode, ...]
    moves: tuple[GraphMove, ...]
    """What is drawn: every way, or, where those are many, each party's best move from each outcome."""
    all_drawn: bool
    grid: Grid | None
    """None where outcomes lie too scattered for rows and columns; then they stand in a ring."""
    concepts: tuple[str, ...] = ()
    """Names in the literature of the concepts looked at."""
