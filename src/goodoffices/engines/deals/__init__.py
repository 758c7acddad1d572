"""Deals: what everyone whose consent is needed could accept, what a fair deal would be, or why there is none.

:func:`find_deals` is the one entry; each method has its own module.
"""

from __future__ import annotations

from goodoffices.engines.deals.find import find_deals
from goodoffices.engines.deals.problem import Constraint, DealsProblem, Scores

__all__ = ["Constraint", "DealsProblem", "Scores", "find_deals"]
