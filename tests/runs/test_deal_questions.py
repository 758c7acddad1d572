"""A route, trades and places asked of whole cases: who refuses a step, what buys what, and what lies near a proposal."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.case import Case
from goodoffices.model.results.deals import Unavailable
from goodoffices.model.results.place import Nearest
from goodoffices.runs import run_deals
from goodoffices.runs.deal_questions import run_places, run_route, run_trades
from tests.runs.harbour import harbour
from tests.strategies import cases


def code(case: Case, **terms: str) -> int:
    return case.space.code(terms, case.status_quo_code)


def test_the_order_with_the_smaller_shortfall_is_taken_and_says_what_is_owed() -> None:
    case = harbour()
    found = run_route(case, code(case, port="shared", fees="paid_north"))
    assert [stage.changes for stage in found.stages] == [{"port": "shared"}, {"fees": "paid_north"}]
    assert [[(t.party, t.shortfall, t.owed) for t in stage.troubles] for stage in found.stages] == [
        [("north", 2.0, ("fees",))],  # the other order would leave Sorland three below
        [],
    ]
    assert not found.clear
    assert found.parties == ("north", "south")


def test_a_bundle_makes_both_changes_in_one_step_and_nobody_refuses() -> None:
    case = harbour()
    found = run_route(case, code(case, port="shared", fees="paid_north"), bundle=2)
    assert [stage.changes for stage in found.stages] == [{"port": "shared", "fees": "paid_north"}]
    assert found.clear
    assert found.stages[0].final == ("port",)  # nobody is named who could close it again


def test_a_route_needs_a_start_a_change_and_somebody_who_can_bring_it_about() -> None:
    case = harbour()
    with pytest.raises(UsageError, match="status quo: there is nothing to change"):
        run_route(case, code(case))
    with pytest.raises(UsageError, match=r"who could bring about watch\.fleet"):
        run_route(case, code(case, watch="fleet"))
    with pytest.raises(UsageError, match="no status quo"):
        run_route(harbour().model_copy(update={"status_quo": None}), 1)


def test_two_changes_buy_each_other_and_read_as_offers_from_both_sides() -> None:
    case = harbour()
    found = run_trades(case, code(case))
    terms = [{change.issue: change.option for change in trade.changes} for trade in found.trades]
    assert terms == [{"port": "shared", "fees": "paid_north"}, {"port": "joint", "fees": "paid_north"}]
    assert [trade.gains for trade in found.trades] == [("north", "south"), ("south",)]
    offers = {(offer.party, offer.given.issue, offer.of, offer.wanted.issue) for offer in found.trades[0].offers}
    assert offers == {("north", "port", ("south",), "fees"), ("south", "fees", ("north",), "port")}
    assert found.deals[found.trades[0].code].acceptable


def test_trades_of_scores_need_no_list() -> None:
    issues = {f"i{k}": {"question": "?", "options": {f"o{n}": "x" for n in range(10)}} for k in range(8)}
    scores = {
        party: {"scores": {issue: {f"o{n}": sign * n * (k + 1) for n in range(10)} for k, issue in enumerate(issues)}}
        for party, sign in (("north", 1), ("south", -1))
    }
    scores["south"]["scores"]["i0"] = {f"o{n}": -2 * n for n in range(10)}
    case = harbour().model_copy(update={"proposals": {}, "status_quo": None, "rules": []})
    data = {**case.model_dump(mode="json", exclude_none=True, by_alias=True), "issues": issues, "preferences": scores}
    large = Case.model_validate(data)
    found = run_trades(large, 5 * 11_111_111)
    assert found.trades
    for trade in found.trades:
        assert {"i0"} < {change.issue for change in trade.changes}  # the one issue that they weigh differently
    assert run_trades(large, 5 * 11_111_111, parties=["south", "north"]).parties == ("south", "north")
    with pytest.raises(UsageError, match="east is none of them"):
        run_trades(large, 0, parties=["north", "east"])
    with pytest.raises(TooLarge):
        run_route(Case.model_validate({**data, "status_quo": dict.fromkeys(issues, "o0")}), 1)


def test_a_proposal_is_placed_by_answers_frontier_and_nearest_deals() -> None:
    case = harbour()
    found = run_places(case)
    placed = {one.proposal: one for one in found.placed}
    opening = placed["opening"]
    assert opening.answers == {"south": "accepts"}
    assert not isinstance(opening.place, Unavailable)
    assert {v.party: v.answer for v in opening.place.deal.verdicts} == {"north": "refuses", "south": "accepts"}
    assert opening.place.nearest[0] == Nearest(1, (code(case, port="shared", fees="paid_north"),))
    assert opening.placement.open_issues == ("fees", "watch")
    assert opening.to_json()["filled"]["deal"]["code"] == code(case, port="shared")
    whole = placed["whole"]
    assert not isinstance(whole.place, Unavailable)
    assert whole.place.nearest[0].changes == 0
    assert whole.place.dominated_by == 1  # the same with a fleet, which is feasible though nobody could bring it about
    assert whole.place.headroom == 1 / 8  # Sorland could gain one of the eight that it could gain at most


def test_open_issues_can_be_filled_as_well_as_can_be() -> None:
    case = harbour()
    filled = {one.proposal: one.place for one in run_places(case, fill="open").placed}
    assert filled["whole"] == {one.proposal: one.place for one in run_places(case).placed}["whole"]
    opening = filled["opening"]
    assert not isinstance(opening, Unavailable)
    assert opening.dominated_by == 0


def test_a_case_without_proposals_has_nothing_to_place() -> None:
    with pytest.raises(UsageError, match="no proposal"):
        run_places(harbour().model_copy(update={"proposals": {}}))


@given(cases(most_parties=3, most_issues=3, most_options=3, status_quo=True))
@settings(max_examples=30, deadline=None)
def test_nearest_deals_are_nearest_by_a_plain_count(case: Case) -> None:
    if not case.proposals:
        return
    result, found = run_deals(case), run_places(case)

    def away(one: int, other: int) -> int:
        return len(case.space.difference(one, other))

    for one in found.placed:
        assert not isinstance(one.place, Unavailable)
        here = one.place.deal.code
        for groups, codes in ((one.place.nearest, result.acceptable.values), (one.possible, result.possible.values)):
            plain = sorted({away(here, int(other)) for other in codes})[:2]
            assert [group.changes for group in groups] == plain
            assert all(away(here, other) == group.changes for group in groups for other in group.codes)
        for nearest in one.holding.values():
            if isinstance(nearest, Nearest):
                assert np.isin(nearest.codes, result.acceptable.values).all()


def test_the_words_are_the_same_for_both_sides() -> None:
    plain, turned = run_places(harbour()).to_json(), run_places(harbour(swap=True)).to_json()

    def renamed(value: Any) -> Any:
        names = {"north": "south", "south": "north"}
        if isinstance(value, dict):
            return {names.get(key, key): renamed(item) for key, item in value.items()}
        if isinstance(value, list):
            rows = [renamed(item) for item in value]
            return sorted(rows, key=str) if rows and all(not isinstance(row, dict) for row in rows) else rows
        return names.get(value, value) if isinstance(value, str) else value

    for one, other in zip(plain["proposals"], turned["proposals"], strict=True):
        assert one["filled"]["nearest"] == other["filled"]["nearest"]
        assert one["filled"]["dominated_by"] == other["filled"]["dominated_by"]
        assert renamed(one["answers"]) == other["answers"]
