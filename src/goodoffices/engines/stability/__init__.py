"""The graph model for conflict resolution: it tells which outcomes no party would walk away from.

Arrays in, frozen results out. A concept is a file with one function over moves and an order; :func:`analyse` runs the concepts
asked for.
"""

from __future__ import annotations

from goodoffices.engines.stability.analyse import DEFAULT_CONCEPTS, StabilityArrays, analyse
from goodoffices.engines.stability.arcs import ArcMoves
from goodoffices.engines.stability.moves import JointMove, Moves
from goodoffices.engines.stability.preferences import (
    CompleteOrder,
    PartialOrder,
    Preference,
    Relation,
    complete_orders,
    ranks_of,
)
from goodoffices.engines.stability.product import ProductMoves

__all__ = [
    "DEFAULT_CONCEPTS",
    "ArcMoves",
    "CompleteOrder",
    "JointMove",
    "Moves",
    "PartialOrder",
    "Preference",
    "ProductMoves",
    "Relation",
    "StabilityArrays",
    "analyse",
    "complete_orders",
    "ranks_of",
]
