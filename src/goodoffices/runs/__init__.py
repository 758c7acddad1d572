"""Runs: a case handed to the engines, its sources read into its ledger, and everything a briefing needs in one analysis."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.runs.analysis import Analysis, analyse
    from goodoffices.runs.ask import run_ask
    from goodoffices.runs.deals import run_deals
    from goodoffices.runs.sources import ReadReport, read, read_for_case
    from goodoffices.runs.stability import StabilityRun, run_stability
    from goodoffices.runs.unlock import run_unlock
    from goodoffices.runs.worlds import run_worlds

__all__ = [
    "Analysis",
    "ReadReport",
    "StabilityRun",
    "analyse",
    "read",
    "read_for_case",
    "run_ask",
    "run_deals",
    "run_stability",
    "run_unlock",
    "run_worlds",
]

_HOMES = {
    "Analysis": "analysis",
    "ReadReport": "sources",
    "StabilityRun": "stability",
    "analyse": "analysis",
    "read": "sources",
    "read_for_case": "sources",
    "run_ask": "ask",
    "run_deals": "deals",
    "run_stability": "stability",
    "run_unlock": "unlock",
    "run_worlds": "worlds",
}


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first used: deals need no database, reading no numbers."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """All public names, loaded or not."""
    return sorted(__all__)
