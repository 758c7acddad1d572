"""A score sheet solved without listing: the same deals as with a list, and sizes that no list would hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals.optimise import optimise
from goodoffices.errors import TooLarge
from goodoffices.model.case import Case
from goodoffices.model.results.deals import Codes, Solution
from goodoffices.model.results.large_deals import ManyCodes
from goodoffices.report.terminal import large_deals_screen
from goodoffices.runs.deals import run_deals
from goodoffices.runs.large_deals import additive_of, run_large_deals
from tests.strategies import issue_options, score_sheets


def sheet(issues: dict[str, list[str]], preferences: dict[str, Any], **more: Any) -> Case:
    return Case.model_validate(
        {
            "case": "A score sheet",
            "left_out": ["Everyone: this case was drawn."],
            "parties": {party: {"name": party.title(), "role": "principal"} for party in preferences},
            "issues": {
                issue: {"question": f"{issue}?", "options": {option: option for option in options}}
                for issue, options in issues.items()
            },
            "preferences": preferences,
            **more,
        }
    )


@st.composite
def sheets(draw: st.DrawFn) -> Case:
    issues = draw(issue_options(3, 3))
    first, *_ = issues
    preferences = {party: draw(score_sheets(issues, ranges=False)) for party in ("north", "south")}
    if draw(st.booleans()):
        preferences["south"]["red_lines"] = [f"{first}.{issues[first][0]}"]
    return sheet(issues, preferences)


@given(sheets())
@settings(max_examples=25, deadline=None)
def test_a_sheet_has_the_same_deals_with_and_without_a_list(case: Case) -> None:
    listed, large = run_deals(case), run_large_deals(case)
    assert large.exists == bool(listed.acceptable.count)
    assert {frozenset(row) for row in large.why_none.sets} == {frozenset(row) for row in listed.why_none.sets}
    assert type(listed.nash) is type(large.nash)
    if isinstance(listed.nash, Solution) and isinstance(large.nash, Solution) and not listed.nash.left_out:
        assert large.nash.codes.tolist() == listed.nash.codes.tolist()
    if not any(
        case.of(party).red_lines for party in case.parties
    ):  # red lines sink in the order that a list is made by
        assert isinstance(listed.pareto, Codes)
        assert isinstance(large.pareto, ManyCodes)
        assert list(large.pareto.codes) == listed.pareto.values.tolist()


def twelve_issues() -> Case:
    issues = {f"i{k}": [f"o{j}" for j in range(10)] for k in range(12)}
    scores = {
        party: {
            "scores": {
                issue: {f"o{j}": (j * step + k) % 10 * (k * k + 3) for j in range(10)} for k, issue in enumerate(issues)
            },
            "reservation": 500,
        }
        for party, step in (("north", 3), ("south", 7))
    }
    return sheet(issues, scores, rules=[{"never": "i0.o1 and i5.o2"}])


def test_a_million_million_outcomes_are_solved() -> None:
    case = twelve_issues()
    found = run_large_deals(case)
    assert found.outcomes == 10**12
    assert found.exists
    assert isinstance(found.nash, Solution)
    assert found.nash.proof == "proven"
    code = int(found.nash.codes[0])
    problem = additive_of(case)
    assert [u / s for u, s in zip(problem.utilities(code), problem.scales, strict=True)] == found.nash.utilities[
        0
    ].tolist()
    with pytest.raises(TooLarge):
        run_deals(case)


def test_what_only_a_list_could_answer_is_refused_with_the_reason() -> None:
    case = twelve_issues()
    silent = case.model_copy(update={"preferences": {"north": case.of("north")}})
    with pytest.raises(TooLarge, match="south has no exact scores"):
        additive_of(silent)
    anchored = Case.model_validate(
        {
            **case.model_dump(mode="json", by_alias=True, exclude_none=True),
            "status_quo": dict.fromkeys(case.issues, "o0"),
        }
    )
    with pytest.raises(TooLarge, match=r"the principals alone cannot bring about i0\.o1"):
        additive_of(anchored)


@st.composite
def anchored(draw: st.DrawFn) -> Case:
    """Scores with a status quo; each side's walk-away may be some other outcome, or a number."""
    issues = draw(issue_options(3, 3))
    names = ("north", "south")
    preferences = {party: draw(score_sheets(issues, ranges=False)) for party in names}
    if draw(st.booleans()):
        preferences["north"]["red_lines"] = [
            f"{issue}.{draw(st.sampled_from(issues[issue]))}" for issue in list(issues)[:1]
        ]
    outcomes = st.fixed_dictionaries({issue: st.sampled_from(options) for issue, options in issues.items()})
    found = sheet(issues, preferences).model_dump(mode="json", by_alias=True, exclude_none=True)
    for issue in found["issues"].values():
        issue.pop("reached_by", None)
        issue["controlled_by"] = draw(st.sampled_from(names))
    walk_away = {party: draw(outcomes) for party in names if draw(st.booleans())}
    return Case.model_validate({**found, "status_quo": draw(outcomes), "walk_away": walk_away})


@given(anchored())
@settings(max_examples=60, deadline=None)
def test_with_a_status_quo_the_deals_are_the_same_and_it_is_none_of_them(case: Case) -> None:
    listed, large = run_deals(case), run_large_deals(case)
    assert large.exists == bool(listed.acceptable.count)
    assert {frozenset(row) for row in large.why_none.sets} == {frozenset(row) for row in listed.why_none.sets}
    assert {frozenset(row) for row in large.concessions.sets} == {frozenset(row) for row in listed.concessions.sets}
    for name in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        one, other = getattr(listed, name), getattr(large, name)
        assert type(one) is type(other)
        if isinstance(one, Solution) and isinstance(other, Solution):
            assert case.status_quo_code not in other.codes.tolist()
            if not one.left_out:
                assert other.value == pytest.approx(one.value)
            if not one.left_out and name in ("nash", "utilitarian"):
                assert other.codes.tolist() == one.codes.tolist()
    if not any(case.of(party).red_lines for party in case.parties):
        assert isinstance(listed.pareto, Codes)
        assert isinstance(listed.pareto_acceptable, Codes)
        assert isinstance(large.pareto, ManyCodes)
        assert isinstance(large.pareto_acceptable, ManyCodes)
        assert list(large.pareto.codes) == listed.pareto.values.tolist()
        assert list(large.pareto_acceptable.codes) == listed.pareto_acceptable.values.tolist()
        assert large.pareto_acceptable.count == listed.pareto_acceptable.count


@given(anchored(), st.sampled_from(["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]))
@settings(max_examples=15, deadline=None)
def test_the_solver_never_offers_the_status_quo_as_a_deal(case: Case, name: str) -> None:
    found = optimise(additive_of(case), name, ties_at_most=3)
    listed = getattr(run_deals(case), name)
    assert isinstance(found, Solution) == isinstance(listed, Solution)
    if isinstance(found, Solution) and isinstance(listed, Solution) and not listed.left_out:
        assert case.status_quo_code not in found.codes.tolist()
        assert found.value == pytest.approx(listed.value)


def test_a_million_million_outcomes_beside_a_status_quo_are_solved() -> None:
    plain = twelve_issues().model_dump(mode="json", by_alias=True, exclude_none=True)
    for party in plain["preferences"].values():
        del party["reservation"]
    for issue in plain["issues"].values():
        issue["reached_by"] = {option: [["north", "south"]] for option in issue["options"]}
    case = Case.model_validate({**plain, "status_quo": dict.fromkeys(plain["issues"], "o4")})
    found = run_large_deals(case)
    assert found.exists
    assert isinstance(found.nash, Solution)
    assert f"Nash (proven, {found.nash.count:,} deals tie)" in large_deals_screen(case, found)
    base = case.status_quo_code
    assert base is not None
    assert found.nash.disagreement == {
        party: u / s
        for party, u, s in zip(
            case.principals, additive_of(case).utilities(base), additive_of(case).scales, strict=True
        )
    }


def test_a_conflict_names_the_red_line_as_written() -> None:
    case = sheet(
        {"a": ["x", "y"], "b": ["x", "y"]},
        {
            "north": {"scores": {"a": {"x": 1, "y": 0}}, "red_lines": ["a.x"]},
            "south": {"scores": {"b": {"x": 1, "y": 0}}, "red_lines": ["a.y"], "reservation": "0.5"},
        },
    )
    found = run_large_deals(case)
    assert found.to_json()["why_none"] == [
        [{"party": "north", "red_line": "a.x"}, {"party": "south", "red_line": "a.y"}]
    ]
    softer = replace(additive_of(case), red_lines=())
    assert softer.insistences[1].text == "a reservation of 0.5"
