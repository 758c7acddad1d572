"""The certain reading against every extreme world, and the central world against the mean of all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.model.case import Case
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import preference_of
from goodoffices.model.preferences.central import central_weights
from goodoffices.settings import Reading, RedLines
from tests.reference.preferences import central_utilities, compare_in_every_world
from tests.strategies import documents


def holds(text: str, outcome: dict[str, str]) -> bool:
    return bool(parse(text).holds(outcome))


def small(document: dict[str, Any]) -> bool:
    """Few enough worlds for the reference."""
    orders = document["preferences"].get("north", {}).get("orders", {})
    return sum(len(entry) for entry in orders.values() if not isinstance(entry, str)) <= 2


DOCUMENTS = documents(most_parties=1, most_issues=3, most_options=3, forms=["orders"])


@settings(max_examples=120)
@given(DOCUMENTS, st.data())
def test_what_is_certain_holds_at_every_extreme_and_what_is_not_fails_at_one(
    document: dict[str, Any], data: st.DataObject
) -> None:
    assume("north" in document["preferences"] and small(document))
    case = Case.model_validate(document)
    preference = preference_of(case, "north", Reading.CERTAIN, RedLines.BAR)
    code = data.draw(st.integers(0, case.space.outcomes - 1))
    found = preference.against(code)
    options = {issue: list(entry.options) for issue, entry in case.issues.items()}
    some = data.draw(st.lists(st.integers(0, case.space.outcomes - 1), min_size=1, max_size=5, unique=True))
    for x in some:
        expected = compare_in_every_world(
            document["preferences"]["north"], options, holds, case.space.terms(x), case.space.terms(code)
        )
        assert (found.at_least[x], found.at_most[x], found.below[x]) == expected


@settings(max_examples=60)
@given(DOCUMENTS)
def test_the_central_world_is_the_mean_of_all_worlds(document: dict[str, Any]) -> None:
    assume("north" in document["preferences"] and small(document))
    case = Case.model_validate(document)
    codes = [int(code) for code in np.flatnonzero(case.feasible)]
    options = {issue: list(entry.options) for issue, entry in case.issues.items()}
    means = central_utilities(
        document["preferences"]["north"], options, holds, [case.space.terms(code) for code in codes]
    )
    ranks = preference_of(case, "north", Reading.CENTRAL, RedLines.BAR).ranks
    assert ranks is not None
    steps = sorted(set(means))
    assert [int(rank) for rank in ranks[case.feasible]] == [steps.index(mean) for mean in means]


def test_strict_importance_gives_the_rank_order_centroid() -> None:
    weights = central_weights([["a"], ["b"], ["c"]], [])
    assert [float(weight) for weight in weights.values()] == pytest.approx([11 / 18, 5 / 18, 2 / 18])


@given(st.lists(st.integers(1, 3), max_size=4), st.integers(0, 4))
def test_central_weights_add_up_to_one_and_never_rise(sizes: list[int], free: int) -> None:
    assume(sizes or free)
    tiers = [[f"{t}.{k}" for k in range(size)] for t, size in enumerate(sizes)]
    weights = central_weights(tiers, [f"m{k}" for k in range(free)])
    assert sum(weights.values()) == 1
    stated = [weights[tier[0]] for tier in tiers]
    assert stated == sorted(stated, reverse=True)


def test_a_stated_preference_for_a_deal_on_the_first_issue_is_not_enough_when_a_tied_issue_is_lost() -> None:
    case = Case.model_validate(
        {
            "case": "Two issues",
            "left_out": ["all"],
            "parties": {"north": {"name": "North", "role": "principal"}},
            "issues": {
                "truce": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "north"},
                "limits": {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "north"},
            },
            "status_quo": {"truce": "no", "limits": "no"},
            "preferences": {
                "north": {"importance": ["truce", "limits"], "orders": {"truce": "yes > no", "limits": "no > yes"}}
            },
        }
    )
    found = preference_of(case, "north").against(0)
    assert found.at_least.tolist() == [True, True, False, True]  # both: gains the first, loses the second, never below
    assert found.below.tolist() == [False, False, True, False]
