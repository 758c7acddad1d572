"""Deals as a whole: what the engine finds is what the definitions say, one outcome at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import DealsProblem, find_deals, thin
from goodoffices.model.results.deals import Codes, DealsResult, Refusal, RefusalSets, Solution, Unavailable
from goodoffices.settings import Disagreement, Ideal
from tests.engines.deals.games import games, problem_of, table_game
from tests.reference.deals import Game, Insistence


def codes_of(found: Codes | Unavailable) -> list[int]:
    assert isinstance(found, Codes)
    return [int(code) for code in found.values]


def picked(found: Solution | Unavailable) -> list[int]:
    assert isinstance(found, Solution)
    return [int(code) for code in found.codes]


def leximin(found: Solution | Unavailable) -> list[int]:
    assert isinstance(found, Solution)
    assert found.leximin is not None
    return [int(code) for code in found.leximin]


@given(games())
@settings(max_examples=80, deadline=None)
def test_deals_consent_and_acceptance_are_those_of_the_definitions(game: Game) -> None:
    result = find_deals(problem_of(game))
    assert codes_of(result.deals) == game.deals()
    assert codes_of(result.acceptable) == game.acceptable()
    assert codes_of(result.possible) == game.possible()
    assert codes_of(result.pareto) == game.pareto()
    assert codes_of(result.pareto_acceptable) == [code for code in game.pareto() if code in game.acceptable()]
    common = [who for code in game.deals() for who in game.consent_sets(code)]
    always = frozenset.intersection(*common) if common else frozenset(game.principals)
    assert result.consent == tuple(game.parties[p] for p in sorted(always))


@given(games(), st.sampled_from(list(Disagreement)), st.sampled_from(list(Ideal)), st.sampled_from([0, 4096]))
@settings(max_examples=150, deadline=None)
def test_solutions_are_those_of_the_definitions(
    game: Game, disagreement: Disagreement, ideal: Ideal, thin_below: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thin, "THIN_BELOW", thin_below)  # at 0 even small games are thinned out first
        result = find_deals(problem_of(game), disagreement=disagreement, ideal=ideal)
    low = game.disagreement(disagreement.value) if any(game.feasible) else []
    open_to = game.bargaining_set(low) if low else []
    if not open_to:
        assert {type(found) for found in solutions(result)} == {Unavailable}
        return
    high = game.ideal(ideal.value, open_to)
    assert picked(result.nash) == game.nash(open_to, low)
    assert (picked(result.kalai_smorodinsky), leximin(result.kalai_smorodinsky)) == game.kalai_smorodinsky(
        open_to, low, high
    )
    assert (picked(result.egalitarian), leximin(result.egalitarian)) == game.egalitarian(open_to, low, high)
    assert picked(result.utilitarian) == game.utilitarian(open_to)


def solutions(result: DealsResult) -> list[Solution | Unavailable]:
    return [result.nash, result.kalai_smorodinsky, result.egalitarian, result.utilitarian]


def insistences(game: Game, found: RefusalSets) -> set[frozenset[Insistence]]:
    def plain(refusal: Refusal) -> Insistence:
        assert refusal.text is not None
        return (game.parties.index(refusal.party), refusal.kind, refusal.text)

    return {frozenset(plain(refusal) for refusal in refusals) for refusals in found.sets}


@given(games(most_parties=3))
@settings(max_examples=80, deadline=None)
def test_conflicts_and_concessions_are_the_minimal_ones(game: Game) -> None:
    result = find_deals(problem_of(game))
    if game.possible() or not game.deals():
        assert result.why_none.sets == result.concessions.sets == ()
        assert result.why_none_reason
        return
    assert insistences(game, result.why_none) == game.conflicts()
    assert insistences(game, result.concessions) == game.concessions()
    assert result.why_none_reason is None
    assert result.why_none.count == len(result.why_none.sets)


@given(games(most_parties=3))
@settings(max_examples=60, deadline=None)
def test_possible_deals_hang_on_the_smallest_sets_of_unknown_answers(game: Game) -> None:
    result = find_deals(problem_of(game))
    undecided = bool(game.possible()) and not game.acceptable()
    expected = {frozenset(game.parties[p] for p in who) for who in game.hangs_on()} if undecided else set()
    assert set(result.hangs_on) == expected


@given(games(with_unknown=False))
@settings(max_examples=60, deadline=None)
def test_dropping_a_red_line_never_loses_a_deal(game: Game) -> None:
    softer = replace(game, red_lines=((), *game.red_lines[1:]))
    assert set(codes_of(find_deals(problem_of(game)).acceptable)) <= set(
        codes_of(find_deals(problem_of(softer)).acceptable)
    )


@given(games(), st.integers(-3, 3), st.sampled_from([2, 3, 10**12]))
@settings(max_examples=60, deadline=None)
def test_solutions_do_not_depend_on_anyones_units(game: Game, shift: int, stretch: int) -> None:
    """Nash and Kalai–Smorodinsky under another zero and another unit of one party, walk-away included."""
    moved = replace(
        game,
        utilities=(tuple(value * stretch + shift for value in game.utilities[0]), *game.utilities[1:]),
        walk_away=(game.walk_away[0] * stretch + shift, *game.walk_away[1:]),
    )
    before, after = find_deals(problem_of(game)), find_deals(problem_of(moved))
    for one, other in ((before.nash, after.nash), (before.kalai_smorodinsky, after.kalai_smorodinsky)):
        if isinstance(one, Unavailable):
            assert one == other
        else:
            assert picked(one) == picked(other)


@given(games(most_issues=2), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_other_names_and_another_order_of_parties_change_only_names(game: Game, shuffle: object) -> None:
    order = list(range(len(game.parties)))
    getattr(shuffle, "shuffle")(order)  # noqa: B009  the strategy's type tells nothing of it
    place = {old: new for new, old in enumerate(order)}
    turned = replace(
        game,
        parties=tuple(game.parties[p] for p in order),
        principals=tuple(sorted(place[p] for p in game.principals)),
        reached_by=tuple(
            tuple(tuple(frozenset(place[p] for p in group) for group in groups) for groups in options)
            for options in game.reached_by
        ),
        utilities=tuple(game.utilities[p] for p in order),
        walk_away=tuple(game.walk_away[p] for p in order),
        red_lines=tuple(game.red_lines[p] for p in order),
        unknown=tuple(game.unknown[p] for p in order),
    )
    before, after = find_deals(problem_of(game)), find_deals(problem_of(turned))
    assert codes_of(before.acceptable) == codes_of(after.acceptable)
    assert codes_of(before.pareto) == codes_of(after.pareto)
    assert set(before.consent) == set(after.consent)
    for name in ("kalai_smorodinsky", "egalitarian", "utilitarian"):
        one, other = getattr(before, name), getattr(after, name)
        assert one == other if isinstance(one, Unavailable) else picked(one) == picked(other)
    assert {frozenset(row) for row in before.why_none.sets} == {frozenset(row) for row in after.why_none.sets}


def test_a_red_line_is_never_averaged_away() -> None:
    """However much everyone gains, a deal across one party's red line is not acceptable, and the reason is named."""
    game = replace(table_game(["1000", "1000"], walk_away=["0", "0"]), red_lines=((), (frozenset({0}),)))
    result = find_deals(problem_of(game))
    assert result.acceptable.count == 0
    assert result.why_none.to_json() == [[{"party": "south", "red_line": "line 0"}]]
    assert isinstance(result.nash, Unavailable)


def test_equal_to_the_walk_away_is_enough() -> None:
    assert codes_of(find_deals(problem_of(table_game(["1", "2"], walk_away=["1", "2"]))).acceptable) == [0]


def test_what_nobody_can_bring_about_is_no_deal_and_no_refusal_is_to_blame() -> None:
    game = replace(table_game(["0", "0"], ["9", "9"], walk_away=["0", "0"]), status_quo=0)
    result = find_deals(problem_of(game))
    assert codes_of(result.not_brought_about) == [1]
    assert result.why_none.sets == ()
    assert result.why_none_reason is not None
    assert "bring about" in result.why_none_reason


def test_deals_of_all_but_one_respect_the_veto() -> None:
    game = table_game(["1", "1", "-1"], ["-1", "1", "1"], ["1", "-1", "-1"], walk_away=["0", "0", "0"])
    problem = problem_of(game)
    assert codes_of(find_deals(problem).acceptable) == []
    assert codes_of(find_deals(problem, at_least=2).acceptable) == [0, 1]
    assert codes_of(find_deals(problem, at_least=2, veto=(0,)).acceptable) == [0]
    assert isinstance(find_deals(problem, at_least=2).nash, Unavailable)  # it would leave one below its walk-away


def test_a_deal_row_says_who_refuses_and_why() -> None:
    game = replace(
        table_game(["3", "1"], ["2", "5"], walk_away=["0", "2"]),
        red_lines=((frozenset({1}),), ()),
        status_quo=None,
    )
    result = find_deals(problem_of(game), about=[0, 1])
    first, second = result.deal(0), result.deal(1)
    assert [verdict.answer for verdict in first.verdicts] == ["accepts", "refuses"]
    assert first.verdicts[1].broken == (Refusal("south", "walk_away", "no deal"),)
    assert [verdict.answer for verdict in second.verdicts] == ["refuses", "accepts"]
    assert second.accepted_by == ()
    assert second.utilities == {"north": 2.0, "south": 5.0}
    with pytest.raises(KeyError):
        find_deals(problem_of(game)).deal(0)


def test_a_party_that_is_not_heard_makes_acceptance_unknown() -> None:
    game = table_game(["1", "1"], walk_away=["0", "0"])
    problem = problem_of(replace(game, unknown=(frozenset(), frozenset({0}))))
    result = find_deals(problem)
    assert (result.acceptable.count, result.possible.count) == (0, 1)
    assert result.hangs_on == (frozenset({"south"}),)
    assert "What south would accept is not known." in result.warnings


def test_a_walk_away_above_the_greatest_utility_is_told() -> None:
    result = find_deals(problem_of(table_game(["1", "1"], ["2", "0"], walk_away=["5", "0"])))
    assert result.why_none.to_json() == [[{"party": "north", "walk_away": "no deal"}]]
    assert any("north" in warning and "more than any feasible outcome" in warning for warning in result.warnings)


def test_a_party_without_scores_leaves_acceptability_and_gives_a_reason_for_the_rest() -> None:
    problem = problem_of(table_game(["1", "2"], ["2", "2"], walk_away=["0", "0"]))
    ordinal = replace(problem, scores=[None, problem.scores[1]], orders=[np.array([0, 1]), None])
    result = find_deals(ordinal)
    assert codes_of(result.acceptable) == [0, 1]
    assert codes_of(result.pareto) == [1]
    found = result.to_json()
    assert found["nash"] is None
    assert "north" in found["reason"]["nash"]


def test_arrays_that_do_not_fit_are_refused() -> None:
    problem = problem_of(table_game(["1", "2"], walk_away=["0", "0"]))
    with pytest.raises(ValueError, match="shape"):
        replace(problem, accepts=np.zeros((1, 1), dtype=np.bool_))
    with pytest.raises(ValueError, match="both accept and refuse"):
        replace(problem, refuses=problem.accepts)


def test_json_keeps_the_contract() -> None:
    game = table_game(["1", "2"], ["2", "1"], walk_away=["0", "0"])
    found = find_deals(problem_of(game)).to_json()
    assert (found["outcomes"], found["feasible"], found["consent"]) == (2, 2, ["north", "south"])
    assert found["acceptable"] == {"count": 2, "codes": [0, 1]}
    assert found["pareto"] == {"count": 2, "codes": [0, 1]}
    assert found["nash"]["codes"] == [0, 1]
    assert found["nash"]["utilities"] == {"north": 1.0, "south": 2.0}
    assert found["why_none"] == []
    assert {"kalai_smorodinsky", "egalitarian", "utilitarian"} <= set(found)


def test_long_lists_are_cut_and_say_so() -> None:
    found = Codes(np.arange(10_001)).to_json()
    assert (found["count"], len(found["codes"]), found["truncated"]) == (10_001, 10_000, True)


def test_records_are_one_row_a_deal() -> None:
    problem: DealsProblem = problem_of(table_game(["1", "2"], ["-1", "1"], walk_away=["0", "0"]))
    result = find_deals(problem)
    assert [(row["code"], row["north says"], row["acceptable"]) for row in result.records()] == [(0, "accepts", True)]
    assert "deals by enumeration" in result._repr_html_()
