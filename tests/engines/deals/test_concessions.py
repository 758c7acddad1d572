"""The concession ledger: who moved, how, and in return for what, in the same words for every party."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import DealsProblem, Scores
from goodoffices.engines.deals.against import ListedAgainst
from goodoffices.engines.deals.concessions import Position, concession_ledger
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.concessions import Concessions, MoveKind

SPACE = OutcomeSpace(("troops", "money", "flag"), (("stay", "leave"), ("none", "paid"), ("blue", "green")))
NAMES = ("north", "south")
# North dislikes leaving and likes to be paid; south the reverse; nobody minds the flag.
UTILITIES = np.array([[0, -2, 3, 1, 0, -2, 3, 1], [0, 4, -1, 3, 0, 4, -1, 3]])


def problem() -> DealsProblem:
    everything = np.ones((2, 8), dtype=np.bool_)
    return DealsProblem(
        SPACE,
        NAMES,
        everything[0],
        ConsentSets.of(SPACE, NAMES, NAMES, [], None),
        everything,
        ~everything,
        scores=[Scores(row, 1, 0) for row in UTILITIES],
    )


def ledger(*positions: tuple[str, str, dict[str, str]]) -> Concessions:
    found = problem()
    return concession_ledger(
        [Position(party, on, SPACE.code(terms, 0)) for party, on, terms in positions],
        lambda base: ListedAgainst(found, base),
    )


def test_moves_are_told_against_the_movers_own_last_position() -> None:
    found = ledger(
        ("north", "2024-01-01", {"money": "paid"}),
        ("south", "2024-01-02", {"troops": "leave"}),
        ("north", "2024-02-01", {}),
        ("south", "2024-02-02", {"troops": "leave", "money": "paid"}),
        ("north", "2024-03-01", {"troops": "leave", "money": "paid"}),
        ("south", "2024-03-02", {"troops": "leave"}),
        ("north", "2024-04-01", {"troops": "leave", "money": "paid"}),
        ("north", "2024-05-01", {"troops": "leave", "money": "paid", "flag": "green"}),
    )
    assert [(move.party, move.kind) for move in found.moves] == [
        ("north", MoveKind.FIRST),
        ("south", MoveKind.FIRST),
        ("north", MoveKind.CONCESSION),
        ("south", MoveKind.CONCESSION),
        ("north", MoveKind.TRADE),
        ("south", MoveKind.RETRACTION),
        ("north", MoveKind.NO_CHANGE),
        ("north", MoveKind.SHIFT),
    ]
    assert [move.since for move in found.moves] == [(), (), (), ("north",), ("south",), ("north",), (), ()]


def test_a_step_says_what_it_alone_does_for_each_party() -> None:
    found = ledger(("south", "2024-01-02", {"troops": "leave"}), ("south", "2024-01-03", {"money": "paid"}))
    troops, money = found.moves[1].steps
    assert (troops.issue, troops.before, troops.after, troops.gives, troops.wins) == (
        "troops", "leave", "stay", ("south",), ("north",),
    )  # fmt: skip
    assert (money.gives, money.wins) == (("south",), ("north",))
    assert found.moves[1].signs == {"north": 1, "south": -1}
    assert found.records()[1]["changes"] == "troops: leave to stay; money: none to paid"
    assert found.to_json()["moves"][1]["kind"] == "concession"


def test_positions_are_put_in_time_order() -> None:
    found = ledger(("north", "2024-02-01", {}), ("north", "2024-01-01", {"money": "paid"}))
    assert [move.kind for move in found.moves] == [MoveKind.FIRST, MoveKind.CONCESSION]


def test_what_is_not_known_stays_unknown() -> None:
    silent = replace(problem(), scores=[None, Scores(UTILITIES[1], 1, 0)])
    positions = [
        Position("north", "2024-01-01", 0),
        Position("north", "2024-01-02", 1),
        Position("south", "2024-01-01", 0),
    ]
    found = concession_ledger(positions, lambda base: ListedAgainst(silent, base))
    assert found.moves[-1].kind is MoveKind.UNKNOWN
    assert found.moves[-1].signs == {"north": None, "south": 1}


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 7)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_swapping_the_parties_swaps_nothing_but_their_names(rows: list[tuple[str, int]]) -> None:
    positions = [Position(party, f"2024-01-{n:02}", code) for n, (party, code) in enumerate(rows, 1)]
    other = {"north": "south", "south": "north"}
    mirrored = [replace(position, party=other[position.party]) for position in positions]
    plain = problem()
    turned = replace(plain, scores=list(reversed(list(plain.scores))))
    one = concession_ledger(positions, lambda base: ListedAgainst(plain, base))
    two = concession_ledger(mirrored, lambda base: ListedAgainst(turned, base))
    assert [(move.party, move.kind, move.since) for move in one.moves] == [
        (other[move.party], move.kind, tuple(other[party] for party in move.since)) for move in two.moves
    ]
