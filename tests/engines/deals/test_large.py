"""Beyond listing: the same answers as by listing on small cases, and answers at all on very large ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import Constraint, DealsProblem, Scores, find_deals
from goodoffices.engines.deals import large as module
from goodoffices.engines.deals.additive import Additive, Ban, RedLine
from goodoffices.engines.deals.explain import explain
from goodoffices.engines.deals.large import find_large_deals, states_held
from goodoffices.model.consent import ConsentSets
from goodoffices.model.results.deals import Codes, RefusalSets, Solution, Unavailable
from goodoffices.model.results.large_deals import ManyCodes
from goodoffices.model.scaling import sum_tables
from tests.engines.deals.large import additives, drawn


@st.composite
def with_red_lines(draw: st.DrawFn) -> Additive:
    """An additive negotiation in which parties have red lines as well."""
    problem = draw(additives())
    lines = []
    for n in range(draw(st.integers(0, 3))):
        issue = draw(st.sampled_from(range(len(problem.space.sizes))))
        size = problem.space.sizes[issue]
        cells = draw(st.lists(st.booleans(), min_size=size, max_size=size))
        party = draw(st.sampled_from(range(len(problem.parties))))
        lines.append(RedLine(party, f"line {n}", Ban((issue,), np.array(cells, dtype=np.bool_))))
    return replace(problem, red_lines=tuple(lines))


def listed(problem: Additive) -> DealsProblem:
    """The same outcome by outcome."""
    space = problem.space
    everything = range(space.outcomes)
    scores = [
        Scores(sum_tables(row), scale, low)
        for row, scale, low in zip(problem.tables, problem.scales, problem.disagreement, strict=True)
    ]
    broken = [found.utilities < found.disagreement for found in scores]
    constraints = [Constraint(p, "walk_away") for p in range(len(scores))]
    for line in problem.red_lines:
        broken.append(np.array([line.ban.excludes(space.indices(code)) for code in everything], dtype=np.bool_))
        constraints.append(Constraint(line.party, "red_line", line.text))
    refuses = np.array(
        [
            np.any([row for row, c in zip(broken, constraints, strict=True) if c.party == p], axis=0)
            for p in range(len(scores))
        ]
    )
    return DealsProblem(
        space,
        problem.parties,
        np.array([problem.allows(code) for code in everything], dtype=np.bool_),
        ConsentSets.of(space, problem.parties, problem.parties, [], None),
        ~refuses,
        refuses,
        tuple(constraints),
        np.array(broken, dtype=np.bool_),
        scores,
    )


def as_sets(found: RefusalSets) -> set[frozenset[object]]:
    return {frozenset(refusals) for refusals in found.sets}


@given(with_red_lines())
@settings(max_examples=25, deadline=None)
def test_large_deals_are_those_that_listing_finds(problem: Additive) -> None:
    by_list, found = find_deals(listed(problem)), find_large_deals(problem)
    assert found.exists == bool(by_list.acceptable.count)
    assert isinstance(by_list.pareto, Codes)
    assert isinstance(by_list.pareto_acceptable, Codes)
    assert isinstance(found.pareto, ManyCodes)
    assert isinstance(found.pareto_acceptable, ManyCodes)
    assert list(found.pareto.codes) == by_list.pareto.values.tolist()
    assert list(found.pareto_acceptable.codes) == by_list.pareto_acceptable.values.tolist()
    assert found.pareto_acceptable.count == by_list.pareto_acceptable.count
    assert as_sets(found.why_none) == as_sets(by_list.why_none)
    assert as_sets(found.concessions) == as_sets(by_list.concessions)
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        one, other = getattr(by_list, name), getattr(found, name)
        assert type(one) is type(other)
        if isinstance(one, Solution):
            assert (other.value, other.left_out, other.proof) == (one.value, one.left_out, "proven")
            assert other.count == len(other.codes)
            assert set(other.codes.tolist()) <= set(one.codes.tolist())
            if name in ("nash", "utilitarian") and one.left_out != one.parties:
                assert other.codes.tolist() == one.codes.tolist()
            if one.leximin is not None and one.left_out != one.parties:
                assert other.leximin.tolist() == one.leximin.tolist()


def test_the_refusals_that_collide_are_found_among_a_million_million_outcomes() -> None:
    """North will not have the first option of one issue, south none of the others, and both want too much elsewhere."""
    problem = drawn(issues=12, options=10, parties=3, bans=0, seed=2)
    first = np.arange(10) == 0
    lines = (RedLine(0, "not the first", Ban((3,), first)), RedLine(1, "only the first", Ban((3,), ~first)))
    greedy = (*problem.disagreement[:2], sum(int(table.max()) for table in problem.tables[2]) + 1)
    found = find_large_deals(replace(problem, red_lines=lines, disagreement=greedy))
    assert found.exists is False
    assert found.to_json()["why_none"] == [
        [{"party": "east", "walk_away": None}],
        [{"party": "north", "red_line": "not the first"}, {"party": "south", "red_line": "only the first"}],
    ]
    assert found.concessions.count == 2
    assert not found.why_none.at_least


def test_json_keeps_the_contract_and_says_why_what_is_missing_is_missing() -> None:
    found = find_large_deals(drawn(issues=8, options=10, parties=3, bans=2, seed=0)).to_json()
    assert found["outcomes"] == 10**8
    assert found["acceptable"] is None
    assert "too many" in found["reason"]["acceptable"]
    assert found["pareto"]["count"] >= len(found["pareto_acceptable"]["codes"]) > 0
    assert found["nash"]["proof"].startswith("proven")
    assert found["why_none"] == []


def test_rules_that_leave_nothing_blame_nobody() -> None:
    problem = drawn(issues=2, options=2, parties=2, bans=0, seed=0)
    found = find_large_deals(replace(problem, bans=(Ban((0,), np.ones(2, dtype=np.bool_)),)))
    assert (found.exists, found.why_none.sets) == (False, ())
    assert found.why_none_reason == "The rules leave no outcome."


def test_many_rules_that_tie_issues_together_leave_the_pareto_set_out() -> None:
    problem = drawn(issues=8, options=10, parties=2, bans=30, seed=0)
    assert states_held(problem) > module.STATES_AT_MOST
    found = find_large_deals(problem)
    assert isinstance(found.pareto, Unavailable)
    assert isinstance(found.nash, Solution)
    assert {row["solution"] for row in found.records()} == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}


def test_out_of_time_leaves_the_question_open() -> None:
    problem = drawn(issues=4, options=4, parties=2, bans=0, seed=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STATES_AT_MOST", 0)  # so that nothing is merged
        found = find_large_deals(problem, seconds=0)
    assert found.exists is None
    assert found.why_none_reason is not None
    assert "not settled" in found.why_none_reason
    conflicts, _ = explain(problem, seconds=0)
    assert conflicts.at_least
