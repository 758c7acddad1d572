"""Two-party foresight against recursion; foresight that never settles; refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, analyse, complete_orders
from goodoffices.engines.stability.limited_moves import limited_moves, non_myopic
from goodoffices.errors import UsageError
from goodoffices.model.results.stability import Concept
from tests.engines.stability.games import Game, arc_games, product_games
from tests.reference.limited_moves import ends

GAMES = st.one_of(product_games(min_parties=2, max_parties=2, most=16), arc_games(min_parties=2, max_parties=2, most=8))


@settings(max_examples=50, deadline=None)
@given(game=GAMES, horizon=st.integers(1, 4))
def test_foresight_agrees_with_recursion(game: Game, horizon: int) -> None:
    found = limited_moves(game.moves, game.orders, horizon)
    for party in (0, 1):
        expected = {s for s in game.feasible if ends(game.arcs, game.ranks, party, s, horizon) == {s}}
        assert set(np.flatnonzero(found[party]).tolist()) == expected


@settings(max_examples=50, deadline=None)
@given(game=GAMES)
def test_one_move_ahead_is_nash(game: Game) -> None:
    nash = analyse(game.moves, game.orders, [Concept.NASH]).stable[Concept.NASH]
    assert np.array_equal(limited_moves(game.moves, game.orders, 1), nash)


@settings(max_examples=50, deadline=None)
@given(game=GAMES)
def test_unlimited_foresight_is_what_every_later_horizon_says(game: Game) -> None:
    found = non_myopic(game.moves, game.orders)
    begins = max(1, found.from_horizon)
    later = [limited_moves(game.moves, game.orders, h) for h in range(begins, begins + 2 * found.period)]
    assert np.array_equal(found.stable, np.logical_and.reduce(later))
    assert np.array_equal(found.changing, np.logical_or.reduce(later) & ~found.stable)
    assert found.period > 1 or not found.changing.any()


def test_foresight_that_never_settles_is_reported() -> None:
    """Round and round: each party gains by the next step, so where it ends depends on how far one looks."""
    moves = ArcMoves(4, [[(0, 1), (2, 3)], [(1, 2), (3, 0)]])
    found = non_myopic(moves, complete_orders([[0, 1, 0, 1], [1, 0, 1, 0]]))
    assert found.period > 1
    assert found.changing.any()


def test_foresight_is_refused_for_more_than_two_parties_and_for_none_at_all() -> None:
    with pytest.raises(UsageError, match="two parties"):
        non_myopic(ArcMoves(1, [[], [], []]), complete_orders([[0], [0]]))
    with pytest.raises(UsageError, match="1 or more"):
        limited_moves(ArcMoves(1, [[], []]), complete_orders([[0], [0]]), 0)
