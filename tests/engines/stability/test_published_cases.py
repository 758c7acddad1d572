"""Published, textbook and synthetic cases that must come out exactly, read from the shared oracles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goodoffices.engines.stability import PartialOrder, analyse, complete_orders
from goodoffices.model.results.stability import Concept, StabilityResult, Unknown
from goodoffices.settings import Rule
from tests.engines.stability.games import from_oracle, oracle
from tests.shared import needs_shared

pytestmark = needs_shared

CASES = [
    "prisoners_dilemma",
    "chicken",
    "syria_iraq_1975",
    "north_korea_2017_base",
    "elmira_9",
    "synthetic_rules_gmr",
    "synthetic_rules_seq",
    "synthetic_ties",
]
CONCEPTS = [concept for concept in Concept if concept is not Concept.MIXED]


def analysed(case: dict[str, Any], rule: Rule = Rule.LEGAL) -> StabilityResult:
    game = from_oracle(case)
    return analyse(game.moves, game.orders, CONCEPTS, rule).result(case["parties"])


@pytest.mark.parametrize("name", CASES)
def test_the_move_rule_yields_the_arcs_of_the_case(name: str) -> None:
    case = oracle(name)
    game = from_oracle(case)
    assert game.feasible == set(case.get("feasible", game.feasible))
    for k, party in enumerate(case["parties"]):
        pointer, target = game.moves.arcs(k)
        source = np.repeat(np.arange(game.outcomes), np.diff(pointer))
        assert sorted(map(list, case["arcs"][party])) == np.column_stack([source, target]).tolist()


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("name", CASES)
def test_every_published_entry_comes_out(name: str, rule: Rule) -> None:
    case = oracle(name)
    expected = case["expected"]
    expected = expected["by_rule"][rule.value] if "by_rule" in expected else expected
    result = analysed(case, rule)
    for concept, codes in expected["equilibria"].items():
        assert list(result.equilibria(Concept(concept))) == codes, concept
    for party, lists in expected["stable"].items():
        for concept, codes in lists.items():
            assert list(result.stable(party, Concept(concept))) == codes, (party, concept)


@pytest.mark.parametrize("name", ["syria_iraq_1975", "north_korea_2017_base"])
def test_the_sets_that_the_authors_printed_come_out(name: str) -> None:
    case = oracle(name)
    result = analysed(case)
    for concept, codes in case["published"]["equilibria"].items():
        assert list(result.equilibria(Concept(concept))) == codes


def test_only_the_synthetic_cases_tell_the_rules_apart() -> None:
    def apart(name: str) -> bool:
        legal, once, single = (
            [analysed(oracle(name), rule).equilibria(concept) for concept in (Concept.GMR, Concept.SMR, Concept.SEQ)]
            for rule in Rule
        )
        return legal != once or once != single

    assert {name for name in CASES if apart(name)} == {name for name in CASES if name.startswith("synthetic")}


def test_simultaneous_moves_are_not_defined_on_a_bare_graph() -> None:
    told = analysed(oracle("elmira_9")).to_json()
    assert told["equilibria"]["sim"] is None
    assert "issues" in told["equilibria"]["reason"]["sim"]
    assert told["stable"]["ministry"]["sim"] is None


def test_three_unknown_comparisons_in_the_syrian_case() -> None:
    case, base = oracle("synthetic_unknown"), oracle("syria_iraq_1975")
    game = from_oracle(base)
    orders = [
        PartialOrder.from_order(order, case["unknown_pairs"][party])
        for party, order in zip(base["parties"], complete_orders(np.array(game.ranks)), strict=True)
    ]
    arrays = analyse(game.moves, orders, [Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ])
    told = arrays.result(base["parties"]).to_json()
    for kind, expected in case["expected"].items():
        column = told["by_unknown"][kind]
        assert column["equilibria"] == expected["equilibria"]
        assert column["stable"] == expected["stable"]
    assert told["unknown"] == Unknown.A.value
    assert told["equilibria"] == case["expected"]["a"]["equilibria"]
