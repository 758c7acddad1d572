"""Pareto sets: every tie kept, by whatever route, however long the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.engines.deals import pareto as module
from goodoffices.engines.deals import thin
from goodoffices.engines.deals.pareto import pareto_set
from goodoffices.engines.deals.partial import COMPARED_AT_MOST, partial_pareto_set
from goodoffices.engines.deals.ranks import dense_ranks
from tests.reference.deals import pareto as by_definition


@given(st.data(), st.integers(1, 6), st.integers(0, 40), st.sampled_from([1, 10**15, 10**30]))
@settings(max_examples=150, deadline=None)
def test_the_pareto_set_is_that_of_the_definition(data: st.DataObject, parties: int, count: int, unit: int) -> None:
    values = [data.draw(st.lists(st.integers(-3, 3), min_size=count, max_size=count)) for _ in range(parties)]
    among = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    dtype = object if unit > 2**50 else np.int64
    rows = [np.array([value * unit for value in row], dtype=dtype) for row in values]
    front = pareto_set(rows, np.array(among, dtype=np.bool_))
    assert front.tolist() == by_definition(values, [code for code in range(count) if among[code]])


@pytest.mark.parametrize("parties", [2, 3, 4, 5])
@pytest.mark.parametrize("top", [5, 40, 10**6])
def test_many_points_are_thinned_out_without_losing_any_of_the_front(
    parties: int, top: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(parties * top)
    values = [draw.integers(0, top, 900) for _ in range(parties)]
    among = draw.random(900) < 0.9
    monkeypatch.setattr(thin, "THIN_BELOW", 0)
    monkeypatch.setattr(module, "_HEAD", 70)  # so that points meet in several blocks, none a multiple of a word's bits
    front = pareto_set(values, among)
    table = np.stack(values, axis=1)
    kept = [
        code
        for code in np.flatnonzero(among)
        if not ((table[among] >= table[code]).all(axis=1) & (table[among] > table[code]).any(axis=1)).any()
    ]
    assert front.tolist() == kept


def test_points_that_differ_only_beyond_a_floats_precision_are_told_apart() -> None:
    near, far = 10**17, 10**17 + 1
    rows = [np.array([near, far], dtype=object), np.array([0, 0], dtype=object)]
    assert pareto_set(rows, np.ones(2, dtype=np.bool_)).tolist() == [1]


def test_without_parties_or_outcomes_nothing_is_dropped() -> None:
    everything = np.ones(3, dtype=np.bool_)
    assert pareto_set([], everything).tolist() == [0, 1, 2]
    assert pareto_set([np.arange(3)], ~everything).tolist() == []


@given(st.lists(st.integers(-(10**40), 10**40) | st.integers(-2, 2), max_size=30))
def test_ranks_keep_order_and_ties_of_numbers_of_any_length(values: list[int]) -> None:
    ranks = dense_ranks(np.array(values, dtype=object)).tolist()
    distinct = sorted(set(values))
    assert ranks == [distinct.index(value) for value in values]


@given(st.data(), st.integers(1, 3), st.integers(1, 12))
@settings(max_examples=80, deadline=None)
def test_partial_orders_drop_only_what_is_certainly_dominated(data: st.DataObject, parties: int, count: int) -> None:
    """Each party's certain comparisons are those on which two drawn complete orders agree."""
    line = st.lists(st.integers(0, 3), min_size=count, max_size=count)
    worlds = [[data.draw(line), data.draw(line)] for _ in range(parties)]

    def at_least(party: int, y: int, x: int) -> bool:
        return all(world[y] >= world[x] for world in worlds[party])

    def dominated(x: int) -> bool:
        return any(
            all(at_least(p, y, x) for p in range(parties)) and any(not at_least(p, x, y) for p in range(parties))
            for y in range(count)
        )

    orders = [_relation([np.array(world) for world in pair]) for pair in worlds]
    front = partial_pareto_set(orders, np.ones(count, dtype=np.bool_))
    assert front.tolist() == [x for x in range(count) if not dominated(x)]


class _relation:
    """What every one of some complete orders ranks at least as high."""

    def __init__(self, worlds: list[NDArray[np.int64]]) -> None:
        self.worlds = worlds

    def __call__(self, code: int) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = np.all([world >= world[code] for world in self.worlds], axis=0)
        return found


def test_the_limit_of_pairwise_comparison_is_what_the_documentation_says() -> None:
    assert COMPARED_AT_MOST == 20_000
