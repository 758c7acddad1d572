"""Unlock on small cases whose answers can be seen by eye, and what stands beside the edits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from goodoffices.errors import UsageError
from goodoffices.model.case import Case
from goodoffices.model.costs import Costs
from goodoffices.model.edits import PreferenceEdit, applied
from goodoffices.model.results.stability import Concept
from goodoffices.report.terminal.unlock import unlock_screen
from goodoffices.runs import run_deals, run_unlock
from goodoffices.settings import Reading


def river(north: dict[str, Any], south: dict[str, Any], **more: Any) -> Case:
    """A truce that takes both sides, and a toll that the south sets alone."""
    return Case.model_validate(
        {
            "case": "A truce on the river",
            "left_out": ["Everyone else"],
            "parties": {name: {"name": f"{name.title()} City", "role": "principal"} for name in ("north", "south")},
            "issues": {
                "truce": {
                    "question": "Do the guns fall silent?",
                    "options": {"firing": "They fire on", "calm": "They fall silent"},
                    "reached_by": {"firing": ["north", "south"], "calm": [["north", "south"]]},
                },
                "toll": {
                    "question": "Who takes the toll?",
                    "options": {"south": "The south", "half": "Both cities"},
                    "controlled_by": "south",
                },
            },
            "status_quo": {"truce": "firing", "toll": "south"},
            "preferences": {"north": north, "south": south},
            **more,
        }
    )


WANTS_CALM: dict[str, Any] = {
    "orders": {"truce": "calm > firing", "toll": "half > south"},
    "importance": ["truce", "toll"],
}
WANTS_THE_TOLL: dict[str, Any] = {
    "orders": {"truce": "calm > firing", "toll": "south > half"},
    "importance": ["toll", "truce"],
}


def told(case: Case, result: Any) -> list[list[dict[str, Any]]]:
    return [[edit.to_json() for edit in found.edits] for found in result.sets]


def test_a_deal_that_all_accept_needs_nothing() -> None:
    result = run_unlock(river(WANTS_CALM, WANTS_CALM), 1)
    assert result.acceptable
    assert result.to_json()["sets"] == [{"cost": 0, "edits": [], "asked": {}, "codes": [1]}]


def test_one_swap_can_be_made_in_an_order_or_in_the_importance_and_both_are_listed() -> None:
    case = river(WANTS_CALM, WANTS_THE_TOLL)
    result = run_unlock(case, 3)
    assert not result.acceptable
    assert told(case, result) == [
        [{"edit": "swap_options", "party": "south", "issue": "toll", "options": ["south", "half"]}],
        [{"edit": "swap_importance", "party": "south", "issues": ["toll", "truce"]}],
    ]
    assert [(near.changes, [deal.code for deal in near.deals]) for near in result.nearest] == [(1, [1]), (2, [])]
    near = result.nearest[0].deals[0]
    assert [edit.to_json() for edit in near.edits] == [
        {"edit": "change_term", "party": None, "issue": "toll", "to": "south"}
    ]
    assert (near.better_for, near.worse_for) == (("south",), ("north",))


def test_red_lines_and_orders_are_both_asked_of_a_party_that_has_both() -> None:
    south = {**WANTS_THE_TOLL, "red_lines": ["toll.half"]}
    case = river(WANTS_CALM, south)
    result = run_unlock(case, 3)
    assert [found.asked for found in result.sets] == [{"south": 2}, {"south": 2}]
    for found in result.sets:
        edits = [edit for edit in found.edits if isinstance(edit, PreferenceEdit)]
        assert 3 in run_deals(applied(case, edits)).acceptable.values


def test_costs_decide_which_sets_are_cheapest() -> None:
    case = river(WANTS_CALM, WANTS_THE_TOLL)
    dear = run_unlock(case, 3, costs=Costs({"swap_importance": Fraction(3, 2)}))
    assert [[edit["edit"] for edit in edits] for edits in told(case, dear)] == [["swap_options"]]
    half = run_unlock(case, 3, costs=Costs({}, {"south": Fraction(1, 2)}))
    assert {found.cost for found in half.sets} == {Fraction(1, 2)}
    assert half.to_json()["sets"][0]["cost"] == 0.5
    none = run_unlock(case, 3, at_most=Fraction(1, 2))
    assert none.sets == ()
    assert none.reason is not None
    assert not none.searched.to_json()["complete"]


def test_what_is_not_known_is_told_apart_from_what_would_have_to_change() -> None:
    silent = {"orders": {"toll": "half > south"}}
    result = run_unlock(river(silent, WANTS_CALM), 1)
    assert result.sets == ()
    assert result.reason is not None
    assert "not known" in result.reason
    assert [[edit.to_json()["order"] for edit in found.edits] for found in result.if_known] == [["calm > firing"]]
    assert result.walk_aways == ()


def test_for_any_deal_one_set_names_every_deal_that_it_unlocks() -> None:
    content = {"orders": {"truce": "firing > calm", "toll": "half > south"}, "importance": ["truce", "toll"]}
    result = run_unlock(river(content, {**WANTS_THE_TOLL, "red_lines": ["toll.half"]}))
    assert not result.acceptable
    assert {found.cost for found in result.sets} == {1}
    (found,) = result.sets
    assert found.asked == {"north": 1}
    assert found.codes == (1,)


def test_the_status_quo_and_what_nobody_can_bring_about_are_no_deals() -> None:
    case = river(WANTS_CALM, WANTS_CALM)
    now = run_unlock(case, 0)
    assert not now.acceptable
    assert now.sets == ()
    assert now.reason is not None
    assert "how things stand now" in now.reason
    issues = {**case.model_dump()["issues"]}
    stuck_truce = {key: issues["truce"][key] for key in ("question", "options")}
    issues["toll"] = {"question": "?", "options": {"south": "x", "half": "y"}}
    stuck = run_unlock(river(WANTS_CALM, WANTS_CALM, issues=issues), 2)
    assert stuck.reason == "Nobody can bring this about: toll.half."
    assert "nothing to unlock" in str(run_unlock(river({}, {}, issues={**issues, "truce": stuck_truce})).reason)


@pytest.mark.parametrize("code", [-1, 4])
def test_a_code_of_no_outcome_is_refused(code: int) -> None:
    with pytest.raises(UsageError, match="no feasible outcome"):
        run_unlock(river(WANTS_CALM, WANTS_CALM), code)


def test_to_hold_can_take_a_guarantee_where_acceptance_takes_nothing() -> None:
    sly = {"orders": {"truce": "calm > firing", "toll": "south > half"}, "importance": ["truce", "toll"]}
    case = river(WANTS_CALM, sly)
    result = run_unlock(case, 3, stable=Concept.NASH)
    assert result.acceptable
    assert result.stable is False
    assert told(case, result) == [
        [{"edit": "lock", "party": "south", "issue": "toll", "to": "south", "or": "consent"}],
        [{"edit": "swap_options", "party": "south", "issue": "toll", "options": ["south", "half"]}],
    ]
    without = run_unlock(case, 3, stable=Concept.NASH, guarantees=False)
    assert [edit["edit"] for edits in told(case, without) for edit in edits] == ["swap_options"]
    anyone = run_unlock(case, stable=Concept.NASH)
    assert anyone.stable
    assert anyone.sets[0].codes == (1,)


def test_the_mixed_concept_is_none_of_one_deal() -> None:
    with pytest.raises(UsageError, match="mixed"):
        run_unlock(river(WANTS_CALM, WANTS_CALM), 1, stable=Concept.MIXED)


SHEET: dict[str, dict[str, Any]] = {
    "north": {"scores": {"truce": {"firing": 0, "calm": 9}, "toll": {"south": 0, "half": 2.5}}},
    "south": {"scores": {"truce": {"firing": 4, "calm": 1}, "toll": {"south": 1, "half": 0}}},
}


def test_a_side_payment_covers_what_a_party_with_scores_lacks_if_others_gain_enough() -> None:
    result = run_unlock(river(**SHEET), 3)
    assert result.sets == ()
    (payment,) = result.side_payments
    assert payment.shortfalls == {"south": 4}
    assert payment.can_pay == {"north": Fraction(23, 2)}
    assert payment.possible
    poor = {**SHEET["north"], "scores": {"truce": {"firing": 0, "calm": 1}, "toll": {"south": 0, "half": 2}}}
    assert not run_unlock(river(poor, SHEET["south"]), 3).side_payments[0].possible


def test_a_walk_away_at_which_a_party_would_accept_is_told_apart() -> None:
    case = river(WANTS_CALM, WANTS_THE_TOLL)
    (other,) = run_unlock(case, 3).walk_aways
    assert (other.party, other.now, other.changes, other.codes) == ("south", 0, 1, (2,))
    stated = {**SHEET["south"], "reservation": 3}
    (reserved,) = run_unlock(river(SHEET["north"], stated), 3).walk_aways
    assert reserved.to_json() == {"party": "south", "reservation": 3, "to": 1}


@pytest.mark.parametrize("deal", [None, 0, 1, 2, 3])
@pytest.mark.parametrize("concept", [None, Concept.GMR])
@pytest.mark.parametrize(
    ("north", "south"),
    [
        (WANTS_CALM, WANTS_THE_TOLL),
        (WANTS_CALM, {}),
        (SHEET["north"], SHEET["south"]),
        ({"priorities": ["toll.half"]}, WANTS_CALM),
    ],
)
def test_the_screen_fits_eighty_columns_and_blames_nobody(
    deal: int | None, concept: Concept | None, north: dict[str, Any], south: dict[str, Any]
) -> None:
    case = river(north, south)
    screen = unlock_screen(case, run_unlock(case, deal, stable=concept), colour=False)
    assert max(map(len, screen.splitlines())) <= 80
    assert not {"blame", "obstacle", "should", "must concede", "refuses to"} & set(screen.lower().split())


def test_the_screen_says_what_would_have_to_be_true_and_of_whom() -> None:
    case = river(WANTS_CALM, {**WANTS_THE_TOLL, "red_lines": ["toll.half"]})
    screen = unlock_screen(case, run_unlock(case, 3), colour=False)
    assert "South City no longer holds the red line ‘toll: both cities’." in screen
    assert "On toll, South City ranks ‘both cities’ above ‘the south’." in screen
    assert "To South City, truce matters more than toll." in screen
    assert "It is not advice to anybody." in screen


def test_the_central_reading_leaves_nothing_to_be_known() -> None:
    silent = {"orders": {"toll": "half > south"}}
    result = run_unlock(river(silent, WANTS_CALM), 1, reading=Reading.CENTRAL)
    assert result.acceptable
    assert result.if_known == ()
