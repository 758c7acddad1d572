"""Preference worlds: how sure an answer is, given all that is not known of what the parties want.

Arrays in, counts and frozen results out. What a world is, and why a share is never a probability, is told in
``docs/methods/worlds.md``.
"""

from __future__ import annotations

from goodoffices.engines.worlds.laws import Law
from goodoffices.engines.worlds.orders import OrdersParty
from goodoffices.engines.worlds.party import DrawnParty, Factor, FixedParty, WorldParty
from goodoffices.engines.worlds.problem import ConsentGroup, WorldsProblem
from goodoffices.engines.worlds.scored import Numbers, ScoresParty
from goodoffices.engines.worlds.tally import Tally, tally
from goodoffices.engines.worlds.uniforms import BLOCK

__all__ = [
    "BLOCK",
    "ConsentGroup",
    "DrawnParty",
    "Factor",
    "FixedParty",
    "Law",
    "Numbers",
    "OrdersParty",
    "ScoresParty",
    "Tally",
    "WorldParty",
    "WorldsProblem",
    "tally",
]
