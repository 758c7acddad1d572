"""Larger games, where sorted fibres lie the other way and later rounds look only at what has fallen: both forms must agree."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.engines.stability import ArcMoves, ProductMoves, analyse, complete_orders, ladders
from goodoffices.engines.stability.arrays import BoolArray
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


def drawn(seed: int) -> tuple[ProductMoves, np.ndarray]:
    """Two to five parties over 1,000 to 4,000 outcomes; one-way options, shared issues, rules and ties by the seed."""
    rng = np.random.default_rng(seed)
    parties = int(rng.integers(2, 6))
    sizes: list[int] = []
    while np.prod(sizes, initial=1) < 1000:
        sizes.append(int(rng.integers(2, 5)))
    rights: list[list[BoolArray]] = [[np.zeros(size, dtype=bool) for size in sizes] for _ in range(parties)]
    for k, size in enumerate(sizes):
        for party in rng.choice(parties, size=1 + (rng.random() < 0.2), replace=False):
            rights[party][k] = np.ones(size, dtype=bool) if rng.random() < 0.6 else rng.random(size) < 0.6
    outcomes = int(np.prod(sizes))
    feasible = rng.random(outcomes) < rng.choice([0.15, 0.5, 0.9]) if rng.random() < 0.7 else None
    levels = int(rng.choice([3, 40, 10**6]))
    return ProductMoves(sizes, rights, feasible), rng.integers(0, levels, (parties, outcomes)).astype(np.int32)


def as_graph(moves: ProductMoves) -> ArcMoves:
    """The same moves, arc by arc."""
    pairs = []
    for party in range(moves.parties):
        pointer, target = moves.arcs(party)
        source = np.repeat(np.arange(moves.outcomes), np.diff(pointer))
        pairs.append(zip(source.tolist(), target.tolist(), strict=True))
    return ArcMoves(moves.outcomes, pairs, moves.feasible)


@pytest.mark.parametrize("pick_from", [0, 2**16], ids=["fibres picked", "all fibres"])
@pytest.mark.parametrize("seed", range(18))
def test_both_forms_agree_on_larger_games(seed: int, pick_from: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladders, "_PICK_FROM", pick_from)
    monkeypatch.setattr(ladders, "_PICK_BELOW", 8)
    moves, ranks = drawn(seed)
    orders = complete_orders(ranks)
    graph = as_graph(moves)
    for rule in Rule:
        one, other = (analyse(form, orders, CONCEPTS, rule).stable for form in (moves, graph))
        for concept in CONCEPTS:
            assert np.array_equal(one[concept], other[concept]), (rule, concept)


def test_the_draws_cover_both_layouts() -> None:
    """Else the test above would say nothing about them."""
    kinds = set()
    for seed in range(18):
        moves, ranks = drawn(seed)
        improving = moves.improving(list(ranks))
        for party in range(moves.parties):
            kinds |= {ladder.upright for ladder in improving.ladders(party)}
    assert kinds == {True, False}
