"""The inverse question against the enumeration of every order, and the published Syrian case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, PartialOrder, complete_orders
from goodoffices.engines.stability.clauses import reply_set
from goodoffices.engines.stability.fewest_swaps import fewest_swaps
from goodoffices.engines.stability.inverse import INVERSE_CONCEPTS, inverse
from goodoffices.errors import UsageError
from goodoffices.model.results.inverse import Order
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule
from tests.engines.stability.games import Game, arc_games, from_oracle, oracle, product_games
from tests.reference.stability import Model, from_ranks
from tests.shared import needs_shared

GAMES = st.one_of(product_games(min_parties=2, max_parties=3, most=6), arc_games(min_parties=2, max_parties=3, most=6))


def ranks_from(order: Order, outcomes: int) -> list[int]:
    ranks = [0] * outcomes
    for place, level in enumerate(order):
        for code in level:
            ranks[code] = len(order) - place
    return ranks


def swaps(one: list[int], other: list[int], codes: list[int]) -> int:
    """Pairs whose relation differs."""
    return sum(bool(np.sign(one[a] - one[b]) != np.sign(other[a] - other[b])) for a, b in combinations(codes, 2))


def weak_orders(codes: list[int]) -> Iterator[Order]:
    """Every order of these, ties included."""
    if not codes:
        yield ()
        return
    for size in range(1, len(codes) + 1):
        for best in combinations(codes, size):
            for rest in weak_orders([code for code in codes if code not in best]):
                yield (best, *rest)


def holds(game: Game, party: int, own: list[int], outcome: int, concept: str, rule: str = "legal") -> bool:
    ranks = [own if k == party else ranks for k, ranks in enumerate(game.ranks)]
    return Model(game.arcs, from_ranks(ranks), sorted(game.feasible)).stable(outcome, party, concept, rule)


@settings(max_examples=25, deadline=None)
@given(game=GAMES, data=st.data(), rule=st.sampled_from(list(Rule)))
def test_every_strict_order_is_accounted_for(game: Game, data: st.DataObject, rule: Rule) -> None:
    assume(len(game.feasible) > 1)
    codes = sorted(game.feasible)
    for own in game.ranks:  # strict orders to begin with
        for place, code in enumerate(data.draw(st.permutations(codes))):
            own[code] = place
    outcome = data.draw(st.sampled_from(codes))
    names = [str(k) for k in range(len(game.ranks))]
    result = inverse(game.moves, game.orders, names, outcome, rule=rule)
    party = data.draw(st.integers(0, len(names) - 1))
    for concept in INVERSE_CONCEPTS:
        answer = result.answers[names[party]][concept]
        good = []
        for order in permutations(codes):
            own = ranks_from(tuple((code,) for code in order), game.outcomes)
            if holds(game, party, own, outcome, concept.value, rule.value):
                good.append((swaps(own, game.ranks[party], codes), tuple((code,) for code in order)))
        assert answer.count == len(good)
        least = min(cost for cost, _ in good)
        assert answer.fewest_swaps == answer.at_least == least
        nearest = {order for cost, order in good if cost == least}
        assert set(answer.orders) <= nearest
        assert answer.more_orders or set(answer.orders) == nearest


@settings(max_examples=15, deadline=None)
@given(data=st.data(), game=st.one_of(product_games(min_parties=2, max_parties=2, most=4), arc_games(2, 2, most=4)))
def test_with_ties_every_order_that_is_nearer_fails(data: st.DataObject, game: Game) -> None:
    assume(len(game.feasible) > 1)
    codes = sorted(game.feasible)
    outcome = data.draw(st.sampled_from(codes))
    result = inverse(game.moves, game.orders, ["0", "1"], outcome)
    for concept in INVERSE_CONCEPTS:
        answer = result.answers["0"][concept]
        costs = [
            swaps(own, game.ranks[0], codes)
            for own in (ranks_from(order, game.outcomes) for order in weak_orders(codes))
            if holds(game, 0, own, outcome, concept.value)
        ]
        assert answer.fewest_swaps == min(costs)
        for order in answer.orders:
            own = ranks_from(order, game.outcomes)
            assert holds(game, 0, own, outcome, concept.value)
            assert swaps(own, game.ranks[0], codes) == answer.fewest_swaps


@settings(max_examples=60, deadline=None)
@given(game=st.one_of(product_games(max_parties=4, most=24), arc_games()), rule=st.sampled_from(list(Rule)))
def test_the_replies_from_one_outcome_are_those_of_the_plain_search(game: Game, rule: Rule) -> None:
    for start in sorted(game.feasible)[:5]:
        movers = list(range(1, len(game.ranks)))
        for improving in (None, game.orders):
            expected = game.model.replies(start, movers, rule.value, improving=improving is not None)
            assert reply_set(game.moves, start, movers, rule, improving).tolist() == sorted(expected)


@settings(max_examples=10, deadline=None)
@given(data=st.data(), game=product_games(min_parties=2, max_parties=2, most=4))
def test_all_parties_together_is_the_least_over_all_pairs_of_orders(data: st.DataObject, game: Game) -> None:
    codes = sorted(game.feasible)
    assume(len(codes) > 1)
    for own in game.ranks:
        for place, code in enumerate(data.draw(st.permutations(codes))):
            own[code] = place
    outcome = data.draw(st.sampled_from(codes))
    together = inverse(game.moves, game.orders, ["0", "1"], outcome).together
    every = [ranks_from(tuple((c,) for c in order), game.outcomes) for order in permutations(codes)]
    for concept in INVERSE_CONCEPTS:
        least = 10**6
        for one in every:
            for other in every:
                cost = swaps(one, game.ranks[0], codes) + swaps(other, game.ranks[1], codes)
                if cost < least:
                    model = Model(game.arcs, from_ranks([one, other]), codes)
                    if all(model.stable(outcome, k, concept.value) for k in (0, 1)):
                        least = cost
        assert together[concept].exact
        assert together[concept].fewest_swaps == least


@needs_shared
def test_what_would_make_syria_release_the_water() -> None:
    case = oracle("syria_iraq_1975")
    game, expected = from_oracle(case), case["inverse"]
    target = case["published_state_numbers"][str(int(expected["target"]) + 1)]
    assert target == 1
    told = inverse(game.moves, game.orders, case["parties"], target).to_json()
    for concept, count in expected["count_of_720_making_target_an_equilibrium"].items():
        assert told["parties"]["syria"][concept]["count"] == count
    for concept, fewest in expected["fewest_adjacent_swaps"].items():
        assert told["parties"]["syria"][concept]["fewest_swaps"] == fewest["swaps"]
        assert told["parties"]["syria"][concept]["orders"] == [fewest["syria"]]


def test_a_long_order_is_searched_exactly_in_no_time() -> None:
    """Six hundred outcomes above, and the two best must fall: past each other outcome, or all together."""
    result = fewest_swaps([[x] for x in range(600)], 0, [frozenset({frozenset({0})}), frozenset({frozenset({1})})])
    assert result.least == 600  # everything falls, keeping its order: one pair each with the outcome itself
    one = fewest_swaps([[x] for x in range(600)], 0, [frozenset({frozenset({0}), frozenset({599})})])
    assert (one.least, one.fallen) == (1, (frozenset({599}),))


def test_what_is_stable_already_needs_no_swap() -> None:
    result = inverse(ArcMoves(2, [[(0, 1)], []]), complete_orders([[1, 0], [0, 1]]), ["north", "south"], 0)
    answer = result.answers["north"][Concept.NASH]
    assert (answer.fewest_swaps, answer.orders, answer.count) == (0, (((0,), (1,)),), 1)
    assert result.together[Concept.SEQ].fewest_swaps == 0
    assert len(result.records()) == 8


def test_unknown_comparisons_and_other_concepts_are_refused_in_words() -> None:
    moves, orders = ArcMoves(2, [[(0, 1)]]), complete_orders([[1, 0]])
    with pytest.raises(UsageError, match="north: some comparisons are unknown"):
        inverse(moves, [PartialOrder.from_order(orders[0], [(0, 1)])], ["north"], 0)
    with pytest.raises(UsageError, match="not sim"):
        inverse(moves, orders, ["north"], 0, [Concept.SIM])


def test_a_count_with_more_digits_than_can_be_printed_is_told_as_a_share() -> None:
    moves = ArcMoves(3000, [[(0, 1), (0, 2)]])
    answer = inverse(moves, complete_orders([list(range(3000))]), ["north"], 0, [Concept.NASH]).answers["north"][
        Concept.NASH
    ]
    told = json.loads(json.dumps(answer.to_json()))
    assert (told["count"], told["share"]) == (None, "1/3")
    assert "digits" in told["reason"]


def test_leaving_a_tie_costs_one_for_each_that_stays() -> None:
    alone = fewest_swaps([[0, 1, 2]], 0, [frozenset({frozenset({0})})])
    assert alone.least == 3  # past s and out of a tie with two; or all three past s
    assert set(alone.fallen) == {frozenset({0}), frozenset({0, 1, 2})}
    assert fewest_swaps([[0]], 2, [frozenset({frozenset({0})})]).least == 3  # past s, and s out of a tie with two
