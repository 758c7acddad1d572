"""What other programs read: keys and forms exactly as DESIGN.md section 4 gives them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(*args: str, status: int = 0) -> Any:
    """The JSON that a command prints."""
    result = CliRunner().invoke(main, [*args, "--json"])
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)


@pytest.fixture
def ukraine(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(
            EXAMPLES / "ukraine-2025-03", tmp_path / "case", ignore=shutil.ignore_patterns("*.db*", "briefing.*")
        )
    )


def test_stability_has_the_keys_of_the_contract() -> None:
    found = run("stability", str(EXAMPLES / "euphrates-1975"))
    assert found["outcomes"] == 8
    assert found["feasible"] == 6
    assert found["rule"] == "legal"
    assert found["status_quo"] == 0
    assert found["equilibria"] == {"nash": [6], "gmr": [0, 6], "smr": [6], "seq": [6], "sim": [6]}
    assert list(found["stable"]) == ["syria", "iraq"]
    assert set(found["stable"]["syria"]) == {"nash", "gmr", "smr", "seq", "sim"}


def test_deals_has_the_keys_of_the_contract(ukraine: Path) -> None:
    found = run("deals", str(ukraine))
    assert {"outcomes", "feasible", "consent", "acceptable", "pareto", "nash", "why_none"} <= set(found)
    assert {"kalai_smorodinsky", "egalitarian", "utilitarian"} <= set(found)
    assert found["consent"] == ["russia", "ukraine"]
    assert set(found["acceptable"]) == {"count", "codes"}
    assert found["nash"] is None
    assert found["reason"]["nash"]


def test_rows_have_every_key_of_the_contract_and_stand_verbatim_in_their_source(ukraine: Path) -> None:
    source = ukraine / "sources" / "2025-03-11-jeddah.txt"
    rows = run("read", str(source), "--case", str(ukraine))
    text = source.read_text("utf-8")
    keys = {
        "id", "source", "sha256", "text_sha256", "speaker", "party", "cue", "content", "support", "kind", "stance", "issue",
        "topics", "proposal", "condition", "said_on", "published_on", "confidence", "rule", "plover", "repeats", "state",
    }  # fmt: skip
    assert rows
    for row in rows:
        assert keys <= set(row)
        assert set(row["speaker"]) == {"name", "text", "start", "end", "role"}
        if row["speaker"]["text"] is not None:
            assert text[row["speaker"]["start"] : row["speaker"]["end"]] == row["speaker"]["text"]
        if row["cue"] is not None:
            assert text[row["cue"]["start"] : row["cue"]["end"]] == row["cue"]["text"]
        assert all(0 <= start < end <= len(text) for start, end in row["content"])
        assert row["published_on"] == "2025-03-11"
    listed = run("statements", str(ukraine))
    assert [row["id"] for row in listed] == [f"s{n}" for n in range(1, len(rows) + 1)]
    assert {row["state"] for row in listed} == {"proposed"}
    assert {row["source"] for row in listed} == {"sources/2025-03-11-jeddah.txt"}


def test_reading_again_adds_nothing(ukraine: Path) -> None:
    run("read", str(ukraine / "sources"), "--case", str(ukraine))
    before = run("statements", str(ukraine))
    run("read", str(ukraine / "sources"), "--case", str(ukraine))
    assert run("statements", str(ukraine)) == before


def test_a_judged_row_keeps_its_state(ukraine: Path) -> None:
    run("read", str(ukraine / "sources"), "--case", str(ukraine))
    run("statements", str(ukraine), "--accept", "s1,s2", "--reject", "s3", "--by", "ada")
    run("read", str(ukraine / "sources"), "--case", str(ukraine))
    states = {row["id"]: row["state"] for row in run("statements", str(ukraine))}
    assert [states[name] for name in ("s1", "s2", "s3", "s4")] == ["accepted", "accepted", "rejected", "proposed"]
    run("statements", str(ukraine), "--undo", "--by", "ada")
    assert run("statements", str(ukraine), "--state", "rejected", "--check", status=1) == []
    assert run("statements", str(ukraine), "--verify", "--check")["ok"]


def test_jsonl_is_one_row_a_line(ukraine: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(ukraine / "sources"), "--jsonl"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    assert {row["party"] for row in rows} == {None}  # no case, no parties


def test_the_schema_is_a_json_schema() -> None:
    assert run("schema")["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_brief_writes_the_page_and_says_where(ukraine: Path) -> None:
    found = run("brief", str(ukraine))
    assert found["files"] == [str(ukraine / "briefing.html")]
    assert (ukraine / "briefing.html").stat().st_size > 10_000
    assert found["statements"] == found["added"] > 0
    assert run("brief", str(ukraine))["added"] == 0
    assert found["deals"]["feasible"] == 672


def test_as_of_leaves_out_what_came_later(ukraine: Path) -> None:
    now, then = run("brief", str(ukraine)), run("brief", str(ukraine), "--as-of", "2025-03-05")
    assert then["statements"] < now["statements"]
    assert "us_30_day" in now["answers"]
    assert "us_30_day" not in then["answers"]
