"""Shares in closed form: worked by hand, against perturbation, against draws."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.worlds.exact import ExactShares, share_above, union_of_products
from goodoffices.engines.worlds.tally import tally
from goodoffices.model.case import Case
from tests.engines.worlds.small import arrays, case_of
from tests.strategies import PARTIES, cases

THREE = {"truce": "no > yes", "limits": "yes > no", "relief": "yes > no"}
IMPORTANCE = ["truce", "limits", "relief"]


def share(stated: Any, code: int, **more: Any) -> Fraction | None:
    party = arrays(case_of({"north": stated}, **more)).problem.parties[0]
    assert party is not None
    return ExactShares(party).of(code)


def test_a_deal_that_loses_on_the_first_issue_and_gains_on_two_is_accepted_in_a_quarter() -> None:
    assert share({"importance": IMPORTANCE, "orders": THREE}, 7) == Fraction(1, 4)


def test_an_issue_that_the_deal_does_not_touch_moves_the_share_to_two_fifths() -> None:
    options = {name: ["no", "yes"] for name in (*IMPORTANCE, "office")}
    stated = {"importance": [*IMPORTANCE, "office"], "orders": {**THREE, "office": "yes > no"}}
    assert share(stated, 7, options=options) == Fraction(2, 5)


def test_an_issue_of_no_interest_moves_nothing() -> None:
    options = {name: ["no", "yes"] for name in ("office", *IMPORTANCE)}
    stated = {"importance": ["office", *IMPORTANCE], "orders": {**THREE, "office": "yes ~ no"}}
    assert share(stated, 14, options=options) == Fraction(1, 4)


def test_one_changed_issue_hangs_on_its_order_alone() -> None:
    options = {"line": ["none", "some", "all"], "relief": ["no", "yes"]}
    assert share({"importance": ["relief"], "orders": {}}, 1, options=options) == Fraction(1, 2)
    assert share({"orders": {"line": "some > all"}}, 1, options=options) == Fraction(2, 3)


def test_values_between_best_and_worst_have_no_closed_form_here() -> None:
    options = {"line": ["none", "some", "all"], "relief": ["no", "yes"]}
    stated = {"importance": ["line", "relief"], "orders": {"line": "none > some > all", "relief": "yes > no"}}
    assert share(stated, 4, options=options) is None


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([-1, 1], Fraction(1, 2)),
        ([-1, 1, 1], Fraction(3, 4)),
        ([-1, -1, 1], Fraction(1, 4)),
        ([0, 0, 1], 1),
        ([-1, 0, 0], 0),
        ([-2, 1], Fraction(1, 3)),
    ],
)
def test_equal_nodes_are_covered(nodes: list[int], expected: Fraction) -> None:
    assert share_above([Fraction(node) for node in nodes]) == expected


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=6))
def test_equal_nodes_are_the_limit_of_nodes_moved_apart(nodes: list[int]) -> None:
    exact = share_above([Fraction(node) for node in nodes])
    if not any(nodes):
        assert exact == 1  # the one place where the share jumps
        return
    apart = [Fraction(node) + Fraction(k + 1, 10**9) for k, node in enumerate(nodes)]
    if min(nodes) == 0 or max(nodes) == 0:
        apart = [Fraction(node) for node in nodes]
    assert abs(share_above(apart) - exact) < Fraction(1, 10**6)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=6).filter(any))
def test_gaining_and_losing_share_the_simplex_between_them(nodes: list[int]) -> None:
    gains = share_above([Fraction(node) for node in nodes])
    losses = share_above([Fraction(-node) for node in nodes])
    assert gains + losses == 1


def test_several_consent_sets_are_taken_together() -> None:
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert union_of_products([(0, 1)], [half, third]) == Fraction(1, 6)
    assert union_of_products([(0, 1), (0, 2)], [half, third, half]) == half * (third + half - third * half)
    assert union_of_products([(0, 1)], [half, None]) is None


@given(case=cases(most_parties=2, most_issues=3, most_options=2, forms=("orders",), status_quo=True))
@settings(max_examples=30)
def test_drawn_shares_agree_with_exact_ones(case: Case) -> None:
    found = arrays(case)
    draws = 512
    counted = tally(found.problem, 3, 0, 2, draws)
    for p, party in enumerate(found.problem.parties):
        if party is None:
            continue
        exact = ExactShares(party)
        for k, code in enumerate(found.problem.deals):
            one = exact.of(int(code))
            assert one is not None, PARTIES[p]
            error = (float(one * (1 - one)) / draws) ** 0.5
            assert abs(counted.accepted[0, p, k] / draws - float(one)) <= 6 * error
