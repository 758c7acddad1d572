"""Traps found in tools that people use now: each once as a small table, with the right answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from goodoffices.engines.deals import DealsProblem, Scores, find_deals
from goodoffices.engines.deals.opposition import opposition
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Codes, Solution, Unavailable
from goodoffices.model.scaling import scaled_utilities
from goodoffices.settings import Disagreement
from tests.engines.deals.games import problem_of, table_game


def picked(found: Solution | Unavailable) -> list[int]:
    assert isinstance(found, Solution)
    return [int(code) for code in found.codes]


def test_the_most_alike_shares_do_not_win_over_greater_ones() -> None:
    game = table_game(
        ["0.45", "0.40", "0.40"], ["0.95", "0.90", "0.395"], ["0", "0", "0.40"], walk_away=["0", "0", "0"]
    )
    solution = find_deals(problem_of(game)).kalai_smorodinsky
    assert picked(solution) == [1]
    assert isinstance(solution, Solution)
    assert solution.ideal == {"north": 0.95, "south": 0.9, "east": 0.4}


def test_a_walk_away_below_the_least_utility_stays_where_it_is() -> None:
    game = table_game(["0.4", "0.4"], ["1", "0.2"], ["0.2", "1"], walk_away=["0", "0"])
    result = find_deals(problem_of(game))
    assert picked(result.nash) == [1, 2]
    assert isinstance(result.nash, Solution)
    assert result.nash.value == 0.2
    raised = find_deals(problem_of(game), disagreement=Disagreement.MINIMUM)
    assert picked(raised.nash) == [0]


def test_two_losses_never_make_a_gain() -> None:
    game = table_game(["0.1", "0.1"], ["0.85", "0.75"], ["0.7", "0.81"], walk_away=["0.8", "0.8"])
    result = find_deals(problem_of(game))
    assert isinstance(result.nash, Unavailable)
    assert {frozenset((r.party, r.kind) for r in refusals) for refusals in result.why_none.sets} == {
        frozenset({("north", "walk_away"), ("south", "walk_away")})
    }
    assert {refusals[0].party for refusals in result.concessions.sets} == {"north", "south"}


def test_equal_points_all_stay_in_the_pareto_set() -> None:
    result = find_deals(problem_of(table_game(["1", "0"], ["1", "0"], ["0", "1"], walk_away=["0", "0"])))
    assert isinstance(result.pareto, Codes)
    assert result.pareto.values.tolist() == [0, 1, 2]


def test_rounding_does_not_choose_between_points_that_tie_for_one_party() -> None:
    space = OutcomeSpace(("share", "bonus"), (("none", "most"), ("none", "some")))
    first: dict[str, dict[str, Fraction | Decimal | int]] = {
        "share": {"none": Decimal(0), "most": Decimal("0.7")},
        "bonus": {"none": 0, "some": 0},
    }
    second: dict[str, dict[str, Fraction | Decimal | int]] = {
        "share": {"none": 0, "most": Decimal("0.60")},
        "bonus": {"none": Decimal(0), "some": Decimal("0.01")},
    }
    scores = [Scores(*scaled_utilities(space, sheet), 0) for sheet in (first, second)]
    everything = np.ones(space.outcomes, dtype=np.bool_)
    names = ("north", "south")
    problem = DealsProblem(
        space,
        names,
        everything,
        ConsentSets.of(space, names, names, [], None),
        np.stack([everything, everything]),
        np.stack([~everything, ~everything]),
        scores=scores,
    )
    best = space.code({"share": "most", "bonus": "some"})
    result = find_deals(problem)
    assert isinstance(result.pareto, Codes)
    assert result.pareto.values.tolist() == [best]
    assert picked(result.nash) == picked(result.kalai_smorodinsky) == [best]


def test_sums_that_floats_would_tell_apart_tie() -> None:
    result = find_deals(problem_of(table_game(["0.1", "0.2"], ["0.3", "0"], ["0", "0.3"], walk_away=["0", "0"])))
    assert picked(result.utilitarian) == [0, 1, 2]


def test_a_product_of_zero_is_not_the_end_of_the_choice() -> None:
    """South can never gain. The product goes over the others, and says so."""
    game = table_game(["3", "0", "2"], ["2", "0", "2"], ["5", "0", "0"], walk_away=["0", "0", "0"])
    solution = find_deals(problem_of(game)).nash
    assert picked(solution) == [0]
    assert isinstance(solution, Solution)
    assert solution.left_out == ("south",)
    assert "south" in solution.notes[0]
    assert solution.value == 6


def test_of_two_largest_sets_that_can_gain_the_first_in_the_case_is_taken() -> None:
    game = table_game(["0", "4"], ["1", "0"], walk_away=["0", "0"])
    solution = find_deals(problem_of(game)).nash
    assert picked(solution) == [1]
    assert isinstance(solution, Solution)
    assert solution.left_out == ("south",)


def test_where_nobody_can_gain_every_deal_ties() -> None:
    result = find_deals(problem_of(table_game(["0", "0"], ["0", "0"], walk_away=["0", "0"])))
    for solution in (result.nash, result.kalai_smorodinsky, result.egalitarian):
        assert picked(solution) == [0, 1]
        assert isinstance(solution, Solution)
        assert solution.left_out == ("north", "south")


def test_opposition_is_the_same_in_any_units() -> None:
    plain = np.array([3, 1, 0]), np.array([0, 2, 4])
    codes = np.arange(3)
    first = opposition([Scores(row, 1, 0) for row in plain], codes)
    second = opposition([Scores(plain[0] * 1_000, 7, 0), Scores(plain[1] * 3, 1, 0)], codes)
    assert first == second
    assert isinstance(opposition([Scores(plain[0] * 0, 1, 0)], codes), Unavailable)


def test_the_leximin_refinement_looks_at_the_second_worst_off() -> None:
    game = table_game(["1", "5"], ["1", "3"], ["5", "1"], ["0", "9"], ["9", "0"], walk_away=["0", "0"])
    solution = find_deals(problem_of(game)).egalitarian
    assert picked(solution) == [0, 1, 2]
    assert isinstance(solution, Solution)
    assert solution.leximin is not None
    assert solution.leximin.tolist() == [0, 2]
    assert "comparable" in solution.notes[0]


def test_utilities_of_hundreds_of_digits_are_solved_exactly() -> None:
    tiny = "0." + "0" * 400 + "1"
    game = table_game(["1", "1"], [f"1.{'0' * 400}1", "1"], [tiny, tiny], walk_away=["0", "0"])
    result = find_deals(problem_of(game))
    for solution in (result.nash, result.kalai_smorodinsky, result.utilitarian):
        assert picked(solution) == [1]
    assert picked(result.egalitarian) == [0, 1]


def test_a_party_outside_the_consent_set_bounds_nothing_unless_it_is_named() -> None:
    game = replace(table_game(["2", "-9"], ["1", "3"], walk_away=["0", "0"]), principals=(0,))
    assert picked(find_deals(problem_of(game)).nash) == [0]
    assert picked(find_deals(problem_of(game, over=(0, 1))).nash) == [1]
