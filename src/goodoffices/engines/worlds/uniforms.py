"""Uniform draws that do not depend on who computes them, or in what order, or how many at a time.

Worlds come in **blocks** of 256. Each factor of each party (its importance, its weights, one of its orders) has a generator of
its own for each block, made from the seed, the factor's name and the block's number alone. A factor therefore keeps its draws
when another one is edited, added or removed, and two runs on the same seed can be compared world by world. Only uniforms are
drawn; everything else is made from them here, since libraries change how they draw other distributions.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = ["BLOCK", "SECOND_SET", "Draws", "check_names", "uniforms"]

BLOCK = 256
"""Worlds in a block."""

SECOND_SET = 2**24
"""Number of the first block of a second, independent set; no run has as many blocks as this."""

Floats = NDArray[np.float64]


def uniforms(seed: int, name: str, block: int, width: int) -> Floats:
    """[256, width] numbers in [0, 1) for one factor and one block.

    >>> bool((uniforms(1, "north/weights", 3, 2) == uniforms(1, "north/weights", 3, 2)).all())
    True
    """
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(crc32(name.encode()), block))
    return np.random.Generator(np.random.PCG64(sequence)).random((BLOCK, width))


class Draws:
    """What one party's factors drew in one block; each is drawn when it is first asked for, and kept."""

    def __init__(self, seed: int, party: str, block: int) -> None:
        self._seed, self._party, self._block = seed, party, block
        self._kept: dict[str, Floats] = {}

    def of(self, factor: str, width: int) -> Floats:
        """[256, width] the uniforms of one factor."""
        if factor not in self._kept:
            self._kept[factor] = uniforms(self._seed, f"{self._party}/{factor}", self._block, width)
        return self._kept[factor]

    def redrawn(self, factor: str, other: Draws, width: int) -> Draws:
        """The same draws, but for one factor, which is taken from others."""
        copy = Draws(self._seed, self._party, self._block)
        copy._kept = {**self._kept, factor: other.of(factor, width)}
        return copy


def check_names(names: Iterable[str]) -> None:
    """Refuse names of factors whose checksums collide: they would share their draws.

    Raises
    ------
    ValueError
        If two names have one checksum.
    """
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(crc32(name.encode()), name)
        if other != name:
            raise ValueError(f"{name!r} and {other!r} would draw the same numbers; rename one of the issues")
