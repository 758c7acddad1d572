"""The Euphrates example against the published model: [Kinsara2014]_, Tables 1-3 and Figure 19."""

from __future__ import annotations

import json

import numpy as np
import pytest

from goodoffices.model.case import Case
from goodoffices.model.moves import enterable
from goodoffices.model.preferences.build import preference_of
from tests.examples.bundled import load
from tests.shared import SHARED, needs_shared

FEASIBLE = [0, 1, 2, 4, 5, 6]
MOVES = {
    "syria": [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (4, 5), (4, 6), (5, 4), (5, 6), (6, 4), (6, 5)],
    "iraq": [(0, 4), (1, 5), (2, 6), (4, 0), (5, 1), (6, 2)],
}
RANKINGS = {"syria": [0, 2, 6, 1, 4, 5], "iraq": [1, 4, 6, 0, 5, 2]}


@pytest.fixture(name="case", scope="module")
def the_case() -> Case:
    return load("euphrates-1975")


def moves(case: Case, party: str) -> list[tuple[int, int]]:
    """Every unilateral move of a party, pair by pair: it changes only issues it can, to options it can enter."""
    may = enterable(case)[list(case.parties).index(party)]
    codes = [int(code) for code in np.flatnonzero(case.feasible)]
    found = []
    for start in codes:
        for end in codes:
            here, there = case.space.indices(start), case.space.indices(end)
            changed = [k for k in range(len(here)) if here[k] != there[k]]
            if changed and all(may[k][there[k]] for k in changed):
                found.append((start, end))
    return found


def test_the_feasible_codes_are_the_published_decimals(case: Case) -> None:
    assert np.flatnonzero(case.feasible).tolist() == FEASIBLE


def test_a_code_counts_the_published_options_as_bits(case: Case) -> None:
    assert case.space.terms(6) == {"release": "no", "escalate": "yes", "attack": "yes"}
    assert case.space.terms(1) == {"release": "yes", "escalate": "no", "attack": "no"}


@pytest.mark.parametrize("party", MOVES)
def test_the_moves_are_the_published_ones(case: Case, party: str) -> None:
    assert moves(case, party) == MOVES[party]


@pytest.mark.parametrize("party", RANKINGS)
def test_the_rankings_are_the_published_ones(case: Case, party: str) -> None:
    assert case.of(party).ranking == RANKINGS[party]
    preference = preference_of(case, party)
    for better, worse in zip(RANKINGS[party], RANKINGS[party][1:], strict=False):
        assert preference.raw(better).below[worse], (better, worse)


@needs_shared
def test_the_figures_here_are_those_of_the_oracle(case: Case) -> None:
    oracle = json.loads((SHARED / "oracles" / "stability" / "syria_iraq_1975.json").read_text(encoding="utf-8"))
    assert oracle["feasible"] == np.flatnonzero(case.feasible).tolist()
    assert {party: [tuple(arc) for arc in arcs] for party, arcs in oracle["arcs"].items()} == {
        party: moves(case, party) for party in case.parties
    }
    assert oracle["rankings_best_first"] == {party: case.of(party).ranking for party in case.parties}
