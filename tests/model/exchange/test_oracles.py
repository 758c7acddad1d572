"""Published and computed answers, through import and run: Genius domains, scorable games, conflicts as ``.gmcr``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goodoffices.model.exchange import import_case, settled
from goodoffices.model.results.deals import DealsResult, Solution
from goodoffices.model.results.stability import Concept
from goodoffices.runs import run_deals, run_stability
from goodoffices.settings import Ideal, Rule
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

DEALS = SHARED / "oracles" / "deals"
CONFLICTS = SHARED / "oracles" / "stability"


def expected(name: str) -> dict[str, Any]:
    return dict(json.loads((DEALS / "expected.json").read_text())[name])


def check(solution: object, rows: list[dict[str, Any]], key: str = "utilities") -> None:
    """Codes, and utilities to six decimals."""
    assert isinstance(solution, Solution)
    assert solution.codes.tolist() == [row["code"] for row in rows]
    assert np.abs(solution.utilities - np.array([row[key] for row in rows])).max() < 1e-6


@pytest.mark.parametrize("name", ["laptop", "grocery"])
@pytest.mark.parametrize("as_folder", [True, False])
def test_genius_domains_come_out_as_published(name: str, as_folder: bool) -> None:
    wanted = expected(name)
    files = [DEALS / file for file in wanted["files"]]
    case = import_case([files[0].parent] if as_folder else files).case
    assert list(case.space.sizes) == wanted["issue_sizes"]
    assert [party.lower() for party in wanted["parties_in_order"]] == list(case.parties)
    for ideal in Ideal:
        found = run_deals(case, ideal=ideal, about=[row["code"] for row in wanted["pareto"]])
        assert found.acceptable.count == wanted["individually_rational"]
        check(found.nash, wanted["nash"])
        check(found.kalai_smorodinsky, wanted["kalai_smorodinsky"])
        check(found.egalitarian, wanted["egalitarian"])
        check(found.utilitarian, wanted["utilitarian"])
        assert isinstance(found.opposition, float)
        assert found.opposition == pytest.approx(wanted["opposition"], abs=1e-6)
        pareto(found, wanted["pareto"])


def pareto(found: DealsResult, rows: list[dict[str, Any]]) -> None:
    assert found.to_json()["pareto"]["codes"] == [row["code"] for row in rows]
    for row in rows:
        assert list(found.deal(row["code"]).utilities.values()) == pytest.approx(row["utilities"], abs=1e-6)


@pytest.mark.parametrize("name", ["base", "game1"])
@pytest.mark.parametrize("as_folder", [True, False])
def test_scorable_games_are_counted_exactly(name: str, as_folder: bool) -> None:
    wanted = expected(f"scorable_{name}")
    folder = DEALS / "scorable"
    case = (import_case([folder / name]) if as_folder else import_case([folder / "games.json"], name)).case
    found = run_deals(case)
    assert found.acceptable.to_json() == wanted["acceptable"]
    assert found.to_json()["pareto"]["count"] == wanted["pareto_count"]
    assert found.to_json()["pareto_acceptable"]["count"] == wanted["pareto_and_acceptable_count"]
    check(found.nash, wanted["nash"], "scores")
    check(found.egalitarian, wanted["egalitarian"], "scores")
    check(found.utilitarian, wanted["utilitarian"], "scores")
    check(found.kalai_smorodinsky, wanted["kalai_smorodinsky"]["ideal_rational (default)"], "scores")
    other = run_deals(case, ideal=Ideal.FEASIBLE)
    check(other.kalai_smorodinsky, wanted["kalai_smorodinsky"]["ideal_feasible"], "scores")
    roles = json.loads((folder / "games.json").read_text())[name]["roles"]
    veto = [party for party, role in zip(case.parties, roles, strict=True) if role in ("p1", "p2")]
    by_rule = run_deals(case, at_least=len(roles) - 1, veto=veto)
    assert by_rule.acceptable.count == wanted["accepted_by_all_but_at_most_one_with_p1_and_p2"]


OPTION_FORM = [
    "prisoners_dilemma", "chicken", "syria_iraq_1975", "north_korea_2017_base",
    "synthetic_rules_gmr", "synthetic_rules_seq", "synthetic_ties",
]  # fmt: skip


def as_gmcr(oracle: dict[str, Any], folder: Path) -> Path:
    """The conflict as a ``.gmcr`` file: state numbers are 1 + the place among the feasible codes."""
    number = {code: k + 1 for k, code in enumerate(oracle["feasible"])}
    bits = {option["name"]: option["bit"] for option in oracle["options"]}
    data = {
        "decisionMakers": [
            {
                "name": party,
                "options": [option["bit"] for option in oracle["options"] if option["party"] == party],
                "preferenceRanking": [
                    [number[each] for each in tier] if isinstance(tier, list) else number[tier]
                    for tier in oracle["rankings_best_first"][party]
                ],
            }
            for party in oracle["parties"]
        ],
        "options": [{"name": o["name"], "permittedDirection": o["direction"]} for o in oracle["options"]],
        "infeasibles": [
            [[bits[name], "Y" if taken else "N"] for name, taken in row.items()] for row in oracle["never"]
        ],
        "useManualPreferenceRanking": True,
    }
    path = folder / "conflict.gmcr"
    path.write_text(json.dumps(data))
    return path


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("name", OPTION_FORM)
def test_conflicts_have_their_published_equilibria(tmp_path: Path, name: str, rule: Rule) -> None:
    oracle = json.loads((CONFLICTS / f"{name}.json").read_text())
    case = settled(import_case([as_gmcr(oracle, tmp_path)])).case
    assert case.feasible.nonzero()[0].tolist() == oracle["feasible"]
    wanted = oracle["expected"].get("by_rule", {}).get(rule.value, oracle["expected"])
    every = [concept for concept in Concept if concept is not Concept.MIXED]
    found = run_stability(case, rule=rule, concepts=every).result.to_json()
    for concept, codes in wanted["equilibria"].items():
        assert found["equilibria"][concept] == codes, concept
    for party, stable in zip(case.parties, wanted["stable"].values(), strict=True):
        for concept, codes in stable.items():
            assert found["stable"][party][concept] == codes, (party, concept)
