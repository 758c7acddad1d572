"""Draws: what is stated always holds in them, and nothing else does."""

from __future__ import annotations

from collections import Counter
from math import factorial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, chisquare, kstest

from goodoffices.engines.worlds.extensions import count, every, level_values, places
from goodoffices.engines.worlds.laws import Law, simplex
from goodoffices.engines.worlds.orders import OrdersParty
from goodoffices.engines.worlds.scored import Numbers
from goodoffices.engines.worlds.uniforms import BLOCK, Draws, check_names, uniforms
from goodoffices.model.preferences.central import central_weights
from tests.engines.worlds.small import arrays, case_of

UNLIKELY = 1e-4
"""Seeds are fixed, so a test that passes once passes always; a wrong law fails by many orders of magnitude."""


def drawn(party: OrdersParty, blocks: int, law: Law = Law.UNIFORM, seed: int = 5) -> np.ndarray:
    """[worlds, issues] weights over several blocks."""
    return np.concatenate([party.weights(Draws(seed, party.name, block), law) for block in range(blocks)])


def party_of(importance: list[object], issues: list[str]) -> OrdersParty:
    options = {issue: ["no", "yes"] for issue in issues}
    stated = {"importance": importance, "orders": dict.fromkeys(issues, "yes > no")}
    found = arrays(case_of({"north": stated}, options=options)).problem.parties[0]
    assert isinstance(found, OrdersParty)
    return found


@pytest.mark.parametrize(("stated", "free"), [(0, 3), (2, 1), (2, 2), (3, 1), (1, 3)])
def test_every_linear_extension_is_equally_likely(stated: int, free: int) -> None:
    keys = np.concatenate([uniforms(7, f"{stated}/{free}", block, stated + free) for block in range(48)])
    seen = Counter(map(tuple, places(keys, stated).tolist()))
    listed = list(every(stated, free))
    assert len(listed) == len(set(listed)) == count(stated, free) == factorial(stated + free) // factorial(stated)
    assert set(seen) == set(listed)
    assert chisquare([seen[row] for row in listed]).pvalue > UNLIKELY


@given(stated=st.integers(0, 4), free=st.integers(0, 4), seed=st.integers(0, 1000))
def test_a_stated_chain_keeps_its_order_in_every_draw(stated: int, free: int, seed: int) -> None:
    found = places(uniforms(seed, "x", 0, stated + free), stated)
    assert (np.diff(found[:, :stated], axis=1) > 0).all()
    assert (np.sort(found, axis=1) == np.arange(stated + free)).all()


def test_level_values_fall_from_one_to_nought() -> None:
    values = level_values(uniforms(1, "values", 0, 3))
    assert values.shape == (BLOCK, 5)
    assert (values[:, 0] == 1).all()
    assert (values[:, -1] == 0).all()
    assert (np.diff(values, axis=1) < 0).all()


def test_weights_are_uniform_on_the_ordered_simplex() -> None:
    weights = drawn(party_of(["a", "b", "c"], ["a", "b", "c"]), 64)
    # Another recipe: the largest of three uniform spacings has this distribution function.
    assert (np.diff(weights, axis=1) <= 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1)

    def largest(x: Any) -> Any:
        return 1 - 3 * (1 - x) ** 2 + 3 * np.maximum(0, 1 - 2 * x) ** 2 - np.maximum(0, 1 - 3 * x) ** 2

    def smallest(x: Any) -> Any:
        return 1 - np.maximum(0, 1 - 3 * x) ** 2

    assert kstest(weights[:, 0], largest).pvalue > UNLIKELY
    assert kstest(weights[:, 2], smallest).pvalue > UNLIKELY


@pytest.mark.parametrize(
    ("importance", "missing"), [(["a", "b", "c", "d"], []), ([["a", "b"], "c", "d"], []), (["a"], ["b", "c", "d"])]
)
def test_the_mean_of_drawn_weights_is_the_central_world(importance: list[object], missing: list[str]) -> None:
    issues = ["a", "b", "c", "d"]
    weights = drawn(party_of(importance, issues), 64)
    tiers = [[entry] if isinstance(entry, str) else list(entry) for entry in importance]  # type: ignore[call-overload]
    central = central_weights(tiers, missing)
    error = weights.std(axis=0) / np.sqrt(len(weights))
    assert (abs(weights.mean(axis=0) - [float(central[issue]) for issue in issues]) < 4 * error + 1e-12).all()


def test_tied_issues_weigh_the_same_in_every_world() -> None:
    weights = drawn(party_of([["a", "c"], "b"], ["a", "b", "c"]), 2)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights[:, 0] >= weights[:, 1]).all()


@pytest.mark.parametrize(("law", "parameter"), [(Law.FEW, 0.5), (Law.UNIFORM, 1.0), (Law.CENTRE, 2.0)])
def test_each_law_of_weighting_is_the_dirichlet_law_it_says(law: Law, parameter: float) -> None:
    first = np.concatenate([uniforms(3, "first", block, 4) for block in range(48)])
    second = np.concatenate([uniforms(3, "second", block, 4) for block in range(48)])
    found = simplex(first, second, law)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    for vertex in range(4):  # each coordinate of a Dirichlet law is a beta variable
        assert kstest(found[:, vertex], beta(parameter, 3 * parameter).cdf).pvalue > UNLIKELY


def test_ranges_are_drawn_from_a_pert_law_and_evenly_without_a_mode() -> None:
    numbers = Numbers("scores.x", np.array([0.0, 2.0, 7.0]), np.array([3.0, np.nan, 7.0]), np.array([10.0, 4.0, 7.0]))
    values = np.concatenate([numbers.values(Draws(2, "north", block)) for block in range(48)])
    assert kstest(values[:, 0] / 10, beta(1 + 4 * 0.3, 1 + 4 * 0.7).cdf).pvalue > UNLIKELY
    assert kstest((values[:, 1] - 2) / 2, "uniform").pvalue > UNLIKELY
    assert (values[:, 2] == 7).all()


def test_a_factor_keeps_its_draws_when_another_is_edited_added_or_removed() -> None:
    options = {"line": ["none", "some", "all"], "truce": ["no", "yes"], "relief": ["no", "yes"]}
    importance = ["line", "truce", "relief"]

    def values(orders: dict[str, str]) -> np.ndarray:
        party = arrays(
            case_of({"north": {"importance": importance, "orders": orders}}, options=options)
        ).problem.parties[0]
        assert isinstance(party, OrdersParty)
        return party.issues[0][0].values(Draws(9, "north", 4))

    line = "none > some > all"
    before = values({"line": line, "truce": "yes > no", "relief": "no > yes"})
    assert (before == values({"line": line, "truce": "?", "relief": "?"})).all()
    assert (before == values({"line": line})).all()


def test_blocks_and_factors_draw_different_numbers() -> None:
    rows = {uniforms(1, name, block, 1).tobytes() for name in ("a/weights", "b/weights") for block in range(3)}
    assert len(rows) == 6


def test_factors_that_would_draw_the_same_numbers_are_refused() -> None:
    check_names(["north/weights", "south/weights", "north/weights"])
    with pytest.raises(ValueError, match="plumless"):  # a known pair of words with one CRC-32
        check_names(["plumless", "buckeroo"])
