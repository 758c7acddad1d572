"""Screens: 80 columns of plain text, where colour is only ever a help."""

from __future__ import annotations

from goodoffices.report.terminal.brief import brief_screen
from goodoffices.report.terminal.deals import deals_screen
from goodoffices.report.terminal.graph import graph_screen
from goodoffices.report.terminal.large import large_deals_screen
from goodoffices.report.terminal.stability import stability_heading, stability_screen
from goodoffices.report.terminal.statements import statements_screen

__all__ = [
    "brief_screen",
    "deals_screen",
    "graph_screen",
    "large_deals_screen",
    "stability_heading",
    "stability_screen",
    "statements_screen",
]
