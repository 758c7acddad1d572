"""Stability of whole cases: the published cases written as case files, readings, and witnesses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from goodoffices.errors import TooLarge
from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept, Ground
from goodoffices.runs import run_stability
from goodoffices.settings import Reading, Rule
from tests.shared import SHARED, needs_shared

ORACLES = SHARED / "oracles" / "stability"


def as_case(oracle: dict[str, Any]) -> Case:
    """An oracle in option form as a case: each option an issue of no and yes."""
    issues = {}
    for option in oracle["options"]:
        reached = {"no": [option["party"]] if option["direction"] == "both" else [], "yes": [option["party"]]}
        issues[f"o{option['bit']}"] = {
            "question": option["name"], "options": {"no": "No", "yes": "Yes"}, "reached_by": reached,
        }  # fmt: skip
    names = {option["name"]: f"o{option['bit']}" for option in oracle["options"]}
    rules = [
        {"never": " and ".join(f"{names[name]}.{'yes' if on else 'no'}" for name, on in pattern.items())}
        for pattern in oracle["never"]
    ]
    return Case.model_validate(
        {
            "case": oracle["case"],
            "left_out": ["A published case"],
            "parties": {party: {"name": party.title(), "role": "principal"} for party in oracle["parties"]},
            "issues": issues,
            "rules": rules,
            "status_quo": dict.fromkeys(issues, "no"),
            "preferences": {party: {"ranking": codes} for party, codes in oracle["rankings_best_first"].items()},
        }
    )


def published() -> list[Any]:
    files = sorted(ORACLES.glob("*.json"))
    found = [(path.stem, json.loads(path.read_text("utf-8"))) for path in files]
    return [
        pytest.param(oracle, id=name)
        for name, oracle in found
        if oracle.get("rankings_best_first") and oracle["form"] == "option"
    ]


@needs_shared
@pytest.mark.parametrize("oracle", published())
@pytest.mark.parametrize("rule", list(Rule))
def test_published_cases_come_out_exactly_from_a_case_file(oracle: dict[str, Any], rule: Rule) -> None:
    case = as_case(oracle)
    expected = oracle["expected"]
    want = expected["by_rule"][rule.value] if "by_rule" in expected else expected
    found = run_stability(case, rule=rule).result.to_json()
    assert found["feasible"] == len(oracle["feasible"])
    for concept in ("nash", "gmr", "smr", "seq", "sim"):
        if concept in want["equilibria"]:
            assert found["equilibria"][concept] == want["equilibria"][concept], concept
        for party, stable in want["stable"].items():
            if concept in stable:
                assert found["stable"][party][concept] == stable[concept], (concept, party)


def two_sides(preferences: dict[str, Any]) -> Case:
    return Case.model_validate(
        {
            "case": "Two sides",
            "left_out": ["Everyone else"],
            "parties": {name: {"name": name.title(), "role": "principal"} for name in ("north", "south")},
            "issues": {
                "truce": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "north"},
                "relief": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "south"},
            },
            "status_quo": {"truce": "no", "relief": "no"},
            "preferences": preferences,
        }
    )


def test_an_unknown_order_is_marked_and_the_strictest_type_is_told_first() -> None:
    case = two_sides(
        {"north": {"orders": {"truce": "no > yes"}, "importance": ["truce"]}, "south": {"ranking": [3, 1, 2, 0]}}
    )
    found = run_stability(case).result.to_json()
    assert found["unknown"] == "a"
    assert found["reading"] == "certain"
    assert set(found["by_unknown"]) == {"a", "b", "c", "d"}
    assert "unknown" not in run_stability(case, reading=Reading.CENTRAL).result.to_json()


def test_a_witness_names_the_improvement_and_the_answer() -> None:
    dilemma = two_sides({"north": {"ranking": [2, 3, 0, 1]}, "south": {"ranking": [1, 3, 0, 2]}})
    run = run_stability(dilemma)
    seen = run.witness(3, "north", Concept.GMR)
    assert seen.stable
    assert seen.ground is Ground.ANSWERED
    assert seen.improvement == 2  # North goes back on the truce
    assert [step.movers for step in seen.answer] == [("south",)]
    assert seen.lands == 0


def test_too_many_unknown_comparisons_are_refused_with_advice() -> None:
    issues = {
        f"i{k}": {"question": "?", "options": {"no": "x", "yes": "y"}, "controlled_by": "north"} for k in range(14)
    }
    case = two_sides({}).model_copy(update={})
    big = Case.model_validate(
        {**case.model_dump(by_alias=True), "issues": issues, "status_quo": dict.fromkeys(issues, "no")}
    )
    with pytest.raises(TooLarge, match="--reading central"):
        run_stability(big)
