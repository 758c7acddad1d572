"""Theorems of the graph model, and changes that may not change a verdict."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import StabilityArrays, analyse, complete_orders
from goodoffices.model.results.stability import Concept, Unknown
from goodoffices.settings import Rule
from tests.engines.stability.games import Game, arc_games, partial_orders, product_games
from tests.reference.stability import code_of, digits_of

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM)
GAMES = st.one_of(product_games(most=64), arc_games())


def verdicts(game: Game, rule: Rule = Rule.LEGAL) -> StabilityArrays:
    return analyse(game.moves, game.orders, CONCEPTS, rule)


def inside(smaller: np.ndarray, larger: np.ndarray) -> bool:
    return not (smaller & ~larger).any()


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=60, deadline=None)
@given(game=GAMES)
def test_nash_is_the_strictest_and_gmr_the_most_lenient(rule: Rule, game: Game) -> None:
    stable = verdicts(game, rule).stable
    for chain in ((Concept.NASH, Concept.SMR, Concept.GMR), (Concept.NASH, Concept.SEQ, Concept.GMR)):
        for smaller, larger in pairwise(chain):
            assert inside(stable[smaller], stable[larger])


@settings(max_examples=60, deadline=None)
@given(game=GAMES)
def test_more_sequences_mean_more_sanctions(game: Game) -> None:
    single, once, legal = (verdicts(game, rule).stable for rule in (Rule.SINGLE, Rule.ONCE, Rule.LEGAL))
    for concept in (Concept.GMR, Concept.SMR, Concept.SEQ):
        assert inside(single[concept], once[concept])
        assert inside(once[concept], legal[concept])


@settings(max_examples=60, deadline=None)
@given(game=st.one_of(product_games(min_parties=2, max_parties=2, most=64), arc_games(min_parties=2, max_parties=2)))
def test_with_two_parties_the_three_rules_agree(game: Game) -> None:
    first, *rest = (verdicts(game, rule).stable for rule in Rule)
    for other in rest:
        for concept in first:
            assert np.array_equal(first[concept], other[concept])


@settings(max_examples=50, deadline=None)
@given(game=GAMES, data=st.data())
def test_the_order_of_the_parties_changes_no_verdict(game: Game, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(game.ranks))))
    moved = Game(
        game.outcomes,
        game.feasible,
        [game.ranks[k] for k in order],
        game.sizes,
        [game.enterable[k] for k in order] if game.sizes else [],
        [game.graph[k] for k in order] if not game.sizes else [],
    )
    before, after = verdicts(game).stable, verdicts(moved).stable
    for concept in before:
        assert np.array_equal(before[concept][list(order)], after[concept])


@settings(max_examples=50, deadline=None)
@given(game=product_games(most=64), data=st.data())
def test_the_order_of_issues_and_options_changes_no_verdict(game: Game, data: st.DataObject) -> None:
    assert game.sizes is not None
    sizes = game.sizes
    issues = data.draw(st.permutations(range(len(sizes))))
    options = [data.draw(st.permutations(range(size))) for size in sizes]
    new_sizes = tuple(sizes[k] for k in issues)

    def moved_code(code: int) -> int:
        digits = digits_of(code, sizes)
        return code_of([options[k].index(digits[k]) for k in issues], new_sizes)

    to = [moved_code(code) for code in range(game.outcomes)]
    ranks = [[0] * game.outcomes for _ in game.ranks]
    for party, own in enumerate(game.ranks):
        for code, rank in enumerate(own):
            ranks[party][to[code]] = rank
    enterable = [[{options[k].index(o) for o in own[k]} for k in issues] for own in game.enterable]
    moved = Game(game.outcomes, {to[code] for code in game.feasible}, ranks, new_sizes, enterable)
    before, after = verdicts(game).stable, verdicts(moved).stable
    for concept in before:
        assert np.array_equal(before[concept], after[concept][:, to])


@settings(max_examples=50, deadline=None)
@given(game=GAMES)
def test_any_increasing_change_of_ranks_changes_no_verdict(game: Game) -> None:
    stretched = complete_orders(np.array([[rank**3 + 7 * rank - 11 for rank in own] for own in game.ranks]))
    before, after = verdicts(game).stable, analyse(game.moves, stretched, CONCEPTS).stable
    for concept in before:
        assert np.array_equal(before[concept], after[concept])


@settings(max_examples=50, deadline=None)
@given(game=GAMES, data=st.data())
def test_ranks_on_infeasible_rows_are_never_read(game: Game, data: st.DataObject) -> None:
    noise = data.draw(st.integers(-(2**31), 2**31 - 1))
    ranks = np.where(game.mask, np.array(game.ranks), noise).astype(np.int32)
    before, after = verdicts(game).stable, analyse(game.moves, complete_orders(ranks), CONCEPTS).stable
    for concept in before:
        assert np.array_equal(before[concept], after[concept])


@settings(max_examples=50, deadline=None)
@given(game=product_games(most=32))
def test_an_issue_that_nobody_can_move_changes_no_verdict(game: Game) -> None:
    assert game.sizes is not None
    ranks = [[*own, *reversed(own)] for own in game.ranks]
    feasible = game.feasible | {code + game.outcomes for code in game.feasible}
    wider = Game(2 * game.outcomes, feasible, ranks, (*game.sizes, 2), [[*own, set[int]()] for own in game.enterable])
    before, after = verdicts(game).stable, verdicts(wider).stable
    for concept in before:
        assert np.array_equal(before[concept], after[concept][:, : game.outcomes])


@settings(max_examples=50, deadline=None)
@given(game=arc_games())
def test_an_outcome_that_nobody_reaches_changes_no_verdict(game: Game) -> None:
    graph = [{**own, game.outcomes: {0}} for own in game.graph]
    wider = Game(game.outcomes + 1, game.feasible | {game.outcomes}, [[*own, 99] for own in game.ranks], graph=graph)
    before, after = verdicts(game).stable, verdicts(wider).stable
    for concept in before:
        assert np.array_equal(before[concept], after[concept][:, : game.outcomes])


@settings(max_examples=40, deadline=None)
@given(game=st.one_of(product_games(max_parties=3, most=24), arc_games()), data=st.data())
def test_the_types_for_unknown_preferences_nest(game: Game, data: st.DataObject) -> None:
    arrays = analyse(game.moves, data.draw(partial_orders(game)), CONCEPTS)
    if arrays.unknown is None:
        return
    by = arrays.by_unknown
    for concept in by[Unknown.A]:
        a, b, c, d = (by[kind][concept] for kind in Unknown)
        assert inside(a, b)
        assert inside(b, d)
        assert inside(a, c)
        assert inside(c, d)
    assert np.array_equal(by[Unknown.A][Concept.NASH], by[Unknown.C][Concept.NASH])
    assert np.array_equal(by[Unknown.B][Concept.NASH], by[Unknown.D][Concept.NASH])


@settings(max_examples=40, deadline=None)
@given(game=product_games(max_parties=3, most=24), data=st.data())
def test_where_nothing_is_unknown_the_relation_says_what_the_ranks_say(game: Game, data: st.DataObject) -> None:
    arrays = analyse(game.moves, data.draw(partial_orders(game, share=0.0)), CONCEPTS)
    assert arrays.unknown is None
    expected = verdicts(game).stable
    for concept in expected:
        assert np.array_equal(arrays.stable[concept], expected[concept])


@settings(max_examples=30, deadline=None)
@given(game=st.one_of(product_games(max_parties=3, most=16), arc_games()), data=st.data())
def test_type_a_holds_in_every_completion_and_every_completion_within_type_d(game: Game, data: st.DataObject) -> None:
    # The order that the unknown comparisons were taken from is one of their completions.
    table = data.draw(partial_orders(game))
    arrays = analyse(game.moves, table, CONCEPTS)
    true = verdicts(game).stable
    if arrays.unknown is None:
        return
    for concept in (Concept.NASH, Concept.GMR, Concept.SMR):
        assert inside(arrays.by_unknown[Unknown.A][concept], true[concept])
    for concept in arrays.by_unknown[Unknown.D]:
        assert inside(true[concept], arrays.by_unknown[Unknown.D][concept])
