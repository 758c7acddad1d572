"""Minimal conflicts when there are many of them."""

from __future__ import annotations

from itertools import combinations, islice

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.engines.deals import Constraint, DealsProblem, find_deals
from goodoffices.engines.deals import conflicts as module
from goodoffices.engines.deals.transversals import minimal_sets, minimal_transversals
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace


@given(st.lists(st.integers(0, 63), max_size=8))
def test_transversals_are_the_minimal_sets_that_meet_all(sets: list[int]) -> None:
    meeting = [some for some in range(64) if all(some & row for row in sets)]
    minimal = [some for some in meeting if not any(other != some and other & some == other for other in meeting)]
    found = list(minimal_transversals(sets))
    assert sorted(found) == sorted(minimal)


@given(st.lists(st.integers(0, 63), max_size=8))
def test_minimal_sets_are_met_exactly_by_what_meets_their_transversals(sets: list[int]) -> None:
    kept = minimal_sets(sets)
    if 0 not in kept:
        assert sorted(minimal_transversals(list(minimal_transversals(kept)))) == sorted(kept)


def paired(count: int) -> DealsProblem:
    """Each of so many deals breaks two red lines that no other deal breaks: 2**count conflicts."""
    space = OutcomeSpace(("plan",), (tuple(f"plan_{k}" for k in range(count)),))
    names = ("north", "south")
    broken = np.repeat(np.eye(count, dtype=np.bool_), 2, axis=0)
    return DealsProblem(
        space,
        names,
        np.ones(count, dtype=np.bool_),
        ConsentSets.of(space, names, names, [], None),
        np.zeros((2, count), dtype=np.bool_),
        np.ones((2, count), dtype=np.bool_),
        tuple(Constraint(k % 2, "red_line", f"line {k // 2}") for k in range(2 * count)),
        broken,
    )


def test_more_than_fifty_conflicts_are_counted() -> None:
    result = find_deals(paired(7))
    assert (len(result.why_none.sets), result.why_none.count, result.why_none.at_least) == (50, 128, False)
    assert {refusals[0].text for refusals in result.concessions.sets} == {f"line {k}" for k in range(7)}


def test_a_search_that_was_cut_short_says_at_least() -> None:
    """Two to the fortieth conflicts; there is an answer all the same."""
    result = find_deals(paired(40))
    assert (result.why_none.count, result.why_none.at_least) == (module.FOUND_AT_MOST, True)
    assert result.to_json()["why_none_count"] == {"count": module.FOUND_AT_MOST, "at_least": True}


def test_more_constraints_than_a_machine_word_has_bits() -> None:
    problem = paired(70)
    patterns = module._patterns(problem.broken, np.arange(70))
    assert patterns == {0b11 << 2 * k for k in range(70)}


def test_transversals_come_one_by_one() -> None:
    """The first few of very many come at once."""
    sets = [sum(1 << bit for bit in row) for row in islice(combinations(range(24), 12), 200)]
    assert len(list(islice(minimal_transversals(sets), 5))) == 5
