"""``goodoffices worlds``: JSON as DESIGN.md gives it, one screen of 80 columns, the seed printed, plain refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli import main

UKRAINE = str(Path(__file__).resolve().parents[2] / "examples" / "ukraine-2025-03")
QUICK = ("--draws", "512")


def call(*args: str) -> Result:
    return CliRunner().invoke(main, ["worlds", *args])


def told(*args: str) -> Any:
    result = call(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_keys_are_those_of_the_contract() -> None:
    found = told(UKRAINE, *QUICK)
    assert {"draws", "seed", "deals", "zopa", "about", "hinges"} <= set(found)
    assert found["draws"] == 512
    for deal in found["deals"]:
        assert {
            "code",
            "terms",
            "acceptable",
            "stable",
            "interval",
            "by_party",
            "both",
            "ranks",
            "exact",
            "other_laws",
        } <= set(deal)
        assert set(deal["stable"]) == set(deal["both"]) == {"nash", "gmr", "smr", "seq"}
        assert set(deal["by_party"]) == {"russia", "ukraine", "us", "europe"}
        assert (deal["interval"] is None) == deal["exact"]
        assert all(len(row) == 11 and sum(row) == pytest.approx(1) for row in deal["ranks"].values())
    codes = [deal["code"] for deal in found["deals"]]
    assert codes == sorted(codes)
    for hinge in found["hinges"]:
        assert {"party", "what", "weight", "first", "total", "flip", "interval"} <= set(hinge)
        assert hinge["weight"] == hinge["total"]


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    one = told(UKRAINE, *QUICK, "--seed", "7", "--concepts", "none")
    assert one["seed"] == 7
    assert one == told(UKRAINE, *QUICK, "--seed", "7", "--concepts", "none")
    assert one["deals"] != told(UKRAINE, *QUICK, "--seed", "8", "--concepts", "none")["deals"]


def test_a_deal_is_asked_about_by_its_proposal() -> None:
    found = told(UKRAINE, *QUICK, "--concepts", "none", "--about", "us_30_day")
    assert found["about"] == 2
    assert [(hinge["party"], hinge["what"]) for hinge in found["hinges"]] == [("russia", "orders.truce")]
    assert found["hinges"][0]["first"] == pytest.approx(1, abs=0.1)


def test_the_screen_is_80_columns_wide_and_says_proofs_before_counts() -> None:
    result = call(UKRAINE, *QUICK)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "seed 20250317" in result.stdout
    assert "never" in result.stdout
    assert result.stdout.index("Proven from what is stated alone") < result.stdout.index("In some worlds")
    assert "not a probability" in " ".join(result.stdout.split())
    assert "%" not in result.stdout
    assert result.stderr == ""


def test_a_case_in_which_nothing_can_be_agreed_fails_the_check() -> None:
    euphrates = str(Path(UKRAINE).parent / "euphrates-1975")
    assert call(euphrates, *QUICK, "--check").exit_code == 1
    assert call(UKRAINE, *QUICK, "--concepts", "none", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--about", "0"], "Outcome 0 is no deal"),
        (["--about", "us_30_dya"], "us_30_day"),
        (["--draws", "0"], "x>=1"),
        (["--draws", "256", "--half-width", "0.1"], "not both"),
        (["--concepts", "nsh"], 'Did you mean "nash"?'),
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(arguments: list[str], words: str) -> None:
    result = call(UKRAINE, *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output
