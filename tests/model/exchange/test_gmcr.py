"""``.gmcr`` files: options to issues, patterns to rules, conditions to priorities, state numbers to codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import CaseError
from goodoffices.model.exchange import import_case, save_case, settled
from goodoffices.model.files import read_case
from goodoffices.runs import run_stability
from tests.model.exchange.files import complaint, conflict, imported, put

BOTH: dict[str, Any] = {"permittedDirection": "both"}


def test_an_option_becomes_an_issue_and_codes_equal_decimal_states(tmp_path: Path) -> None:
    case = imported(tmp_path, gate__gmcr=conflict()).case
    assert case.space.issues == ("open_the_gate", "raid", "build_a_wall")
    assert case.space.options == (("no", "yes"),) * 3
    assert case.space.code({"open_the_gate": "yes", "raid": "no", "build_a_wall": "no"}) == 1
    assert case.space.code({"open_the_gate": "no", "raid": "yes", "build_a_wall": "yes"}) == 6
    assert case.issues["build_a_wall"].question == "Build a wall!"
    assert case.parties["the_town"].name == "The town"


def test_directions_say_who_can_bring_an_option_where(tmp_path: Path) -> None:
    options = [
        {"name": "a", **BOTH},
        {"name": "b", "permittedDirection": "fwd"},
        {"name": "c", "permittedDirection": "back"},
    ]
    makers = [{"name": "p", "options": [0, 1, 2], "preferences": [[[0, "Y"]]]}]
    issues = imported(tmp_path, x__gmcr=conflict(decisionMakers=makers, options=options, infeasibles=[])).case.issues
    alone, nobody = (frozenset({"p"}),), ()
    assert [(issue.reached("no"), issue.reached("yes")) for issue in issues.values()] == [
        (alone, alone),
        (nobody, alone),
        (alone, nobody),
    ]


def test_an_option_that_two_hold_is_moved_by_either(tmp_path: Path) -> None:
    makers = [{"name": name, "options": [0], "preferences": [[[0, "Y"]]]} for name in ("p", "q")]
    found = imported(tmp_path, x__gmcr=conflict(decisionMakers=makers, options=[{"name": "a", **BOTH}], infeasibles=[]))
    assert found.case.issues["a"].reached("yes") == (frozenset({"p"}), frozenset({"q"}))


def test_an_option_that_nobody_holds_stays_as_it_is_and_is_told(tmp_path: Path) -> None:
    makers = [{"name": "p", "options": [0], "preferences": [[[0, "Y"]]]}]
    options = [{"name": "a", **BOTH}, {"name": "b", **BOTH}]
    found = imported(tmp_path, x__gmcr=conflict(decisionMakers=makers, options=options, infeasibles=[]))
    assert found.case.issues["b"].reached("yes") == ()
    assert any('nobody holds the option "b"' in note.message for note in found.notes)


def test_infeasible_patterns_become_rules_one_for_each_member_of_a_compound(tmp_path: Path) -> None:
    compound = {"compound": True, "members": [[[0, "Y"], [1, "Y"]], [[1, "N"], [2, "Y"]]]}
    found = imported(tmp_path, x__gmcr=conflict(infeasibles=[[[0, "Y"], [2, "Y"]], compound]))
    assert [rule.never for rule in found.case.rules] == [
        "open_the_gate.yes and build_a_wall.yes",
        "open_the_gate.yes and raid.yes",
        "raid.no and build_a_wall.yes",
    ]
    assert found.case.feasible.nonzero()[0].tolist() == [0, 1, 2, 6]


def test_conditions_in_order_become_priorities(tmp_path: Path) -> None:
    case = imported(tmp_path, x__gmcr=conflict()).case
    assert case.preferences["the_riders"].priorities == ["open_the_gate.yes and build_a_wall.no", "raid.no"]


IF_THEN = {
    "if, as it is stored": ([[[0, "Y"], [1, "Y"]], [[0, "N"]]], "a.yes implies b.yes"),
    "if, written as not-or": ([[[0, "N"]], [[1, "Y"]]], "a.yes implies b.yes"),
    "if, expanded in full": ([[[0, "Y"], [1, "N"]], [[0, "N"], [1, "Y"]], [[0, "N"], [1, "N"]]], "a.yes implies b.no"),
    "if both, then": ([[[2, "Y"], [0, "Y"], [1, "N"]], [[0, "N"]], [[1, "Y"]]], "(a.yes and b.no) implies c.yes"),
    "if and only if": ([[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]], "a.yes iff b.yes"),
    "if and only if not": ([[[0, "Y"], [1, "N"]], [[0, "N"], [1, "Y"]]], "a.yes iff b.no"),
    "one or the other": ([[[0, "Y"]], [[1, "Y"]]], "a.yes or b.yes"),
    "not both": ([[[0, "N"]], [[1, "N"]]], "a.no or b.no"),
    "two ways": ([[[0, "Y"], [1, "Y"]], [[2, "Y"]]], "(a.yes and b.yes) or c.yes"),
}


@pytest.mark.parametrize("what", IF_THEN)
def test_if_and_if_and_only_if_are_written_as_such_where_the_truth_table_is_theirs(tmp_path: Path, what: str) -> None:
    members, wanted = IF_THEN[what]
    makers = [{"name": "p", "options": [0, 1, 2], "preferences": [{"compound": True, "members": members}]}]
    options = [{"name": name, **BOTH} for name in "abc"]
    case = imported(tmp_path, x__gmcr=conflict(decisionMakers=makers, options=options, infeasibles=[])).case
    assert case.preferences["p"].priorities is not None
    (text,) = case.preferences["p"].priorities
    if what.startswith("if both"):
        assert sorted(text.partition(" implies ")[0].strip("()").split(" and ")) == ["a.yes", "b.no"]
        assert text.endswith(" implies c.yes")
    else:
        assert text == wanted


def manual(**changes: Any) -> str:
    """Rankings of the five feasible states 1 to 6: codes 0, 1, 2, 3, 4, 6."""
    makers = [
        {"name": "town", "options": [0, 2], "preferenceRanking": [5, [1, 2], 6, 4, 3], "payoffs": [4, 4, 1, 2, 5, 3]},
        {"name": "riders", "options": [1], "preferenceRanking": [6, 5, 4, 3, 2, 1]},
    ]
    return conflict(**{"decisionMakers": makers, "useManualPreferenceRanking": True, **changes})


def test_state_numbers_of_a_ranking_become_codes(tmp_path: Path) -> None:
    found = imported(tmp_path, x__gmcr=manual())
    assert found.case.feasible.nonzero()[0].tolist() == [0, 1, 2, 3, 4, 6]
    assert found.case.preferences["town"].ranking == [4, [0, 1], 6, 3, 2]
    assert found.case.preferences["riders"].ranking == [6, 4, 3, 2, 1, 0]
    assert not any("contradict" in note.message for note in found.notes)


def test_the_older_key_for_manual_rankings_counts_too(tmp_path: Path) -> None:
    data = json.loads(manual())
    data["useManualPreferenceVectors"] = data.pop("useManualPreferenceRanking")
    assert imported(tmp_path, x__gmcr=json.dumps(data)).case.preferences["town"].form == "ranking"


def test_payoffs_that_contradict_what_counts_are_told(tmp_path: Path) -> None:
    data = json.loads(manual())
    data["decisionMakers"][0]["payoffs"] = [4, 5, 1, 2, 5, 3]
    assert any(
        "payoffs of town contradict" in note.message for note in imported(tmp_path, x__gmcr=json.dumps(data)).notes
    )


def test_coalitions_are_kept_in_words_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, x__gmcr=conflict(coalitions=[[1, 0]]))
    assert "Coalitions in the file: the_town+the_riders." in found.case.about
    assert any("act as one" in note.message for note in found.notes)
    assert list(found.case.parties) == ["the_town", "the_riders"]


def test_misperceptions_are_told_with_the_states_they_hide(tmp_path: Path) -> None:
    data = json.loads(conflict())
    data["decisionMakers"][1]["misperceptions"] = [[[2, "Y"]]]
    found = imported(tmp_path, x__gmcr=json.dumps(data))
    assert any(
        "the_riders does not see" in note.message and "build_a_wall.yes, codes 4, 6" in note.message
        for note in found.notes
    )


def test_no_preferences_are_unknown_not_indifferent(tmp_path: Path) -> None:
    data = json.loads(conflict())
    del data["decisionMakers"][1]["preferences"]
    found = imported(tmp_path, x__gmcr=json.dumps(data))
    assert found.case.of("the_riders").form is None
    assert any("the_riders has no preferences" in note.message for note in found.notes)


def test_without_a_status_quo_the_lowest_feasible_code_is_taken_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, x__gmcr=conflict(infeasibles=[[[0, "N"], [1, "N"]], [[0, "Y"], [2, "Y"]]]))
    done = settled(found)
    assert done.case.status_quo_code == 1
    assert done.case.status_quo is not None
    assert list(done.case.status_quo) == list(done.case.issues)
    assert "code 1" in done.notes[-1].message
    assert settled(found, 3).case.status_quo_code == 3
    assert settled(found, 3).notes == found.notes


def test_a_prisoners_dilemma_written_by_hand_has_its_textbook_equilibria(tmp_path: Path) -> None:
    makers = [
        {"name": "one", "options": [0], "preferenceRanking": [3, 4, 1, 2]},
        {"name": "two", "options": [1], "preferenceRanking": [2, 4, 1, 3]},
    ]
    options = [{"name": "One keeps silent", **BOTH}, {"name": "Two keeps silent", **BOTH}]
    text = conflict(decisionMakers=makers, options=options, infeasibles=[], useManualPreferenceRanking=True)
    found = run_stability(settled(imported(tmp_path, x__gmcr=text)).case).result.to_json()["equilibria"]
    assert found["nash"] == [0]
    assert found["gmr"] == found["smr"] == found["seq"] == [0, 3]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an option that does not exist": ({"infeasibles": [[[3, "Y"]]]}, "out of range: 3"),
    "a mark that means nothing": ({"infeasibles": [[[0, "y"]]]}, 'the mark "y"'),
    "a direction that means nothing": ({"options": [{"name": "a", "permittedDirection": "up"}] * 3}, '"up"'),
    "a truth value for a number": ({"infeasibles": [[[True, "Y"]]]}, "whole number"),
    "a party in two coalitions": ({"coalitions": [0, [0, 1]]}, "two coalitions"),
    "a coalition of nobody known": ({"coalitions": [0, 2]}, "out of range: 2"),
    "an empty condition": ({"infeasibles": [[]]}, "says nothing"),
    "a contradiction": ({"infeasibles": [[[0, "Y"], [0, "N"]]]}, "both taken and not taken"),
    "patterns that exclude everything": ({"infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "exclude every state"),
    "no options": ({"options": []}, "0 options"),
    "too many options": ({"options": [{"name": "a"}] * 41}, "41 options"),
    "nobody": ({"decisionMakers": []}, "no decision makers"),
    "no name": ({"decisionMakers": [{"options": []}]}, 'no "name"'),
    "manual rankings that are not there": ({"useManualPreferenceRanking": True}, "no preference ranking"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_faults_are_told_with_line_and_column(tmp_path: Path, what: str) -> None:
    changes, said = REFUSED[what]
    found = complaint(tmp_path, x__gmcr=conflict(**changes))
    assert said in found.message
    assert found.line is not None
    assert found.column is not None


RANKINGS = {
    "twice": [1, 2, 3, 4, 5, 6, 6],
    "left out": [1, 2, 3, 4, 5],
    "out of range": [1, 2, 3, 4, 5, 7],
    "range": [0, 1],
}


@pytest.mark.parametrize("said", RANKINGS)
def test_a_ranking_names_every_feasible_state_once(tmp_path: Path, said: str) -> None:
    data = json.loads(manual())
    data["decisionMakers"][0]["preferenceRanking"] = RANKINGS[said]
    problem = complaint(tmp_path, x__gmcr=json.dumps(data))
    assert said in f"{problem.message} leaves {'left out' if 'leaves out' in problem.message else ''}"


def test_hostile_names_become_safe_and_are_kept_as_labels(tmp_path: Path) -> None:
    names = ["not", "a.b or c", "  ", "a.b or c", "{x: [", "\ud800\x00", "x" * 300]
    makers = [{"name": "iff", "options": list(range(7)), "preferences": [[[k, "Y"]] for k in range(7)]}]
    options = [{"name": name, **BOTH} for name in names]
    case = settled(imported(tmp_path, x__gmcr=conflict(decisionMakers=makers, options=options, infeasibles=[]))).case
    assert list(case.parties) == ["iff_"]
    assert list(case.issues)[:5] == ["not_", "a_b_or_c", "option_2", "a_b_or_c_2", "x"]
    assert case.issues["a_b_or_c"].question == case.issues["a_b_or_c_2"].question == "a.b or c"
    assert case.issues["x"].question == "{x: ["
    assert len(case.issues) == 7


def test_two_conflicts_are_two_cases(tmp_path: Path) -> None:
    assert "second file" in complaint(tmp_path, a__gmcr=conflict(), b__gmcr=conflict()).message


def test_files_of_different_kinds_are_not_mixed(tmp_path: Path) -> None:
    put(tmp_path, a__gmcr=conflict(), b__csv="issue,option,p\nx,y,1\n")
    with pytest.raises(CaseError, match="different kinds"):
        import_case([tmp_path])


def test_an_imported_conflict_is_read_back_without_warnings(tmp_path: Path) -> None:
    saved = save_case(settled(imported(tmp_path, x__gmcr=conflict()), 0).case, tmp_path / "case")
    assert [warning for warning in saved.warnings if "build_a_wall" not in str(warning)] == []
    assert read_case(tmp_path / "case").case == saved.case
