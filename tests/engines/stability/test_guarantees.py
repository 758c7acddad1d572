"""Guarantees: every set that is reported works, no smaller one does, and what a change does to the moves is what it says."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import CompleteOrder, JointMove, ProductMoves, analyse, complete_orders
from goodoffices.engines.stability.guarantees import changed_moves, guarantees, smallest_changes
from goodoffices.model.results.changes import Change, ChangeKind
from goodoffices.model.results.stability import Concept
from tests.engines.stability.games import Game, product_games
from tests.reference.stability import Model, from_ranks, product_arcs

BOTH, NONE = np.array([True, True]), np.array([False, False])
CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


def temptation() -> tuple[ProductMoves, tuple[CompleteOrder, ...]]:
    """Each party holds one issue and would rather break a truce (3) than keep it."""
    return ProductMoves((2, 2), [(BOTH, NONE), (NONE, BOTH)]), complete_orders([[1, 0, 3, 2], [1, 3, 0, 2]])


def test_a_truce_that_both_would_break_needs_two_locks() -> None:
    moves, orders = temptation()
    locks = list(guarantees(moves, [ChangeKind.LOCK]))
    found = smallest_changes(moves, orders, ["north", "south"], 3, locks)
    assert found.size == 2
    assert found.to_json()["sets"] == [
        [
            {"kind": "lock", "party": "north", "issue": 0, "option": 0},
            {"kind": "lock", "party": "south", "issue": 1, "option": 0},
        ]
    ]
    assert (found.searched, found.complete, len(found.records())) == (2, True, 2)


def test_a_snap_back_deters_where_the_other_can_answer() -> None:
    """North alone can break; South cannot answer until it gains a move that North dislikes."""
    moves = ProductMoves((2, 2), [(BOTH, NONE), (NONE, NONE)])
    orders = complete_orders([[2, 3, 1, 0], [1, 0, 1, 0]])
    answers = list(guarantees(moves, [ChangeKind.SNAP_BACK]))
    found = smallest_changes(moves, orders, ["north", "south"], 0, answers, Concept.GMR)
    assert (Change(ChangeKind.SNAP_BACK, 1, 1, 1),) in found.sets


def test_a_consent_turns_a_right_into_a_joint_move() -> None:
    moves, _ = temptation()
    after = changed_moves(moves, [Change(ChangeKind.CONSENT, 0, 0, 1, partner=1)])
    assert after.rights(0)[0].tolist() == [True, False]
    assert after.joint == (JointMove(frozenset({0, 1}), 0, 1),)
    assert moves.rights(0)[0].all()


def test_a_change_of_order_may_stand_beside_guarantees() -> None:
    moves, orders = temptation()
    locks = list(guarantees(moves, [ChangeKind.LOCK]))
    content = Change(ChangeKind.ORDER, 0, label="drop a red line")
    happy = complete_orders([[1, 0, 2, 3]])[0]
    found = smallest_changes(moves, orders, ["north", "south"], 3, [content, *locks], orders={content: happy})
    assert [sorted(change.kind.value for change in changes) for changes in found.sets] == [
        ["lock", "order"],
        ["lock", "lock"],
    ]


def test_a_search_that_is_cut_short_says_so() -> None:
    moves, orders = temptation()
    every = list(guarantees(moves))
    found = smallest_changes(moves, orders, ["north", "south"], 3, every, most_checked=3)
    assert (found.size, found.searched, found.complete) == (None, 0, False)
    assert "no set of up to 0" in found.to_json()["reason"]


@settings(max_examples=25, deadline=None)
@given(game=product_games(min_parties=2, max_parties=3, most=8), data=st.data())
def test_sets_that_are_listed_work_and_smaller_ones_do_not(game: Game, data: st.DataObject) -> None:
    if not game.feasible:
        return
    assert game.sizes is not None
    sizes = game.sizes
    moves = game.moves
    assert isinstance(moves, ProductMoves)
    outcome = data.draw(st.sampled_from(sorted(game.feasible)))
    concept = data.draw(st.sampled_from(CONCEPTS))
    candidates = [c for c in guarantees(moves) if c.kind is not ChangeKind.CONSENT][:8]
    names = [str(k) for k in range(len(game.ranks))]
    found = smallest_changes(moves, game.orders, names, outcome, candidates, concept, most=2)

    def works(changes: tuple[Change, ...]) -> bool:
        rights = [[set(options) for options in own] for own in game.enterable]
        for change in changes:
            assert change.issue is not None
            assert change.option is not None
            if change.kind is ChangeKind.LOCK:
                rights[change.party][change.issue].discard(change.option)
            else:
                rights[change.party][change.issue].add(change.option)
        arcs = [product_arcs(sizes, own, game.feasible) for own in rights]
        model = Model(arcs, from_ranks(game.ranks), sorted(game.feasible), sizes)
        return all(model.stable(outcome, k, concept.value) for k in range(len(names)))

    by_size = [[c for c in combinations(candidates, size) if works(c)] for size in range(3)]
    expected = next((sets for sets in by_size if sets), [])
    assert list(found.sets) == expected


@settings(max_examples=20, deadline=None)
@given(game=product_games(min_parties=2, max_parties=3, most=16))
def test_locking_everything_makes_everything_stable(game: Game) -> None:
    moves = game.moves
    assert isinstance(moves, ProductMoves)
    locked = changed_moves(moves, list(guarantees(moves, [ChangeKind.LOCK])))
    assert np.array_equal(analyse(locked, game.orders, [Concept.NASH]).stable[Concept.NASH][0], game.mask)
