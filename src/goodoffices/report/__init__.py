"""Tables, charts and the briefing, in every form a reader may want it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.report.briefing import Briefing
    from goodoffices.report.build import build_briefing
    from goodoffices.report.html import render_html
    from goodoffices.report.markdown import render_markdown
    from goodoffices.report.terminal import brief_screen, deals_screen, stability_screen, statements_screen
    from goodoffices.report.write import write_briefing

__all__ = [
    "Briefing",
    "brief_screen",
    "build_briefing",
    "deals_screen",
    "render_html",
    "render_markdown",
    "stability_screen",
    "statements_screen",
    "write_briefing",
]

_HOMES = {
    "Briefing": "briefing",
    "brief_screen": "terminal",
    "build_briefing": "build",
    "deals_screen": "terminal",
    "render_html": "html",
    "render_markdown": "markdown",
    "stability_screen": "terminal",
    "statements_screen": "terminal",
    "write_briefing": "write",
}


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first used: a table on a terminal needs no templates and no charts."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """All public names, loaded or not."""
    return sorted(__all__)
