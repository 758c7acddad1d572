"""Intervals for a share that was counted: how well so many draws measure it. Nothing else is in them.

Wilson's interval [Wilson1927]_ where there are at least five worlds on either side, else that of Clopper and Pearson
[ClopperPearson1934]_, which never promises too much near 0 and 1.
"""

from __future__ import annotations

from math import sqrt

from scipy.special import betaincinv

__all__ = ["LABEL", "interval"]

LABEL = (
    "Simulation error only. It says how well the draws measure the share, not whether the model is right. "
    "More draws shrink it; they do not make the case truer."
)

_Z = 1.959963984540054
_FEW = 5


def interval(count: int, draws: int) -> tuple[float, float]:
    """Bounds of a share at 95 %.

    >>> [round(bound, 4) for bound in interval(1000, 2000)]
    [0.4781, 0.5219]
    >>> interval(0, 2000)[0], round(interval(0, 2000)[1], 4)
    (0.0, 0.0018)
    """
    if draws < 1 or not 0 <= count <= draws:
        raise ValueError("a share needs at least one draw, and a count between nought and the draws")
    if min(count, draws - count) < _FEW:
        low = 0.0 if count == 0 else float(betaincinv(count, draws - count + 1, 0.025))
        high = 1.0 if count == draws else float(betaincinv(count + 1, draws - count, 0.975))
        return low, high
    share, spread = count / draws, _Z * _Z / draws
    centre = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / draws + spread / (4 * draws)) / (1 + spread)
    return centre - half, centre + half
