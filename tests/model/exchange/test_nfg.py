"""``.nfg`` files: who controls an issue plays, the first player's strategy varies fastest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

from goodoffices.errors import CaseError, TooLarge
from goodoffices.model.case import Case
from goodoffices.model.exchange import export_case
from goodoffices.settings import Reading
from tests.strategies import cases


def ferry(**changes: Any) -> Case:
    """A company sets the fare, a union strikes or not, and both together may build a pier."""
    document: dict[str, Any] = {
        "case": 'The "ferry"',
        "left_out": ["The passengers"],
        "parties": {name: {"name": name.title(), "role": "principal"} for name in ("company", "union")},
        "issues": {
            "fare": {
                "question": "Fare?",
                "options": {"low": "Low", "mid": "Mid", "high": "High"},
                "controlled_by": "company",
            },
            "strike": {"question": "Strike?", "options": {"no": "No", "yes": "Yes"}, "reached_by": {"yes": ["union"]}},
            "pier": {
                "question": "Pier?",
                "options": {"old": "Old", "new": "New"},
                "reached_by": {"new": [["company", "union"]]},
            },
        },
        "rules": [{"never": "fare.high and strike.yes"}],
        "status_quo": {"fare": "low", "strike": "no", "pier": "old"},
        "preferences": {
            "company": {
                "scores": {
                    "fare": {"low": 0, "mid": 1.5, "high": 4},
                    "strike": {"no": 0, "yes": -2},
                    "pier": {"old": 0, "new": 9},
                },
                "weights": {"fare": 2, "strike": 1, "pier": 1},
            },
            "union": {
                "scores": {
                    "fare": {"low": 0, "mid": 0, "high": 0},
                    "strike": {"no": 0.25, "yes": 0},
                    "pier": {"old": 1, "new": 0},
                }
            },
        },
    }
    return Case.model_validate({**document, **changes})


def parts(text: str) -> tuple[str, list[str], list[int], list[list[str]]]:
    """Title, players, sizes, and the payoffs a profile."""
    head, _, body = text.partition("\n\n")
    found = re.fullmatch(r'NFG 1 R ("(?:[^"\\]|\\.)*") \{ (.*) \} \{ ([\d ]+) \}', head)
    assert found is not None
    players = re.findall(r'"((?:[^"\\]|\\.)*)"', found[2])
    return (
        found[1],
        players,
        [int(size) for size in found[3].split()],
        [row.split() for row in body.strip().split("\n")],
    )


def test_payoffs_are_the_scores_the_first_player_varying_fastest() -> None:
    title, players, sizes, rows = parts(export_case(ferry(), "nfg").text)
    assert players == ["Company", "Union"]
    assert sizes == [3, 2]
    # The last profile, a high fare and a strike, is excluded by a rule and pays what the status quo pays.
    assert rows == [["0", "1.25"], ["3", "1.25"], ["8", "1.25"], ["-2", "1"], ["1", "1"], ["0", "1.25"]]
    assert title.startswith('"The \\"ferry\\"')
    assert "1 profiles that a rule excludes" in title


def test_an_issue_that_only_both_can_move_stays_and_is_told() -> None:
    assert any("pier" in note.message and "stay" in note.message for note in export_case(ferry(), "nfg").notes)


def test_orders_are_exported_as_ranks_and_the_title_says_so() -> None:
    document = ferry().model_dump(mode="json", by_alias=True, exclude_none=True)
    stated = {**document["preferences"], "union": {"priorities": ["fare.low", "strike.no"]}}
    title, _, _, rows = parts(export_case(ferry(preferences=stated), "nfg").text)
    assert "ranks in place of payoffs for union" in title
    assert [row[1] for row in rows] == ["3", "1", "1", "2", "0", "3"]


def test_what_is_not_known_is_not_made_up() -> None:
    with pytest.raises(CaseError, match="uncompared"):
        export_case(ferry(preferences={}), "nfg")
    with pytest.raises(CaseError, match="names none"):
        export_case(ferry(status_quo=None), "nfg")


def test_too_many_profiles_are_refused_before_they_are_written() -> None:
    issues = {
        f"i{k}": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": ("company", "union")[k % 2]}
        for k in range(18)
    }
    large = ferry(issues=issues, status_quo=dict.fromkeys(issues, "no"), rules=[], preferences={})
    with pytest.raises(TooLarge, match="262,144"):
        export_case(large, "nfg")


@settings(max_examples=40)
@given(cases(status_quo=True))
def test_a_game_is_whole_whatever_the_case(case: Case) -> None:
    try:
        made = export_case(case, "nfg", Reading.CENTRAL)
    except CaseError:
        return
    _, players, sizes, rows = parts(made.text)
    total = 1
    for size in sizes:
        total *= size
    assert len(rows) == total
    assert {len(row) for row in rows} == {len(players)}
