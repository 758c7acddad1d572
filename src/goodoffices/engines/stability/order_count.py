"""How many strict orders of a party make an outcome stable, counted without listing orders.

Of the m! strict orders of m outcomes, those in which exactly the set L of v others that matter lies below s are
|L|! (v − |L|)! m! / (v + 1)!; the orders wanted are the sum over the sets L that satisfy the clauses.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

from goodoffices.engines.stability.clauses import Clause

__all__ = ["MOST_COUNTED", "order_share"]

MOST_COUNTED = 10
"""Outcomes in clauses up to which the sets are gone through."""


def order_share(clauses: Sequence[Clause]) -> Fraction | None:
    """Which share of all strict orders satisfies the clauses; None if more than ten outcomes bear on it.

    >>> order_share([frozenset({frozenset({7})})])
    Fraction(1, 2)
    """
    matter = sorted(set().union(*(literal for clause in clauses for literal in clause)))
    if len(matter) > MOST_COUNTED:
        return None
    bit = {outcome: 1 << place for place, outcome in enumerate(matter)}
    wanted = [[sum(bit[x] for x in literal) for literal in clause] for clause in clauses]
    v = len(matter)
    ways = 0
    for below in range(1 << v):
        if all(any(below & literal == literal for literal in clause) for clause in wanted):
            size = below.bit_count()
            ways += factorial(size) * factorial(v - size)
    return Fraction(ways, factorial(v + 1))
