"""The engine against the plain search: every verdict, both forms of graph, all three rules."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, ProductMoves, analyse
from goodoffices.model.results.stability import Concept, Unknown
from goodoffices.settings import Rule
from tests.engines.stability.games import Game, arc_games, partial_orders, product_games
from tests.reference.stability import Model

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


def same(arrays: Any, expected: list[set[int]]) -> None:
    assert [set(np.flatnonzero(row).tolist()) for row in arrays] == expected


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=60, deadline=None)
@given(game=product_games(max_parties=4, most=32))
def test_issue_games_agree_with_the_plain_search(rule: Rule, game: Game) -> None:
    arrays = analyse(game.moves, game.orders, CONCEPTS, rule)
    for concept in CONCEPTS:
        same(arrays.stable[concept], game.model.verdicts(concept.value, rule.value))


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=120, deadline=None)
@given(game=arc_games())
def test_graphs_agree_with_the_plain_search(rule: Rule, game: Game) -> None:
    arrays = analyse(game.moves, game.orders, CONCEPTS, rule)
    for concept in CONCEPTS:
        same(arrays.stable[concept], game.model.verdicts(concept.value, rule.value))


@settings(max_examples=80, deadline=None)
@given(game=product_games(max_parties=4, most=24))
def test_simultaneous_moves_agree_with_the_plain_search(game: Game) -> None:
    arrays = analyse(game.moves, game.orders, [Concept.SIM, Concept.SEQ, Concept.SEQ_OR_SIM])
    same(arrays.stable[Concept.SIM], game.model.verdicts("sim"))
    union = arrays.stable[Concept.SIM] | arrays.stable[Concept.SEQ]
    assert np.array_equal(arrays.stable[Concept.SEQ_OR_SIM], union)


@settings(max_examples=60, deadline=None)
@given(game=product_games(max_parties=4, most=48))
def test_moves_are_the_boxes_that_the_options_span(game: Game) -> None:
    moves = game.moves
    for party, own in enumerate(game.arcs):
        pointer, target = moves.arcs(party)
        movable = set(np.flatnonzero(moves.can_move(party)).tolist())
        for code in game.feasible:
            expected = sorted(own[code])
            assert moves.targets(party, code).tolist() == expected
            assert target[pointer[code] : pointer[code + 1]].tolist() == expected
            assert (code in movable) == bool(expected)
        assert len(target) <= moves.arc_count(party)
        assert len(game.feasible) < game.outcomes or len(target) == moves.arc_count(party)


@settings(max_examples=40, deadline=None)
@given(game=product_games(max_parties=3, most=24))
def test_an_issue_game_and_its_own_graph_agree(game: Game) -> None:
    graph = ArcMoves(game.outcomes, [[(a, b) for a in own for b in own[a]] for own in game.arcs], game.mask)
    assert isinstance(game.moves, ProductMoves)
    one, other = (analyse(moves, game.orders, CONCEPTS) for moves in (game.moves, graph))
    for concept in CONCEPTS:
        assert np.array_equal(one.stable[concept], other.stable[concept])


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=25, deadline=None)
@given(data=st.data(), game=st.one_of(product_games(max_parties=3, most=16), arc_games(max_parties=3, most=7)))
def test_unknown_preferences_agree_with_the_plain_search(rule: Rule, data: st.DataObject, game: Game) -> None:
    orders = data.draw(partial_orders(game))
    signs = "~><?"
    model = Model(game.arcs, lambda i, x, y: signs[orders[i].compare(x, y)], sorted(game.feasible), game.sizes)
    concepts = [*CONCEPTS, Concept.SIM] if game.sizes else CONCEPTS
    arrays = analyse(game.moves, orders, concepts, rule)
    for kind in Unknown:
        masks = arrays.by_unknown[kind] if arrays.unknown else arrays.stable
        for concept in concepts:
            same(masks[concept], model.verdicts(concept.value, rule.value, kind.value))
