"""How many verdicts of the stability engine agree with a plain search, on random cases of every kind: the figure to print is 0.

Two to five parties, issues of two to four options, ties, infeasible outcomes, one-way options, options that only a group can
bring about, issues that several parties can change; bare graphs besides. All three rules; SIM on issue games.
"""

from __future__ import annotations

import time

import numpy as np

from goodoffices.engines.stability import JointMove, analyse
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule
from tests.engines.stability.games import Game

__all__ = ["main"]

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM)
WANTED = 200_000


def main() -> None:
    """Print a table of verdicts compared and mismatches, by rule and concept."""
    rng = np.random.default_rng(20250317)
    compared = {(rule, concept): 0 for rule in Rule for concept in CONCEPTS}
    wrong = dict.fromkeys(compared, 0)
    cases, began = 0, time.perf_counter()
    while sum(compared.values()) < WANTED:
        game = _graph(rng) if rng.random() < 0.3 else _issues(rng)
        concepts = CONCEPTS if game.sizes else CONCEPTS[:-1]
        cases += 1
        for rule in Rule:
            arrays = analyse(game.moves, game.orders, concepts, rule)
            for concept in concepts:
                expected = np.zeros((len(game.ranks), game.outcomes), dtype=bool)
                for party, stable in enumerate(game.model.verdicts(concept.value, rule.value)):
                    expected[party, sorted(stable)] = True
                compared[rule, concept] += len(game.ranks) * len(game.feasible)
                wrong[rule, concept] += int((arrays.stable[concept] != expected).sum())
    print(f"{cases:,} cases, {time.perf_counter() - began:.0f} s")
    print(f"{'rule':8}" + "".join(f"{concept.value:>12}" for concept in CONCEPTS))
    for rule in Rule:
        print(f"{rule.value:8}" + "".join(f"{compared[rule, concept]:>12,}" for concept in CONCEPTS))
    print(f"verdicts compared: {sum(compared.values()):,}; mismatches: {sum(wrong.values())}")


def _issues(rng: np.random.Generator) -> Game:
    """A game by issues and options."""
    parties = int(rng.integers(2, 6))
    sizes: list[int] = []
    while len(sizes) < 2 or (rng.random() < 0.6 and np.prod(sizes) <= 24):
        sizes.append(int(rng.integers(2, 5)))
    outcomes = int(np.prod(sizes))
    enterable: list[list[set[int]]] = [[set() for _ in sizes] for _ in range(parties)]
    joint = []
    for k, size in enumerate(sizes):
        for party in rng.choice(parties, size=1 + int(rng.random() < 0.25), replace=False):
            everything = rng.random() < 0.7
            enterable[party][k] = {option for option in range(size) if everything or rng.random() < 0.5}
        if rng.random() < 0.2:
            group = frozenset(int(p) for p in rng.choice(parties, size=2, replace=False))
            option = int(rng.integers(size))
            for own in enterable:
                own[k].discard(option)
            joint.append(JointMove(group, k, option))
    feasible = set(range(outcomes))
    if rng.random() < 0.6:
        feasible = {code for code in feasible if rng.random() > 0.3}
    return Game(outcomes, feasible, _ranks(rng, parties, outcomes), tuple(sizes), enterable, joint=tuple(joint))


def _graph(rng: np.random.Generator) -> Game:
    """A bare graph, in which moves need not be transitive."""
    parties, outcomes = int(rng.integers(2, 6)), int(rng.integers(3, 13))
    graph = [
        {a: {b for b in range(outcomes) if b != a and rng.random() < 1.5 / outcomes} for a in range(outcomes)}
        for _ in range(parties)
    ]
    return Game(outcomes, set(range(outcomes)), _ranks(rng, parties, outcomes), graph=graph)


def _ranks(rng: np.random.Generator, parties: int, outcomes: int) -> list[list[int]]:
    """Strict orders, and orders with few and many ties."""
    levels = int(rng.choice([3, 8, 10**6]))
    return [[int(rank) for rank in rng.integers(0, levels, outcomes)] for _ in range(parties)]
