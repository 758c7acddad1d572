"""Utilities as exact integers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.scaling import EXACT_BELOW, scaled_tables, scaled_utilities

SPACE = OutcomeSpace(("a", "b"), (("x", "y"), ("p", "q", "r")))

numbers = st.one_of(
    st.integers(-50, 50),
    st.decimals(-50, 50, places=3).map(Decimal),
    st.fractions(-50, 50, max_denominator=40),
)
score_sheets = st.fixed_dictionaries(
    {
        issue: st.fixed_dictionaries(dict.fromkeys(options, numbers))
        for issue, options in zip(SPACE.issues, SPACE.options, strict=True)
    }
)
weight_rows = st.fixed_dictionaries(dict.fromkeys(SPACE.issues, numbers))


@given(score_sheets, weight_rows, numbers)
@settings(max_examples=60)
def test_scaled_utilities_are_the_exact_weighted_sums(
    scores: dict[str, dict[str, Fraction]], weights: dict[str, Fraction], reservation: Fraction
) -> None:
    utilities, scale = scaled_utilities(SPACE, scores, weights, [reservation])
    assert (Fraction(reservation) * scale).denominator == 1
    for code in range(SPACE.outcomes):
        exact = sum(
            Fraction(weights[issue]) * Fraction(scores[issue][option]) for issue, option in SPACE.terms(code).items()
        )
        assert Fraction(int(utilities[code]), scale) == exact


def test_a_tenth_and_two_tenths_tie_with_three_tenths() -> None:
    scores = {
        "a": {"x": Decimal("0.1"), "y": Decimal("0.3")},
        "b": {"p": Decimal("0.2"), "q": Decimal(0), "r": Decimal(0)},
    }
    utilities, scale = scaled_utilities(SPACE, scores)
    assert scale == 10
    assert utilities[SPACE.code({"a": "x", "b": "p"})] == utilities[SPACE.code({"a": "y", "b": "q"})] == 3


def test_an_issue_without_scores_adds_nothing() -> None:
    utilities, _ = scaled_utilities(SPACE, {"a": {"x": 1, "y": 4}})
    assert utilities.tolist() == [1, 4, 1, 4, 1, 4]


def test_an_option_without_a_score_is_refused() -> None:
    with pytest.raises(KeyError):
        scaled_utilities(SPACE, {"a": {"x": 1}})


def test_numbers_too_long_for_a_machine_word_stay_exact() -> None:
    long = Fraction(1, 3**40)
    scores = {"a": {"x": long, "y": Fraction(1)}, "b": {"p": Fraction(2), "q": Fraction(2) + long, "r": Fraction(0)}}
    tables, scale = scaled_tables(SPACE, scores)
    utilities, same = scaled_utilities(SPACE, scores)
    assert scale == same == 3**40
    assert {table.dtype for table in tables} == {np.dtype(object)}
    assert utilities[2] - utilities[0] == 1  # x,q against x,p: the difference is 3**-40


def test_machine_integers_are_used_only_where_floats_hold_them_too() -> None:
    near, _ = scaled_utilities(SPACE, {"a": {"x": EXACT_BELOW - 1, "y": 0}})
    beyond, _ = scaled_utilities(SPACE, {"a": {"x": EXACT_BELOW, "y": 0}})
    assert near.dtype == np.int64
    assert float(near.max()) == int(near.max())
    assert beyond.dtype == object
