"""Utilities as exact integers: decimals and fractions brought to one denominator, so that ties are ties and 0.71 is 0.71.

Scores and weights are read as exact fractions. A party's common denominator is its **scale**; utility × scale is a whole number
for every outcome. Where all of them stay below 2**53 they are int64, and a float64 holds each of them exactly as well; where not
(weights of many digits), they are Python integers in an object array: slower, never rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["EXACT_BELOW", "Number", "integers", "scaled_tables", "scaled_utilities", "sum_tables"]

Number = Fraction | Decimal | int
"""An exact number. Floats are not: 0.1 as a float is not a tenth."""

EXACT_BELOW = 2**53
"""Integers below this are held exactly by int64 and by float64 alike."""


def integers(values: Sequence[int]) -> NDArray[Any]:
    """[n] whole numbers as int64 where each of them fits well, else as Python integers.

    >>> integers([1, 2]).dtype, integers([1, 10**20]).dtype
    (dtype('int64'), dtype('O'))
    """
    if all(abs(value) < EXACT_BELOW for value in values):
        return np.array(values, dtype=np.int64)
    return np.array(values, dtype=object)


def scaled_tables(
    space: OutcomeSpace,
    scores: Mapping[str, Mapping[str, Number]],
    weights: Mapping[str, Number] | None = None,
    others: Iterable[Number] = (),
) -> tuple[tuple[NDArray[Any], ...], int]:
    """What each option adds to a party's utility, as whole numbers over one denominator.

    Parameters
    ----------
    space
        The issues and options.
    scores
        Score of each option. An issue left out adds nothing.
    weights
        Weight of each issue; 1 where none is given.
    others
        Further exact numbers that the scale must make whole, such as the reservation.

    Returns
    -------
    tables, scale
        One table [options] an issue, in case order, int64 or Python integers throughout; and what they were multiplied by.

    Raises
    ------
    KeyError
        If a scored issue leaves out one of its options.
    """
    weighted = [
        [
            Fraction((weights or {}).get(issue, 1)) * Fraction(scores[issue][option] if issue in scores else 0)
            for option in options
        ]
        for issue, options in zip(space.issues, space.options, strict=True)
    ]
    denominators = [value.denominator for row in weighted for value in row]
    scale = lcm(*denominators, *(Fraction(number).denominator for number in others))
    whole = [[int(value * scale) for value in row] for row in weighted]
    # Partial sums must fit as well, in any order of the issues: bound them by the sum of the greatest sizes.
    fits = sum(max(abs(value) for value in row) for row in whole) < EXACT_BELOW
    dtype = np.dtype(np.int64) if fits else np.dtype(object)
    return tuple(np.array(row, dtype=dtype) for row in whole), scale


def sum_tables(tables: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """[outcomes] sum over issues of what the outcome's options add, by code.

    Built from the least significant issue upwards, so that the work is little more than writing the result once.

    >>> sum_tables([np.array([0, 1]), np.array([0, 10, 20])]).tolist()
    [0, 1, 10, 11, 20, 21]
    """
    total: NDArray[Any] = np.zeros(1, dtype=tables[0].dtype if tables else np.int64)
    for table in tables:
        total = np.add.outer(table, total).reshape(-1)
    return total


def scaled_utilities(
    space: OutcomeSpace,
    scores: Mapping[str, Mapping[str, Number]],
    weights: Mapping[str, Number] | None = None,
    others: Iterable[Number] = (),
) -> tuple[NDArray[Any], int]:
    """A party's additive utilities, exact, as whole numbers over one denominator.

    Parameters
    ----------
    space
        The issues and options.
    scores
        Score of each option. An issue left out adds nothing.
    weights
        Weight of each issue; 1 where none is given. They are used as they are, not made to sum to 1.
    others
        Further exact numbers that the scale must make whole, such as the reservation.

    Returns
    -------
    utilities, scale
        [outcomes] int64, or Python integers where those would not be exact; and what utilities were multiplied by.

    Examples
    --------
    >>> space = OutcomeSpace(("price", "date"), (("low", "high"), ("soon", "late")))
    >>> scores = {"price": {"low": Decimal("0.1"), "high": Decimal("0.7")}, "date": {"soon": Decimal("0.2"), "late": 0}}
    >>> utilities, scale = scaled_utilities(space, scores, others=[Decimal("0.25")])
    >>> utilities.tolist(), scale
    ([6, 18, 2, 14], 20)
    """
    tables, scale = scaled_tables(space, scores, weights, others)
    return sum_tables(tables), scale
