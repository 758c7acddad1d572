"""From a Vega-Lite specification to SVG that belongs to the page: its colours are the page's tokens, so it follows its themes.

A specification is drawn in stand-in colours, one a token; afterwards each stand-in becomes ``var(--token)``. What cannot be said
in Vega-Lite at all, a hatched fill, is a token too.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

__all__ = ["TOKENS", "draw"]

TOKENS = {
    "ink": "#010101",
    "ink-2": "#020202",
    "rule": "#030303",
    "rule-2": "#040404",
    "accent": "#050505",
    "refuse": "#060606",
    "unknown": "#070707",
    "paper": "#080808",
    "hatch": "#090909",
    "slot-1": "#0a0a0a",
    "slot-2": "#0b0b0b",
    "slot-3": "#0c0c0c",
    "slot-4": "#0d0d0d",
}
"""Stand-in colour of each token while a chart is drawn; ``hatch`` becomes the page's hatched pattern. Slots tell movers apart."""

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_STYLES = {stand_in: f"var(--{token})" for token, stand_in in TOKENS.items()} | {TOKENS["hatch"]: "url(#hatch)"}
_RGB = re.compile(r"rgb\((\d+),\s*\1,\s*\1\)")


def draw(spec: dict[str, Any], title: str, description: str, name: str) -> str:
    """The SVG of a specification, with its title and description, as markup to stand in a page.

    ``name`` makes the ids in it unique on the page.
    """
    import vl_convert  # imported only when a chart is drawn: it brings a whole JavaScript engine

    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))  # noqa: S314  made here a moment ago
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.attrib.update({"class": "chart", "role": "img", "aria-labelledby": f"{name}-title {name}-description"})
    for element in root.iter():
        _use_tokens(element)
    for tag, text in (("desc", description), ("title", title)):
        element = ElementTree.Element(
            f"{{{_SVG}}}{tag}", {"id": f"{name}-{'title' if tag == 'title' else 'description'}"}
        )
        element.text = text
        root.insert(0, element)
    return _serialised(root)


def _use_tokens(element: ElementTree.Element) -> None:
    """Replace stand-in colours by tokens, and leave no attribute that the page decides (fonts) or that repeats it (labels)."""
    style = []
    for paint in ("fill", "stroke"):
        value = element.get(paint, "")
        if (grey := _RGB.fullmatch(value)) is not None:
            value = "#" + f"{int(grey.group(1)):02x}" * 3
        if value in _STYLES:
            del element.attrib[paint]
            style.append(f"{paint}:{_STYLES[value]}")
    if style:
        element.set("style", ";".join([element.get("style", ""), *style]).lstrip(";"))
    for key in ("font-family", "aria-roledescription", "aria-label", "role"):
        if element.get("class") != "chart":
            element.attrib.pop(key, None)
    target = element.attrib.pop(f"{{{_LINK}}}href", None)
    if target is not None and "#" in target:
        element.set("href", "#" + target.partition("#")[2])  # the drawer makes links absolute
    element.attrib.pop("target", None)


def _serialised(root: ElementTree.Element) -> str:
    ElementTree.register_namespace("", _SVG)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return text.replace(f' xmlns="{_SVG}"', "")
