"""The search by rising cost: all cheapest ways, each goal once, and an honest word on how far it looked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from goodoffices.runs.unlocking.search import Found, cheapest


def to_sum(target: int, *, prices: dict[int, int], at_most: int | None = None, states: int = 1_000) -> Found[int, int]:
    """Ways to reach a number from nought by adding some steps, each at a price."""

    def steps(state: int) -> Iterator[tuple[int, Fraction, int]]:
        for step, price in prices.items():
            if state + step <= target + 2:
                yield step, Fraction(price), state + step

    return cheapest(
        0,
        steps=steps,
        key=lambda state: state,
        goal=lambda state: state >= target,
        rest=lambda state: Fraction(0),
        at_most=None if at_most is None else Fraction(at_most),
        states=states,
    )


def test_each_goal_is_found_once_by_a_cheapest_way() -> None:
    found = to_sum(4, prices={2: 1, 3: 1})
    assert found.cost == 2
    assert sorted(state for _, state in found.ways) == [4, 5, 6]
    assert found.complete
    assert found.below is None


def test_dear_steps_are_weighed_against_many_cheap_ones() -> None:
    assert [path for path, _ in to_sum(4, prices={1: 1, 4: 5}).ways] == [(1, 1, 1, 1)]
    assert [path for path, _ in to_sum(4, prices={1: 2, 4: 5}).ways] == [(4,)]


def test_nothing_beyond_the_bound_is_looked_for() -> None:
    assert to_sum(4, prices={1: 1}, at_most=3).cost is None
    assert to_sum(4, prices={1: 1}, at_most=4).cost == 4


@pytest.mark.parametrize("states", [1, 2, 3, 4])
def test_a_search_that_stops_early_says_below_which_cost_it_saw_all(states: int) -> None:
    found = to_sum(4, prices={1: 1}, states=states)
    assert found.cost is None
    assert not found.complete
    assert found.below == states


def test_where_no_way_leads_there_the_search_ends_without_a_bound() -> None:
    found: Found[int, int] = cheapest(
        0, steps=lambda _: (), key=lambda state: state, goal=lambda state: False, rest=lambda _: Fraction(0), states=9
    )
    assert (found.cost, found.ways, found.below) == (None, (), None)
