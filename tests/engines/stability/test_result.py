"""The result's contract: JSON as DESIGN gives it, records, provenance, refusals before the work begins."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goodoffices.engines.stability import ArcMoves, CompleteOrder, ProductMoves, analyse, complete_orders
from goodoffices.errors import TooLarge
from goodoffices.model.results.stability import Concept, StabilityResult
from goodoffices.settings import Reading, RedLines, Rule

BOTH = np.array([True, True])
NONE = np.array([False, False])


def two_by_two(feasible: np.ndarray | None = None) -> ProductMoves:
    return ProductMoves((2, 2), ((BOTH, NONE), (NONE, BOTH)), feasible)


DILEMMA = complete_orders(np.array([[1, 0, 3, 2], [1, 3, 0, 2]]))


def told() -> StabilityResult:
    return analyse(two_by_two(), DILEMMA).result(
        ["north", "south"], status_quo=0, reading=Reading.CENTRAL, red_lines=RedLines.SINK
    )


def test_json_holds_the_keys_of_the_contract() -> None:
    found = told().to_json()
    assert found["outcomes"] == found["feasible"] == 4
    assert (found["rule"], found["status_quo"]) == ("legal", 0)
    assert found["equilibria"] == {"nash": [0], "gmr": [0, 3], "smr": [0, 3], "seq": [0, 3], "sim": [0, 3]}
    assert found["stable"]["north"]["nash"] == [0, 2]
    assert found["counts"]["gmr"] == 2
    assert (found["reading"], found["red_lines"]) == ("central", "sink")
    assert "unknown" not in found
    assert "truncated" not in found
    assert json.loads(json.dumps(found)) == found


def test_long_lists_are_cut_and_say_so() -> None:
    free = tuple(np.array([True] * 20_000) for _ in range(1))
    moves = ProductMoves((20_000,), (free,))
    found = (
        analyse(moves, [CompleteOrder(np.zeros(20_000, dtype=np.int32))], [Concept.NASH]).result(["north"]).to_json()
    )
    assert found["truncated"] is True
    assert found["equilibria"]["nash"] == list(range(10_000))
    assert found["counts"]["nash"] == 20_000


def test_records_have_a_row_for_each_feasible_outcome() -> None:
    feasible = np.array([True, True, False, True])
    rows = analyse(two_by_two(feasible), DILEMMA, [Concept.NASH]).result(["north", "south"], status_quo=0).records()
    assert [row["code"] for row in rows] == [0, 1, 3]
    assert rows[0] == {"code": 0, "status_quo": True, "nash": True, "north.nash": True, "south.nash": True}


def test_a_result_says_how_it_was_made_and_cannot_be_changed() -> None:
    result = told()
    assert result.provenance.parameters["rule"] == "legal"
    assert result.is_equilibrium(3, Concept.SEQ)
    assert not result.is_stable(3, "north", Concept.NASH)
    with pytest.raises(ValueError, match="read-only"):
        result.verdicts[Concept.NASH][0, 0] = False
    assert "<table>" in result._repr_html_()


def test_one_concept_a_party() -> None:
    arrays = analyse(two_by_two(), DILEMMA, [Concept.NASH], mixed=[Concept.SMR, Concept.NASH])
    result = arrays.result(["north", "south"])
    assert result.equilibria(Concept.MIXED) == (0,)
    assert result.stable("north", Concept.MIXED) == (0, 2, 3)
    assert result.to_json()["mixed"] == {"north": "smr", "south": "nash"}
    both = analyse(two_by_two(), DILEMMA, [], mixed=[Concept.SMR, Concept.SEQ_OR_SIM]).result(["north", "south"])
    assert both.equilibria(Concept.MIXED) == (0, 3)


def test_a_mixed_analysis_that_lacks_a_concept_says_why() -> None:
    graph = ArcMoves(2, [[(0, 1)], [(1, 0)]])
    arrays = analyse(graph, complete_orders([[0, 1], [0, 1]]), [], mixed=[Concept.SIM, Concept.NASH])
    assert "issues" in arrays.result(["north", "south"]).to_json()["equilibria"]["reason"]["mixed"]


def test_what_would_not_fit_is_refused_before_the_work_begins() -> None:
    with pytest.raises(TooLarge, match="GB") as refusal:
        analyse(two_by_two(), DILEMMA, memory_limit=10)
    assert "Leave out" in str(refusal.value)
    everything = tuple(np.array([True, True]) for _ in range(40))
    with pytest.raises(TooLarge, match="1,099,511,627,776 outcomes"):
        ProductMoves((2,) * 40, (everything,))


def test_progress_is_told_and_never_passes_the_end() -> None:
    heard: list[tuple[str, float]] = []
    analyse(two_by_two(), DILEMMA, progress=lambda what, share: heard.append((what, share)))
    assert heard[0] == ("nash, party 1", 0.0)
    assert all(0 <= share <= 1 for _, share in heard)
    assert [share for _, share in heard] == sorted(share for _, share in heard)


def test_floats_are_never_ranked() -> None:
    with pytest.raises(TypeError, match="scale scores"):
        CompleteOrder(np.array([0.1 + 0.2, 0.3]))


@pytest.mark.parametrize("rule", list(Rule))
def test_the_rule_is_always_told(rule: Rule) -> None:
    assert analyse(two_by_two(), DILEMMA, rule=rule).result(["a", "b"]).to_json()["rule"] == rule.value
