"""Every verdict comes with a reason that can be checked step by step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.stability import PartialOrder, Relation, analyse, complete_orders
from goodoffices.engines.stability.witness import Witnesses
from goodoffices.errors import UsageError
from goodoffices.model.results.stability import Concept, Gain, Ground, Unknown, Witness
from goodoffices.settings import Rule
from tests.engines.stability.games import Game, arc_games, partial_orders, product_games
from tests.reference.stability import Model, code_of, digits_of

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM)


def dilemma() -> Game:
    """Two parties that can each cooperate; ranks as in the textbook."""
    return Game(4, {0, 1, 2, 3}, [[1, 0, 3, 2], [1, 3, 0, 2]], (2, 2), [[{0, 1}, set()], [set(), {0, 1}]])


def test_cooperation_holds_because_the_other_would_follow() -> None:
    game = dilemma()
    told = Witnesses(game.moves, game.orders, ["north", "south"]).witness(3, "north", Concept.SEQ)
    assert told.stable
    assert told.ground is Ground.ANSWERED
    assert told.improvement == 2
    assert [(step.movers, step.to, step.gains) for step in told.answer] == [(("south",), 0, (Gain.BETTER,))]
    assert told.lands == 0
    assert told.to_json()["answer"] == [{"mover": ["south"], "to": 0, "gain": "better"}]


def test_under_nash_no_answer_counts() -> None:
    game = dilemma()
    told = Witnesses(game.moves, game.orders, ["north", "south"]).witness(3, "north", Concept.NASH)
    assert not told.stable
    assert (told.ground, told.improvement, told.answer) == (Ground.UNANSWERED, 2, ())


def test_an_outcome_that_no_one_can_leave_alone_is_told_as_such() -> None:
    game = Game(2, {0, 1}, [[0, 1], [0, 1]], (2,), [[set()], [set()]])
    told = Witnesses(game.moves, game.orders, ["north", "south"]).witness(0, "south", Concept.GMR)
    assert (told.stable, told.ground, told.none_can_leave) == (True, Ground.NO_MOVE, True)


def test_an_improvement_that_may_not_be_one_is_told_as_unknown() -> None:
    game = Game(2, {0, 1}, [[0, 1]], (2,), [[{0, 1}]])
    order = PartialOrder.from_order(game.orders[0], [(0, 1)])
    made = Witnesses(game.moves, [order], ["north"])
    assert made.witness(0, "north", Concept.NASH, Unknown.A).known is False
    assert made.witness(0, "north", Concept.NASH, Unknown.B).stable


def test_what_cannot_be_told_is_refused_in_words() -> None:
    graph = Game(2, {0, 1}, [[0, 1]], graph=[{0: {1}}])
    made = Witnesses(graph.moves, graph.orders, ["north"])
    with pytest.raises(UsageError, match="bare graph"):
        made.witness(0, "north", Concept.SIM)
    with pytest.raises(UsageError, match="one concept a party"):
        made.witness(0, "north", Concept.MIXED)


def check(game: Game, told: Witness, verdict: bool, orders: tuple[PartialOrder, ...], kind: Unknown) -> None:
    """The witness proves its own verdict."""
    names = [str(k) for k in range(len(game.ranks))]
    party, s = names.index(told.party), told.code
    leaves = {Relation.BETTER, Relation.UNKNOWN} if kind in "ac" else {Relation.BETTER}
    held = {Relation.LEVEL, Relation.WORSE} | ({Relation.UNKNOWN} if kind in "cd" else set())
    assert told.stable == verdict
    wanted = [t for t in game.arcs[party].get(s, set()) if orders[party].compare(t, s) in leaves]
    assert told.likewise < max(1, len(wanted))
    if told.ground is Ground.NO_MOVE:
        assert not game.arcs[party].get(s)
        return
    if told.ground is Ground.NO_IMPROVEMENT:
        assert not wanted
        return
    assert told.improvement in wanted
    assert told.stable == (told.ground is Ground.ANSWERED)
    if not told.stable:
        assert told.improvement is not None
        assert not deterring_ends(game, told, orders, held)
        return
    assert told.lands is not None
    assert orders[party].compare(told.lands, s) in held
    if told.no_escape:
        assert all(orders[party].compare(t, s) in held for t in game.arcs[party].get(told.lands, ()))
    at, last = told.improvement, None
    if told.concept is Concept.SIM:
        assert game.sizes is not None
        ends = [digits_of(code, game.sizes) for code in (told.improvement, *(step.to for step in told.answer))]
        here = digits_of(s, game.sizes)
        changed = [next((d[k] for d in ends if d[k] != here[k]), here[k]) for k in range(len(here))]
        assert code_of(changed, game.sizes) == told.lands
        return
    for step in told.answer:
        mover = names.index(step.movers[0])
        assert mover not in (party, last)
        assert step.to in game.arcs[mover][at]
        if told.concept is Concept.SEQ:
            assert step.gains[0] in (Gain.BETTER, Gain.UNKNOWN)
        at, last = step.to, mover
    assert at == told.lands


def deterring_ends(game: Game, told: Witness, orders: tuple[PartialOrder, ...], held: set[Relation]) -> set[int]:
    """Where answers to the improvement shown could end so that it would not be worth while, by the plain search."""
    party, s = int(told.party), told.code
    assert told.improvement is not None
    signs = "~><?"
    model = Model(game.arcs, lambda i, x, y: signs[orders[i].compare(x, y)], sorted(game.feasible), game.sizes)
    others = [k for k in model.parties if k != party]
    if told.concept is Concept.NASH:
        return set()
    if told.concept is Concept.SIM:
        ends = model.simultaneous(s, told.improvement, others)
    else:
        ends = model.replies(told.improvement, others, told.rule.value, improving=told.concept is Concept.SEQ)
    ends = {x for x in ends if orders[party].compare(x, s) in held}
    if told.concept is Concept.SMR:
        ends = {x for x in ends if all(orders[party].compare(y, s) in held for y in model.moves(party, x))}
    return ends


@pytest.mark.parametrize("rule", list(Rule))
@settings(max_examples=20, deadline=None)
@given(data=st.data(), game=st.one_of(product_games(max_parties=3, most=12), arc_games(max_parties=3, most=6)))
def test_every_witness_proves_its_verdict(rule: Rule, data: st.DataObject, game: Game) -> None:
    partial = tuple(data.draw(partial_orders(game, share=0.2)))
    whole = tuple(PartialOrder(order.table()) for order in game.orders)
    names = [str(k) for k in range(len(game.ranks))]
    concepts = CONCEPTS if game.sizes else CONCEPTS[:-1]
    for given_orders, orders in ((game.orders, whole), (partial, partial)):
        arrays = analyse(game.moves, given_orders, concepts, rule)
        made = Witnesses(game.moves, given_orders, names, rule)
        for kind in Unknown if arrays.unknown else (Unknown.A,):
            masks = arrays.by_unknown[kind] if arrays.unknown else arrays.stable
            for concept in concepts:
                for party, name in enumerate(names):
                    for code in sorted(game.feasible):
                        told = made.witness(code, name, concept, kind)
                        check(game, told, bool(masks[concept][party, code]), orders, kind)


def test_seq_or_sim_tells_the_half_that_holds() -> None:
    game = dilemma()
    made = Witnesses(game.moves, complete_orders(game.ranks), ["north", "south"])
    told = made.witness(3, "south", Concept.SEQ_OR_SIM)
    assert (told.stable, told.concept) == (True, Concept.SEQ_OR_SIM)
