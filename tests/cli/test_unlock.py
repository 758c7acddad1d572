"""``goodoffices unlock`` on the bundled example: its JSON, its words, its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from tests.examples.bundled import folder

UKRAINE = str(folder("ukraine-2025-03"))


def run(*arguments: str, status: int = 0) -> str:
    found = CliRunner().invoke(main, ["unlock", *arguments])
    assert found.exit_code == status, found.output
    return found.output


def test_json_has_the_sets_with_their_edits_and_the_nearest_deals() -> None:
    told = json.loads(run(UKRAINE, "withdrawal", "--json"))
    assert (told["code"], told["acceptable"], told["concept"]) == (48, False, None)
    assert told["sets"] == [
        {
            "cost": 2,
            "edits": [
                {"edit": "drop_red_line", "party": "russia", "red_line": "territory.withdrawal"},
                {"edit": "swap_options", "party": "russia", "issue": "territory", "options": ["held", "withdrawal"]},
            ],
            "asked": {"russia": 2},
            "codes": [48],
        }
    ]
    assert [near["changes"] for near in told["nearest"]] == [1, 2]
    assert told["searched"]["complete"]


def test_a_deal_is_named_by_proposal_code_or_terms() -> None:
    answers = [json.loads(run(UKRAINE, deal, "--json")) for deal in ("us_30_day", "2", "truce=thirty_days")]
    assert answers[0] == answers[1] == answers[2]


def test_without_a_deal_the_cheapest_of_all_are_told_and_each_side_in_turn() -> None:
    told = json.loads(run(UKRAINE, "--json"))
    assert told["code"] is None
    assert [set(found["asked"]) for found in told["sets"][:2]] == [{"ukraine"}, {"russia"}]
    assert {found["cost"] for found in told["sets"]} == {1}


def test_a_file_of_costs_and_a_bound_are_obeyed(tmp_path: Path) -> None:
    costs = tmp_path / "costs.yaml"
    costs.write_text("edits: {drop_red_line: 2.5}\n", encoding="utf-8")
    assert json.loads(run(UKRAINE, "withdrawal", "--cost", str(costs), "--json"))["sets"][0]["cost"] == 3.5
    assert "within this cost" in run(UKRAINE, "withdrawal", "--cost", str(costs), "--at-most", "3")
    costs.write_text("edits: {drop: 2}\n", encoding="utf-8")
    run(UKRAINE, "withdrawal", "--cost", str(costs), status=2)


def test_check_is_no_where_nothing_was_found() -> None:
    run(UKRAINE, "us_30_day", "--check", status=1)
    run(UKRAINE, "election", "--check")


@pytest.mark.parametrize("concept", ["nash", "smr"])
def test_the_screen_tells_of_holding_where_that_is_asked(concept: str) -> None:
    screen = run(UKRAINE, "election", "--stable", concept)
    assert f"({concept.upper()})" in screen
    assert max(map(len, screen.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["nowhere"], ["us_30_days"], ["--stable", "mixed"]])
def test_what_cannot_be_asked_is_usage(arguments: list[str]) -> None:
    run(UKRAINE, *arguments, status=2)
