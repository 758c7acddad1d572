"""The choices a user can make about how a case is read and analysed, each with its default first.

They are plain enumerations so that every room, every result and every page names them alike. What a setting means is told
in ``docs/methods``.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Disagreement", "Ideal", "Reading", "RedLines", "Rule"]


class Reading(StrEnum):
    """How ``orders`` become comparisons of outcomes."""

    CERTAIN = "certain"
    """Only what holds in every preference world; the rest is unknown."""
    CENTRAL = "central"
    """The mean of the preference worlds; an unknown order looks like a tie in it."""
    LEXICOGRAPHIC = "lexicographic"
    """The most important issue on which two outcomes differ decides."""


class RedLines(StrEnum):
    """Where outcomes that cross a red line stand in a party's order. A red line bars a deal in either case."""

    SINK = "sink"
    """Below every outcome that crosses none."""
    BAR = "bar"
    """Where the order puts them."""


class Rule(StrEnum):
    """Which sequences of opponents' moves count as a reply."""

    LEGAL = "legal"
    """Any length, no party twice in a row."""
    ONCE = "once"
    """Each opponent at most once."""
    SINGLE = "single"
    """One move of one opponent."""


class Disagreement(StrEnum):
    """The point from which gains are measured."""

    WALK_AWAY = "walk_away"
    MINIMUM = "minimum"
    """The worst feasible utility of each party."""
    ZERO = "zero"


class Ideal(StrEnum):
    """Over which outcomes a party's best utility is taken."""

    RATIONAL = "rational"
    """Over acceptable deals."""
    FEASIBLE = "feasible"
    """Over all feasible outcomes."""
