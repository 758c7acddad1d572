"""Random games for the stability tests, by issues and options or as bare graphs, and the published cases where at hand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
from hypothesis import strategies as st

from goodoffices.engines.stability import ArcMoves, JointMove, PartialOrder, ProductMoves, Relation, complete_orders
from tests.reference.stability import Arcs, Model, from_ranks, product_arcs
from tests.shared import SHARED

__all__ = ["Game", "arc_games", "from_oracle", "oracle", "partial_orders", "product_games"]

ORACLES = SHARED / "oracles" / "stability"


@dataclass
class Game:
    """One conflict in both tongues: arrays for the engine, sets for the reference."""

    outcomes: int
    feasible: set[int]
    ranks: list[list[int]]
    sizes: tuple[int, ...] | None = None
    enterable: list[list[set[int]]] = field(default_factory=list)
    graph: list[Arcs] = field(default_factory=list)
    joint: tuple[JointMove, ...] = ()

    @property
    def mask(self) -> np.ndarray:
        mask = np.zeros(self.outcomes, dtype=bool)
        mask[sorted(self.feasible)] = True
        return mask

    @property
    def moves(self) -> ProductMoves | ArcMoves:
        if self.sizes is None:
            return ArcMoves(self.outcomes, [[(a, b) for a in own for b in own[a]] for own in self.graph], self.mask)
        options = [
            [np.isin(np.arange(size), sorted(own[k])) for k, size in enumerate(self.sizes)] for own in self.enterable
        ]
        return ProductMoves(self.sizes, options, self.mask, self.joint)

    @property
    def orders(self) -> tuple[Any, ...]:
        return complete_orders(np.array(self.ranks, dtype=np.int32))

    @property
    def arcs(self) -> list[Arcs]:
        if self.sizes is None:
            return self.graph
        return [product_arcs(self.sizes, own, self.feasible) for own in self.enterable]

    @property
    def model(self) -> Model:
        return Model(self.arcs, from_ranks(self.ranks), sorted(self.feasible), self.sizes)


@st.composite
def product_games(
    draw: st.DrawFn, min_parties: int = 1, max_parties: int = 4, most: int = 48, joint: bool = False
) -> Game:
    """Issues of one to four options; some entered by several parties, some one-way, some by nobody; ties; rules."""
    parties = draw(st.integers(min_parties, max_parties))
    sizes: list[int] = []
    for size in draw(st.lists(st.sampled_from([1, 2, 2, 3, 4]), min_size=1, max_size=5)):
        if prod([*sizes, size]) <= most:
            sizes.append(size)
    outcomes = prod(sizes)
    enterable: list[list[set[int]]] = [[set() for _ in sizes] for _ in range(parties)]
    for k, size in enumerate(sizes):
        owners = draw(st.lists(st.integers(0, parties - 1), max_size=2, unique=True))
        for party in owners:
            whole = draw(st.integers(0, 2)) > 0
            enterable[party][k] = (
                set(range(size)) if whole else set(draw(st.lists(st.integers(0, size - 1), unique=True)))
            )
    shared = []
    if joint and parties > 1:
        for _ in range(draw(st.integers(0, 3))):
            issue = draw(st.integers(0, len(sizes) - 1))
            group = frozenset(draw(st.lists(st.integers(0, parties - 1), min_size=2, max_size=parties, unique=True)))
            shared.append(JointMove(group, issue, draw(st.integers(0, sizes[issue] - 1))))
    feasible = set(range(outcomes))
    if draw(st.booleans()):
        feasible -= draw(st.sets(st.integers(0, outcomes - 1), max_size=outcomes // 2))
    ranks = draw(_ranks(parties, outcomes))
    return Game(outcomes, feasible, ranks, tuple(sizes), enterable, joint=tuple(dict.fromkeys(shared)))


@st.composite
def arc_games(draw: st.DrawFn, min_parties: int = 1, max_parties: int = 4, most: int = 9) -> Game:
    """Any graph at all: moves need not be transitive, nor lead back."""
    parties = draw(st.integers(min_parties, max_parties))
    outcomes = draw(st.integers(1, most))
    pair = st.tuples(st.integers(0, outcomes - 1), st.integers(0, outcomes - 1)).filter(lambda p: p[0] != p[1])
    graph = []
    for _ in range(parties):
        arcs: Arcs = {}
        for source, target in draw(st.lists(pair, max_size=2 * outcomes)) if outcomes > 1 else []:
            arcs.setdefault(source, set()).add(target)
        graph.append(arcs)
    return Game(outcomes, set(range(outcomes)), draw(_ranks(parties, outcomes)), graph=graph)


@st.composite
def _ranks(draw: st.DrawFn, parties: int, outcomes: int) -> list[list[int]]:
    """Strict orders, orders with ties, coarse orders; numbers need not start at 0."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    levels = draw(st.sampled_from([2, 4, 1000]))
    return [[int(x) for x in rng.integers(-3, levels, outcomes)] for _ in range(parties)]


@st.composite
def partial_orders(draw: st.DrawFn, game: Game, share: float = 0.3) -> list[PartialOrder]:
    """The orders of a game with some comparisons made unknown."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    found = []
    for order in game.orders:
        table = order.table()
        blank = np.triu(rng.random(table.shape) < share, 1)
        table[blank | blank.T] = Relation.UNKNOWN
        found.append(PartialOrder(table))
    return found


def oracle(name: str) -> dict[str, Any]:
    """A published or synthetic case, as its file holds it."""
    loaded: dict[str, Any] = json.loads((ORACLES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def from_oracle(case: dict[str, Any]) -> Game:
    """The game that an oracle file describes."""
    parties = case["parties"]
    rankings = [case["rankings_best_first"][party] for party in parties]
    codes = [code for level in rankings[0] for code in (level if isinstance(level, list) else [level])]
    if case["form"] == "graph":
        outcomes = max(codes) + 1
        graph: list[Arcs] = []
        for party in parties:
            arcs: Arcs = {}
            for source, target in case["arcs"][party]:
                arcs.setdefault(source, set()).add(target)
            graph.append(arcs)
        return Game(outcomes, set(codes), [_rank_list(r, outcomes) for r in rankings], graph=graph)
    options = sorted(case["options"], key=lambda option: int(option["bit"]))
    outcomes = 2 ** len(options)
    bit = {option["name"]: int(option["bit"]) for option in options}
    feasible = {
        code
        for code in range(outcomes)
        if not any(all((code >> bit[name] & 1) == held for name, held in rule.items()) for rule in case["never"])
    }
    enterable = [
        [set() if option["party"] != party else {1} if option["direction"] == "fwd" else {0, 1} for option in options]
        for party in parties
    ]
    return Game(outcomes, feasible, [_rank_list(r, outcomes) for r in rankings], (2,) * len(options), enterable)


def _rank_list(best_first: list[Any], outcomes: int) -> list[int]:
    ranks = [0] * outcomes
    for place, level in enumerate(best_first):
        for code in level if isinstance(level, list) else [level]:
            ranks[code] = len(best_first) - place
    return ranks
