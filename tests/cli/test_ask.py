"""``goodoffices ask``: JSON as the method page gives it, questions in the words of the case, a screen of 80 columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from goodoffices.cli import main
from goodoffices.model.results.ask import Question
from goodoffices.report.question_words import question_text
from tests.engines.worlds.small import case_of

UKRAINE = str(Path(__file__).resolve().parents[2] / "examples" / "ukraine-2025-03")


def call(*args: str) -> Result:
    return CliRunner().invoke(main, ["ask", *args])


def test_the_keys_are_those_of_the_contract() -> None:
    result = call(UKRAINE, "--draws", "1024", "--about", "us_30_day", "--json")
    assert result.exit_code == 0, result.output
    found: Any = json.loads(result.stdout)
    assert {"about", "questions", "ceiling", "pairs", "draws", "seed"} <= set(found)
    assert found["about"] == 2
    best = found["questions"][0]
    assert {"kind", "party", "text", "about_issue", "options", "information", "gain", "answers"} <= set(best)
    assert (best["kind"], best["party"], best["about_issue"]) == ("order", "russia", "truce")
    assert best["text"] == "Does Russia prefer ‘A 30-day ceasefire’ to ‘It goes on’ on ‘Does the fighting stop?’?"
    for answer in best["answers"]:
        assert {"answer", "share", "acceptable", "best"} <= set(answer)


def test_the_screen_is_80_columns_wide_and_plain() -> None:
    result = call(UKRAINE, "--draws", "1024")
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "QUESTION" in result.stdout
    assert "seed 20250317" in result.stdout
    assert "settled by a red line" in result.stdout
    assert "%" not in result.stdout


def test_the_check_fails_where_nothing_is_open() -> None:
    euphrates = str(Path(UKRAINE).parent / "euphrates-1975")
    assert call(euphrates, "--draws", "256", "--check").exit_code == 1


def test_questions_are_worded_for_one_party_and_for_several() -> None:
    case = case_of({"north": {"orders": {"truce": "?"}}})
    order = Question("order", "north", "truce", ("yes", "no"), when="limits.yes")
    assert question_text(case, order) == "Does North prefer ‘Yes’ to ‘No’ on ‘Truce?’, where limits: yes?"
    trade = Question("trade", "north", options=("yes", "no"), issues=("truce", "relief"))
    assert question_text(case, trade) == "Would North accept ‘Yes’ on ‘Truce?’ in return for ‘No’ on ‘Relief?’?"
    several = case.model_copy(
        update={"parties": {"north": case.parties["north"].model_copy(update={"name": "East and West"})}}
    )
    assert question_text(several, order).startswith("Do East and West prefer")
