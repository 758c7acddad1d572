"""Coalitions, ways, the inverse question and the graph as text, asked of whole cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.files import read_case
from goodoffices.model.results.stability import Concept
from goodoffices.report.terminal import graph_screen
from goodoffices.runs import graph_questions as questions
from goodoffices.runs import run_stability
from goodoffices.runs.stability import StabilityRun

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "euphrates-1975"


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(EXAMPLE).case


@pytest.fixture(scope="module")
def run(case: Case) -> StabilityRun:
    return run_stability(case)


def test_syria_and_iraq_together_would_leave_three_outcomes(case: Case, run: StabilityRun) -> None:
    found = questions.run_coalitions(case, run)
    assert {pressure.code for pressure in found.pressures if pressure.leave} == {2, 4, 5}
    assert list(found.to_json()["stable"]) == ["syria+iraq"]
    assert "Syria and Iraq together would leave" in graph_screen(case, found)


def test_the_inverse_question_gives_the_published_counts(case: Case, run: StabilityRun) -> None:
    """Kinsara 2014, state 2 (code 1), corrected: R 240, SEQ 384, GMR 384, SMR 300 of Syria's 720 orders."""
    told = questions.run_inverse(case, run, 1).to_json()["parties"]["syria"]
    assert {concept: told[concept]["count"] for concept in told} == {"nash": 240, "gmr": 384, "smr": 300, "seq": 384}
    assert {concept: told[concept]["fewest_swaps"] for concept in told} == {"nash": 3, "gmr": 1, "smr": 1, "seq": 1}


def test_two_ways_lead_to_the_equilibrium_and_one_asks_nothing_of_anybody(case: Case, run: StabilityRun) -> None:
    found = questions.run_paths(case, run, 6)
    assert (found.length, found.count) == (2, 2)
    told = found.to_json()
    assert told["fewest_against"]["against"] == 0
    assert "Iraq gains by it" in graph_screen(case, found)
    only = questions.run_paths(case, run, 6, "improvements")
    assert only.count == 1


def test_an_outcome_that_nobody_can_bring_about_names_the_option(case: Case) -> None:
    issues = {**case.model_dump(by_alias=True)["issues"]}
    first = next(iter(issues))
    issues[first] = {**issues[first], "controlled_by": None, "reached_by": {}}
    stuck = Case.model_validate({**case.model_dump(by_alias=True), "issues": issues})
    found = questions.run_paths(stuck, run_stability(stuck), 1)
    assert found.length is None
    assert "No one can bring about" in graph_screen(stuck, found)


@pytest.mark.parametrize("text", ["members=some", "member=all", "partition=syria/turkey"])
def test_a_coalition_setting_that_does_not_exist_is_usage(case: Case, text: str) -> None:
    with pytest.raises(UsageError, match="There are"):
        questions.coalition_settings(case, text)


def test_coalition_settings_are_told_with_the_result(case: Case, run: StabilityRun) -> None:
    settings = questions.coalition_settings(case, "members=all, improvement=pareto, partition=syria/iraq")
    told = questions.run_coalitions(case, run, settings).to_json()
    assert told["settings"]["members"] == "all"
    assert told["settings"]["partition"] == [["syria"], ["iraq"]]
    assert set(told["stable"]) == {"syria", "iraq", "syria+iraq"}


def test_guarantees_that_make_an_outcome_hold_are_listed(case: Case, run: StabilityRun) -> None:
    found = questions.run_guarantees(case, run, 2, Concept.NASH)
    assert found.size == 2
    assert questions.run_guarantees(case, run, 6, Concept.NASH).size == 0


@pytest.mark.parametrize("form", ["graphml", "dot"])
def test_the_graph_as_text_names_every_feasible_outcome(case: Case, run: StabilityRun, form: str) -> None:
    text = questions.run_graph_text(case, run, form, lambda code: f"outcome {code}")
    for code in (0, 1, 2, 4, 5, 6):
        assert f"outcome {code}" in text


def test_one_move_of_foresight_is_nash_and_all_of_them_settle(case: Case, run: StabilityRun) -> None:
    assert questions.run_foresight(case, run, 1).equilibria() == run.result.equilibria(Concept.NASH)
    found = questions.run_foresight(case, run, None)
    assert found.period is not None
    assert set(found.to_json()["stable"]) == {"syria", "iraq"}
    assert "ahead" in graph_screen(case, found)


def test_foresight_needs_complete_orders() -> None:
    case = read_case(EXAMPLE.parent / "ukraine-2025-03").case
    with pytest.raises(UsageError, match="--reading central"):
        questions.run_foresight(case, run_stability(case, concepts=[Concept.NASH]), 2)
