"""What decides whether a deal is acceptable: a bar for each unknown, grouped by party, as long as the worlds that turn with it.

Bars lie from nought to the count of 100 worlds in which the answer changes when that one thing is drawn anew; a thin line shows
the simulation error. They do not add up to 100, since unknowns act together, so they are never drawn as parts of a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from goodoffices.model.case import Case
from goodoffices.model.results.worlds import WorldsResult
from goodoffices.report.build.naming import changes_of
from goodoffices.report.charts.svg import TOKENS, draw
from goodoffices.report.share_words import hinge_words, hundred
from goodoffices.report.text import clipped
from goodoffices.report.words import sentence_case

__all__ = ["HingeBar", "HingesPicture", "hinges_picture", "hinges_spec", "hinges_svg"]

MOST = 10
"""Bars of one picture."""
CHARACTER = 7.2
"""Mean width of a character at 13 px [px], on the wide side."""


@dataclass(frozen=True)
class HingeBar:
    """One bar: whose, what, and the counts of 100 worlds."""

    party: str
    what: str
    turns: float
    low: float
    high: float


@dataclass(frozen=True)
class HingesPicture:
    """The bars of one deal, by party in case order, longest first."""

    finding: str
    description: str
    bars: tuple[HingeBar, ...]


def hinges_picture(case: Case, result: WorldsResult) -> HingesPicture | None:
    """What there is to draw; None where nothing decides."""
    if result.about is None or not result.hinges:
        return None
    order = list(case.parties)
    best = sorted(result.hinges[:MOST], key=lambda hinge: (order.index(hinge.party), -hinge.flip))
    bars = tuple(
        HingeBar(
            case.parties[hinge.party].name,
            sentence_case(hinge_words(case, hinge)),
            100 * hinge.flip,
            100 * hinge.interval[0],
            100 * hinge.interval[1],
        )
        for hinge in best
    )
    first = result.hinges[0]
    finding = f"{hundred(first.flip)} of 100 worlds turn with {hinge_words(case, first)}"
    told = "; ".join(f"{bar.what}: {hundred(bar.turns / 100)}" for bar in bars)
    description = (
        f"Of 100 worlds, those in which the answer about {changes_of(case, result.about)} changes when one thing alone is drawn "
        f"anew. {told}. {result.draws:,} worlds, seed {result.seed}; thin lines show simulation error."
    )
    return HingesPicture(finding, description, bars)


@lru_cache(maxsize=8)
def hinges_svg(picture: HingesPicture, width: int = 860) -> str:
    """The chart as markup. Kept, since one briefing is rendered in several formats."""
    return draw(hinges_spec(picture, width), picture.finding, picture.description, f"hinges-{width}")


def hinges_spec(picture: HingesPicture, width: int = 860) -> dict[str, Any]:
    """The Vega-Lite specification, ``width`` pixels wide; on a narrow page labels stand above their bars."""
    import altair

    wide = width > 600
    left = 0.5 * width if wide else 0.0
    scale = (width - left - 44) / max(bar.high for bar in picture.bars)
    heads, labels, bars, numbers, bottom = _placed(picture, width, left, scale)

    def x(field: str = "x") -> Any:
        return altair.X(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=[0, width], nice=False, zero=True)
        )

    def y(field: str = "y") -> Any:
        return altair.Y(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=[bottom, 0], nice=False, zero=False)
        )

    def chart(rows: list[dict[str, Any]]) -> Any:
        return altair.Chart(altair.InlineData(values=rows))

    def words(rows: list[dict[str, Any]], **options: Any) -> Any:
        style: dict[str, Any] = {
            "fontSize": 13, "baseline": "middle", "align": "left", "color": TOKENS["ink"], **options,
        }  # fmt: skip
        return chart(rows).mark_text(**style).encode(x=x(), y=y(), text="text:N")

    whole = altair.layer(
        chart(bars).mark_rect(color=TOKENS["accent"]).encode(x=x(), x2="x2", y=y(), y2="y2"),
        chart(bars).mark_rule(color=TOKENS["ink"]).encode(x=x("low"), x2="high", y=y("middle")),
        words(heads, fontWeight=600),
        words(labels),
        words(numbers, color=TOKENS["ink-2"]),
    ).properties(width=width, height=bottom, padding=0)
    return dict(
        whole.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_text(font="sans-serif")
        .to_dict(validate=False)
    )


Rows = list[dict[str, Any]]


def _placed(picture: HingesPicture, width: int, left: float, scale: float) -> tuple[Rows, Rows, Rows, Rows, float]:
    """Party names, labels, bars and numbers with their places [px], and where the last row ends."""
    heads: Rows = []
    labels: Rows = []
    bars: Rows = []
    numbers: Rows = []
    at = 0.0
    room = int((left or width) / CHARACTER) - 2
    for party, group in groupby(picture.bars, key=lambda bar: bar.party):
        heads.append({"x": 0, "y": at + 14, "text": clipped(party, room)})
        at += 26
        for bar in group:
            labels.append({"x": 0, "y": at + 11, "text": clipped(bar.what, room)})
            at += 0 if left else 20
            end = left + scale * bar.turns
            low, high = left + scale * bar.low, left + scale * bar.high
            bars.append({"x": left, "x2": end, "y": at + 4, "y2": at + 18, "middle": at + 11, "low": low, "high": high})
            numbers.append({"x": high + 6, "y": at + 11, "text": hundred(bar.turns / 100)})
            at += 26
        at += 6
    return heads, labels, bars, numbers, at
