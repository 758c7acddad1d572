"""The outcome space: codes, terms, and where expressions hold."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.expressions import parse
from goodoffices.model.outcomes import OutcomeSpace
from tests.strategies import expressions, spaces

SPACE = OutcomeSpace(("truce", "limits", "flag"), (("no", "yes"), ("none", "some", "all"), ("no", "yes")))


def test_the_first_issue_is_least_significant() -> None:
    assert SPACE.strides == (1, 2, 6)
    assert SPACE.code({"truce": "yes", "limits": "some", "flag": "no"}) == 3
    assert SPACE.terms(3) == {"truce": "yes", "limits": "some", "flag": "no"}
    assert SPACE.outcomes == 12


def test_terms_left_out_are_taken_from_the_base() -> None:
    assert SPACE.terms(SPACE.code({"flag": "yes"}, base=3)) == {"truce": "yes", "limits": "some", "flag": "yes"}
    assert SPACE.difference(9, 3) == {"flag": "yes"}
    with pytest.raises(KeyError):
        SPACE.code({"flag": "yes"})


@settings(max_examples=60, deadline=None)
@given(spaces())
def test_codes_number_all_outcomes_in_the_order_of_the_definition(space: OutcomeSpace) -> None:
    listed = [dict(zip(space.issues, reversed(row), strict=True)) for row in product(*reversed(space.options))]
    assert [space.terms(code) for code in range(space.outcomes)] == listed
    assert [space.code(terms) for terms in listed] == list(range(space.outcomes))
    for k, issue in enumerate(space.issues):
        assert [space.options[k][index] for index in space.column(k)] == [terms[issue] for terms in listed]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_truth_over_all_outcomes_is_truth_in_each(data: st.DataObject) -> None:
    space = data.draw(spaces())
    tree = data.draw(expressions(space))
    assert space.truth(tree).tolist() == [tree.holds(space.terms(code)) for code in range(space.outcomes)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_feasible_is_what_no_rule_excludes(data: st.DataObject) -> None:
    space = data.draw(spaces())
    never = data.draw(st.lists(expressions(space), max_size=3))
    expected = [not any(rule.holds(space.terms(code)) for rule in never) for code in range(space.outcomes)]
    assert space.feasible(never).tolist() == expected


def test_the_grid_has_one_axis_an_issue() -> None:
    codes = SPACE.grid(np.arange(SPACE.outcomes))
    index = [0] * 3
    index[SPACE.axis(1)] = 2
    assert codes[tuple(index)] == SPACE.code({"truce": "no", "limits": "all", "flag": "no"})


def test_a_space_larger_than_any_machine_integer_still_counts() -> None:
    huge = OutcomeSpace(tuple(f"i{k}" for k in range(100)), (("a", "b", "c"),) * 100)
    last = huge.outcomes - 1
    assert huge.outcomes == 3**100
    assert huge.code(huge.terms(last)) == last
    assert parse("i99.c").holds(huge.terms(last)) is True
