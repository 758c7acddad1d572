"""Worlds of whole cases: the exact oracles, what a reader is told, and the same answer wherever it is computed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.case import Case
from goodoffices.model.results.worlds import DealShares, Proof, WorldsResult
from goodoffices.runs import run_deals
from goodoffices.runs.execute import On, Place
from goodoffices.runs.worlds import run_worlds
from tests.engines.worlds.small import case_of
from tests.shared import SHARED, needs_shared
from tests.strategies import cases

ORACLES = SHARED / "oracles" / "worlds"
DRAWS = 10_000


def oracles() -> list[Any]:
    found = [(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(ORACLES.glob("*.json"))]
    return [pytest.param(oracle, id=name) for name, oracle in found if "case" in oracle]


def oracle(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ORACLES / f"{name}.json").read_text("utf-8"))
    return found


def assert_close(share: float | None, value: float, draws: int = DRAWS) -> None:
    """Within four standard errors; exactly, where the value is 0 or 1."""
    assert share is not None
    assert abs(share - value) <= 4 * (value * (1 - value) / draws) ** 0.5 + 1e-12


@needs_shared
@pytest.mark.parametrize("oracle", oracles())
def test_every_oracle_comes_out(oracle: dict[str, Any]) -> None:
    result = run_worlds(Case.model_validate(oracle["case"]), draws=DRAWS)
    deals = {deal.code: deal for deal in result.deals}
    assert sorted(deals) == sorted(row["code"] for row in oracle["deals"])
    for row in oracle["deals"]:
        deal = deals[row["code"]]
        assert deal.terms == row["terms"]
        for party, value in row["acceptable"].items():
            share = deal.everyone if party == "all" else deal.by_party[party]
            assert_close(share.share, value["value"])
            if share.exact:
                assert share.interval is None
                assert share.share == pytest.approx(value["value"], abs=1e-9)
            if share.exact and "exact" in value:
                assert share.share == float(Fraction(value["exact"]))
        for concept, value in row.get("stable", {}).items():
            assert_close({kind.value: share for kind, share in deal.stable.items()}[concept], value["value"])
    if oracle["zopa"]["value"] is not None:
        assert_close(result.zone.share, oracle["zopa"]["value"])
    for concept, value in oracle.get("status_quo_stable", {}).items():
        if concept != "code":
            assert_close(
                {kind.value: share for kind, share in result.status_quo_stable.items()}[concept], value["value"]
            )


@needs_shared
def test_hinges_agree_with_the_exact_indices() -> None:
    found = oracle("unknown_order")
    result = run_worlds(Case.model_validate(found["case"]), draws=40_000, about=7, concepts=())
    exact = found["hinges_for"]["indices"]
    assert {f"{hinge.party}.{hinge.what}" for hinge in result.hinges} == set(exact)
    assert [hinge.total for hinge in result.hinges] == sorted((hinge.total for hinge in result.hinges), reverse=True)
    for hinge in result.hinges:
        want = exact[f"{hinge.party}.{hinge.what}"]
        assert_close(hinge.flip, want["flip"]["value"], 40_000)
        assert hinge.total == pytest.approx(want["total"]["value"], abs=0.02)
        assert hinge.first_error is not None
        assert abs(hinge.first - want["first"]["value"]) < 4 * hinge.first_error + 0.002
        assert hinge.interval[0] < hinge.flip < hinge.interval[1]


@needs_shared
def test_a_red_line_says_never_and_names_itself() -> None:
    case = Case.model_validate(oracle("red_line")["case"])
    result = run_worlds(case, draws=256)
    barred = result.deal(7)
    assert barred.everyone.proof is Proof.NEVER
    assert barred.everyone.interval is None
    assert any("red_line" in row for row in barred.against)


def test_the_same_answer_on_any_number_of_processes_and_any_cut() -> None:
    orders = {"truce": "?", "limits": "yes > no", "relief": "yes > no"}
    case = case_of({"north": {"importance": ["truce"], "orders": orders}, "south": {"orders": {"truce": "yes > no"}}})
    here = run_worlds(case, draws=1_500, place=Place()).to_json()
    assert run_worlds(case, draws=1_500, place=Place(On.PROCESSES, 2)).to_json() == here
    assert json.loads(json.dumps(here)) == here


def shares_of(result: WorldsResult) -> dict[int, DealShares]:
    return {deal.code: deal for deal in result.deals}


@given(case=cases(forms=("orders", "ranking"), most_issues=3, status_quo=True))
@settings(max_examples=30)
def test_worlds_and_deals_agree_on_what_is_certain_and_what_is_possible(case: Case) -> None:
    result = run_worlds(case, draws=256, concepts=())
    sure = set(run_deals(case).acceptable.values.tolist())
    possible = set(run_deals(case).possible.values.tolist())
    for deal in result.deals:
        if deal.code in sure:
            assert deal.everyone.proof is Proof.EVERY
            assert deal.everyone.share == 1
        if deal.everyone.share:
            assert deal.code in possible


@given(case=cases(forms=("orders",), most_issues=3, most_options=3, status_quo=True))
@settings(max_examples=20)
def test_dropping_red_lines_never_lowers_a_share(case: Case) -> None:
    free = {name: stated.model_copy(update={"red_lines": []}) for name, stated in case.preferences.items()}
    strict = run_worlds(case, draws=256, concepts=())
    loose = run_worlds(case.model_copy(update={"preferences": free}), draws=256, concepts=())
    for code, deal in shares_of(loose).items():
        before = shares_of(strict)[code].everyone.share
        if before is not None and deal.everyone.share is not None:
            assert deal.everyone.share >= before - 1e-12
    if strict.zone.share is not None and loose.zone.share is not None:
        assert loose.zone.share >= strict.zone.share


def test_a_party_that_leaves_everything_open_takes_each_single_change_half_the_time() -> None:
    result = run_worlds(case_of({"north": None}), draws=256, assume_unknown=True)
    assert [result.deal(code).everyone.share for code in (1, 2, 4)] == [0.5, 0.5, 0.5]
    assert all(result.deal(code).everyone.exact for code in (1, 2, 4))
    assert result.deal(7).everyone.share == 0.5
    assert "equally likely" in result.warnings[0]


def test_a_party_of_which_nothing_is_known_is_not_taken_to_be_indifferent() -> None:
    stated = {
        "importance": ["truce", "limits", "relief"],
        "orders": dict.fromkeys(["truce", "limits", "relief"], "yes > no"),
    }
    result = run_worlds(case_of({"north": None, "south": stated}), draws=256)
    deal = result.deal(7)
    assert deal.everyone.share is None
    assert deal.everyone.reason is not None
    assert "Unknown is not indifferent" in deal.everyone.reason
    assert deal.by_party["south"].share == 1
    assert result.zone.share is None
    assert not result.concepts
    assert any("--assume-unknown" in reason for reason in result.reasons)
    told = result.to_json()
    assert told["zopa"] is None
    assert told["reason"]
    assert told["deals"][0]["reason"]


def test_without_anything_to_fall_back_on_only_ranks_are_told() -> None:
    stated = {"orders": {"truce": "yes > no"}, "importance": ["truce"]}
    case = case_of({"north": stated}).model_copy(update={"status_quo": None})
    result = run_worlds(case, draws=256)
    assert all(deal.everyone.share is None for deal in result.deals)
    assert all(sum(deal.ranks["north"]) == pytest.approx(1) for deal in result.deals)
    assert "neither a status quo nor a walk-away" in result.reasons[0]


def test_a_half_width_is_reached_or_said_not_to_be() -> None:
    options = {"line": ["none", "some", "all"], "relief": ["no", "yes"]}
    stated = {"importance": ["line", "relief"], "orders": {"line": "none > some > all", "relief": "yes > no"}}
    case = case_of({"north": stated}, options=options)
    result = run_worlds(case, half_width=0.02, concepts=())
    assert result.draws in (2_048, 4_096)
    assert result.half_width <= 0.02
    short = run_worlds(case, draws=256, concepts=())
    assert short.half_width > 0.02
    assert result.deal(4).everyone.share == pytest.approx(0.386294, abs=0.03)


def test_ranges_of_scores_are_drawn_and_fixed_scores_are_not() -> None:
    sheet = {
        "truce": {"no": 0, "yes": {"low": 0, "mode": 3, "high": 4}},
        "limits": {"no": 2, "yes": 0},
        "relief": {"no": 0, "yes": 0},
    }
    fixed = {"truce": {"no": 0, "yes": 3}, "limits": {"no": 2, "yes": 0}, "relief": {"no": 0, "yes": 0}}
    case = case_of({"north": {"scores": sheet}, "south": {"scores": fixed}})
    result = run_worlds(case, draws=20_000, concepts=())
    deal = result.deal(3)
    from scipy.stats import beta

    assert_close(deal.by_party["north"].share, float(beta(1 + 4 * 0.75, 1 + 4 * 0.25).sf(0.5)), 20_000)
    assert deal.by_party["south"].proof is Proof.EVERY
    assert result.hinges[0].what == "scores.truce"


def test_an_outcome_that_is_no_deal_cannot_be_asked_about() -> None:
    case = case_of({"north": {"orders": {"truce": "yes > no"}}})
    with pytest.raises(UsageError, match="Outcome 0 is no deal"):
        run_worlds(case, draws=256, about=0)
    with pytest.raises(UsageError, match="not both"):
        run_worlds(case, draws=256, half_width=0.1)


def test_too_many_outcomes_are_refused_before_anything_is_drawn() -> None:
    options = {f"issue{k}": ["no", "yes"] for k in range(18)}
    with pytest.raises(TooLarge, match="262,144 outcomes"):
        run_worlds(case_of({"north": {"orders": {}}}, options=options))


def test_gaps_are_listed_beside_the_shares() -> None:
    orders = {"truce": "?", "limits": [{"when": "truce.yes", "order": "yes > no"}, {"order": "no > yes"}]}
    result = run_worlds(case_of({"north": {"importance": ["truce"], "orders": orders}}), draws=256)
    (gap,) = result.gaps
    assert gap.orders == ("truce", "relief")
    assert gap.conditional == ("limits",)
    assert gap.importance == ("limits", "relief")


def test_adding_an_indifferent_issue_moves_no_exact_share() -> None:
    names = ["truce", "limits", "relief"]
    orders = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
    before = run_worlds(case_of({"north": {"importance": names, "orders": orders}}), draws=256, concepts=())
    options = {name: ["no", "yes"] for name in (*names, "office")}
    wider = {"importance": [*names, "office"], "orders": {**orders, "office": "no ~ yes"}}
    after = run_worlds(case_of({"north": wider}, options=options), draws=256, concepts=())
    for code, deal in shares_of(before).items():
        assert deal.everyone.share == shares_of(after)[code].everyone.share


def test_results_turn_into_rows(tmp_path: Path) -> None:
    orders = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
    result = run_worlds(case_of({"north": {"importance": list(orders), "orders": orders}}), draws=256)
    rows = result.records()
    assert len(rows) == 7
    assert rows[-1]["acceptable"] == 0.25
    assert "preference worlds" in result._repr_html_()


def test_the_range_under_other_laws_is_the_one_worked_by_hand() -> None:
    orders = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
    case = case_of({"north": {"importance": list(orders), "orders": orders}})
    share = run_worlds(case, draws=40_000, concepts=()).deal(7).everyone
    assert share.share == 0.25
    assert share.other_laws is not None
    assert_close(share.other_laws[0], 5 / 32, 40_000)
    assert_close(share.other_laws[1], 1 / 3, 40_000)


def test_a_share_that_no_weight_can_move_has_no_range() -> None:
    result = run_worlds(case_of({"north": {"orders": {"truce": "?"}}}), draws=1_000, concepts=())
    share = result.deal(1).everyone
    assert share.share == 0.5
    assert share.other_laws == pytest.approx((0.5, 0.5))
