"""Questions: the exact oracle, only what is open, both answers told, and the worth of a pair."""

from __future__ import annotations

import json
from math import log2
from typing import Any

import pytest
from hypothesis import given, settings

from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.results.ask import AskResult
from goodoffices.model.results.stability import Concept
from goodoffices.runs.ask import run_ask
from goodoffices.runs.ask_questions import open_questions
from goodoffices.runs.execute import On, Place
from goodoffices.runs.worlds_case import worlds_case
from tests.engines.worlds.small import case_of
from tests.shared import SHARED, needs_shared
from tests.strategies import cases

THREE = ["truce", "limits", "relief"]
GAINS = {"truce": "?", "limits": "yes > no", "relief": "yes > no"}
LOSSES = {"truce": "yes > no", "relief": "no > yes", "limits": "no > yes"}


def unknown_truce() -> Case:
    """North has not said whether it wants the truce."""
    return case_of(
        {
            "north": {"importance": THREE, "orders": GAINS},
            "south": {"importance": ["truce", "relief", "limits"], "orders": LOSSES},
        }
    )


@needs_shared
def test_the_oracle_question_is_worth_what_it_is_worth() -> None:
    oracle = json.loads((SHARED / "oracles" / "worlds" / "unknown_order.json").read_text("utf-8"))
    result = run_ask(Case.model_validate(oracle["case"]), draws=20_000, about=7)
    (row,) = result.questions
    assert row.question.options == ("yes", "no")
    assert row.information is not None
    assert row.gain is not None
    assert abs(row.information - oracle["ask"]["reduction_bits"]) < 4 * row.information_error
    assert abs(row.gain - oracle["ask"]["evppi"]["value"]) < 4 * row.gain_error
    assert result.ceiling == pytest.approx(oracle["value_of_perfect_information"]["value"], abs=0.01)
    for answer in row.answers:
        want = oracle["ask"]["share_after"][answer.answer]["7"]["value"]
        assert answer.acceptable == pytest.approx(want, abs=0.02)


def test_the_answer_that_proves_a_deal_is_told_as_a_proof() -> None:
    (row,) = run_ask(unknown_truce(), draws=2_048, about=7).questions
    yes, no = row.answers
    assert (yes.answer, yes.best, yes.best_share, yes.best_proven) == ("yes", 1, 1.0, True)
    assert (no.answer, no.best, no.best_proven) == ("no", 7, False)
    assert no.best_share == pytest.approx(3 / 16, abs=0.05)


def test_a_question_that_decides_everything_takes_all_uncertainty_away() -> None:
    case = case_of({"north": {"importance": ["truce"], "orders": {"truce": "?"}}}, options={"truce": ["no", "yes"]})
    result = run_ask(case, draws=2_048)
    (row,) = result.questions
    assert row.information == pytest.approx(1, abs=0.01)
    assert result.share is not None
    assert -sum(p * log2(p) for p in (result.share, 1 - result.share)) == pytest.approx(row.information, abs=0.001)
    assert row.gain is None  # whatever the answer, there is no other deal to table
    assert "gain" in row.to_json()["reason"]


def kinds(case: Case, about: int) -> list[tuple[str, str]]:
    found = open_questions(case, worlds_case(case, concepts=()).problem, about)
    return [(question.kind, question.party) for question, _ in found]


def test_only_what_is_open_is_asked() -> None:
    stated = {"importance": THREE, "orders": dict.fromkeys(THREE, "yes > no")}
    assert kinds(case_of({"north": stated}), 7) == []
    assert kinds(unknown_truce(), 7) == [("order", "north")]
    loose = {"importance": ["truce"], "orders": dict.fromkeys(THREE, "yes > no")}
    assert kinds(case_of({"north": loose}), 7) == [("importance", "north")] * 3


def test_a_trade_is_asked_for_where_only_sizes_are_unknown() -> None:
    options = {"line": ["some", "none", "all"], "relief": ["no", "yes"]}
    stated = {"importance": ["line", "relief"], "orders": {"line": "some > none > all", "relief": "yes > no"}}
    found = open_questions(
        case := case_of({"north": stated}, options=options), worlds_case(case, concepts=()).problem, 5
    )
    assert [(question.kind, question.options, question.issues) for question, _ in found] == [
        ("trade", ("none", "yes"), ("line", "relief"))
    ]
    result = run_ask(case, draws=2_048)
    assert result.about == 4  # then the trade is the very deal asked about, and no question
    assert result.questions == ()


def test_conditional_orders_are_asked_for_with_their_condition() -> None:
    orders = {"truce": "yes > no", "limits": [{"when": "truce.yes", "order": "?"}, {"order": "no > yes"}]}
    case = case_of({"north": {"importance": THREE, "orders": orders}})
    found = [question for question, _ in open_questions(case, worlds_case(case, concepts=()).problem, 3)]
    assert ("order", "limits", "truce.yes") in [(q.kind, q.issue, q.when) for q in found]


def without_error(result: AskResult) -> Any:
    return result.to_json()


def test_the_same_questions_on_any_number_of_processes() -> None:
    here = run_ask(unknown_truce(), draws=1_024, about=7)
    there = run_ask(unknown_truce(), draws=1_024, about=7, place=Place(On.PROCESSES, 2))
    assert without_error(here) == without_error(there)


def test_a_deal_can_be_asked_to_hold_as_well() -> None:
    accepted = run_ask(unknown_truce(), draws=2_048, about=5)
    held = run_ask(unknown_truce(), draws=2_048, about=5, holds=Concept.SEQ)
    assert accepted.share == pytest.approx(0.5, abs=0.05)
    assert held.share == 0  # acceptable, yet left at once: North goes back, South with it
    assert held.to_json()["holds"] == "seq"


def test_proposals_that_a_red_line_bars_are_listed_apart() -> None:
    stated = {"importance": ["truce"], "orders": {"truce": "?"}, "red_lines": ["limits.yes"]}
    plan = {"by": "north", "terms": {"limits": "yes"}}
    result = run_ask(case_of({"north": stated}, proposals={"plan": plan}), draws=512)
    assert [(one.proposal, one.parties) for one in result.settled] == [("plan", ("north",))]


def test_where_nothing_is_open_the_reason_is_given() -> None:
    stated = {"importance": THREE, "orders": dict.fromkeys(THREE, "yes > no")}
    result = run_ask(case_of({"north": stated}), draws=256)
    assert result.questions == ()
    assert "accepted in some worlds and refused in others" in result.reasons[-1]
    assert result.best_share == 1


def test_what_cannot_be_told_is_not_asked() -> None:
    case = case_of({"north": None, "south": {"orders": {"truce": "?"}}})
    with pytest.raises(UsageError, match="Unknown is not indifferent"):
        run_ask(case, draws=256, about=1)
    with pytest.raises(UsageError, match="nothing is stated of what it wants"):
        run_ask(case, draws=256, about=1, holds=Concept.NASH)


@given(case=cases(forms=("orders",), most_issues=3, most_options=3, status_quo=True))
@settings(max_examples=15)
def test_worths_lie_within_their_bounds(case: Case) -> None:
    result = run_ask(case, draws=1_024)
    for row in result.questions:
        assert row.information is None or 0 < row.information <= 1.001
        assert row.gain is None or 0 < row.gain <= 1
        assert sum(answer.share for answer in row.answers) == pytest.approx(1)
        if result.share is not None and all(answer.acceptable is not None for answer in row.answers):
            mean = sum(answer.share * (answer.acceptable or 0) for answer in row.answers)
            assert mean == pytest.approx(result.share)
    gains = [row.gain or 0 for row in result.questions]
    assert gains == sorted(gains, reverse=True)
