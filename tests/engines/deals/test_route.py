"""Routes: the order of changes that leaves fewest below their walk-away, by trial over all orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import Constraint, DealsProblem, Scores
from goodoffices.engines.deals import route as module
from goodoffices.engines.deals.route import find_route
from goodoffices.errors import TooLarge
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.route import Route


def drawn(issues: int, parties: int, seed: int, feasible_share: float = 0.8) -> DealsProblem:
    """Two options an issue; utilities and rules at random; the first and the last outcome feasible."""
    draw = np.random.default_rng(seed)
    space = OutcomeSpace(tuple(f"i{k}" for k in range(issues)), (("no", "yes"),) * issues)
    names = tuple(["north", "south", "east", "west"][:parties])
    feasible = draw.random(space.outcomes) < feasible_share
    feasible[[0, -1]] = True
    utilities = draw.integers(-3, 4, (parties, space.outcomes))
    below = utilities < 0
    return DealsProblem(
        space,
        names,
        feasible,
        ConsentSets.of(space, names, names, [], None),
        ~below,
        below,
        tuple(Constraint(p, "walk_away") for p in range(parties)),
        below,
        [Scores(row, 1, 0) for row in utilities],
    )


def orders_by_trial(left: frozenset[int], bundle: int) -> Iterator[list[frozenset[int]]]:
    """Every way to take the issues in groups of at most so many."""
    if not left:
        yield []
    for bits in range(1, 1 << max(left, default=0) + 1):
        group = frozenset(k for k in left if bits >> k & 1)
        if group and len(group) <= bundle and sum(1 << k for k in group) == bits:
            for rest in orders_by_trial(left - group, bundle):
                yield [group, *rest]


def costs_by_trial(problem: DealsProblem, bundle: int) -> list[tuple[int, int, int]]:
    found = []
    for order in orders_by_trial(frozenset(range(len(problem.space.issues))), bundle):
        code, refusals, deepest = 0, 0, 0
        for group in order:
            code += sum(problem.space.strides[k] for k in group)
            if not problem.feasible[code]:
                break
            refusals += int(problem.refuses[:, code].sum())
            deepest = max(deepest, *(-int(row.utilities[code]) for row in problem.scores if row is not None))
        else:
            found.append((refusals, deepest, len(order)))
    return found


def cost_of(route: Route) -> tuple[int, int, int]:
    troubles = [trouble for stage in route.stages for trouble in stage.troubles]
    return len(troubles), int(max((trouble.shortfall for trouble in troubles), default=0)), len(route.stages)


@given(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3), st.integers(0, 10**6), st.sampled_from([0.5, 0.8, 1.0]))
@settings(max_examples=120, deadline=None)
def test_the_route_is_the_best_of_all_orders(issues: int, parties: int, bundle: int, seed: int, share: float) -> None:
    problem = drawn(issues, parties, seed, share)
    route = find_route(problem, 0, problem.space.outcomes - 1, bundle=bundle)
    costs = costs_by_trial(problem, bundle)
    if not costs:
        assert route.stages == ()
        assert not route.clear
        return
    assert cost_of(route) == min(costs)
    assert route.equally_good == costs.count(min(costs))
    assert route.clear == (min(costs)[0] == 0)
    assert route.proof == "proven"


def test_a_route_names_who_falls_short_where_and_what_is_owed() -> None:
    """South gives first and gets later: whichever way round, somebody must wait for the other half."""
    space = OutcomeSpace(("troops", "money"), (("stay", "leave"), ("none", "paid")))
    names = ("north", "south")
    utilities = np.array([[0, 3, -2, 1], [0, -4, 5, 1]])
    below = utilities < 0
    problem = DealsProblem(
        space,
        names,
        np.ones(4, dtype=np.bool_),
        ConsentSets.of(space, names, names, [], None),
        ~below,
        below,
        (Constraint(0, "walk_away"), Constraint(1, "walk_away")),
        below,
        [Scores(row, 1, 0) for row in utilities],
    )
    route = find_route(problem, 0, 3, can_return=[False, True])
    assert [stage.changes for stage in route.stages] == [{"money": "paid"}, {"troops": "leave"}]
    assert [(found.party, found.shortfall, found.owed) for found in route.stages[0].troubles] == [
        ("north", 2.0, ("troops",))
    ]
    assert route.stages[1].final == ("troops",)
    together = find_route(problem, 0, 3, bundle=2)
    assert together.clear
    assert len(together.stages) == 1
    assert route.to_json()["clear"] is False
    assert [row["refused by"] for row in route.records()] == ["north", ""]


def test_orders_count_shortfalls_in_steps() -> None:
    problem = drawn(2, 2, 5, 1.0)
    ordinal = replace(problem, scores=(), orders=[row.utilities for row in problem.scores if row is not None])
    assert find_route(ordinal, 0, 3).unit == "ranks"
    assert find_route(problem, 0, 3).unit == "score"


def test_from_an_outcome_to_itself_there_is_nothing_to_do() -> None:
    problem = drawn(2, 1, 0)
    assert find_route(problem, 0, 0).stages == ()


def test_a_party_that_has_not_said_is_named_as_unknown() -> None:
    problem = drawn(2, 1, 0, 1.0)
    nothing = np.zeros_like(problem.accepts)
    silent = replace(problem, accepts=nothing, refuses=nothing, broken=nothing)
    assert {stage.unknown for stage in find_route(silent, 0, 3).stages} == {("north",)}


def test_the_beam_finds_a_clear_route_and_does_not_call_it_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = drawn(4, 2, 3, 1.0)
    best = find_route(problem, 0, 15)
    monkeypatch.setattr(module, "ISSUES_AT_MOST", 3)
    found = find_route(problem, 0, 15)
    assert (cost_of(found), found.proof) == (cost_of(best), "best found")


def test_bundles_that_are_too_many_to_try_are_refused() -> None:
    with pytest.raises(TooLarge, match="smaller bundles"):
        module._all_orders(0, [1 << k for k in range(18)], 9, None)
