"""The briefing as one HTML file: no script, no network, light, dark, phone and paper from the same page.

Words from sources and cases are untrusted: Jinja2 escapes them, and everything printed passes :func:`revealed`. The page's own
policy forbids scripts and any request, so that even a fault here could run nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from goodoffices.report.briefing import Briefing, StatementEntry
from goodoffices.report.charts import graph_svg, parallel_svg, timeline_svg, utilities_svg
from goodoffices.report.dates import day, weekday_day
from goodoffices.report.prose import Evidence, Jump, Quote, Strong, evidence_runs
from goodoffices.report.text import revealed

__all__ = ["render_html"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Content security policy of the page."""


def render_html(briefing: Briefing) -> str:
    """The whole page as text."""
    entries = {entry.key: entry for entry in (*briefing.statements, *briefing.passages)}
    wide, narrow = (
        (timeline_svg(briefing.timeline, width=width) for width in (860, 360)) if briefing.timeline else ("", "")
    )
    return (
        _environment()
        .get_template("briefing.html.j2")
        .render(
            b=briefing,
            marks=lambda keys: _marks(keys, entries),
            styles=Markup(_styles(briefing)),  # noqa: S704  our own file, its variable parts quoted
            policy=POLICY,
            wide=Markup(wide),  # noqa: S704  drawn here from escaped text
            narrow=Markup(narrow),  # noqa: S704
            graph=[Markup(graph_svg(briefing.graph, width)) for width in (860, 360)] if briefing.graph else [],  # noqa: S704
            utilities=_both_widths(utilities_svg, briefing.utilities),
            parallel=_both_widths(parallel_svg, briefing.parallel),
        )
    )


def _both_widths(draw: Callable[[Any, int], str], picture: object | None) -> list[Markup]:
    """A picture for wide and for narrow pages; nothing where there is none."""
    return [] if picture is None else [Markup(draw(picture, width)) for width in (860, 360)]  # noqa: S704  drawn here


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("goodoffices.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, weekday=weekday_day, revealed=revealed)
    environment.globals.update(kind=_kind)
    environment.filters["zip"] = zip
    return environment


def _shown(value: Any) -> Any:
    """What every ``{{ … }}`` prints: text with hidden characters written out; markup made here as it is."""
    return revealed(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind(piece: object) -> str:
    """Which kind of piece a template has before it."""
    kinds: dict[type, str] = {str: "words", Strong: "strong", Quote: "quote", Jump: "jump", Evidence: "evidence"}
    return kinds[type(piece)]


def _marks(keys: Sequence[str], entries: dict[str, StatementEntry]) -> list[dict[str, Any]]:
    """The evidence marks for some keys: label, target, what to say aloud, the words shown on hover, accepted or not."""
    marks = []
    for run, label in evidence_runs([key for key in keys if key in entries]):
        waiting = any(entries[key].waiting for key in run)
        noun = "passage" if run[0].startswith("p") else "statement"
        name = f"Evidence: {noun}{'s' if len(run) > 1 else ''} {label.replace('–', ' to ').replace('p', '')}"
        marks.append(
            {
                "label": label,
                "anchor": run[0],
                "name": name + (", not yet accepted by a person" if waiting else ""),
                "tip": "\n".join(entries[key].tip for key in run),
                "waiting": waiting,
            }
        )
    return marks


def _styles(briefing: Briefing) -> str:
    """The style sheet, with the running heads of paper filled in."""
    text = files("goodoffices.report").joinpath("templates", "briefing.css").read_text(encoding="utf-8")
    heads = {
        "HANDLING": f"Good Offices briefing.  Handling: {briefing.handling}",
        "TITLE": briefing.title + (f", {day(briefing.as_of)}" if briefing.as_of else ""),
        "MADE": briefing.made,
    }
    for name, value in heads.items():
        text = text.replace(f'"{name}"', _css_string(value))
    return text


def _css_string(text: str) -> str:
    """A CSS string: everything but plain letters, digits and spaces by code, so that no text can end it or the sheet."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in revealed(text)) + '"'
