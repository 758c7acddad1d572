"""Searching for a feasible outcome without listing the space."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.expressions import parse
from goodoffices.model.files.search import Undecided, count, find
from goodoffices.model.outcomes import OutcomeSpace
from tests.strategies import expressions, spaces


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_search_finds_an_outcome_exactly_where_listing_does(data: st.DataObject) -> None:
    space = data.draw(spaces())
    never = data.draw(st.lists(expressions(space), max_size=4))
    outcome = space.terms(data.draw(st.integers(0, space.outcomes - 1)))
    fixed = {issue: option for issue, option in outcome.items() if data.draw(st.booleans())}
    allowed = [
        code
        for code in space.feasible(never).nonzero()[0]
        if all(space.terms(int(code))[issue] == option for issue, option in fixed.items())
    ]
    found = find(space, never, fixed)
    assert (found is not None) == bool(allowed)
    if found is not None:
        assert any(found.items() <= space.terms(int(code)).items() for code in allowed)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_counting_agrees_with_listing(data: st.DataObject) -> None:
    space = data.draw(spaces())
    never = data.draw(st.lists(expressions(space), max_size=4))
    assert count(space, never, space.outcomes) == space.feasible(never).sum()


def test_a_question_too_hard_is_left_undecided() -> None:
    """Nine pigeons in eight holes, told so that only trying shows that one is left over."""
    holes = tuple(f"h{k}" for k in range(8))
    space = OutcomeSpace(tuple(f"p{k}" for k in range(10)), (holes,) * 10)
    never = [parse(f"p{a}.{hole} and p{b}.{hole}") for a in range(10) for b in range(a) for hole in holes]
    with pytest.raises(Undecided):
        find(space, never, {})
