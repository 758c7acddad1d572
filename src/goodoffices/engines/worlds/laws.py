"""Laws of weighting: how λ, the mixture of the vertices that the order of importance allows, is spread over its simplex.

The uniform law is the one that shares are given under. Two others show how far a share depends on that choice: one under which a
few issues dominate, one under which weights lie near the centre. All three are Dirichlet laws, made from the same exponentials
[TervonenLahdelma2007]_, so that a world keeps its character from law to law and the range between them is not mere noise.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["OTHER_LAWS", "Law", "simplex"]

Floats = NDArray[np.float64]


class Law(StrEnum):
    """How weights are spread."""

    UNIFORM = "uniform"
    """Dirichlet with parameter 1."""
    FEW = "few"
    """Dirichlet with parameter 1/2: a few issues dominate."""
    CENTRE = "centre"
    """Dirichlet with parameter 2: near the centre."""


OTHER_LAWS = (Law.FEW, Law.CENTRE)


def simplex(first: Floats, second: Floats | None = None, law: Law = Law.UNIFORM) -> Floats:
    """[worlds, vertices] points of the simplex under a law.

    Parameters
    ----------
    first, second
        [worlds, vertices] uniforms; the second is not needed for the uniform law.
    law
        Which one. A gamma variable of shape 1 is an exponential; of shape 2 the sum of two; of shape 1/2 half the square of a
        normal one, which is an exponential times the squared cosine of a uniform angle.
    """
    size = -np.log1p(-first)
    if law is not Law.UNIFORM:
        if second is None:
            raise ValueError("this law needs a second set of uniforms")
        size = size * np.cos(np.pi * second) ** 2 if law is Law.FEW else size - np.log1p(-second)
    found: Floats = size / size.sum(axis=1, keepdims=True)
    return found
