"""Merge and prune: the same Pareto set as by listing, and sizes that no list would hold."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import merge as module
from goodoffices.engines.deals.additive import Additive, Ban
from goodoffices.engines.deals.merge import merge_front
from goodoffices.engines.deals.pareto import pareto_set
from goodoffices.errors import TooLarge
from goodoffices.model.expressions import parse
from goodoffices.model.outcomes import OutcomeSpace
from tests.engines.deals.large import additives, drawn, listed


@given(st.sampled_from([1, 10**20]).flatmap(lambda unit: additives(unit=unit)), st.booleans())
@settings(max_examples=150, deadline=None)
def test_merging_gives_the_pareto_set_that_listing_gives(problem: Additive, acceptable: bool) -> None:
    whole = listed(problem)
    among = whole.feasible & whole.accepts.all(axis=0) if acceptable else whole.feasible
    utilities = [found.utilities for found in whole.scores if found is not None]
    expected = pareto_set(utilities, among).tolist()
    front = merge_front(problem, acceptable=acceptable)
    codes = [front.codes(point) for point in range(len(front.counts))]
    assert sorted(code for row in codes for code in row) == expected
    assert front.outcomes == len(expected)
    for point, row in enumerate(codes):
        assert len(row) == front.counts[point]
        for code in row:
            assert problem.utilities(code) == [int(column[point]) for column in front.points]


def test_ties_are_counted_exactly_even_where_they_cannot_be_listed() -> None:
    """Ninety issues that nobody minds: every outcome is as good as every other."""
    space = OutcomeSpace(tuple(f"i{k}" for k in range(90)), (("yes", "no"),) * 90)
    level = (np.zeros(2, dtype=np.int64),) * 90
    front = merge_front(Additive(space, ("north", "south"), (level, level), (1, 1), (0, 0)))
    assert front.outcomes == 2**90
    assert len(set(front.codes(0))) == 1_000


def test_a_hundred_million_outcomes_take_a_moment() -> None:
    problem = drawn(issues=8, options=10, parties=3, bans=0, seed=1)
    merge_front(problem)
    begun = perf_counter()
    front = merge_front(problem)
    assert perf_counter() - begun < 1
    assert problem.space.outcomes == 10**8
    best = int(np.argmax(sum(front.points)))
    assert front.codes(best) == [problem.space.code(best_by_issue(problem))]


def best_by_issue(problem: Additive) -> dict[str, str]:
    """The utilitarian outcome: without bans, each issue can be settled by itself."""
    totals = [sum(row[k] for row in problem.tables) for k in range(len(problem.space.issues))]
    return {
        issue: options[int(np.argmax(total))]
        for issue, options, total in zip(problem.space.issues, problem.space.options, totals, strict=True)
    }


def test_a_rule_becomes_a_table_over_the_issues_it_names() -> None:
    space = OutcomeSpace(("a", "b", "c"), (("x", "y"), ("x", "y", "z"), ("x", "y")))
    rule = parse("c.y and not a.x or b.z")
    problem = Additive.of(space, (), (), [rule])
    assert problem.bans[0].issues == (0, 1, 2)
    assert [not problem.allows(code) for code in range(space.outcomes)] == space.truth(rule).tolist()
    assert Ban.of(space, parse("c.y")).issues == (2,)


def test_too_much_to_carry_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POINTS_AT_MOST", 10)
    with pytest.raises(TooLarge, match="one solution"):
        merge_front(drawn(issues=4, options=5, parties=3, bans=0, seed=0))
