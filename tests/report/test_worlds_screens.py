"""The screens of worlds and questions, for any case: 80 columns, no percentage sign, nothing that JSON cannot hold."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.results.worlds import Proof, Share
from goodoffices.report.question_words import texts_of
from goodoffices.report.share_words import hundred, share_words
from goodoffices.report.terminal.ask import ask_screen
from goodoffices.report.terminal.over_time import over_time_screen
from goodoffices.report.terminal.worlds import worlds_screen
from goodoffices.runs.ask import run_ask
from goodoffices.runs.worlds import draw_worlds, told_worlds
from goodoffices.runs.worlds_changes import share_changes
from goodoffices.runs.worlds_over_time import run_over_time
from tests.strategies import cases


def fits(screen: str) -> bool:
    return max(map(len, screen.splitlines())) <= 80 and "%" not in screen


@given(case=cases(most_issues=3, most_options=3), assume=st.booleans())
@settings(max_examples=40)
def test_worlds_of_any_case_can_be_told(case: Case, assume: bool) -> None:
    drawn = draw_worlds(case, draws=256, assume_unknown=assume)
    result = told_worlds(drawn)
    changes = None if result.about is None else share_changes(drawn, result.about)
    assert fits(worlds_screen(case, result, changes, colour=False))
    told = json.loads(json.dumps({**result.to_json(), "changes": None if changes is None else changes.to_json()}))
    for deal in told["deals"]:
        assert (deal["acceptable"] is None) == ("reason" in deal)
        if deal["acceptable"] is not None:
            low, high = deal["other_laws"]
            assert 0 <= low <= high <= 1
            assert low - 1e-12 <= deal["acceptable"] <= high + 1e-12
            for concept, both in deal["both"].items():
                assert both <= min(deal["stable"][concept], max(deal["acceptable"], high)) + 0.2


@given(case=cases(most_issues=3, most_options=3), assume=st.booleans())
@settings(max_examples=30)
def test_questions_of_any_case_can_be_told(case: Case, assume: bool) -> None:
    try:
        result = run_ask(case, draws=512, assume_unknown=assume)
    except UsageError:  # somebody whose consent is needed cannot be asked
        return
    assert fits(ask_screen(case, result, colour=False))
    texts = texts_of(case, result)
    assert all(text.endswith("?") for text in texts.values())
    assert len(json.loads(json.dumps(result.to_json(texts)))["questions"]) == len(result.questions)


@given(case=cases(most_issues=2, most_options=3))
@settings(max_examples=15)
def test_a_replay_of_any_case_can_be_told(case: Case) -> None:
    result = run_over_time(case, lambda _: None, draws=256)
    assert fits(over_time_screen(case, result))
    assert json.loads(json.dumps(result.to_json()))["moments"] == []


def test_a_count_never_rounds_to_a_proof() -> None:
    assert share_words(Share(1.0, None, True, Proof.EVERY)) == "in every world"
    assert share_words(Share(0.0, None, True, Proof.NEVER)) == "never"
    assert share_words(Share(0.0, (0.0, 0.0018), False)) == "0, below 0.2"
    assert share_words(Share(None, reason="x")) == "not known"
    assert hundred(0.002) == "below 1"
    assert hundred(0.998) == "over 99"
    assert share_words(Share(0.29, (0.27, 0.31), False, None, (0.22, 0.36))) == "29 (22-36)"
