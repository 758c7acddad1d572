"""The briefing as PDF, set by WeasyPrint from the same page. An extra: ``pip install goodoffices[pdf]``.

A setter of paper knows neither the page's shared drawings nor its colour tokens inside drawings, so both are written out first,
in the tokens' values for paper.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from goodoffices.errors import MissingExtra

__all__ = ["on_paper", "render_pdf"]

_USE = re.compile(r'<svg class="shape" aria-hidden="true"><use href="#shape-(\w+)"/></svg>')
_SYMBOL = re.compile(r'<symbol id="shape-(\w+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
_CHART = re.compile(r'<svg[^>]*class="chart".*?</svg>(?=</div>)', re.DOTALL)
_TOKEN = re.compile(r"var\(--([\w-]+)\)")
_COLOURS = {
    "accepts": "accent",
    "accepts_with_conditions": "accent",
    "conditional": "accent",
    "willing": "accent",
    "rejects": "refuse",
    "red_line": "refuse",
    "unknown": "unknown",
    "non_committal": "unknown",
}


def render_pdf(html: str) -> bytes:
    """The page as a PDF document.

    Raises
    ------
    MissingExtra
        If WeasyPrint, or a library that it needs, is not installed.
    """
    try:
        import weasyprint  # type: ignore[import-untyped]
    except (ImportError, OSError):  # OSError: the package is there, the system's text libraries are not
        raise MissingExtra("PDF", "pdf") from None

    document: bytes = weasyprint.HTML(string=on_paper(html), url_fetcher=_nothing).write_pdf()
    return document


def on_paper(html: str) -> str:
    """The page with every drawing complete in itself, in the colours of paper."""
    tokens = _paper_tokens()
    shapes = {name: (box, drawing) for name, box, drawing in _SYMBOL.findall(html)}

    def coloured(text: str, current: str = "ink") -> str:
        text = _TOKEN.sub(lambda match: tokens.get(match[1], match[0]), text)
        return text.replace("currentColor", tokens[current])

    def shape(match: re.Match[str]) -> str:
        box, drawing = shapes[match[1]]
        return f'<svg class="shape" viewBox="{box}">{coloured(drawing, _COLOURS.get(match[1], "ink"))}</svg>'

    def chart(match: re.Match[str]) -> str:
        hatched = match[0].replace("url(#hatch)", tokens["hatch"])
        return coloured(hatched)

    return _CHART.sub(chart, _USE.sub(shape, html))


@cache
def _paper_tokens() -> dict[str, str]:
    """The tokens' values on paper, from the style sheet itself."""
    sheet = files("goodoffices.report").joinpath("templates", "briefing.css").read_text(encoding="utf-8")
    block = sheet[sheet.index("@media print { :root {") :].split("} }", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block))


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """Refuse to fetch: a briefing names nothing outside itself."""
    raise ValueError(f"a briefing fetches nothing, and this asks for {url}")
