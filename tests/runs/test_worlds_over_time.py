"""Shares as statements came in: the days, what each arrival moved, and the same draws throughout."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.model.case import Case, Evidence
from goodoffices.model.files import read_case
from goodoffices.runs.worlds import run_worlds
from goodoffices.runs.worlds_over_time import days_known, run_over_time
from tests.engines.worlds.small import case_of

UKRAINE = Path(__file__).resolve().parents[2] / "examples" / "ukraine-2025-03"
DAYS = {"s1": date(2025, 3, 1), "s2": date(2025, 3, 5), "s3": date(2025, 3, 9)}


def dated(item: Evidence) -> date | None:
    return DAYS.get(item) if isinstance(item, str) else None


def told_in_steps() -> Case:
    """North says on three days what it wants; its order on relief rests on nothing."""
    north: dict[str, Any] = {
        "importance": ["truce", "limits", "relief"],
        "orders": {"truce": "yes > no", "limits": "yes > no", "relief": "yes > no"},
        "red_lines": ["limits.yes"],
        "because": {"importance": ["s1"], "truce": ["s2"], "limits": ["s2", "s3"], "red_lines": ["s3"]},
    }
    return case_of({"north": north})


def test_each_day_has_the_shares_of_the_case_as_known_then() -> None:
    result = run_over_time(told_in_steps(), dated, codes=[1, 2], draws=2_048)
    assert [moment.day for moment in result.moments] == sorted(DAYS.values())
    truce = [moment.shares[1].share for moment in result.moments]
    limits = [moment.shares[2].share for moment in result.moments]
    assert truce == [0.5, 1.0, 1.0]
    assert limits == [0.5, 1.0, 0.0]
    assert [(arrival.party, arrival.what) for arrival in result.undated] == [("north", "relief")]


def test_what_moved_a_share_is_named_with_how_far() -> None:
    result = run_over_time(told_in_steps(), dated, codes=[1, 2], draws=2_048)
    first, second, third = result.moments
    assert first.moved == ()
    assert {(moved.arrival.what, moved.code) for moved in second.moved} == {("truce", 1), ("limits", 2)}
    assert all(moved.delta == pytest.approx(0.5, abs=0.05) for moved in second.moved)
    (barred,) = third.moved
    assert (barred.arrival.what, barred.code, barred.delta) == ("red_lines", 2, -1.0)


def test_the_last_day_is_the_case_itself() -> None:
    casefile = read_case(UKRAINE)
    result = run_over_time(casefile.case, days_known(casefile), codes=[2, 26], draws=512)
    whole = run_worlds(casefile.case, draws=512, concepts=())
    assert result.undated == ()
    for code in (2, 26):
        assert result.moments[-1].shares[code] == whole.deal(code).everyone
    assert [row["code"] for row in result.records()[:2]] == [2, 26]


def test_the_command_tells_it_in_80_columns_and_in_json() -> None:
    quick = ["worlds", str(UKRAINE), "--over-time", "--draws", "256"]
    shown = CliRunner().invoke(main, quick)
    assert shown.exit_code == 0, shown.output
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert "28 February" in shown.stdout
    assert "the same on every day" in shown.stdout
    told = json.loads(CliRunner().invoke(main, [*quick, "--about", "us_30_day", "--json"]).stdout)
    assert told["codes"] == [2]
    assert [moment["day"] for moment in told["moments"]] == sorted(moment["day"] for moment in told["moments"])
    assert told["moments"][0]["arrived"][0]["evidence"][0]["source"].startswith("sources/")
