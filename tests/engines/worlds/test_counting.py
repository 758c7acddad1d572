"""Counts over worlds: against a slow reference, against proofs, the same however they are cut."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import CompleteOrder, analyse
from goodoffices.engines.worlds.intervals import interval
from goodoffices.engines.worlds.party import DrawnParty
from goodoffices.engines.worlds.ranks import better_than, ranked
from goodoffices.engines.worlds.tally import Tally, tally
from goodoffices.engines.worlds.uniforms import Draws
from goodoffices.model.case import Case
from goodoffices.model.preferences import preference_of
from goodoffices.runs.stability import moves_of
from tests.engines.worlds.small import ALL, arrays, case_of
from tests.reference.worlds import acceptance_share
from tests.strategies import cases


@pytest.mark.parametrize(
    ("orders", "importance"),
    [
        ({"line": "none > some > all", "truce": "yes > no", "relief": "no > yes"}, ["line", "truce", "relief"]),
        ({"line": "all > none", "truce": "yes > no"}, [["line", "relief"], "truce"]),
        ({"line": "all > none ~ some", "truce": "?"}, ["truce"]),
        ({"line": "some ~ none ~ all", "truce": "no > yes", "relief": "yes > no"}, ["line", "truce"]),
    ],
)
def test_shares_agree_with_worlds_drawn_one_at_a_time(orders: dict[str, str], importance: list[object]) -> None:
    options = {"line": ["none", "some", "all"], "truce": ["no", "yes"], "relief": ["no", "yes"]}
    slow, draws = 6_000, 20_480
    expected = acceptance_share(options, orders, importance, ("none", "no", "no"), slow)  # type: ignore[arg-type]
    case = case_of({"north": {"orders": orders, "importance": importance}}, options=options)
    found = arrays(case)
    counted = tally(found.problem, 1, 0, 80, draws)
    for k, code in enumerate(found.problem.deals):
        share = counted.accepted[0, 0, k] / draws
        want = expected[tuple(case.space.terms(int(code)).values())]
        error = (max(want * (1 - want), share * (1 - share)) * (1 / slow + 1 / draws)) ** 0.5
        assert abs(share - want) <= 4 * error, case.space.terms(int(code))


@given(case=cases(forms=("orders", "priorities", "scores", "ranking", None)))
@settings(max_examples=40)
def test_what_is_proven_holds_in_every_world_drawn(case: Case) -> None:
    found = arrays(case)
    counted = tally(found.problem, 2, 0, 1, 256)
    for p, acceptance in enumerate(found.acceptance):
        if found.problem.judging[p]:
            deals = found.problem.deals
            assert (counted.accepted[:, p, acceptance.accepts[deals]] == 256).all()
            assert (counted.accepted[:, p, acceptance.refuses[deals]] == 0).all()


@given(case=cases(forms=("orders",), most_issues=3), seed=st.integers(0, 99))
@settings(max_examples=40)
def test_every_world_keeps_the_stated_orders(case: Case, seed: int) -> None:
    found = arrays(case, assume_unknown=True)
    for party, name in zip(found.problem.parties, case.parties, strict=True):
        assert isinstance(party, DrawnParty)
        utilities = party.utilities(Draws(seed, name, 0))
        assert utilities.min(initial=0) >= 0
        assert utilities.max(initial=1) <= 1 + 1e-12
        certain = preference_of(case, name)
        if certain.form is None:
            continue
        for code in range(0, case.space.outcomes, 5):
            sure = certain.raw(code)
            assert (utilities[:, sure.at_least] >= utilities[:, [code]] - 1e-9).all()
            assert (utilities[:, sure.at_most] <= utilities[:, [code]] + 1e-9).all()


@given(case=cases(most_issues=3, most_options=3), cut=st.integers(1, 4), draws=st.integers(1, 1100))
@settings(max_examples=20)
def test_counts_do_not_depend_on_how_the_blocks_are_cut(case: Case, cut: int, draws: int) -> None:
    found = arrays(case, concepts=ALL, assume_unknown=True)
    blocks = -(-draws // 256)
    whole = tally(found.problem, 4, 0, blocks, draws)
    parts = [tally(found.problem, 4, start, min(cut, blocks - start), draws) for start in range(0, blocks, cut)]
    total = parts[-1]
    for part in parts[:-1]:
        total = part + total
    assert total.draws == draws
    for one in fields(Tally):
        assert np.array_equal(getattr(whole, one.name), getattr(total, one.name)), one.name


@given(case=cases(most_parties=3, most_issues=3, most_options=3, forms=("orders", "ranking"), status_quo=True))
@settings(max_examples=25)
def test_equilibria_of_many_worlds_at_once_are_those_of_each_alone(case: Case) -> None:
    found = arrays(case, concepts=ALL, assume_unknown=True)
    problem, worlds = found.problem, 8
    counted = tally(problem, 6, 0, 1, worlds)
    expected = np.zeros((len(ALL), problem.feasible.size), dtype=np.int64)
    orders = []
    for party, name in zip(problem.parties, problem.names, strict=True):
        if isinstance(party, DrawnParty):
            orders.append(ranked(party.utilities(Draws(6, name, 0))[:worlds], problem.feasible, party.crosses)[0])
        else:
            assert party is not None
            orders.append(np.broadcast_to(party.ranks, (worlds, problem.feasible.size)))
    for world in range(worlds):
        verdicts = analyse(moves_of(case), [CompleteOrder(own[world]) for own in orders], ALL)
        for k, concept in enumerate(ALL):
            expected[k] += verdicts.stable[concept].all(axis=0)
    assert np.array_equal(counted.stable, expected[:, problem.deals])


@given(
    st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=1, max_size=3),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_ranks_are_those_of_a_plain_comparison(rows: list[list[int]], feasible: list[bool], sunk: list[bool]) -> None:
    utilities, allowed, below = np.array(rows) / 4, np.array(feasible), np.array(sunk)
    ranks, better = ranked(utilities, allowed, below)
    key = utilities - 9 * below
    for world, (x, y) in product(range(len(rows)), product(range(5), repeat=2)):
        if allowed[x] and allowed[y]:
            assert (ranks[world, x] > ranks[world, y]) == (key[world, x] > key[world, y])
            assert better[world, x] == sum(key[world, z] > key[world, x] for z in range(5) if allowed[z])
    if allowed.any():
        assert (better_than(ranks[0], allowed)[allowed] == better[0, allowed]).all()


def test_nearly_equal_utilities_are_level() -> None:
    ranks, better = ranked(np.array([[0.3, 0.1 + 0.2, 0.2]]), np.ones(3, dtype=bool), None)
    assert ranks.tolist() == [[1, 1, 0]]
    assert better.tolist() == [[0, 0, 2]]


@pytest.mark.parametrize(("count", "draws"), [(0, 100), (3, 100), (50, 100), (97, 100), (100, 100), (1, 1)])
def test_an_interval_holds_the_share_and_turns_round_with_it(count: int, draws: int) -> None:
    low, high = interval(count, draws)
    assert 0 <= low <= count / draws <= high <= 1
    turned = interval(draws - count, draws)
    assert turned == pytest.approx((1 - high, 1 - low))


def test_intervals_are_those_in_the_books() -> None:
    # Wilson: 15 of 50; Clopper and Pearson: 2 of 20.
    assert interval(15, 50) == pytest.approx((0.1910, 0.4375), abs=1e-4)
    assert interval(2, 20) == pytest.approx((0.0123, 0.3170), abs=1e-4)
    assert interval(0, 2000)[1] == pytest.approx(1 - 0.025 ** (1 / 2000))


def test_rank_acceptability_and_central_weights_are_shares_of_the_worlds() -> None:
    orders = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
    case = case_of({"north": {"importance": ["truce", "limits", "relief"], "orders": orders}})
    found = arrays(case, concepts=ALL)
    counted = tally(found.problem, 1, 0, 4, 1000)
    assert (counted.ranks.sum(axis=2) == 1000).all()
    best = list(found.problem.deals).index(6)  # the best outcome in every world
    assert counted.ranks[0, best, 0] == 1000
    seven = list(found.problem.deals).index(7)
    mean = counted.weights[0, seven] / 2**40 / counted.accepted[0, 0, seven]
    assert mean.sum() == pytest.approx(1)
    assert mean[0] < 0.5 < mean[1] + mean[2]  # accepted only where the first issue weighs less than the other two
