"""Coalitions: the engine against the definitions under every setting, the published case, and what a group can do jointly."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, JointMove, ProductMoves, analyse, complete_orders
from goodoffices.engines.stability.blocking import coalitions
from goodoffices.engines.stability.coalition_settings import (
    CoalitionSettings,
    Cseq,
    Improvement,
    Members,
    Reach,
    Sanctioners,
)
from goodoffices.engines.stability.coalitions import CoalitionGraph, coalition_verdicts, coalitions_of
from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.results.coalitions import CoalitionConcept
from goodoffices.model.results.stability import Concept
from tests.engines.stability.games import Game, arc_games, from_oracle, oracle, product_games
from tests.reference.coalitions import Coalitions
from tests.reference.stability import Arcs, from_ranks, product_arcs
from tests.shared import needs_shared

GAMES = st.one_of(product_games(max_parties=3, most=16, joint=True), arc_games(max_parties=3, most=7))
TURNS = list(product(Improvement, Cseq, Sanctioners))


def reference(game: Game, turn: tuple[Improvement, Cseq, Sanctioners], jump: bool = False) -> Coalitions:
    moves = game.moves
    rights: list[list[set[int]]] = [*game.enterable]
    for group in moves.groups:
        rights.append(
            [
                {m.option for m in game.joint if m.parties == group and m.issue == k}
                for k in range(len(game.sizes or ()))
            ]
        )
    arcs = game.arcs if game.sizes is None else [product_arcs(game.sizes, own, game.feasible) for own in rights]

    def jumps(coalition: frozenset[int]) -> Arcs:
        assert game.sizes is not None
        who = [k for k in range(len(rights)) if moves.members(k) <= coalition]
        union = [set[int]().union(*(rights[k][issue] for k in who)) for issue in range(len(game.sizes))]
        return product_arcs(game.sizes, union, game.feasible)

    partition = (frozenset({0, 1}),) if turn[2] is Sanctioners.PARTITION else ()
    return Coalitions(
        arcs, len(game.ranks), from_ranks(game.ranks), sorted(game.feasible), moves.groups,
        turn[0].value, turn[1].value, partition, jumps if jump else None,
    )  # fmt: skip


def agree(game: Game, turn: tuple[Improvement, Cseq, Sanctioners], reach: Reach) -> None:
    partition = (frozenset({0, 1}),) if turn[2] is Sanctioners.PARTITION else ()
    chosen = CoalitionSettings(Members.ALL, turn[0], reach, turn[1], turn[2], partition)
    graph = CoalitionGraph(game.moves, game.orders, chosen)
    model = reference(game, turn, reach is Reach.JUMP)
    for coalition, found in coalition_verdicts(graph, list(coalitions_of(len(game.ranks), Members.ALL))).items():
        for concept, mask in found.items():
            expected = {s for s in game.feasible if model.stable(s, coalition, concept.value)}
            assert set(np.flatnonzero(mask).tolist()) == expected, (coalition, concept)


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: "-".join(turn))
@settings(max_examples=12, deadline=None)
@given(game=GAMES)
def test_coalitions_agree_with_the_definitions_under_every_setting(
    turn: tuple[Improvement, Cseq, Sanctioners], game: Game
) -> None:
    agree(game, turn, Reach.SEQUENCE)


@settings(max_examples=20, deadline=None)
@given(game=product_games(max_parties=3, most=16, joint=True), turn=st.sampled_from(TURNS))
def test_a_jump_passes_over_infeasible_ground(game: Game, turn: tuple[Improvement, Cseq, Sanctioners]) -> None:
    agree(game, turn, Reach.JUMP)


@settings(max_examples=30, deadline=None)
@given(game=GAMES)
def test_for_single_parties_the_concepts_are_the_plain_ones(game: Game) -> None:
    if game.joint:  # groups among the others may answer a coalition, but not a party
        return
    singles = [frozenset({k}) for k in range(len(game.ranks))]
    found = coalition_verdicts(CoalitionGraph(game.moves, game.orders), singles)
    plain = analyse(game.moves, game.orders, [Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ]).stable
    for name, concept in zip(CoalitionConcept, (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ), strict=True):
        for k, single in enumerate(singles):
            assert np.array_equal(found[single][name], plain[concept][k])


@needs_shared
def test_the_coalition_improvements_of_elmira() -> None:
    case = oracle("elmira_9")
    game, parties = from_oracle(case), case["parties"]
    result = coalitions(game.moves, game.orders, parties, outcomes=sorted(game.feasible))
    found: dict[str, dict[str, list[int]]] = {}
    for pressure in result.pressures:
        for leaving in pressure.leave:
            found.setdefault("+".join(leaving.coalition), {})[str(pressure.code)] = list(leaving.to)
    assert found == case["coalition_improvements"]["targets"]
    at_five = next(pressure for pressure in result.pressures if pressure.code == 5)
    assert at_five.smallest == (("ministry", "uniroyal"),)
    path = at_five.leave[0].path
    assert [step.to for step in path] == [6, 8]
    assert result.to_json()["settings"]["members"] == "2+"


BOTH, NONE = np.array([True, True]), np.array([False, False])


def truce(parties: int = 2) -> ProductMoves:
    """A truce that only the first two can make together; either of them can end it."""
    back = np.array([True, False])
    rights = [(back,), (back,), *((NONE,) for _ in range(parties - 2))]
    return ProductMoves((2,), rights, joint=[JointMove(frozenset({0, 1}), 0, 1)])


def test_a_truce_that_both_want_is_what_they_would_leave_for_together() -> None:
    moves, orders = truce(), complete_orders([[0, 1], [0, 1]])
    assert analyse(moves, orders).none_can_leave.tolist() == [True, False]
    result = coalitions(moves, orders, ["north", "south"], outcomes=[0])
    assert result.stable(("north", "south"), CoalitionConcept.CR) == (1,)
    told = result.to_json()
    assert told["stable"]["north+south"]["cr"] == told["equilibria"]["cr"] == [1]
    assert told["outcomes"][0]["leave"][0]["path"] == [
        {"mover": ["north", "south"], "to": 1, "gain": ["better", "better"]}
    ]
    assert result.records() == [{"code": 0, "coalition": "north+south", "to": 1, "smallest": True}]


def test_without_one_of_them_there_is_no_truce() -> None:
    moves, orders = truce(parties=3), complete_orders([[0, 1], [0, 1], [0, 1]])
    result = coalitions(moves, orders, ["north", "south", "east"], outcomes=[0])
    assert [leaving.coalition for leaving in result.pressures[0].leave] == [
        ("north", "south"),
        ("north", "south", "east"),
    ]
    assert result.pressures[0].smallest == (("north", "south"),)


def test_what_cannot_be_asked_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="bare graph"):
        CoalitionGraph(ArcMoves(2, [[(0, 1)]]), complete_orders([[0, 1]]), CoalitionSettings(reach=Reach.JUMP))
    with pytest.raises(TooLarge, match="Name the coalitions"):
        coalitions_of(13)
    wide = ProductMoves((2,) * 13, [tuple(BOTH for _ in range(13))])
    with pytest.raises(TooLarge, match="8,192"):
        CoalitionGraph(wide, complete_orders(np.zeros((1, 2**13), dtype=np.int32)))
