"""Log-rolling: trades across issues, from arrays and from issue tables alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import DealsProblem, Scores
from goodoffices.engines.deals.against import AdditiveAgainst, ListedAgainst
from goodoffices.engines.deals.trades import find_trades
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.trades import Trades
from goodoffices.model.scaling import integers, sum_tables

Tables = list[list[list[int]]]


def additive(tables: Tables, never: dict[int, int] | None = None) -> tuple[DealsProblem, AdditiveAgainst]:
    """The same negotiation twice: listed outcome by outcome, and as issue tables. Scores are halves."""
    sizes = [len(table) for table in tables[0]]
    space = OutcomeSpace(
        tuple(f"i{k}" for k in range(len(sizes))), tuple(tuple(f"o{j}" for j in range(size)) for size in sizes)
    )
    names = tuple(["north", "south", "east"][: len(tables)])
    rows = [[integers(table) for table in row] for row in tables]
    feasible = np.ones(space.outcomes, dtype=np.bool_)
    if never:
        feasible &= ~np.all([space.column(k) == option for k, option in never.items()], axis=0)
    everything = np.ones((len(names), space.outcomes), dtype=np.bool_)
    problem = DealsProblem(
        space,
        names,
        feasible,
        ConsentSets.of(space, names, names, [], None),
        everything,
        ~everything,
        scores=[Scores(sum_tables(row), 2, 0) for row in rows],
    )
    return problem, AdditiveAgainst(space, 0, names, rows, [2] * len(names), [never] if never else [])


@st.composite
def table_sets(draw: st.DrawFn) -> Tables:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    parties = draw(st.integers(1, 3))
    value = st.integers(-3, 3)
    return [[draw(st.lists(value, min_size=size, max_size=size)) for size in sizes] for _ in range(parties)]


def pairs(found: Trades) -> set[frozenset[str]]:
    return {frozenset(f"{change.issue}.{change.option}" for change in trade.changes) for trade in found.trades}


def trades_by_trial(problem: DealsProblem, base: int) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """All pairs of outcomes one issue away, straight from the definition: trades, and pairs with one loser."""
    space = problem.space
    rows = [found.utilities for found in problem.scores if found is not None]

    def good(code: int) -> bool:
        return (
            bool(problem.feasible[code])
            and all(row[code] >= row[base] for row in rows)
            and any(row[code] > row[base] for row in rows)
        )

    near = [code for code in range(space.outcomes) if len(space.difference(code, base)) == 1]
    trades, one_loser = set(), set()
    for first, second in combinations(near, 2):
        terms = {**space.difference(first, base), **space.difference(second, base)}
        if len(terms) < 2 or good(first) or good(second):
            continue
        code = space.code(terms, base)
        names = frozenset(f"{issue}.{option}" for issue, option in terms.items())
        losing = sum(row[code] < row[base] for row in rows)
        if good(code):
            trades.add(names)
        elif problem.feasible[code] and losing == 1 and any(row[code] > row[base] for row in rows):
            one_loser.add(names)
    return trades, one_loser


@given(table_sets(), st.data())
@settings(max_examples=100, deadline=None)
def test_trades_are_those_of_the_definition_from_arrays_and_from_tables(tables: Tables, data: st.DataObject) -> None:
    sizes = [len(table) for table in tables[0]]
    never = data.draw(st.none() | st.fixed_dictionaries({len(sizes) - 1: st.integers(0, sizes[-1] - 1)}))
    problem, from_tables = additive(tables, never)
    listed = find_trades(ListedAgainst(problem, 0))
    trades, one_loser = trades_by_trial(problem, 0)
    assert pairs(listed) == trades
    assert {
        frozenset(f"{change.issue}.{change.option}" for change in trade.changes) for trade in listed.one_loser
    } == one_loser
    assert find_trades(from_tables).to_json() == listed.to_json()


def test_a_trade_says_who_gives_on_what_and_who_wins() -> None:
    problem, _ = additive([[[0, -1], [0, 3]], [[0, 2], [0, -1]]])
    found = find_trades(ListedAgainst(problem, 0))
    (trade,) = found.trades
    assert trade.gains == ("north", "south")
    assert [(change.gives, change.wins) for change in trade.changes] == [
        (("north",), ("south",)),
        (("south",), ("north",)),
    ]
    assert found.records()[0]["gains"] == "north, south"
    assert found.to_json()["trades"][0]["offers"] == [
        {"party": "north", "given": {"i0": "o1"}, "of": ["south"], "wanted": {"i1": "o1"}},
        {"party": "south", "given": {"i1": "o1"}, "of": ["north"], "wanted": {"i0": "o1"}},
    ]


def test_a_pair_with_one_loser_names_the_loss_and_what_would_repair_it() -> None:
    problem, _ = additive([[[0, -3], [0, 1], [0, 4]], [[0, 2], [0, 1], [0, -1]]])
    found = find_trades(ListedAgainst(problem, 0))
    # The second issue is good for both by itself, so that the pair left over is the first with the third.
    assert [change.issue for change in found.improvements] == ["i1"]
    assert [trade.code for trade in found.trades] == [5]
    problem, _ = additive([[[0, -3], [0, 1], [0, 4]], [[0, 2], [0, -1], [0, -2]]])
    losing = next(trade for trade in find_trades(ListedAgainst(problem, 0)).one_loser if trade.code == 3)
    assert losing.loss is not None
    assert (losing.loss.party, losing.loss.amount) == ("north", 1.0)
    assert [change.issue for change in losing.loss.repaired_by] == []
    problem, _ = additive([[[0, -3], [0, 1], [0, 4]], [[0, 3], [0, -1], [0, -1]]])
    losing = next(trade for trade in find_trades(ListedAgainst(problem, 0)).one_loser if trade.code == 3)
    assert losing.loss is not None
    assert [change.issue for change in losing.loss.repaired_by] == ["i2"]


def test_a_space_of_any_size_is_searched_from_its_tables() -> None:
    tables: Tables = [[[0, -1], [0, 3]] * 20, [[0, 2], [0, -1]] * 20]
    space = OutcomeSpace(tuple(f"i{k}" for k in range(40)), (("o0", "o1"),) * 40)
    rows = [[integers(table) for table in row] for row in tables]
    found = find_trades(AdditiveAgainst(space, 0, ("north", "south"), rows, (1, 1)))
    assert len(found.trades) == 20 * 20
    assert max(trade.code for trade in found.trades) > 2**39


def test_what_is_not_known_makes_no_trade() -> None:
    problem, _ = additive([[[0, -1], [0, 3]], [[0, 2], [0, -1]]])
    silent = replace(problem, scores=[problem.scores[0], None])
    found = find_trades(ListedAgainst(silent, 0))
    assert (found.trades, found.one_loser) == ((), ())
    certain = replace(silent, orders=[None, lambda code: np.array([0, 2, -1, 1]) >= np.array([0, 2, -1, 1])[code]])
    assert len(find_trades(ListedAgainst(certain, 0)).trades) == 1
