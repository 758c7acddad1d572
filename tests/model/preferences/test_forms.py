"""Rankings, priorities, scores and unknown preferences as comparisons; red lines; acceptance."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.case import Case
from goodoffices.model.expressions import parse
from goodoffices.model.preferences import acceptance_of, preference_of, utilities_of
from goodoffices.settings import Reading, RedLines
from tests.strategies import cases


def two_issue_case(preferences: dict[str, Any], **more: Any) -> Case:
    """Truce and limits, each no or yes; North alone."""
    return Case.model_validate(
        {
            "case": "Two issues",
            "left_out": ["all"],
            "parties": {"north": {"name": "North", "role": "principal"}},
            "issues": {
                issue: {"question": "?", "options": {"no": "No", "yes": "Yes"}, "controlled_by": "north"}
                for issue in ("truce", "limits")
            },
            "preferences": {"north": preferences},
            **more,
        }
    )


SITTING = {"status_quo": {"truce": "no", "limits": "no"}}


def test_a_ranking_lists_codes_best_first_with_ties() -> None:
    ranks = preference_of(two_issue_case({"ranking": [3, [0, 2], 1]}), "north").ranks
    assert ranks is not None
    assert ranks.tolist() == [1, 0, 1, 2]


def test_priorities_compare_truth_values_most_important_first() -> None:
    ranks = preference_of(two_issue_case({"priorities": ["limits.no", "truce.yes"]}), "north").ranks
    assert ranks is not None
    assert ranks.tolist() == [2, 3, 0, 1]


def test_more_than_63_priorities_do_not_overflow() -> None:
    many = ["truce.yes", *["limits.yes or limits.no"] * 80, "limits.yes"]
    ranks = preference_of(two_issue_case({"priorities": many}), "north").ranks
    assert ranks is not None
    assert ranks.tolist() == [0, 2, 1, 3]


def test_scores_tie_exactly_where_floats_would_not() -> None:
    case = two_issue_case({"scores": {"truce": {"no": 0.1, "yes": 0.3}, "limits": {"no": 0.2, "yes": 0}}})
    ranks = preference_of(case, "north").ranks
    assert ranks is not None
    assert ranks[0] == ranks[3]  # 0.1 + 0.2 and 0.3 + 0


def test_a_party_without_preferences_is_unknown_not_indifferent() -> None:
    preference = preference_of(two_issue_case({}, **SITTING), "north")
    assert preference.ranks is None
    assert preference.against(0).at_least.tolist() == [True, False, False, False]


def test_a_red_line_sinks_below_all_else_and_bars_the_deal_in_either_setting() -> None:
    stated = {"ranking": [3, 2, 1, 0], "red_lines": ["truce.yes and limits.yes"]}
    case = two_issue_case(stated, **SITTING)
    sunk, barred = (preference_of(case, "north", red_lines=setting) for setting in RedLines)
    assert sunk.ranks is not None
    assert barred.ranks is not None
    assert sunk.ranks.tolist() == [1, 2, 3, 0]
    assert barred.ranks.tolist() == [0, 1, 2, 3]
    for preference in (sunk, barred):
        assert acceptance_of(case, preference).refuses.tolist() == [False, False, False, True]


def test_equal_to_the_walk_away_is_enough() -> None:
    case = two_issue_case({"ranking": [3, [0, 2], 1]}, **SITTING)
    found = acceptance_of(case, preference_of(case, "north"))
    assert found.accepts.tolist() == [True, False, True, True]
    assert found.why_unknown is None


def test_a_reservation_takes_the_place_of_the_status_quo() -> None:
    scores = {"truce": {"no": 0, "yes": 5}, "limits": {"no": 0, "yes": 1}}
    case = two_issue_case({"scores": scores, "reservation": 5.5}, **SITTING)
    assert acceptance_of(case, preference_of(case, "north")).accepts.tolist() == [False, False, False, True]


def test_a_score_sheet_has_a_reservation_of_nought() -> None:
    case = two_issue_case({"scores": {"truce": {"no": -1, "yes": 5}, "limits": {"no": 0, "yes": -7}}})
    assert acceptance_of(case, preference_of(case, "north")).accepts.tolist() == [False, True, False, False]


def test_scores_between_bounds_accept_only_what_any_number_would() -> None:
    scores = {"truce": {"no": 0, "yes": {"low": 1, "high": 3}}, "limits": {"no": 0, "yes": {"low": -2, "high": 2}}}
    case = two_issue_case({"scores": scores}, **SITTING)
    found = acceptance_of(case, preference_of(case, "north"))
    assert found.accepts.tolist() == [True, True, False, False]
    assert not found.refuses.any()
    assert utilities_of(case, "north") is None


def test_a_clause_whose_condition_fails_everywhere_leaves_the_order_unknown() -> None:
    orders = {"truce": "yes > no", "limits": [{"when": "truce.yes", "order": "yes > no"}]}
    case = two_issue_case({"importance": ["limits", "truce"], "orders": orders}, **SITTING)
    found = preference_of(case, "north").against(0)
    assert found.at_least[3]  # with the truce, limits are best; without it their order is not stated
    assert not found.at_least[2]
    assert not found.at_most[2]


def test_lexicographic_lets_the_first_issue_that_differs_decide() -> None:
    stated = {"importance": ["limits", "truce"], "orders": {"truce": "yes > no", "limits": "no > yes"}}
    ranks = preference_of(two_issue_case(stated), "north", Reading.LEXICOGRAPHIC).ranks
    assert ranks is not None
    assert ranks.tolist() == [2, 3, 0, 1]


def test_lexicographic_is_unknown_only_where_the_issue_that_decides_has_no_stated_order() -> None:
    stated = {"importance": ["limits", "truce"], "orders": {"limits": "no > yes"}}
    found = preference_of(two_issue_case(stated), "north", Reading.LEXICOGRAPHIC).against(0)
    assert found.at_least.tolist() == [True, False, False, False]
    assert found.below.tolist() == [False, False, True, True]  # limits decide; the truce alone is unknown


@given(cases(most_parties=1))
def test_what_is_certain_is_never_contradicted_by_the_lexicographic_reading(case: Case) -> None:
    certain = preference_of(case, "north", Reading.CERTAIN)
    chosen = preference_of(case, "north", Reading.LEXICOGRAPHIC)
    for code in np.flatnonzero(case.feasible):
        found, other = certain.against(int(code)), chosen.against(int(code))
        assert not (found.at_least & other.below & case.feasible).any()
        assert not (found.below & other.at_least & ~other.at_most & case.feasible).any()


@given(cases(most_parties=2), st.data())
def test_comparisons_are_consistent(case: Case, data: st.DataObject) -> None:
    for party in case.parties:
        preference = preference_of(case, party)
        codes = np.flatnonzero(case.feasible)
        x, y = (int(data.draw(st.sampled_from(list(codes)))) for _ in range(2))
        to_x, to_y = preference.against(x), preference.against(y)
        assert to_x.at_least[x]
        assert to_x.at_most[x]
        assert not to_x.below[x]
        assert to_x.at_least[y] == to_y.at_most[x]  # two views of one comparison
        assert not (to_x.at_least & to_x.below).any()
        assert (to_x.below <= to_x.at_most).all()


@given(cases(most_parties=2))
def test_what_is_accepted_for_certain_is_not_refused_and_no_red_line_is_ever_accepted(case: Case) -> None:
    for party in case.parties:
        for reading in Reading:
            found = acceptance_of(case, preference_of(case, party, reading))
            assert not (found.accepts & found.refuses).any()
            for line, crosses in found.lines:
                assert (crosses == case.space.truth(parse(line))).all()
                assert not (found.accepts & crosses).any()
                assert found.refuses[crosses].all()


@given(cases(most_parties=1))
def test_the_central_world_never_contradicts_what_is_certain(case: Case) -> None:
    certain = preference_of(case, "north", Reading.CERTAIN)
    ranks = preference_of(case, "north", Reading.CENTRAL).ranks
    if ranks is None:
        return
    for code in np.flatnonzero(case.feasible):
        found = certain.against(int(code))
        assert (ranks[found.at_least & case.feasible] >= ranks[code]).all()
        assert (ranks[found.at_most & case.feasible] <= ranks[code]).all()
