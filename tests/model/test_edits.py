"""Edits: each makes another case and leaves the first as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.case import Case, Preferences
from goodoffices.model.edits import (
    AddTerm,
    ChangeTerm,
    DropRedLine,
    RaisePriority,
    StateImportance,
    StateOrder,
    SwapImportance,
    SwapOptions,
    SwapOutcomes,
    applied,
    edits_of,
    single_edits,
    statements_of,
    term_edits,
)
from goodoffices.model.guarantees import Lock, SnapBack, guarantees_of
from goodoffices.model.moves import enterable
from tests.strategies import cases


def two_cities(north: dict[str, Any] | None = None) -> Case:
    return Case.model_validate(
        {
            "case": "Two cities",
            "left_out": ["Everyone else"],
            "parties": {name: {"name": name.title(), "role": "principal"} for name in ("north", "south")},
            "issues": {
                "truce": {
                    "question": "?",
                    "options": {"no": "No", "part": "In part", "yes": "Yes"},
                    "reached_by": {"no": ["north", "south"], "part": [["north", "south"]], "yes": [["north", "south"]]},
                },
                "toll": {"question": "?", "options": {"low": "Low", "high": "High"}, "controlled_by": "south"},
            },
            "status_quo": {"truce": "no", "toll": "low"},
            "preferences": {"north": north} if north else {},
        }
    )


def told(stated: dict[str, Any]) -> list[dict[str, Any]]:
    return [edit.to_json() for edit in edits_of("north", Preferences.model_validate(stated))]


def test_every_neighbouring_pair_is_one_edit_and_ties_stand_on_one_level() -> None:
    assert told({"orders": {"truce": "no > part ~ yes"}, "importance": ["truce", "toll"]}) == [
        {"edit": "swap_options", "party": "north", "issue": "truce", "options": ["no", "part"]},
        {"edit": "swap_options", "party": "north", "issue": "truce", "options": ["no", "yes"]},
        {"edit": "swap_importance", "party": "north", "issues": ["truce", "toll"]},
    ]


def test_red_lines_priorities_and_rankings_have_edits_of_their_own() -> None:
    assert told({"priorities": ["truce.yes", "toll.low"], "red_lines": ["toll.high"]}) == [
        {"edit": "drop_red_line", "party": "north", "red_line": "toll.high"},
        {"edit": "raise_priority", "party": "north", "priority": "toll.low", "place": 2},
    ]
    assert [edit["codes"] for edit in told({"ranking": [0, [1, 2]]})] == [[0, 1], [0, 2]]


def test_an_order_that_hangs_on_others_is_edited_clause_by_clause() -> None:
    orders = {"toll": [{"when": "truce.yes", "order": "low > high"}, {"order": "?"}]}
    case = two_cities({"orders": orders})
    (edit,) = single_edits(case)
    assert edit.to_json()["clause"] == 0
    changed = edit.apply(case).of("north").orders
    assert changed is not None
    assert [part if isinstance(part, str) else part.order for part in changed["toll"]] == ["high > low", "?"]


def test_edits_are_made_one_after_the_other() -> None:
    case = two_cities({"orders": {"truce": "no > part > yes"}, "red_lines": ["truce.yes"]})
    edits = [
        DropRedLine("north", "truce.yes"),
        SwapOptions("north", "truce", ("part", "yes")),
        SwapOptions("north", "truce", ("no", "yes")),
    ]
    after = applied(case, edits).of("north")
    assert after.red_lines == []
    assert after.orders == {"truce": "yes > no > part"}
    assert case.of("north").red_lines == ["truce.yes"]


@pytest.mark.parametrize(
    "edit",
    [
        DropRedLine("north", "toll.low"),
        SwapOptions("north", "truce", ("no", "yes")),
        SwapOptions("north", "truce", ("part", "no")),
        SwapOptions("north", "truce", ("no", "part"), clause=0),
        SwapImportance("north", ("toll", "truce")),
        RaisePriority("north", "toll.low", 2),
        SwapOutcomes("north", (0, 1)),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edit: Any) -> None:
    stated = {"orders": {"truce": "no > part > yes"}, "importance": ["truce", "toll"], "red_lines": ["truce.yes"]}
    with pytest.raises(ValueError, match=r"north|stand|place|order"):
        edit.apply(two_cities(stated))


def test_a_statement_fills_one_gap_and_moves_nothing_that_is_stated() -> None:
    case = two_cities({"orders": {"toll": "low > high"}, "importance": ["toll"]})
    found = list(statements_of(case, "north", case.of("north")))
    assert StateOrder("north", "truce", "yes > no") in found
    assert StateImportance("north", "truce", 1) in found
    assert not [edit for edit in found if isinstance(edit, StateOrder) and edit.issue == "toll"]
    after = applied(case, [StateOrder("north", "truce", "yes > no"), StateImportance("north", "truce", 0)]).of("north")
    assert after.importance == ["truce", "toll"]
    further = [edit.order for edit in statements_of(case, "north", after) if isinstance(edit, StateOrder)]
    assert further == ["part > yes > no", "yes > part > no", "yes > no > part"]


def test_other_terms_are_added_where_the_deal_leaves_things_as_they_are_and_changed_else() -> None:
    case = two_cities()
    assert term_edits(case, 2, 4) == (ChangeTerm("truce", "part"), AddTerm("toll", "high"))
    assert AddTerm("toll", "high").apply(case, 2) == 5
    assert AddTerm("toll", "high").to_json() == {"edit": "add_term", "party": None, "issue": "toll", "to": "high"}


def test_guarantees_lock_what_a_party_can_do_alone_and_snap_back_what_the_deal_changes() -> None:
    case = two_cities()
    rights = enterable(case)
    found = list(guarantees_of(case, 5, rights))
    assert found == [
        Lock("north", "truce", "no"),
        SnapBack("north", "toll", "low"),
        Lock("south", "truce", "no"),
        Lock("south", "toll", "low"),
        Lock("south", "toll", "high"),
    ]
    assert found[0].to_json() == {"edit": "lock", "party": "north", "issue": "truce", "to": "no", "or": "consent"}
    after = found[1].rights(case, found[0].rights(case, rights))
    assert not after[0][0].any()
    assert after[0][1].tolist() == [True, False]
    assert rights[0][0].any()
    assert found[0] not in list(guarantees_of(case, 5, after, [found[0]]))


@given(cases(), st.data())
def test_every_edit_enumerated_can_be_made_and_changes_something(case: Case, data: st.DataObject) -> None:
    edits = list(single_edits(case))
    if edits:
        edit = data.draw(st.sampled_from(edits))
        after = edit.apply(case)
        assert after.of(edit.party) != case.of(edit.party)
        assert {party: after.of(party) for party in case.parties if party != edit.party} == {
            party: case.of(party) for party in case.parties if party != edit.party
        }
        Case.model_validate(after.model_dump(by_alias=True))
