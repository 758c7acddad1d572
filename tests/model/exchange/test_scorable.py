"""Scorable games, as a folder and as one JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import CaseError
from goodoffices.model.exchange import import_case
from goodoffices.runs import run_deals
from tests.model.exchange.files import complaint, imported

GAME: dict[str, Any] = {
    "parties": ["The harbour", "Fishers", "Ferry line"],
    "roles": ["p1", "player", "p2"],
    "minimum": [50, 40, 45],
    "scores": [
        [[40, 20, 0], [60, 10]],
        [[0, 35, 50], [0, 50]],
        [[45, 45, 20], [10, 55]],
    ],
}


def folder(place: Path, **changes: str) -> Path:
    """The game as a folder, with spaces where people leave them."""
    sheets = {"port": "40, 20, 0\n60, 10 \n50", "fish": "0, 35, 50\n0, 50\n40 \n", "ferry": "45, 45, 20 \n10, 55\n\n45"}
    config = "The harbour,port,p1,greedy,x\nFishers, fish ,player,cooperative,x\nFerry line,ferry,p2,greedy,x"
    (place / "scores_files").mkdir(parents=True)
    (place / "config.txt").write_text(changes.get("config", config))
    for stem, text in sheets.items():
        (place / "scores_files" / f"{stem}.txt").write_text(changes.get(stem, text))
    return place


def test_folder_and_json_are_the_same_game(tmp_path: Path) -> None:
    from_folder = import_case([folder(tmp_path / "harbour")]).case
    from_json = imported(tmp_path, harbour__json=json.dumps(GAME)).case
    assert from_folder.model_copy(update={"left_out": from_json.left_out}) == from_json


def test_deals_are_counted_as_the_players_count_them(tmp_path: Path) -> None:
    case = import_case([folder(tmp_path / "harbour")]).case
    assert case.space.options == (("a1", "a2", "a3"), ("b1", "b2"))
    assert case.issues["a"].options["a2"] == "A2"
    # A1,B1 is 100/0/55, A2,B1 80/35/55, A1,B2 50/50/100: only the last meets every minimum.
    assert run_deals(case).acceptable.values.tolist() == [3]
    by_rule = run_deals(case, at_least=2, veto=["the_harbour", "ferry_line"])
    assert by_rule.acceptable.values.tolist() == [0, 1, 3]


def test_who_may_veto_is_told_with_the_command_that_counts_so(tmp_path: Path) -> None:
    found = import_case([folder(tmp_path / "harbour")])
    ignored, note = found.notes
    assert "ignored" in ignored.message
    assert note.hint is not None
    assert "--at-least 2 --veto the_harbour,ferry_line" in note.hint


def test_a_file_of_several_games_asks_which(tmp_path: Path) -> None:
    text = json.dumps({"one": GAME, "two": {**GAME, "minimum": [0, 0, 0]}})
    found = complaint(tmp_path, games__json=text)
    assert found.hint is not None
    assert "one, two" in found.hint
    assert run_deals(import_case([tmp_path / "games.json"], "two").case).acceptable.count == 6


FOLDERS = {
    "a missing score file": ({"config": "The harbour,prt,p1"}, "scores_files/prt.txt"),
    "a line without role": ({"config": "The harbour"}, "a party's name"),
    "a score that is no number": ({"fish": "0, many, 50\n0, 50\n40"}, '"many" is not a number'),
    "an empty score": ({"fish": "0, , 50\n0, 50\n40"}, "is not a number"),
    "another number of options": ({"fish": "0, 35\n0, 50\n40"}, "2 scores for issue A"),
    "another number of issues": ({"fish": "0, 35, 50\n40"}, "1 issues"),
    "no minimum": ({"fish": "0, 35, 50\n0, 50"}, "the minimum on the last line"),
}


@pytest.mark.parametrize("what", FOLDERS)
def test_faults_of_a_folder_are_told_in_their_place(tmp_path: Path, what: str) -> None:
    changes, said = FOLDERS[what]
    with pytest.raises(CaseError) as caught:
        import_case([folder(tmp_path / "harbour", **changes)])
    assert said in caught.value.problems[0].message


FILES: dict[str, tuple[dict[str, Any], str]] = {
    "a minimum too few": ({"minimum": [1, 2]}, '"minimum" has 2 entries for 3 parties'),
    "a role too few": ({"roles": ["p1"]}, '"roles" has 1 entries'),
    "scores of another shape": ({"scores": [[[1, 2]], [[1, 2]], [[1]]]}, "do not match"),
    "a score that is no number": ({"scores": [[["1"]], [[1]], [[1]]]}, "should be a number"),
    "nobody": ({"parties": [], "roles": [], "minimum": [], "scores": []}, "no parties"),
}


@pytest.mark.parametrize("what", FILES)
def test_faults_of_a_json_game_are_told_in_their_place(tmp_path: Path, what: str) -> None:
    changes, said = FILES[what]
    found = complaint(tmp_path, game__json=json.dumps({**GAME, **changes}))
    assert said in found.message
    assert found.line is not None
