"""The graph of moves: outcomes by code, equilibria in double rings, each mover by line, mark, colour and word.

In the literature's terms the integrated graph of a model [KilgourHipelFang1987]_. Directions need no colour: a head stands
at the end that the mover prefers, a bar where a move cannot be undone. Each outcome leads to its row of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, radians, sin
from typing import Any

from goodoffices.report.charts.graph_layout import CHARACTER, LINE, RING, Curve, Layout, Point, lay_out
from goodoffices.report.charts.svg import TOKENS, draw
from goodoffices.report.graph import GraphNode, MoveGraph

__all__ = ["graph_spec", "graph_svg"]

Row = dict[str, Any]

_SLOTS = ("slot-1", "slot-2", "slot-3", "slot-4")
_DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3], [14, 4], [4, 2, 4, 6])
_MARKS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_ARROW = "M-1,-0.75L1,0L-1,0.75Z"
_BAR = "M-0.2,-1H0.2V1H-0.2Z"
HALF_HEAD = 5.0
"""Half the length of an arrow's head [px]."""
SAMPLE = 36.0
"""Length of a line in the legend [px]."""


@lru_cache(maxsize=8)
def graph_svg(graph: MoveGraph, width: int = 860) -> str:
    """The picture as markup. Kept, since one briefing is rendered in several formats."""
    return draw(graph_spec(graph, width), graph.finding, graph.description, f"graph-{width}")


def graph_spec(graph: MoveGraph, width: int = 860) -> dict[str, Any]:
    """The Vega-Lite specification of the picture, ``width`` pixels wide."""
    import altair

    layout = lay_out(graph, width)
    legend, height = _legend(graph, layout)
    sheet = _Sheet(width, height)
    for mover in range(len(graph.movers)):
        _moves(sheet, mover, [curve for curve in layout.curves if curve.move.mover == mover])
    _outcomes(sheet, graph, layout)
    for head in layout.heads:
        rows = [{"x": head.at[0], "y": head.at[1] + LINE * n, "text": line} for n, line in enumerate(head.lines)]
        sheet.text(rows, color=TOKENS["ink-2"], align="center" if head.centred else "left")
    for mover, at in legend.movers:
        ends = (at[0], at[1]), (at[0] + SAMPLE, at[1])
        sheet.line([{"x": x, "y": y, "line": 0, "order": n} for n, (x, y) in enumerate(ends)], mover)
        sheet.mark([{"x": at[0] + SAMPLE / 2, "y": at[1]}], mover)
    sheet.rings([{"x": x, "y": y} for _, (x, y) in legend.nodes], 10)
    for filled in (True, False):
        sheet.discs([{"x": x, "y": y} for full, (x, y) in legend.nodes if full is filled], 6, filled=filled, ring=True)
    for shape, fill, (x, y) in legend.signs:
        sheet.signs([{"x": x, "y": y, "angle": 0}], shape, fill, "ink")
    sheet.text([{"x": x, "y": y, "text": words} for words, (x, y) in legend.words])
    whole = altair.layer(*sheet.layers).properties(width=width, height=height, padding=0)
    return dict(
        whole.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_text(font="sans-serif")
        .to_dict(validate=False)
    )


class _Sheet:
    """Layers in pixels, one on the other."""

    def __init__(self, width: float, height: float) -> None:
        import altair

        self._altair = altair
        self.layers: list[Any] = []
        self._x = altair.X("x:Q", axis=None, scale=altair.Scale(domain=[0, width], nice=False, zero=False))
        self._y = altair.Y("y:Q", axis=None, scale=altair.Scale(domain=[height, 0], nice=False, zero=False))

    def _chart(self, rows: list[Row]) -> Any:
        return self._altair.Chart(self._altair.InlineData(values=rows))

    def text(self, rows: list[Row], **options: Any) -> None:
        """Words, on a halo of the page's colour so that lines do not cross them."""
        if not rows:
            return
        style: Row = {"fontSize": 13, "baseline": "middle", "align": "left", "color": TOKENS["ink"], **options}
        halo = {"stroke": TOKENS["paper"], "strokeWidth": 4, "strokeJoin": "round"}
        for extra in (halo, {}):
            self.layers.append(
                self._chart(rows).mark_text(**style, **extra).encode(x=self._x, y=self._y, text="text:N")
            )

    def number(self, rows: list[Row], colour: str, size: float) -> None:
        """Words inside an outcome."""
        if rows:
            made = self._chart(rows).mark_text(
                fontSize=size, baseline="middle", align="center", fontWeight=600, color=TOKENS[colour]
            )
            self.layers.append(made.encode(x=self._x, y=self._y, text="text:N", href="href:N"))

    def line(self, rows: list[Row], mover: int) -> None:
        """Lines of one mover."""
        made = self._chart(rows).mark_line(
            color=TOKENS[_SLOTS[mover % len(_SLOTS)]], strokeWidth=1.8, strokeDash=_DASHES[mover % len(_DASHES)]
        )
        self.layers.append(made.encode(x=self._x, y=self._y, detail="line:N", order="order:Q"))

    def mark(self, rows: list[Row], mover: int) -> None:
        """A mover's mark in the middle of its lines."""
        if rows:
            self.signs(rows, _MARKS[mover % len(_MARKS)], _SLOTS[mover % len(_SLOTS)], "paper", size=90, edge=2.0)

    def signs(
        self,
        rows: list[Row],
        shape: str,
        fill: str,
        edge_colour: str,
        size: float = 4 * HALF_HEAD**2,
        edge: float = 1.3,
    ) -> None:
        """Heads, bars and marks, turned by ``angle`` where rows have one."""
        if not rows:
            return
        turned = [{"angle": 0.0, **row} for row in rows]
        made = self._chart(turned).mark_point(
            shape=shape, size=size, fill=TOKENS[fill], stroke=TOKENS[edge_colour], strokeWidth=edge, opacity=1
        )
        angle = self._altair.Angle("angle:Q", scale=None)
        self.layers.append(made.encode(x=self._x, y=self._y, angle=angle))

    def discs(self, rows: list[Row], radius: float, *, filled: bool, ring: bool) -> None:
        """Outcomes; those that would last are drawn in ink."""
        if rows:
            made = self._chart(rows).mark_point(
                shape="circle", size=4 * radius**2, opacity=1, fill=TOKENS["ink" if filled else "paper"],
                stroke=TOKENS["ink" if ring else "rule-2"], strokeWidth=1.5,
            )  # fmt: skip
            self.layers.append(made.encode(x=self._x, y=self._y, **({"href": "href:N"} if "href" in rows[0] else {})))

    def rings(self, rows: list[Row], radius: float) -> None:
        """The outer ring of what would last."""
        if rows:
            made = self._chart(rows).mark_point(
                shape="circle",
                size=4 * radius**2,
                opacity=1,
                fill=TOKENS["paper"],
                stroke=TOKENS["ink"],
                strokeWidth=1.5,
            )
            self.layers.append(made.encode(x=self._x, y=self._y))


def _moves(sheet: _Sheet, mover: int, curves: Sequence[Curve]) -> None:
    """One mover's lines, then what stands on them."""
    if not curves:
        return
    points = [
        {"x": x, "y": y, "line": n, "order": k}
        for n, curve in enumerate(curves)
        for k, (x, y) in enumerate(curve.points)
    ]
    sheet.line(points, mover)
    colour = _SLOTS[mover % len(_SLOTS)]
    sheet.mark([{"x": c.marked[0], "y": c.marked[1]} for c in curves], mover)
    gains = [_end(c) for c in curves if c.move.gains]
    forced = [_end(c) for c in curves if not c.move.gains and not c.move.back]
    sheet.signs(gains, _ARROW, colour, colour)
    sheet.signs(forced, _ARROW, "paper", colour)
    bars = [c for c in curves if not c.move.back]
    sheet.signs(
        [{"x": c.points[1][0], "y": c.points[1][1], "angle": c.slope_at_start} for c in bars], _BAR, colour, colour
    )


def _end(curve: Curve) -> Row:
    """Where a head stands: its tip at the edge of the outcome."""
    (x, y), slope = curve.points[-1], curve.slope_at_end
    return {
        "x": x - HALF_HEAD * cos(radians(slope)),
        "y": y - HALF_HEAD * sin(radians(slope)),
        "angle": slope,
    }


def _outcomes(sheet: _Sheet, graph: MoveGraph, layout: Layout) -> None:
    """Rings, discs, codes and the words beside them."""
    rows = {node.code: _row(node, layout) for node in graph.nodes}
    sheet.rings([rows[n.code] for n in graph.nodes if n.holds], layout.radius + RING)
    for filled, ring in ((True, True), (False, True), (False, False)):
        kind = [n for n in graph.nodes if (n.at_once, bool(n.holds)) == (filled, ring)]
        sheet.discs([rows[n.code] for n in kind], layout.radius, filled=filled, ring=ring)
        sheet.number([rows[n.code] for n in kind], "paper" if filled else "ink", 13)
    for align in ("left", "center", "right"):
        beside = [row for node in graph.nodes for row in _beside(node, layout) if row["align"] == align]
        sheet.text(beside, fontSize=12, fontWeight=600, align=align)


def _row(node: GraphNode, layout: Layout) -> Row:
    x, y = layout.places[node.code]
    return {"x": x, "y": y, "text": str(node.code), "href": f"#outcome-{node.code}"}


def _beside(node: GraphNode, layout: Layout) -> list[Row]:
    """What stands beside an outcome: the concepts that hold it, where there is room, and whether it is where things stand.

    In rows and columns under it to the right, where no line between neighbours runs; in a ring outside it.
    """
    held = "" if not node.holds else "R" if node.at_once else ", ".join(node.holds)
    room = layout.pitch - layout.radius if layout.centre is None else layout.width / 8
    lines = [words for words in (held, "status quo" if node.status_quo else "") if words]
    lines = [words for words in lines if len(words) * CHARACTER < room or words == "status quo"]
    x, y = layout.places[node.code]
    if layout.centre is None:
        at, align = (x + 0.72 * layout.radius + 4, y + layout.radius + RING + 5), "left"
    else:
        away = hypot(x - layout.centre[0], y - layout.centre[1])
        out = (x - layout.centre[0]) / away, (y - layout.centre[1]) / away
        off = layout.radius + RING + 9
        align = "left" if out[0] > 0.3 else "right" if out[0] < -0.3 else "center"
        at = (x + out[0] * off, y + out[1] * off)
    return [{"x": at[0], "y": at[1] + 13 * n, "text": words, "align": align} for n, words in enumerate(lines)]


class _Legend:
    """What each kind of line and ring means, set in lines as wide as the picture."""

    def __init__(self, top: float, width: float) -> None:
        self._width = width
        self._x, self.bottom = 0.0, top
        self.movers: list[tuple[int, Point]] = []
        self.nodes: list[tuple[bool, Point]] = []
        self.signs: list[tuple[str, str, Point]] = []
        self.words: list[tuple[str, Point]] = []

    def put(self, words: str, sign: float) -> Point:
        """Room for a sign this wide and its words; a new line where the old one is full."""
        wide = sign + 8 + len(words) * CHARACTER + 18
        if self._x and self._x + wide > self._width:
            self._x, self.bottom = 0.0, self.bottom + 24
        at = (self._x, self.bottom)
        self.words.append((words, (self._x + sign + 8, self.bottom)))
        self._x += wide
        return at


def _legend(graph: MoveGraph, layout: Layout) -> tuple[_Legend, float]:
    """The legend, and the height of the whole."""
    made = _Legend(layout.height + 18, layout.width)
    drawn = {curve.move.mover for curve in layout.curves}
    for mover in sorted(drawn):
        made.movers.append((mover, made.put(graph.movers[mover], SAMPLE)))
    if any(node.at_once for node in graph.nodes):
        x, y = made.put("nobody gains by leaving (R)", 22)
        made.nodes.append((True, (x + 11, y)))
    if any(node.holds and not node.at_once for node in graph.nodes):
        x, y = made.put("replies deter from leaving", 22)
        made.nodes.append((False, (x + 11, y)))
    if any(not curve.move.back for curve in layout.curves):
        x, y = made.put("no way back", 12)
        made.signs.append((_BAR, "ink", (x + 6, y)))
    if any(not curve.move.back and not curve.move.gains for curve in layout.curves):
        x, y = made.put("no known gain", 12)
        made.signs.append((_ARROW, "paper", (x + 6, y)))
    return made, made.bottom + 20
