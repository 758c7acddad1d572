"""Utilities of two parties: feasible outcomes as dots, the Pareto set as diamonds, walk-aways dashed, deals by letter."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from goodoffices.report.charts.svg import TOKENS, draw
from goodoffices.report.pictures import UtilityPicture

__all__ = ["utilities_spec", "utilities_svg"]

_SHAPE = 0.62
"""Height of the picture as a share of its width, on a wide page."""
_ROOM = 0.06
"""Empty border around the points, as a share of their range."""


@lru_cache(maxsize=8)
def utilities_svg(picture: UtilityPicture, width: int = 860) -> str:
    """The chart as markup. Kept, since one briefing is rendered in several formats."""
    return draw(utilities_spec(picture, width), picture.finding, picture.description, f"utilities-{width}")


def utilities_spec(picture: UtilityPicture, width: int = 860) -> dict[str, Any]:
    """The Vega-Lite specification, about ``width`` pixels wide."""
    import altair

    inner = width - 90
    height = round(inner * (_SHAPE if width > 600 else 1))
    marked = _letters(picture)
    domains = [_domain(picture, place) for place in (0, 1)]

    def axis(place: int, kind: Any, **options: Any) -> Any:
        style = altair.Axis(
            title=f"Worth to {picture.parties[place]}",
            grid=False,
            tickCount=5,
            labelColor=TOKENS["ink-2"],
            titleColor=TOKENS["ink"],
            domainColor=TOKENS["rule-2"],
            tickColor=TOKENS["rule-2"],
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight=600,
            titlePadding=10,
        )
        return kind(
            "xy"[place],
            type="quantitative",
            axis=style,
            scale=altair.Scale(domain=domains[place], nice=False, zero=False),
            **options,
        )

    def at() -> dict[str, Any]:
        return {"x": axis(0, altair.X), "y": axis(1, altair.Y)}

    def chart(points: Any) -> Any:
        return altair.Chart(altair.InlineData(values=[{"x": x, "y": y} for x, y in points]))

    dot: dict[str, Any] = {"shape": "circle", "size": 22, "color": TOKENS["rule-2"], "opacity": 0.55}
    diamond: dict[str, Any] = {"shape": "diamond", "size": 110, "color": TOKENS["accent"], "opacity": 1}
    layers = [
        chart(points).mark_point(filled=True, **style).encode(**at())
        for points, style in ((picture.outcomes, dot), (picture.front, diamond))
    ]
    for place, worth in enumerate(picture.walk_aways):
        if worth is not None and domains[place][0] <= worth <= domains[place][1]:
            key, kind = (("x", altair.X), ("y", altair.Y))[place]
            rule = altair.Chart(altair.InlineData(values=[{key: worth}]))
            layers.append(
                rule.mark_rule(color=TOKENS["ink"], strokeDash=[5, 4], strokeWidth=1.2).encode(
                    **{key: axis(place, kind)}
                )
            )
    rings = chart([(row["x"], row["y"]) for row in marked])
    layers.append(
        rings.mark_point(
            shape="circle", size=150, filled=False, color=TOKENS["ink"], strokeWidth=1.6, opacity=1
        ).encode(**at())
    )
    for under in (True, False):
        style: dict[str, Any] = {
            "fontSize": 14,
            "fontWeight": 600,
            "align": "left",
            "baseline": "bottom",
            "dx": 8,
            "dy": -5,
        }
        style |= {"color": TOKENS["paper" if under else "ink"]}
        if under:
            style |= {"stroke": TOKENS["paper"], "strokeWidth": 4, "strokeJoin": "round"}
        values = altair.InlineData(values=marked)
        layers.append(altair.Chart(values).mark_text(**style).encode(text="letters:N", **at()))
    whole = altair.layer(*layers).properties(width=inner, height=height, padding=4)
    return dict(
        whole.configure(background="transparent")
        .configure_view(stroke=None)
        .configure_text(font="sans-serif")
        .to_dict(validate=False)
    )


def _letters(picture: UtilityPicture) -> list[dict[str, Any]]:
    """One label a point: the letters of all the deals that stand there."""
    keys: dict[tuple[float, ...], list[str]] = {}
    for one in picture.marked:
        keys.setdefault(one.worth, []).append(one.key)
    return [{"x": worth[0], "y": worth[1], "letters": ", ".join(found)} for worth, found in keys.items()]


def _domain(picture: UtilityPicture, place: int) -> tuple[float, float]:
    """From the least to the greatest that is drawn, walk-aways near enough included, with some room."""
    values = [point[place] for point in (*picture.outcomes, *picture.front)]
    low, high = min(values), max(values)
    worth = picture.walk_aways[place]
    if worth is not None and low - (high - low) <= worth <= high + (high - low):
        low, high = min(low, worth), max(high, worth)
    room = (high - low) * _ROOM or 1.0
    return low - room, high + room
