"""GeniusWeb JSON: utilities as they stand, the bid that stands for the reservation, and other kinds refused by name."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from goodoffices.model.preferences import reservation_of, utilities_of
from tests.model.exchange.files import complaint, imported, space

DOMAIN = json.dumps(
    {"name": "mill", "issuesValues": {"water": {"values": ["day", "night"]}, "fee": {"values": ["low", "mid", "high"]}}}
)


def test_utilities_are_taken_as_they_stand(tmp_path: Path) -> None:
    found = imported(tmp_path, mill__json=DOMAIN, miller__json=space())
    values = utilities_of(found.case, "miller")
    assert values is not None
    by_hand = [
        Fraction(4, 10) * water + Fraction(6, 10) * fee
        for fee in (0, Fraction(1, 2), 1)
        for water in (1, Fraction(1, 4))
    ]
    assert [Fraction(int(value), values[1]) for value in values[0].tolist()] == by_hand
    assert found.case.case == "mill"


def test_a_reservation_bid_is_an_outcome_and_its_utility_is_the_reservation(tmp_path: Path) -> None:
    bid = {"issuevalues": {"water": "night", "fee": "mid"}}
    case = imported(tmp_path, mill__json=DOMAIN, miller__json=space(reservationBid=bid)).case
    assert reservation_of(case, "miller") == (Fraction(2, 5), Fraction(2, 5))


def test_the_domain_may_stand_inside_the_profiles_only(tmp_path: Path) -> None:
    case = imported(tmp_path, a__json=space(), b__json=space(name="farmer")).case
    assert list(case.parties) == ["miller", "farmer"]
    assert case.space.outcomes == 6


def test_parties_of_one_name_are_told_apart(tmp_path: Path) -> None:
    assert list(imported(tmp_path, a__json=space(), b__json=space()).case.parties) == ["miller", "miller_2"]


def test_weights_that_do_not_sum_to_one_are_kept_and_told(tmp_path: Path) -> None:
    found = imported(tmp_path, a__json=space(issueWeights={"water": 1, "fee": 1}))
    assert any("sum to 2" in note.message for note in found.notes)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "utilities of a range of numbers": (
        {"issueUtilities": {"water": {"numberutils": {}}, "fee": {"numberutils": {}}}},
        '"numberutils"',
    ),
    "a missing value": (
        {"issueUtilities": {"water": {"discreteutils": {"valueUtilities": {"day": 1}}}}},
        'no "night"',
    ),
    "a value of no issue": (
        {"issueUtilities": {"water": {"discreteutils": {"valueUtilities": {"day": 1, "night": 1, "noon": 1}}}}},
        'no value "noon"',
    ),
    "a weight of no issue": ({"issueWeights": {"water": 1, "fees": 1}}, '"fees"'),
    "a weight below nought": ({"issueWeights": {"water": -1, "fee": 2}}, "below zero"),
    "another domain": ({"domain": {"issuesValues": {"water": {"values": ["day"]}}}}, "another domain"),
    "a bid that leaves an issue open": ({"reservationBid": {"issuevalues": {"water": "day"}}}, 'no "fee"'),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_said_is_refused_in_its_place(tmp_path: Path, what: str) -> None:
    changes, said = REFUSED[what]
    found = complaint(tmp_path, mill__json=DOMAIN, miller__json=space(**changes))
    assert said in found.message
    assert found.line == 1
    assert found.column is not None


def test_a_space_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    other = space().replace("LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace")
    assert "SumOfGroupsUtilitySpace" in complaint(tmp_path, mill__json=DOMAIN, miller__json=other).message


def test_an_issue_that_is_a_range_of_numbers_is_refused(tmp_path: Path) -> None:
    domain = json.dumps({"name": "m", "issuesValues": {"price": {"range": ["0", "10", "1"]}}})
    assert '"range"' in complaint(tmp_path, mill__json=domain, miller__json=space()).message
