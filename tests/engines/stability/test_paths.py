"""Ways from one outcome to another: against a walk through every sequence, the published case, joint steps, dead ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, JointMove, ProductMoves, complete_orders
from goodoffices.engines.stability.paths import Allowed, Levels, paths
from goodoffices.model.results.paths import against
from goodoffices.model.results.stability import Gain
from tests.engines.stability.games import Game, arc_games, from_oracle, oracle, product_games
from tests.reference.stability import Arcs, product_arcs
from tests.shared import needs_shared

GAMES = st.one_of(product_games(max_parties=3, most=12, joint=True), arc_games(max_parties=3, most=6))
Way = tuple[tuple[int, int], ...]


def all_arcs(game: Game) -> list[Arcs]:
    """Parties, then groups."""
    if game.sizes is None:
        return game.arcs
    joint = [
        product_arcs(
            game.sizes,
            [{m.option for m in game.joint if m.parties == group and m.issue == k} for k in range(len(game.sizes))],
            game.feasible,
        )
        for group in game.moves.groups
    ]
    return [*game.arcs, *joint]


def gains(game: Game, mover: int, source: int, target: int) -> list[int]:
    """−1, 0 or 1 for each member of a mover."""
    return [int(np.sign(game.ranks[k][target] - game.ranks[k][source])) for k in sorted(game.moves.members(mover))]


def shortest_by_walking(game: Game, start: int, improving: set[int], most: int) -> dict[int, set[Way]]:
    """Every shortest sequence to every outcome, by walking all sequences of up to ``most`` steps."""
    arcs = all_arcs(game)
    found: dict[int, set[Way]] = {start: {()}}
    level: list[tuple[int, int, Way]] = [(start, -1, ())]
    for _ in range(most):
        following = []
        ends: dict[int, set[Way]] = {}
        for at, last, way in level:
            for mover, own in enumerate(arcs):
                if mover == last:
                    continue
                for target in own.get(at, ()):
                    signs = gains(game, mover, at, target)
                    members = sorted(game.moves.members(mover))
                    if any(k in improving and sign < 1 for k, sign in zip(members, signs, strict=True)):
                        continue
                    step = (target, mover, (*way, (mover, target)))
                    following.append(step)
                    ends.setdefault(target, set()).add(step[2])
        for target, ways in ends.items():
            found.setdefault(target, ways)
        level = following if len(following) < 1500 else []
    return found


@settings(max_examples=35, deadline=None)
@given(game=GAMES, data=st.data())
def test_shortest_ways_agree_with_a_walk_through_every_sequence(game: Game, data: st.DataObject) -> None:
    if not game.feasible:
        return
    start = data.draw(st.sampled_from(sorted(game.feasible)))
    improving = data.draw(st.sets(st.integers(0, len(game.ranks) - 1)))
    allowed = [Allowed.IMPROVEMENTS if k in improving else Allowed.ALL for k in range(len(game.ranks))]
    levels = Levels(game.moves, game.orders, start, allowed)
    for target, ways in shortest_by_walking(game, start, improving, most=4).items():
        length = levels.steps_to(target)
        assert length == len(next(iter(ways)))
        count, listed = levels.shortest(target)
        assert count == len(ways)
        assert len(listed) == min(20, count)
        assert set(map(tuple, listed)) <= ways
        assert set(levels.last_movers(target)) == {way[-1][0] for way in ways if way}


def fewest_by_rounds(game: Game, start: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Least (steps against, steps) to each (outcome, last mover), by trying every arc until nothing improves."""
    arcs = all_arcs(game)
    best: dict[tuple[int, int], tuple[int, int]] = {(start, -1): (0, 0)}
    changed = True
    while changed:
        changed = False
        for (at, last), (cost, steps) in list(best.items()):
            for mover, own in enumerate(arcs):
                for target in own.get(at, ()) if mover != last else ():
                    offer = (cost + (min(gains(game, mover, at, target)) < 0), steps + 1)
                    if offer < best.get((target, mover), (10**9, 0)):
                        best[target, mover] = offer
                        changed = True
    return best


@settings(max_examples=35, deadline=None)
@given(game=GAMES, data=st.data())
def test_the_way_that_asks_least_agrees_with_trying_every_arc(game: Game, data: st.DataObject) -> None:
    if not game.feasible:
        return
    start, to = (data.draw(st.sampled_from(sorted(game.feasible))) for _ in range(2))
    names = [str(k) for k in range(len(game.ranks))]
    result = paths(game.moves, game.orders, names, start, to)
    costs = [cost for (at, _), cost in fewest_by_rounds(game, start).items() if at == to]
    assert (result.fewest_against is None) == (not costs) == (result.length is None)
    if result.fewest_against is not None:
        assert (against(result.fewest_against), len(result.fewest_against)) == min(costs)
        assert [step.to for step in result.fewest_against][-1:] == ([to] if to != start else [])


@needs_shared
def test_from_the_status_quo_of_elmira() -> None:
    case = oracle("elmira_9")
    game, expected = from_oracle(case), case["paths_from_status_quo"]
    levels = Levels(game.moves, game.orders, case["status_quo"], [Allowed.ALL] * 3)
    reached = set(np.flatnonzero(levels.reached).tolist()) - {case["status_quo"]}
    assert sorted(reached) == expected["reachable"]
    gains_only = Levels(game.moves, game.orders, case["status_quo"], [Allowed.IMPROVEMENTS] * 3)
    assert np.flatnonzero(gains_only.reached).tolist() == expected["reachable_by_improvements_only"]
    result = paths(game.moves, game.orders, case["parties"], case["status_quo"], 8)
    to_8 = expected["to_8"]
    assert (result.length, result.count) == (to_8["length"], len(to_8["paths"]))
    told = [[[step.movers[0], step.to, step.gains[0] is Gain.BETTER] for step in path] for path in result.shortest]
    assert sorted(told) == sorted(to_8["paths"])
    assert result.fewest_against is not None
    assert against(result.fewest_against) == to_8["fewest_steps_against_the_mover"]


BACK, NONE = np.array([True, False]), np.array([False, False])


def test_a_joint_step_is_told_with_the_gain_of_each_member() -> None:
    moves = ProductMoves((2,), [(BACK,), (BACK,)], joint=[JointMove(frozenset({0, 1}), 0, 1)])
    result = paths(moves, complete_orders([[0, 1], [1, 0]]), ["north", "south"], 0, 1)
    told = result.to_json()
    assert told["shortest"] == [[{"mover": ["north", "south"], "to": 1, "gain": ["better", "worse"]}]]
    assert told["fewest_against"] == {"against": 1, "path": told["shortest"][0]}
    assert result.first_movers == (("north", "south"),)
    assert result.records() == [{"path": 1, "step": 1, "mover": "north+south", "to": 1, "gain": "better+worse"}]
    only_gains = paths(moves, complete_orders([[0, 1], [1, 0]]), ["north", "south"], 0, 1, Allowed.IMPROVEMENTS)
    assert only_gains.length is None
    assert only_gains.fewest_against is not None


def test_what_no_one_can_enter_is_named() -> None:
    moves = ProductMoves((2, 2), [(np.array([True, True]), NONE)])
    told = paths(moves, complete_orders([[0, 1, 2, 3]]), ["north"], 0, 3).to_json()
    assert told["length"] is None
    assert told["reason"]
    assert told["never_entered"] == [[1, 1]]


def test_many_shortest_ways_are_counted_and_twenty_spelled_out() -> None:
    """Three layers of five outcomes each, two parties in turn: 125 ways, a path through each choice."""
    layers = [[0], [1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11, 12, 13, 14, 15], [16]]
    arcs: list[list[tuple[int, int]]] = [[], []]
    for turn, (here, there) in enumerate(pairwise(layers)):
        arcs[turn % 2] += [(a, b) for a in here for b in there]
    result = paths(ArcMoves(17, arcs), complete_orders(np.zeros((2, 17), dtype=np.int32)), ["a", "b"], 0, 16)
    assert (result.length, result.count, len(result.shortest)) == (4, 125, 20)
    assert result.to_json()["truncated"] is True
    assert result.shortest[0][0].gains == (Gain.LEVEL,)


def test_a_way_may_be_longer_than_any_stack() -> None:
    arcs: list[list[tuple[int, int]]] = [[], []]
    for at in range(3000):
        arcs[at % 2].append((at, at + 1))
    result = paths(ArcMoves(3001, arcs), complete_orders(np.zeros((2, 3001), dtype=np.int32)), ["a", "b"], 0, 3000)
    assert (result.length, result.count) == (3000, 1)
    assert result.fewest_against is not None
    assert len(result.fewest_against) == 3000


def test_nobody_moves_twice_in_a_row() -> None:
    """To 2 in two steps: over 3 by b then a. Over 1 it would be a twice."""
    moves = ArcMoves(4, [[(0, 1), (1, 2), (3, 2)], [(0, 3)]])
    result = paths(moves, complete_orders(np.zeros((2, 4), dtype=np.int32)), ["a", "b"], 0, 2)
    assert (result.length, result.count) == (2, 1)
    assert [(step.movers, step.to) for step in result.shortest[0]] == [(("b",), 3), (("a",), 2)]
