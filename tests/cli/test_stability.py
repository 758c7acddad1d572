"""``goodoffices stability`` from the outside: its questions, its JSON, its screens and what it says to bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

EUPHRATES = str(Path(__file__).resolve().parents[2] / "examples" / "euphrates-1975")
OPEN = """\
case: A gate
left_out: [Others]
parties: {north: {name: Norland, role: principal}, south: {name: Sorland, role: principal}}
issues:
  gate: {question: What of the gate?, options: {shut: It stays shut, open: It opens}, reached_by: {open: [[north, south]]}}
  toll: {question: Is there a toll?, options: {"no": None, low: A low one, high: A high one}, controlled_by: north}
status_quo: {gate: shut, toll: "no"}
preferences:
  north: {importance: [gate, toll], orders: {gate: open > shut, toll: "?"}}
"""


def screen(*args: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, ["stability", *args])
    assert result.exit_code == status, result.output
    return result.output if status else result.stdout


def told(*args: str) -> Any:
    return json.loads(screen(*args, "--json"))


@pytest.fixture
def gate(tmp_path: Path) -> str:
    (tmp_path / "case.yaml").write_text(OPEN, encoding="utf-8")
    return str(tmp_path)


def test_coalitions_have_the_keys_of_the_contract() -> None:
    found = told(EUPHRATES, "--coalitions")["coalitions"]
    assert {"settings", "stable", "equilibria", "outcomes"} <= set(found)
    assert list(found["stable"]) == ["syria+iraq"]
    assert set(found["stable"]["syria+iraq"]) == {"cr", "cgmr", "csmr", "cseq"}
    two = next(row for row in found["outcomes"] if row["code"] == 2)
    assert two["smallest"] == [["syria", "iraq"]]
    assert two["leave"][0]["coalition"] == ["syria", "iraq"]
    assert {"to", "path"} <= set(two["leave"][0])
    assert {"mover", "to", "gain"} == set(two["leave"][0]["path"][0])


def test_coalition_settings_are_taken_and_printed() -> None:
    found = told(EUPHRATES, "--coalition-settings", "members=all,improvement=pareto")["coalitions"]
    assert found["settings"]["members"] == "all"
    assert found["settings"]["improvement"] == "pareto"
    assert set(found["stable"]) == {"syria", "iraq", "syria+iraq"}
    assert "improvement pareto" in screen(EUPHRATES, "--coalition-settings", "improvement=pareto")


def test_paths_have_the_keys_of_the_contract() -> None:
    found = told(EUPHRATES, "--paths-to", "escalate=yes,attack=yes")["paths"]
    assert (found["to"], found["length"], found["count"]) == (6, 2, 2)
    assert found["shortest"][0] == [
        {"mover": ["syria"], "to": 2, "gain": "worse"},
        {"mover": ["iraq"], "to": 6, "gain": "better"},
    ]
    assert found["fewest_against"]["against"] == 0
    assert [step["to"] for step in found["fewest_against"]["path"]] == [4, 6]


def test_ways_can_be_limited_to_improvements_for_all_or_for_one() -> None:
    assert told(EUPHRATES, "--paths-to", "6", "--moves", "improvements")["paths"]["count"] == 1
    assert told(EUPHRATES, "--paths-to", "6", "--moves", "iraq=improvements")["paths"]["count"] == 2
    assert told(EUPHRATES, "--paths-to", "6", "--paths-from", "2")["paths"]["length"] == 1
    assert "no step is needed" in screen(EUPHRATES, "--paths-to", "0")


def test_a_way_that_does_not_exist_names_what_nobody_can_bring_about(gate: str) -> None:
    found = told(gate, "--paths-to", "gate=shut", "--paths-from", "gate=open")["paths"]
    assert (found["length"], found["count"], found["shortest"]) == (None, 0, [])
    assert found["reason"]
    shown = screen(gate, "--paths-to", "gate=shut", "--paths-from", "gate=open")
    assert "No one can bring about gate: it stays shut." in shown


def test_the_inverse_has_the_keys_of_the_contract_and_the_published_counts() -> None:
    found = told(EUPHRATES, "--inverse", "1")["inverse"]
    assert found["code"] == 1
    syria = found["parties"]["syria"]
    assert {concept: one["count"] for concept, one in syria.items()} == {
        "nash": 240,
        "gmr": 384,
        "smr": 300,
        "seq": 384,
    }
    assert {concept: one["fewest_swaps"] for concept, one in syria.items()} == {"nash": 3, "gmr": 1, "smr": 1, "seq": 1}
    assert syria["smr"]["orders"] == [[0, 2, 1, 6, 4, 5]]
    shown = screen(EUPHRATES, "--inverse", "1")
    assert "240       384       300       384" in shown
    assert "Syria (GMR, SMR, SEQ): 0, 2, 1, 6, 4, 5" in shown


def test_orders_are_not_counted_where_more_than_ten_outcomes_bear_on_it(tmp_path: Path) -> None:
    options = ", ".join(f"o{n}: Step {n}" for n in range(12))
    (tmp_path / "case.yaml").write_text(
        "case: Twelve steps\nleft_out: [Others]\nparties: {north: {name: Norland, role: principal}}\n"
        f"issues: {{steps: {{question: How far?, options: {{{options}}}, controlled_by: north}}}}\n"
        "status_quo: {steps: o0}\npreferences: {north: {ranking: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]}}\n",
        encoding="utf-8",
    )
    nash = told(str(tmp_path), "--inverse", "0")["inverse"]["parties"]["north"]["nash"]
    assert nash["count"] is None
    assert "more than 10 outcomes" in nash["reason"]
    assert nash["fewest_swaps"] == 11
    assert told(str(tmp_path), "--inverse", "11")["inverse"]["parties"]["north"]["nash"]["fewest_swaps"] == 0


def test_the_inverse_asks_for_complete_orders(gate: str) -> None:
    assert "Use the reading 'central' or 'lexicographic'." in screen(gate, "--inverse", "0", status=2)


def test_unknown_preferences_are_told_and_point_to_worlds(gate: str) -> None:
    shown = " ".join(screen(gate).split())
    assert "Unknown preferences count against stability (type a)." in shown
    assert "type d" in shown
    assert "goodoffices worlds" in shown
    found = told(gate)
    assert found["unknown"] == "a"
    assert set(found["by_unknown"]) == {"a", "b", "c", "d"}


def test_an_outcome_that_no_party_can_leave_alone_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(OPEN.replace("controlled_by: north", "reached_by: {}"), encoding="utf-8")
    assert "no party can leave it alone" in " ".join(screen(str(tmp_path)).split())
    assert "No party can leave it alone, so it lasts" in screen(str(tmp_path), "--about", "0")
    assert 0 in told(str(tmp_path))["none_can_leave"]


@pytest.mark.parametrize("rule", ["legal", "once", "single"])
def test_the_rule_is_always_printed(rule: str) -> None:
    for question in ([], ["--about", "6"], ["--paths-to", "6"], ["--inverse", "1"], ["--coalitions"]):
        assert f"(rule: {rule})" in " ".join(screen(EUPHRATES, "--rule", rule, *question).split())
    assert told(EUPHRATES, "--rule", rule)["rule"] == rule


def test_no_line_is_wider_than_a_terminal(gate: str) -> None:
    questions = [[], ["--about", "0"], ["--coalitions"], ["--mixed", "north=smr"], ["--paths-to", "1"]]
    for question in questions:
        assert max(map(len, screen(gate, *question).splitlines())) <= 80
    for question in ([], ["--about", "2"], ["--inverse", "1"], ["--coalitions"], ["--paths-to", "6"]):
        assert max(map(len, screen(EUPHRATES, *question).splitlines())) <= 80


def test_a_concept_a_party_adds_a_column_and_a_key() -> None:
    found = told(EUPHRATES, "--mixed", "iraq=gmr")
    assert found["equilibria"]["mixed"] == [0, 6]
    assert found["mixed"] == {"syria": "nash", "iraq": "gmr"}
    assert "MIXED" in screen(EUPHRATES, "--mixed", "iraq=gmr")


def test_check_says_no_by_its_exit_status() -> None:
    screen(EUPHRATES, "--check", "--about", "6")
    screen(EUPHRATES, "--check")
    screen(EUPHRATES, "--check", "--about", "1", status=1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--about", "3"], "excluded by a rule"),
        (["--about", "99"], "codes go from 0 to 7"),
        (["--about", "relase=yes"], 'Did you mean "release"?'),
        (["--about", "release=maybe"], "There are: no, yes."),
        (["--inverse", "3"], "excluded by a rule"),
        (["--mixed", "syria"], "write party=concept"),
        (["--mixed", ""], "--mixed is empty"),
        (["--mixed", "syria=nahs"], 'Did you mean "nash"?'),
        (["--mixed", "syra=nash"], 'Did you mean "syria"?'),
        (["--moves", "improvements"], "needs --paths-to"),
        (["--paths-from", "1"], "needs --paths-to"),
        (["--paths-to", "6", "--moves", "improvement"], 'Did you mean "improvements"?'),
        (["--paths-to", "6", "--moves", "syria=improvements,iraq"], "write party=kind"),
        (["--coalition-settings", "members"], "write name=value"),
        (["--coalition-settings", "members=3"], "There are: 2+, all."),
        (["--coalition-settings", "partition=syria/irak"], 'Did you mean "iraq"?'),
        (["--graph", "dot", "--json"], "leave out --json"),
        (["--rule", "often"], "'legal', 'once', 'single'"),
    ],
)
def test_bad_input_is_one_plain_message_and_status_two(given: list[str], words: str) -> None:
    shown = screen(EUPHRATES, *given, status=2)
    assert words in shown
    assert "Traceback" not in shown


def test_a_case_without_a_status_quo_needs_a_start(tmp_path: Path) -> None:
    text = OPEN.replace('status_quo: {gate: shut, toll: "no"}\n', "")
    text = text.replace(
        'importance: [gate, toll], orders: {gate: open > shut, toll: "?"}',
        'scores: {gate: {open: 2, shut: 0}, toll: {"no": 0, low: 1, high: 3}}',
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert "--paths-from CODE" in screen(str(tmp_path), "--paths-to", "1", status=2)
    assert "starts there" not in screen(str(tmp_path), "--paths-to", "1", "--paths-from", "0")
