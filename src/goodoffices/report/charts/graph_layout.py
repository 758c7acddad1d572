"""Where the outcomes of a move graph stand and how its lines run, in pixels: worked out here, so that no script is needed.

In rows and columns a line between neighbours is straight; one that passes others bends around them, over a row and to the left
of a column. In a ring all lines bend towards the middle.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import atan2, cos, degrees, gcd, hypot, inf, pi, sin

from goodoffices.report.graph import GraphMove, Grid, MoveGraph

__all__ = ["CHARACTER", "RING", "Curve", "Head", "Layout", "Point", "lay_out"]

Point = tuple[float, float]

CHARACTER = 7.0
"""Mean width of a character at 13 px [px], on the wide side."""
RING = 4.5
"""How far the outer ring of an equilibrium stands off [px]."""
LINE = 16.0
"""Height of a line of words [px]."""
HEADED = 4
"""Most lines of words over a column or beside a row; with more, the table has to say it."""
CLEAR = 15.0
"""Least distance of a bent line from an outcome that it passes, with room for a head [px]."""
_FINE = 3600
"""Points of which a ring is made."""
NARROW = 600
"""Below this width rows are named above them, not beside them [px]."""


@dataclass(frozen=True)
class Curve:
    """One move as it is drawn: from edge to edge, with a place for its mark and the slope at both ends [degrees]."""

    move: GraphMove
    points: tuple[Point, ...]

    straight: bool = True

    @property
    def marked(self) -> Point:
        """Where its mover's mark stands: half way, on a bent line before that, since its top may be where others cross."""
        return self.points[int(len(self.points) * (0.5 if self.straight else 0.3))]

    @property
    def slope_at_end(self) -> float:
        """Direction of arrival, clockwise from rightwards, as screens count."""
        return _slope(self.points[-3], self.points[-1])

    @property
    def slope_at_start(self) -> float:
        """Direction of departure."""
        return _slope(self.points[0], self.points[2])


@dataclass(frozen=True)
class Head:
    """Words over a column (centred) or for a row (from the left)."""

    at: Point
    lines: tuple[str, ...]
    centred: bool


@dataclass(frozen=True)
class Layout:
    """Everything with its place."""

    width: float
    height: float
    radius: float
    places: dict[int, Point]
    curves: tuple[Curve, ...]
    heads: tuple[Head, ...]
    pitch: float
    """From one outcome to its neighbour on the right."""
    centre: Point | None = None
    """Of the ring, where there is one."""


def lay_out(graph: MoveGraph, width: float) -> Layout:
    """Places for a picture of this width."""
    digits = len(str(max(node.code for node in graph.nodes)))
    radius = max(17.0 if width > NARROW else 14.0, 3.8 * digits + 5)
    if graph.grid is None:
        places, centre = _ring([node.code for node in graph.nodes], width, radius)
        curves = tuple(_to_the_middle(move, places, centre, radius) for move in graph.moves)
        return Layout(width, 2 * centre[1] + 6, radius, places, curves, (), 2.5 * radius, centre)
    grid = graph.grid if width > NARROW else _upright(graph.grid, width)
    places, heads, height, pitch = _lattice(grid, width, radius)
    between: dict[frozenset[int], int] = defaultdict(int)
    several = {ends for ends, count in _counted(graph.moves).items() if count > 1}
    lines = []
    for move in graph.moves:
        ends = frozenset((move.start, move.to))
        spread = 15.0 * (between[ends] + 1) if ends in several else 0.0
        between[ends] += 1
        lines.append(_bent(move, places, grid, radius, spread))
    return Layout(width, height, radius, places, tuple(lines), heads, pitch)


def _slope(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def _counted(moves: tuple[GraphMove, ...]) -> dict[frozenset[int], int]:
    count: dict[frozenset[int], int] = defaultdict(int)
    for move in moves:
        count[frozenset((move.start, move.to))] += 1
    return count


def _upright(grid: Grid, width: float) -> Grid:
    """On a narrow page the longer side runs down, unless its names fit over the columns."""
    columns = len(grid.columns)
    if columns <= len(grid.rows) or _wrapped(grid.columns, width / columns - 8) is not None:
        return grid
    return Grid({code: (row, column) for code, (column, row) in grid.places.items()}, grid.rows, grid.columns)


def _lattice(grid: Grid, width: float, radius: float) -> tuple[dict[int, Point], tuple[Head, ...], float, float]:
    """Rows and columns with what they stand for, the height used, and how far columns are apart."""
    columns, rows = len(grid.columns), len(grid.rows)
    beside = width > NARROW and rows > 1
    margin = 150.0 if beside else 0.0
    up, out = _reach(columns, radius), _reach(rows, radius)
    pitch = (width - margin) / columns
    if pitch / 2 < out + 6:
        pitch = (width - margin - out - 6) / (columns - 0.5)
    pitch = min(230.0, pitch)
    over = _wrapped(grid.columns, pitch - 8) if columns > 1 else None
    down = _wrapped(grid.rows, margin - 12 if beside else width) if rows > 1 else None
    above = LINE * (max(map(len, down)) if down is not None and not beside else 0)
    top = 8 + (LINE * max(map(len, over)) + 10 if over is not None else 0)
    lift = radius + RING + max(0.0, up - radius - RING + 8)
    step = lift + radius + RING + 44 + above
    xs = [margin + max(pitch / 2, out + 6) + pitch * k for k in range(columns)]
    ys = [top + above + lift + k * step for k in range(rows)]
    heads: list[Head] = []
    if over is not None:
        heads += [
            Head((x, top - 10 - LINE * (len(lines) - 0.5)), lines, centred=True)
            for x, lines in zip(xs, over, strict=True)
        ]
    if down is not None and beside:
        heads += [
            Head((0.0, y - LINE * (len(lines) - 1) / 2), lines, centred=False)
            for y, lines in zip(ys, down, strict=True)
        ]
    elif down is not None:
        at = xs[0] + 8 if max(len(line) for lines in down for line in lines) * CHARACTER < pitch - 16 else 0.0
        heads += [
            Head((at, y - lift - above + LINE / 2 - 2), lines, centred=False)  # beside lines that run down, not on them
            for y, lines in zip(ys, down, strict=True)
        ]
    places = {code: (xs[column], ys[row]) for code, (column, row) in grid.places.items()}
    return places, tuple(heads), ys[-1] + radius + RING + 30, pitch


def _reach(steps: int, radius: float) -> float:
    """How far the line between the first and the last of a row bends out [px]."""
    return 0.75 * _bend(steps - 1, radius)


def _bend(span: int, radius: float) -> float:
    """How far a line's handles stand off, so that it clears the outcomes that it passes."""
    if span < 2:
        return 0.0
    t = 1 / span
    return (radius + RING + CLEAR) / (3 * t * (1 - t)) + 4 * (span - 2)


def _wrapped(words: tuple[str, ...], room: float) -> list[tuple[str, ...]] | None:
    """Each as lines; None if one does not fit."""
    characters = max(1, int(room / CHARACTER))
    found = [tuple(textwrap.wrap(text, characters, break_long_words=False)) for text in words]
    fits = all(len(lines) <= HEADED and max(map(len, lines)) <= characters for lines in found)
    return found if fits else None


def _bent(move: GraphMove, places: dict[int, Point], grid: Grid, radius: float, spread: float) -> Curve:
    """A line in rows and columns; one that runs slantwise takes the least bend with which it meets no other outcome."""
    (column, row), (to_column, to_row) = grid.places[move.start], grid.places[move.to]
    across, down = to_column - column, to_row - row
    span = gcd(across, down)
    handle = max(_bend(span, radius), spread)
    if across < 0 or (not across and down > 0):  # one side for both directions: over a row, left of a column
        handle = -handle
    if not (across and down):
        return _with_handle(move, places, radius, handle, span)
    others = [at for code, at in places.items() if code not in (move.start, move.to)]
    bends = [handle + side * extra for extra in range(0, 121, 12) for side in (1, -1)]
    curves = [_with_handle(move, places, radius, bend, span) for bend in bends]
    clear = (curve for curve in curves if _distance(curve, others) > radius + 4)
    return next(clear, None) or max(curves, key=lambda curve: _distance(curve, others))


def _distance(curve: Curve, others: Sequence[Point]) -> float:
    """From a line to the nearest of some outcomes' middles [px]."""
    return min((hypot(x - a, y - b) for x, y in curve.points for a, b in others), default=inf)


def _with_handle(move: GraphMove, places: dict[int, Point], radius: float, handle: float, span: int) -> Curve:
    """The line whose handles stand off so far to its left."""
    start, end = places[move.start], places[move.to]
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    aside = (along[1] * handle, -along[0] * handle)
    ahead = length / span * max(0.05, 0.45 - 0.06 * span)  # the longer, the steeper: lines to one outcome stay apart
    first = (start[0] + along[0] * ahead + aside[0], start[1] + along[1] * ahead + aside[1])
    second = (end[0] - along[0] * ahead + aside[0], end[1] - along[1] * ahead + aside[1])
    points = _between_edges(_bezier(start, first, second, end), start, end, radius + RING + 1.5)
    return Curve(move, points, straight=not handle)


def _ring(codes: list[int], width: float, radius: float) -> tuple[dict[int, Point], Point]:
    """Outcomes on an ellipse in the order of their codes, from the top, clockwise, at equal distances; and its middle."""
    margin = radius + RING + (100 if width > NARROW else 6)
    wanted = max(len(codes) * 2.5 * radius, 12 * radius) / (2 * pi)  # a circle on which each has its room
    across = min(wanted, width / 2 - margin)
    down = wanted if across == wanted else 2 * wanted - across
    down *= (
        1.1 if down > across else 1.0
    )  # the way round an ellipse is less than that round the circle of its mean half axis
    centre = (width / 2, down + radius + RING + 20)
    angles = [2 * pi * k / _FINE - pi / 2 for k in range(_FINE + 1)]
    points = [(centre[0] + across * cos(angle), centre[1] + down * sin(angle)) for angle in angles]
    behind = [0.0, *accumulate(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))]
    return {code: points[bisect_left(behind, behind[-1] * k / len(codes))] for k, code in enumerate(codes)}, centre


def _to_the_middle(move: GraphMove, places: dict[int, Point], centre: Point, radius: float) -> Curve:
    """A line in a ring; the way back runs beside it."""
    start, end = places[move.start], places[move.to]
    half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    pull = 0.45
    side = 6.0 * (1 + move.mover)
    length = max(1.0, hypot(end[0] - start[0], end[1] - start[1]))
    left = ((end[1] - start[1]) / length * side, -(end[0] - start[0]) / length * side)
    handle = (half[0] + pull * (centre[0] - half[0]) + left[0], half[1] + pull * (centre[1] - half[1]) + left[1])
    points = _between_edges(_bezier(start, handle, handle, end), start, end, radius + RING + 1.5)
    return Curve(move, points, straight=False)


def _bezier(start: Point, first: Point, second: Point, end: Point, pieces: int = 48) -> list[Point]:
    """Points along a cubic curve."""
    points = []
    for n in range(pieces + 1):
        t = n / pieces
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
        points.append(
            tuple(a * p + b * q + c * r + d * s for p, q, r, s in zip(start, first, second, end, strict=True))
        )
    return [(x, y) for x, y in points]


def _between_edges(points: list[Point], start: Point, end: Point, off: float) -> tuple[Point, ...]:
    """The part of a curve outside both outcomes; at least three points, where they nearly touch."""
    kept = [p for p in points if hypot(p[0] - start[0], p[1] - start[1]) >= off <= hypot(p[0] - end[0], p[1] - end[1])]
    if len(kept) < 3:
        middle = len(points) // 2
        kept = points[middle - 1 : middle + 2]
    return tuple((round(x, 1), round(y, 1)) for x, y in kept)
