"""The central world: the mean of all preference worlds consistent with stated orders and importance, in fractions.

Weights are the mean of the vertices of the set of weights that respect the order of importance; without ties that is
the rank-order centroid [BarronBarrett1996]_. An issue of unstated importance may stand in any place. An issue on
which all options are tied is taken out first. The central world serves displays that can show one answer only; an
unknown order looks like indifference in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

__all__ = ["central_weights"]


def central_weights(tiers: Sequence[Sequence[str]], missing: Sequence[str]) -> dict[str, Fraction]:
    """Mean importance of each issue.

    Parameters
    ----------
    tiers
        Issues by stated importance, most important first, equally important ones together; indifferent ones taken out.
    missing
        Issues of unstated importance: any place is as likely as any other, each alone.

    Examples
    --------
    >>> [str(w) for w in central_weights([["a"], ["b"]], []).values()]
    ['3/4', '1/4']
    >>> [str(w) for w in central_weights([["a"]], ["b"]).values()]
    ['1/2', '1/2']
    """
    tiers = [tier for tier in tiers if tier]
    stated, free = len(tiers), len(missing)
    places = stated + free
    if not places:
        return {}
    sizes = [sum(len(tier) for tier in tiers[:s]) for s in range(stated + 1)]
    # Walk the grid of (stated tiers, missing issues) met so far; each monotone path is one order of importance.
    on_stated = [Fraction(0)] * (stated + 1)
    on_missing = Fraction(0)
    for s in range(stated + 1):
        for q in range(free + 1):
            if s + q == 0:
                continue
            passes = Fraction(comb(s + q, q) * comb(places - s - q, free - q), comb(places, free))
            share = passes / (sizes[s] + q)
            on_stated[s] += share
            on_missing += share * q
    weights: dict[str, Fraction] = {}
    for s, tier in enumerate(tiers, 1):
        weight = sum(on_stated[s:], Fraction(0)) / places
        weights.update(dict.fromkeys(tier, weight))
    if missing:
        weights.update(dict.fromkeys(missing, on_missing / free / places))
    return weights
