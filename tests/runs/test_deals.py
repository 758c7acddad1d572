"""Deals of whole cases: the oracles of the preference worlds, reservations, who is asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.case import Case
from goodoffices.runs import run_deals
from goodoffices.settings import Reading
from tests.shared import SHARED, needs_shared

WORLDS = sorted((SHARED / "oracles" / "worlds").glob("*.json"))


def with_case() -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in WORLDS if "case" in json.loads(path.read_text("utf-8"))]


@needs_shared
@pytest.mark.parametrize("path", with_case())
def test_certain_and_possible_deals_bound_the_exact_shares_of_worlds(path: Any) -> None:
    oracle = json.loads(path.read_text("utf-8"))
    found = run_deals(Case.model_validate(oracle["case"]))
    certain, possible = set(found.acceptable.values.tolist()), set(found.possible.values.tolist())
    for deal in oracle["deals"]:
        share = deal["acceptable"]["all"]["value"]
        assert (deal["code"] in certain) == (share == 1)
        assert (deal["code"] in possible) == (share > 0)


def a_market(preferences: dict[str, Any], **more: Any) -> Case:
    """Price and delivery between a buyer and a seller."""
    return Case.model_validate(
        {
            "case": "A market",
            "left_out": ["Everyone else"],
            "parties": {name: {"name": name.title(), "role": "principal"} for name in ("buyer", "seller")},
            "issues": {
                "price": {"question": "Price?", "options": {"low": "Low", "high": "High"}},
                "delivery": {"question": "Delivery?", "options": {"slow": "Slow", "fast": "Fast"}},
            },
            "preferences": preferences,
            **more,
        }
    )


SHEETS = {
    "buyer": {"scores": {"price": {"low": 6, "high": 1}, "delivery": {"slow": 0, "fast": 4}}, "reservation": 4.5},
    "seller": {"scores": {"price": {"low": 1, "high": 7}, "delivery": {"slow": 3, "fast": 0}}, "reservation": 0.7},
}


def test_a_score_sheet_without_status_quo_makes_every_outcome_a_deal() -> None:
    found = run_deals(a_market(SHEETS)).to_json()
    assert found["status_quo"] is None
    assert found["acceptable"] == {"count": 3, "codes": [0, 2, 3]}
    assert found["nash"]["codes"] == [0]  # gains 1.5 × 3.3; code 2: 5.5 × 0.3; code 3: 0.5 × 6.3
    assert found["nash"]["utilities"] == {"buyer": 6.0, "seller": 4.0}
    assert found["utilitarian"]["codes"] == [3]


def test_orders_have_no_product_and_say_so() -> None:
    stated = {"buyer": SHEETS["buyer"], "seller": {"orders": {"price": "high > low"}, "importance": ["price"]}}
    found = run_deals(a_market(stated)).to_json()
    assert found["nash"] is None
    assert "seller" in found["reason"]["nash"]
    assert found["pareto"]["count"] > 0


def test_a_party_that_the_case_does_not_have_is_named_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match='Did you mean "seller"'):
        run_deals(a_market(SHEETS), parties=["selller"])


def test_too_many_outcomes_are_refused_with_advice() -> None:
    issues = {f"i{k}": {"question": "?", "options": {f"o{n}": "x" for n in range(10)}} for k in range(8)}
    with pytest.raises(TooLarge, match="Merge options"):
        run_deals(a_market({}, issues=issues))


def test_the_central_reading_settles_what_the_certain_one_leaves_open() -> None:
    stated = {
        "buyer": {"orders": {"price": "low > high", "delivery": "fast > slow"}, "importance": ["price", "delivery"]},
        "seller": {"orders": {"price": "high > low"}, "importance": ["price"]},
    }
    quiet = {"status_quo": {"price": "high", "delivery": "slow"}}
    issues = {
        "price": {"question": "?", "options": {"low": "x", "high": "y"}, "controlled_by": "seller"},
        "delivery": {"question": "?", "options": {"slow": "x", "fast": "y"}, "controlled_by": "seller"},
    }
    case = a_market(stated, issues=issues, **quiet)
    assert run_deals(case).to_json()["acceptable"]["codes"] == []
    assert run_deals(case).to_json()["possible"]["codes"] == [2, 3]
    assert run_deals(case, reading=Reading.CENTRAL).to_json()["acceptable"]["codes"] == [3]
