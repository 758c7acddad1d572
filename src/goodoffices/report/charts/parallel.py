"""Deals over one axis a party: lines from axis to axis, letters at the right end, a bar across each axis at its walk-away."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from goodoffices.report.charts.svg import TOKENS, draw
from goodoffices.report.pictures import ParallelPicture

__all__ = ["parallel_spec", "parallel_svg"]

_SLOTS = ("slot-1", "accent", "slot-2", "slot-3", "slot-4")
_DASHES = ([1, 0], [6, 3], [2, 3])
"""Colours repeat with another dash, so that lines are never told apart by colour alone."""
_APART = 18
"""Least distance of two letters at the end of their lines [px]."""
_LETTERS = 60
"""Room for them at the right [px]."""


@lru_cache(maxsize=8)
def parallel_svg(picture: ParallelPicture, width: int = 860) -> str:
    """The chart as markup. Kept, since one briefing is rendered in several formats."""
    return draw(parallel_spec(picture, width), picture.finding, picture.description, f"parallel-{width}")


def parallel_spec(picture: ParallelPicture, width: int = 860) -> dict[str, Any]:
    """The Vega-Lite specification, ``width`` pixels wide."""
    import altair

    height = 300 if width > 600 else 260
    margin = 60 if width > 600 else 34
    count = len(picture.parties)
    places = [margin + k * (width - 2 * margin - _LETTERS) / (count - 1) for k in range(count)]
    top, bottom = 0.0, float(height)

    def x(field: str = "x") -> Any:
        return altair.X(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=[0, width], nice=False, zero=True)
        )

    def y(field: str = "y") -> Any:
        domain = [bottom + 40, top - 24]
        return altair.Y(
            field, type="quantitative", axis=None, scale=altair.Scale(domain=domain, nice=False, zero=False)
        )

    def chart(rows: list[dict[str, Any]]) -> Any:
        return altair.Chart(altair.InlineData(values=rows))

    def line(worth: tuple[float, ...]) -> list[dict[str, Any]]:
        return [
            {"x": place, "y": _height(share, top, bottom), "n": n}
            for n, (place, share) in enumerate(zip(places, worth, strict=True))
        ]

    def words(rows: list[dict[str, Any]], **options: Any) -> Any:
        style: dict[str, Any] = {
            "fontSize": 13,
            "baseline": "middle",
            "align": "center",
            "color": TOKENS["ink"],
            **options,
        }
        return chart(rows).mark_text(**style).encode(x=x(), y=y(), text="text:N")

    layers = [
        chart([{"x": place, "y": top, "y2": bottom} for place in places])
        .mark_rule(color=TOKENS["rule-2"])
        .encode(x=x(), y=y(), y2="y2")
    ]
    for other in picture.others:
        layers.append(
            chart(line(other))
            .mark_line(color=TOKENS["rule-2"], strokeWidth=1, opacity=0.6)
            .encode(x=x(), y=y(), order="n:Q")
        )
    for n, one in enumerate(picture.marked):
        colour, dash = TOKENS[_SLOTS[n % len(_SLOTS)]], _DASHES[n // len(_SLOTS) % len(_DASHES)]
        layers.append(
            chart(line(one.worth))
            .mark_line(color=colour, strokeWidth=2.2, strokeDash=dash)
            .encode(x=x(), y=y(), order="n:Q")
        )
        layers.append(
            chart(line(one.worth))
            .mark_point(shape="circle", filled=True, size=46, color=colour, opacity=1)
            .encode(x=x(), y=y())
        )
    bars = [
        {"x": place - 13, "x2": place + 13, "y": _height(share, top, bottom)}
        for place, share in zip(places, picture.walk_aways, strict=True)
        if share is not None
    ]
    if bars:
        layers.append(chart(bars).mark_rule(color=TOKENS["ink"], strokeWidth=3).encode(x=x(), x2="x2", y=y()))
    ends, leads = _ends(picture, places[-1], top, bottom)
    layers.append(chart(leads).mark_rule(color=TOKENS["rule-2"]).encode(x=x(), x2="x2", y=y(), y2="y2"))
    layers.append(words(ends, align="left", fontWeight=600, fontSize=14))
    names = [
        {"x": place, "y": bottom + 20, "text": name} for place, name in zip(places, _short(picture, width), strict=True)
    ]
    layers.append(words(names, fontWeight=600))
    layers.append(words([{"x": places[0], "y": top - 14, "text": "best"}], color=TOKENS["ink-2"]))
    whole = altair.layer(*layers).properties(width=width, height=height + 64, padding=0)
    return dict(
        whole.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_text(font="sans-serif")
        .to_dict(validate=False)
    )


def _height(share: float, top: float, bottom: float) -> float:
    return round(bottom - share * (bottom - top), 1)


def _ends(
    picture: ParallelPicture, last: float, top: float, bottom: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Letters to the right of the last axis, moved apart where lines end together, each with a thin lead to its line."""
    ordered = sorted(picture.marked, key=lambda one: (-one.worth[-1], one.key))
    wanted = [_height(one.worth[-1], top, bottom) for one in ordered]
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, placed[-1] + _APART) if placed else at)
    over = max(0.0, placed[-1] - bottom - 6) if placed else 0.0
    placed = [at - over for at in placed]
    ends = [{"x": last + 32, "y": at, "text": one.key} for one, at in zip(ordered, placed, strict=True)]
    leads = [{"x": last + 8, "y": start, "x2": last + 28, "y2": at} for start, at in zip(wanted, placed, strict=True)]
    return ends, leads


def _short(picture: ParallelPicture, width: int) -> list[str]:
    """Names cut to the room between two axes."""
    room = int((width - _LETTERS) / len(picture.parties) / 7.5)
    return [name if len(name) <= room else name[: max(3, room - 1)] + "…" for name in picture.parties]
