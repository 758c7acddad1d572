"""Which screen tells which further answer of ``goodoffices deals``."""

from __future__ import annotations

from goodoffices.model.case import Case
from goodoffices.model.results.base import Result
from goodoffices.model.results.concessions import Concessions
from goodoffices.model.results.places import Places
from goodoffices.model.results.route import Route
from goodoffices.model.results.trades import Trades
from goodoffices.report.terminal.concessions import concessions_screen
from goodoffices.report.terminal.places import places_screen
from goodoffices.report.terminal.route import route_screen
from goodoffices.report.terminal.trades import trades_screen

__all__ = ["deal_question_screen"]


def deal_question_screen(case: Case, found: Result) -> str:
    """A route, trades, places or concessions in plain sentences.

    Raises
    ------
    TypeError
        If it is none of these.
    """
    if isinstance(found, Route):
        return route_screen(case, found)
    if isinstance(found, Trades):
        return trades_screen(case, found)
    if isinstance(found, Places):
        return places_screen(case, found)
    if isinstance(found, Concessions):
        return concessions_screen(case, found)
    raise TypeError(f"no screen tells a {type(found).__name__}")
