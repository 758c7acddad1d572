"""Weights that divide each issue's scores by its greatest, in decimals, without losing a tie.

A utility is Σ w·e/g over Σ w, with g the greatest evaluation of an issue. Neither 1/g nor 1/Σw need end in decimals. So all
utilities and reservations of all parties are multiplied by one factor c with which every c/(g·Σw) ends, and which differs from
1 by less than 10⁻¹⁴. Everything is then exact but for this one factor: ties, comparisons and ratios stay as they are, within a
party and between parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from goodoffices.model.exchange.numbers import as_decimal, odd_part

__all__ = ["common_factor", "unit_weights"]

DIGITS = 15
MOST = 10**60
"""What all divisors may come to; beyond it, weights are rounded one by one."""


def common_factor(divisors: Iterable[Fraction]) -> Fraction:
    """The number next to 1 that every one of some decimals divides to a decimal that ends; 1 where that would take too long.

    >>> common_factor([Fraction(5, 2), Fraction(40)])
    Fraction(1, 1)
    >>> float(common_factor([Fraction(30), Fraction(7, 2)])), (common_factor([Fraction(3)]) / 3).denominator
    (1.0, 10000000000000000)
    """
    whole = 1
    for value in divisors:
        whole = lcm(whole, odd_part(value.numerator))
        if whole > MOST:
            return Fraction(1)
    power = 10 ** (DIGITS + len(str(whole)))
    return Fraction(whole * round(Fraction(power, whole)), power)


def unit_weights(
    weights: Sequence[Fraction], greatest: Sequence[Fraction], reservation: Fraction, factor: Fraction
) -> tuple[tuple[Decimal, ...], Decimal]:
    """Weights [issues] for evaluations as they stand, and the reservation, on one scale from 0 to 1.

    >>> unit_weights([Fraction(1), Fraction(1)], [Fraction(10), Fraction(4)], Fraction(1, 4), Fraction(1))
    ((Decimal('0.05'), Decimal('0.125')), Decimal('0.25'))
    """
    total = sum(weights, Fraction(0))
    shares = [
        Fraction(0) if not top else weight * factor / (total * top)
        for weight, top in zip(weights, greatest, strict=True)
    ]
    return tuple(as_decimal(share) for share in shares), as_decimal(reservation * factor)
