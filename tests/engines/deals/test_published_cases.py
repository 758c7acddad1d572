"""Published cases as golden files, read from beside the checkout: two negotiation domains, two games of six parties."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from goodoffices.engines.deals import find_deals
from goodoffices.model.results.deals import Codes, DealsResult, Solution, Unavailable
from goodoffices.settings import Ideal
from tests.engines.deals.score_files import genius, problem_of_sheets, scorable
from tests.shared import SHARED, needs_shared

FOLDER = SHARED / "oracles" / "deals"
SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")

pytestmark = needs_shared


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))[name]
    return found


def codes_of(found: Codes | Solution | Unavailable) -> list[int]:
    assert not isinstance(found, Unavailable)
    values: list[int] = (found.values if isinstance(found, Codes) else found.codes).tolist()
    return values


@pytest.mark.parametrize("name", ["laptop", "grocery"])
def test_a_published_domain_of_two_parties(name: str) -> None:
    oracle = expected(name)
    domain, *files = [FOLDER / path for path in oracle["files"]]
    space, sheets = genius(domain, files)
    problem = problem_of_sheets(space, oracle["parties_in_order"], sheets)
    result = find_deals(problem)
    assert (list(space.sizes), result.outcomes) == (oracle["issue_sizes"], oracle["outcomes"])
    assert result.acceptable.count == oracle["individually_rational"]
    assert result.opposition == pytest.approx(oracle["opposition"], abs=5e-7)
    assert codes_of(result.pareto) == [point["code"] for point in oracle["pareto"]]
    means = [float(np.mean(found.utilities / found.scale)) for found in problem.scores if found is not None]
    assert means == pytest.approx(oracle["mean_utilities"], abs=5e-7)
    for solution in SOLUTIONS:
        found = getattr(result, solution)
        assert codes_of(found) == [point["code"] for point in oracle[solution]]
        for row, point in enumerate(oracle[solution]):
            assert list(found.utilities_of(row).values()) == pytest.approx(point["utilities"], abs=5e-7)


@pytest.mark.parametrize("name", ["laptop", "grocery"])
def test_a_published_table_to_two_decimals(name: str) -> None:
    oracle = expected(name)
    domain, *files = [FOLDER / path for path in oracle["files"]]
    space, sheets = genius(domain, files)
    result = find_deals(problem_of_sheets(space, oracle["parties_in_order"], sheets))
    assert result.outcomes == oracle["published"]["size"]
    for solution in ("nash", "kalai_smorodinsky"):
        found = getattr(result, solution)
        # The table may list the parties in the other order, and rounds halves upwards.
        assert sorted(found.utilities_of(0).values()) == pytest.approx(
            sorted(oracle["published"][solution]), abs=0.0051
        )


@pytest.mark.parametrize("name", ["base", "game1"])
def test_a_published_game_of_six_parties(name: str) -> None:
    oracle = expected(f"scorable_{name}")
    space, parties, _, sheets = scorable(FOLDER / "scorable" / name)
    problem = problem_of_sheets(space, parties, sheets)
    result = find_deals(problem)
    assert [reservation for _, _, reservation in sheets] == oracle["minimum"]
    assert (list(space.sizes), result.outcomes) == (oracle["issue_sizes"], oracle["outcomes"])
    assert (result.acceptable.count, codes_of(result.acceptable)) == (
        oracle["acceptable"]["count"],
        oracle["acceptable"]["codes"],
    )
    assert isinstance(result.pareto, Codes)
    assert result.pareto.count == oracle["pareto_count"]
    assert len(codes_of(result.pareto_acceptable)) == oracle["pareto_and_acceptable_count"]
    for solution in ("nash", "egalitarian", "utilitarian"):
        check_solution(result, solution, oracle[solution])
    check_solution(result, "kalai_smorodinsky", oracle["kalai_smorodinsky"]["ideal_rational (default)"])
    other = find_deals(problem, ideal=Ideal.FEASIBLE)
    check_solution(other, "kalai_smorodinsky", oracle["kalai_smorodinsky"]["ideal_feasible"])


def check_solution(result: DealsResult, solution: str, points: list[dict[str, Any]]) -> None:
    found = getattr(result, solution)
    assert codes_of(found) == [point["code"] for point in points]
    for row, point in enumerate(points):
        assert list(found.utilities_of(row).values()) == point["scores"]


@pytest.mark.parametrize("name", ["base", "game1"])
def test_deals_that_all_but_one_accept_with_both_vetoes(name: str) -> None:
    oracle = expected(f"scorable_{name}")
    space, parties, roles, sheets = scorable(FOLDER / "scorable" / name)
    veto = [p for p, role in enumerate(roles) if role in ("p1", "p2")]
    result = find_deals(problem_of_sheets(space, parties, sheets), at_least=len(parties) - 1, veto=veto)
    assert result.acceptable.count == oracle["accepted_by_all_but_at_most_one_with_p1_and_p2"]
