"""Preferences: from orders, priorities, scores or rankings to comparisons of outcomes, and nothing invented on the way."""

from __future__ import annotations

from goodoffices.model.preferences.acceptance import Acceptance, acceptance_of
from goodoffices.model.preferences.base import Comparison, Preference
from goodoffices.model.preferences.build import crossings, preference_of, reservation_of, utilities_of
from goodoffices.model.preferences.orders import OptionOrder, OrderError, parse_order

__all__ = [
    "Acceptance",
    "Comparison",
    "OptionOrder",
    "OrderError",
    "Preference",
    "acceptance_of",
    "crossings",
    "parse_order",
    "preference_of",
    "reservation_of",
    "utilities_of",
]
