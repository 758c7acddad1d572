"""Who said what, when: one lane a party, a mark and a word for each stance of a day, a hatched bar for a silence.

Days stand at their true distance. Marks that would lie on each other move to another row of their lane, worked out here, so that
the chart needs no script and looks the same wherever it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from goodoffices.report.briefing import TimeEntry, TimeLine
from goodoffices.report.charts.svg import TOKENS, draw
from goodoffices.report.dates import day_short

__all__ = ["timeline_spec", "timeline_svg"]

ROW = 24
"""Height of a row in a lane [px]."""
CHARACTER = 7.2
"""Mean width of a character at 13 px [px], on the wide side so that words never meet."""
MARK = 9
"""Half the width a mark takes [px]."""

# Outlines on the square from −1 to 1, drawn after the page's own marks.
_OUTLINES = {
    "accepts": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.55,0.05L-0.13,0.48L0.58,-0.3L0.42,-0.45L-0.13,0.17L-0.4,-0.1Z",
    "accepts_with_conditions": "M0,-1A1,1,0,0,0,0,1ZM0,-1A1,1,0,0,1,0,1L0,0.8A0.8,0.8,0,0,0,0,-0.8Z",
    "conditional": "M0,-1A1,1,0,0,0,0,1ZM0,-1A1,1,0,0,1,0,1L0,0.8A0.8,0.8,0,0,0,0,-0.8Z",
    "willing": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.72,0A0.72,0.72,0,1,0,0.72,0A0.72,0.72,0,1,0,-0.72,0Z"
    "M-0.35,0A0.35,0.35,0,1,1,0.35,0A0.35,0.35,0,1,1,-0.35,0Z",
    "rejects": "M-1,-1H1V1H-1ZM-0.5,-0.65L-0.65,-0.5L-0.15,0L-0.65,0.5L-0.5,0.65L0,0.15L0.5,0.65L0.65,0.5L0.15,0L0.65,-0.5"
    "L0.5,-0.65L0,-0.15Z",
    "demands": "M-0.8,-1L1,0L-0.8,1Z",
    "proposes": "M-0.8,-1L1,0L-0.8,1ZM-0.55,0.58L0.5,0L-0.55,-0.58Z",
    "announces": "M-0.9,-1H-0.65V1H-0.9ZM-0.5,-0.85H1L0.6,-0.3L1,0.25H-0.5Z",
    "warns": "M0,-1L1,0.9H-1ZM0,-0.55L-0.66,0.68H0.66Z",
    "assesses": "M0,-1L1,0L0,1L-1,0ZM0,-0.68L-0.68,0L0,0.68L0.68,0Z",
    "non_committal": "M-1,0.25C-0.7,-0.4,-0.35,-0.4,0,0C0.35,0.4,0.7,0.4,1,-0.2L1,0.1C0.7,0.7,0.35,0.7,0,0.3"
    "C-0.35,-0.1,-0.7,-0.1,-1,0.55Z",
    "no_reply": "M-1,0A1,1,0,0,1,-0.5,-0.87L-0.37,-0.65A0.75,0.75,0,0,0,-0.75,0ZM0.2,-0.98A1,1,0,0,1,0.95,-0.31L0.71,-0.23"
    "A0.75,0.75,0,0,0,0.15,-0.73ZM1,0.2A1,1,0,0,1,0.4,0.92L0.3,0.69A0.75,0.75,0,0,0,0.73,0.15ZM-0.2,0.98"
    "A1,1,0,0,1,-0.9,0.44L-0.67,0.33A0.75,0.75,0,0,0,-0.15,0.73Z",
    "talk": "M-0.75,0A0.75,0.75,0,1,1,0.75,0A0.75,0.75,0,1,1,-0.75,0Z",
}
_COLOURS = {
    "accepts": "accent",
    "accepts_with_conditions": "accent",
    "conditional": "accent",
    "willing": "accent",
    "rejects": "refuse",
    "non_committal": "unknown",
}


@dataclass(frozen=True)
class _Placed:
    """An entry with its place and its word [px]; ``side`` says where the word stands: right, left or in the middle of a bar."""

    entry: TimeEntry
    x: float
    until: float
    y: float
    word: str
    side: str

    @property
    def href(self) -> str | None:
        """The first entry behind the mark."""
        return f"#{self.entry.keys[0]}" if self.entry.keys else None


@lru_cache(maxsize=8)
def timeline_svg(line: TimeLine, width: int = 860) -> str:
    """The chart as markup. Kept, since one briefing is rendered in several formats."""
    return draw(timeline_spec(line, width), line.finding, line.description, f"timeline-{width}")


def timeline_spec(line: TimeLine, width: int = 860) -> dict[str, Any]:
    """The Vega-Lite specification of the time line, ``width`` pixels wide."""
    import altair

    frame = _Frame(line, width)
    placed, tops = _place(line, frame)
    bottom = tops[-1]

    def x(field: str = "x") -> Any:
        return altair.X(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=[0, width], nice=False, zero=True)
        )

    def y(field: str = "y") -> Any:
        return altair.Y(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=[bottom + 30, -26], nice=False, zero=False)
        )

    def chart(rows: list[dict[str, Any]]) -> Any:
        return altair.Chart(altair.InlineData(values=rows))

    def text(rows: list[dict[str, Any]], **options: Any) -> Any:
        style: dict[str, Any] = {
            "fontSize": 13,
            "baseline": "middle",
            "align": "left",
            "color": TOKENS["ink"],
            **options,
        }
        return chart(rows).mark_text(**style).encode(x=x(), y=y(), text="text:N")

    def marks(shape: str) -> Any:
        rows = [_mark_row(one) for one in placed if one.entry.shape == shape and one.entry.until is None]
        colour = TOKENS[_COLOURS.get(shape, "ink")]
        return (
            chart(rows)
            .mark_point(shape=_OUTLINES[shape], size=190, fill=colour, strokeWidth=0, opacity=1)
            .encode(x=x(), y=y(), href="href:N")
        )

    lanes = [{"x": 0, "x2": width, "y": top} for top in tops]
    ticks = [{"x": at, "y": 0, "y2": bottom} for at, _ in frame.ticks]
    now = [{"x": frame.at(line.as_of), "y": -14, "y2": bottom}]
    silences = [_bar_row(one) for one in placed if one.entry.until is not None]
    words = [_word_row(one) for one in placed]
    names = [
        {"x": 0, "y": tops[k] + (ROW / 2 + 4 if frame.margin else 12), "text": lane}
        for k, lane in enumerate(line.lanes)
    ]
    layers = [
        chart(lanes).mark_rule(color=TOKENS["rule"]).encode(x=x(), x2="x2", y=y()),
        chart(ticks).mark_rule(color=TOKENS["rule"]).encode(x=x(), y=y(), y2="y2"),
        chart(now).mark_rule(color=TOKENS["ink"], strokeWidth=1.5).encode(x=x(), y=y(), y2="y2"),
        chart([{"x": 0, "x2": width, "y": bottom}]).mark_rule(color=TOKENS["ink"]).encode(x=x(), x2="x2", y=y()),
        text(
            [{"x": frame.at(line.as_of) - 5, "y": -18, "text": "this briefing"}], color=TOKENS["ink-2"], align="right"
        ),
        text(
            [{"x": at, "y": bottom + 17, "text": label} for at, label in frame.ticks],
            color=TOKENS["ink-2"],
            align="center",
        ),
        text(names, fontWeight=600),
    ]
    if silences:
        layers.append(
            chart(silences)
            .mark_bar(fill=TOKENS["hatch"], stroke=TOKENS["rule-2"], strokeDash=[3, 2], strokeWidth=1)
            .encode(x=x(), x2="x2", y=y(), y2="y2", href="href:N")
        )
    for side, align in (("right", "left"), ("left", "right"), ("middle", "center")):
        rows = [row for row, one in zip(words, placed, strict=True) if one.side == side]
        if rows:
            layers.append(text(rows, align=align, stroke=TOKENS["paper"], strokeWidth=4, strokeJoin="round"))
            layers.append(text(rows, align=align, fontWeight=600 if side == "middle" else 400))
    spots = [_mark_row(one) for one in placed if one.entry.until is None]
    layers.append(
        chart(spots)
        .mark_point(shape="circle", size=420, fill=TOKENS["paper"], opacity=1, strokeWidth=0)
        .encode(x=x(), y=y())
    )
    layers += [marks(shape) for shape in sorted({one.entry.shape for one in placed if one.entry.until is None})]
    whole = altair.layer(*layers).properties(width=width, height=bottom + 56, padding=0)
    return dict(
        whole.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_text(font="sans-serif")
        .to_dict(validate=False)
    )


class _Frame:
    """The days of a time line on ``width`` pixels; lanes are named in a left margin, or above their rows."""

    def __init__(self, line: TimeLine, width: int) -> None:
        days = [entry.day for entry in line.entries] + [entry.until for entry in line.entries if entry.until]
        self.first, self.last = min([*days, line.as_of]), max([*days, line.as_of])
        if self.first == self.last:
            self.first -= timedelta(days=1)
        longest = max(len(lane) for lane in line.lanes) * CHARACTER * 1.1
        self.width = width
        self.margin = longest + 16 if width > 600 else 0.0
        self.left, self.right = self.margin + 14, width - (64 if width > 600 else 24)
        self.ticks = self._ticks(sorted({*days, line.as_of}), line.as_of)

    def at(self, value: date) -> float:
        """Where a day stands [px]."""
        share = (value - self.first).days / (self.last - self.first).days
        return round(self.left + share * (self.right - self.left), 1)

    def _ticks(self, days: list[date], as_of: date) -> list[tuple[float, str]]:
        """Labels under the axis: every day with an entry that has room, the day of the briefing first of all."""
        chosen: dict[date, str] = {}
        for value in sorted(days, key=lambda d: (d != as_of, d != days[0], -d.toordinal())):
            label = day_short(value, as_of)
            clear = all(
                abs(self.at(value) - self.at(other)) > (len(label) + len(word)) * CHARACTER / 2 + 6
                for other, word in chosen.items()
            )
            if clear:
                chosen[value] = label
            elif all(abs(self.at(value) - self.at(other)) > 8 * CHARACTER for other in chosen):
                chosen[value] = str(value.day)
        return [(self.at(value), label) for value, label in sorted(chosen.items())]


def _place(line: TimeLine, frame: _Frame) -> tuple[list[_Placed], list[float]]:
    """Give every entry a row of its lane in which neither its mark nor its word meets another's; and the lanes' tops [px]."""
    placed: list[_Placed] = []
    tops = [0.0]
    for lane in line.lanes:
        taken: list[list[tuple[float, float]]] = []
        first = tops[-1] + (ROW / 2 + 4 if frame.margin else ROW + 6)
        mine = sorted((e for e in line.entries if e.lane == lane), key=lambda e: (e.until is not None, e.day, e.word))
        placed += [_on_row(entry, frame, taken, first) for entry in mine]
        tops.append(first + max(1, len(taken)) * ROW - ROW / 2 + 4)
    return placed, tops


def _on_row(entry: TimeEntry, frame: _Frame, taken: list[list[tuple[float, float]]], first: float) -> _Placed:
    """The first free row, with the word to the right of the mark or, where the edge is too near, to its left."""
    x = frame.at(entry.day)
    until = frame.at(entry.until) if entry.until else x
    word = entry.word + (f" ×{entry.count}" if entry.count > 1 else "")
    wide = len(word) * CHARACTER + 8
    side = "right"
    if entry.until and until - x >= wide:
        side = "middle"
    elif until + MARK + wide > frame.width:
        side = "left"
    begins = x - MARK - (wide if side == "left" else 0)
    ends = until + MARK + (wide if side == "right" else 0)
    row = 0
    while row < len(taken) and any(begins < b and a < ends for a, b in taken[row]):
        row += 1
    if row == len(taken):
        taken.append([])
    taken[row].append((begins, ends))
    return _Placed(entry, x, until, first + row * ROW, word, side)


def _mark_row(one: _Placed) -> dict[str, Any]:
    return {"x": one.x, "y": one.y, "href": one.href}


def _bar_row(one: _Placed) -> dict[str, Any]:
    return {"x": one.x, "x2": one.until, "y": one.y - 7, "y2": one.y + 7, "href": one.href}


def _word_row(one: _Placed) -> dict[str, Any]:
    at = {"right": one.until + MARK + 3, "left": one.x - MARK - 3, "middle": (one.x + one.until) / 2}
    return {"x": at[one.side], "y": one.y, "text": one.word}
