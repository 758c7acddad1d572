"""Answers world by world, and the difference between two of them: paired, since both are drawn from the same numbers.

The error of a difference between shares is that of the worlds in which the two disagree, which is far smaller than that of two
independent shares.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.party import DrawnParty, FixedParty, WorldParty
from goodoffices.engines.worlds.uniforms import BLOCK, Draws

__all__ = ["accepts_one", "difference"]

Bools = NDArray[np.bool_]


def accepts_one(party: WorldParty, outcome: int, seed: int, draws: int) -> Bools:
    """[worlds] whether a party accepts one outcome.

    Raises
    ------
    ValueError
        If there is nothing that it could accept the outcome by.
    """
    if isinstance(party, FixedParty) and party.accepted is not None:
        return np.full(draws, party.accepted[outcome])
    if not isinstance(party, DrawnParty) or not party.judges:
        raise ValueError(f"{party.name} cannot be asked: nothing is stated that it could accept an outcome by")
    code = np.array([outcome])
    gains, barred = party.gains(code), party.crosses[code]
    blocks = [party.accepts(Draws(seed, party.name, block), gains, barred)[:, 0] for block in range(-(-draws // BLOCK))]
    return np.concatenate(blocks)[:draws]


def difference(before: Bools, after: Bools) -> tuple[float, float]:
    """The change of a share, and its standard error, from the same worlds.

    >>> difference(np.array([True, False, False, False]), np.array([True, True, False, False]))
    (0.25, 0.21650635094610965)
    """
    draws = before.size
    gained, lost = int((after & ~before).sum()), int((before & ~after).sum())
    net = gained - lost
    return net / draws, sqrt(gained + lost - net * net / draws) / draws
