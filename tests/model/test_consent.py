"""Whose agreement each deal needs."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

import numpy as np
from hypothesis import given, settings

from goodoffices.model.case import Case
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from tests.strategies import cases

SPACE = OutcomeSpace(("truce", "watch"), (("fighting", "thirty_days"), ("nobody", "monitors", "troops")))
PARTIES = ("north", "south", "league", "union", "city")


def group(*names: str) -> frozenset[str]:
    return frozenset(names)


REACHED_BY = [
    [[group("north"), group("south")], [group("north", "south")]],
    [[group("south")], [group("league"), group("union")], [group("south", "league", "union"), group("city", "union")]],
]


def example() -> ConsentSets:
    return ConsentSets.of(SPACE, PARTIES, ["north", "south"], REACHED_BY, status_quo=0)


def of_case(case: Case) -> ConsentSets:
    reached = [[issue.reached(option) for option in issue.options] for issue in case.issues.values()]
    return ConsentSets.of(case.space, tuple(case.parties), case.principals, reached, case.status_quo_code)


def test_a_deal_between_principals_needs_nobody_else() -> None:
    truce = SPACE.code({"truce": "thirty_days", "watch": "nobody"})
    assert example().for_code(truce) == (group("north", "south"),)


def test_either_of_two_equally_small_additions_will_do() -> None:
    monitors = SPACE.code({"truce": "fighting", "watch": "monitors"})
    assert set(example().for_code(monitors)) == {group("north", "south", "league"), group("north", "south", "union")}


def test_principals_within_a_group_do_not_count_as_an_addition() -> None:
    troops = SPACE.code({"truce": "fighting", "watch": "troops"})
    assert set(example().for_code(troops)) == {
        group("north", "south", "league", "union"),
        group("north", "south", "city", "union"),
    }


def test_the_consent_needed_for_every_deal_holds_what_all_deals_share() -> None:
    sets = example()
    deals = sets.deals(np.ones(SPACE.outcomes, dtype=np.bool_))
    assert sets.always(deals) == {"north", "south"}
    only_troops = deals & (SPACE.column(1) == 2)
    assert sets.always(only_troops) == {"north", "south", "union"}
    assert sets.always(np.zeros_like(deals)) == {"north", "south"}


def test_an_option_that_names_nobody_cannot_be_brought_about() -> None:
    reached: list[list[list[frozenset[str]]]] = [[[], []], [[], [group("league")], []]]
    sets = ConsentSets.of(SPACE, PARTIES, ["north"], reached, status_quo=0)
    deals = sets.deals(np.ones(SPACE.outcomes, dtype=np.bool_))
    assert [SPACE.terms(int(code))["watch"] for code in deals.nonzero()[0]] == ["monitors"]
    assert sets.for_code(SPACE.code({"truce": "thirty_days", "watch": "nobody"})) == ()


def test_staying_at_the_status_quo_needs_no_one_to_bring_it_about_and_is_no_deal() -> None:
    sets = example()
    assert sets.brought_about[0]
    assert not sets.deals(np.ones(SPACE.outcomes, dtype=np.bool_))[0]


def test_without_a_status_quo_every_outcome_is_a_deal_of_the_principals() -> None:
    sets = ConsentSets.of(SPACE, PARTIES, ["north", "city"], REACHED_BY, status_quo=None)
    assert sets.deals(np.ones(SPACE.outcomes, dtype=np.bool_)).all()
    assert sets.for_code(3) == (group("north", "city"),)


def smallest_by_trial(case: Case, code: int) -> set[frozenset[str]]:
    """Straight from the definition: try additions of nobody, of one party, of two, until one serves every changed issue."""
    others = [party for party in case.parties if party not in case.principals]
    changed = {} if case.status_quo_code is None else case.space.difference(code, case.status_quo_code)
    for size in range(len(others) + 1):
        sets = [frozenset(case.principals) | set(extra) for extra in combinations(others, size)]
        serving = {
            who
            for who in sets
            if all(
                any(entry <= who for entry in case.issues[issue].reached(option)) for issue, option in changed.items()
            )
        }
        if serving:
            return serving
    return set()


@given(cases(most_issues=3, most_options=3))
@settings(max_examples=40, deadline=None)
def test_consent_sets_are_those_that_trial_finds(case: Case) -> None:
    sets = of_case(case)
    for code in range(case.space.outcomes):
        expected = smallest_by_trial(case, code)
        assert set(sets.for_code(code)) == expected
        assert sets.brought_about[code] == bool(expected)


def test_a_million_outcomes_take_well_under_a_second() -> None:
    space = OutcomeSpace(tuple(f"i{k}" for k in range(6)), tuple(tuple(f"o{j}" for j in range(10)) for _ in range(6)))
    names = tuple(f"p{k}" for k in range(8))
    reached = [
        [[group(names[(k + j) % 8]), group(names[(k * j) % 8], names[j % 8])] for j in range(10)] for k in range(6)
    ]
    begun = perf_counter()
    sets = ConsentSets.of(space, names, names[:2], reached, status_quo=0)
    assert perf_counter() - begun < 1
    assert sets.deals(np.ones(space.outcomes, dtype=np.bool_)).sum() == space.outcomes - 1
