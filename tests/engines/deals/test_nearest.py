"""Where proposals stand: dominated by how much, and what is near."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import find_deals
from goodoffices.engines.deals.nearest import changed_issues, place_proposal
from goodoffices.model.results.deals import Unavailable
from goodoffices.model.results.place import Place
from tests.engines.deals.games import games, problem_of, space_of, table_game
from tests.reference.deals import Game


def dominating(game: Game, code: int) -> list[int]:
    rows = [game.utilities[p] for p in game.principals]
    return [
        other
        for other in game.outcomes
        if game.feasible[other]
        and all(row[other] >= row[code] for row in rows)
        and any(row[other] > row[code] for row in rows)
    ]


def headroom(game: Game, code: int) -> Fraction | None:
    feasible = [other for other in game.outcomes if game.feasible[other]]
    spans = (
        {p: max(game.utilities[p][other] for other in feasible) - game.walk_away[p] for p in game.principals}
        if feasible
        else {}
    )
    counted = {p: span for p, span in spans.items() if span > 0}
    if not counted:
        return None
    shares = [
        min((game.utilities[p][other] - game.utilities[p][code]) / span for p, span in counted.items())
        for other in feasible
    ]
    return max([Fraction(0), *shares])


@given(games(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_proposal_stands_where_the_definitions_put_it(game: Game, data: st.DataObject) -> None:
    problem = problem_of(game)
    result = find_deals(problem)
    space = space_of(game)
    code = data.draw(st.sampled_from(list(game.outcomes)))
    place = place_proposal(problem, result, space.terms(code)).filled
    assert isinstance(place, Place)
    assert place.dominated_by == len(dominating(game, code))
    expected = headroom(game, code)
    assert isinstance(place.headroom, Unavailable) if expected is None else place.headroom == float(expected)

    def away(other: int) -> int:
        return len(space.difference(other, code))

    if dominating(game, code):
        fewest = min(map(away, dominating(game, code)))
        assert place.better is not None
        assert place.better.changes == fewest
        assert place.better.codes == tuple(other for other in dominating(game, code) if away(other) == fewest)
    distances = sorted({away(other) for other in game.acceptable()})[:2]
    assert [group.changes for group in place.nearest] == distances
    assert [list(group.codes) for group in place.nearest] == [
        [other for other in game.acceptable() if away(other) == n] for n in distances
    ]
    assert changed_issues(problem, code).tolist() == [away(other) for other in game.outcomes]


@given(games(with_status_quo=True), st.data())
@settings(max_examples=60, deadline=None)
def test_open_issues_stay_at_the_status_quo_or_are_filled_for_better_and_worse(game: Game, data: st.DataObject) -> None:
    problem = problem_of(game)
    space = space_of(game)
    whole = space.terms(data.draw(st.sampled_from(list(game.outcomes))))
    terms = {issue: option for issue, option in whole.items() if data.draw(st.booleans())}
    placement = place_proposal(problem, find_deals(problem), terms)
    completions = [code for code in game.outcomes if game.feasible[code] and terms.items() <= space.terms(code).items()]
    assert set(placement.open_issues) == set(space.issues) - set(terms)
    assert isinstance(placement.filled, Place)
    assert placement.filled.deal.code == space.code(terms, game.status_quo)
    if not placement.open_issues:
        assert placement.best == placement.worst == placement.filled
    elif not completions:
        assert isinstance(placement.best, Unavailable)
    else:
        counts = {code: len(dominating(game, code)) for code in completions}
        assert isinstance(placement.best, Place)
        assert isinstance(placement.worst, Place)
        assert placement.best.deal.code == min(counts, key=lambda code: (counts[code], code))
        assert placement.worst.deal.code == min(counts, key=lambda code: (-counts[code], code))


def test_without_a_status_quo_open_terms_are_not_filled_in() -> None:
    problem = problem_of(table_game(["1", "1"], ["2", "2"], walk_away=["0", "0"]))
    placement = place_proposal(problem, find_deals(problem), {})
    assert isinstance(placement.filled, Unavailable)
    assert isinstance(placement.best, Place)
    assert placement.best.deal.code == 1
    found = placement.to_json()
    assert found["filled"] is None
    assert found["best"]["headroom"] == 0
    assert found["worst"]["better"] == {"changes": 1, "count": 1, "deals": [{"code": 1}]}
    assert [row["code"] for row in placement.records()] == [1, 0]


def test_partial_orders_count_what_certainly_dominates() -> None:
    problem = problem_of(table_game(["0", "0"], ["1", "0"], ["0", "1"], ["1", "1"], walk_away=["0", "0"]))
    first = np.array([0, 1, 0, 1])
    certain = replace(problem, orders=[lambda code: first >= first[code], lambda code: np.arange(4) == code])
    place = place_proposal(certain, find_deals(certain), {"issue_0": "option_0"}).filled
    assert isinstance(place, Place)
    assert place.dominated_by == 0
    level = replace(problem, orders=[lambda code: first >= first[code], np.zeros(4, dtype=np.int32)])
    place = place_proposal(level, find_deals(level), {"issue_0": "option_0"}).filled
    assert isinstance(place, Place)
    assert place.dominated_by == 2
