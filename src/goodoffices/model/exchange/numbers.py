"""Numbers as files write them, exact, and within what the engines can add without end.

>>> exact(" 0.71 "), exact("1e3"), exact("12,5"), exact("nan")
(Decimal('0.71'), Decimal('1E+3'), None, None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, localcontext
from fractions import Fraction

__all__ = ["as_decimal", "exact", "odd_part", "sensible", "sum_of_products"]

DIGITS = 15
"""Of a decimal that has no end."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)

LARGEST_POWER = 30
SMALLEST_POWER = -60


def exact(text: str) -> Decimal | None:
    """The number that a text is; None if it is none, or one of no sensible size."""
    text = text.strip()
    if len(text) > 100 or not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    return value if sensible(value) else None


def sensible(value: Decimal) -> bool:
    """Whether a number is finite, below 10^30 and has no digit beyond the sixtieth after the point."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.adjusted() <= LARGEST_POWER and isinstance(exponent, int) and exponent >= SMALLEST_POWER


def sum_of_products(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Exact, whatever the number of digits.

    >>> sum_of_products([(Decimal("0.1"), Decimal("0.7")), (Decimal("1e-30"), Decimal(1))])
    Decimal('0.070000000000000000000000000001')
    """
    with localcontext(Context(prec=2000, traps=[Inexact])):
        return sum((one * other for one, other in pairs), Decimal(0))


def as_decimal(value: Fraction) -> Decimal:
    """The decimal of a fraction: exact where it ends, else rounded to fifteen digits.

    >>> as_decimal(Fraction(3, 8)), as_decimal(Fraction(40)), as_decimal(Fraction(2, 3))
    (Decimal('0.375'), Decimal('40'), Decimal('0.666666666666667'))
    """
    above, below = Decimal(value.numerator), Decimal(value.denominator)
    if odd_part(value.denominator) == 1:
        with localcontext(Context(prec=2000, traps=[Inexact])):
            return above / below
    with localcontext(Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)):
        return above / below


def odd_part(number: int) -> int:
    """A number without its factors two and five; nought stays nought."""
    for prime in (2, 5):
        while number and number % prime == 0:
            number //= prime
    return number
