"""Questions that a person can answer, and which answer each world gives to them.

A question splits the worlds: does a party prefer one option to another, which of two issues matters more to it, would it accept
one change in return for another? Only what is not settled by the case is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.block import accepts, draws_of, orders
from goodoffices.engines.worlds.equilibria import equilibria
from goodoffices.engines.worlds.laws import Law
from goodoffices.engines.worlds.orders import Clause, OrdersParty
from goodoffices.engines.worlds.party import TIE, DrawnParty
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.engines.worlds.uniforms import BLOCK, Draws

__all__ = ["AskProblem", "Asked", "BlockAnswers", "ask_blocks", "in_order", "open_importance", "open_pairs"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """A question as the engine sees it: which comparison of one party's draws answers it.

    ``order``: items ``first`` and ``second`` of clause ``clause`` of issue ``issue`` (an index into the party's issues).
    ``importance``: two items of the order of importance. ``trade``: is outcome ``first`` at least as good as ``second``?
    """

    kind: str
    party: int
    first: int
    second: int
    issue: int = 0
    clause: int = 0

    def answer(self, problem: WorldsProblem, draws: Draws) -> Bools:
        """[256] whether the first of the two answers is given."""
        party = problem.parties[self.party]
        if self.kind == "trade" and isinstance(party, DrawnParty):
            gain: NDArray[np.float64] = party.table(draws) @ (party.rows[self.first] - party.rows[self.second])
            return gain >= -TIE
        if not isinstance(party, OrdersParty):
            raise ValueError("only orders can be asked for")
        asked = party.importance if self.kind == "importance" else party.issues[self.issue][self.clause].places
        place = asked(draws)
        found: Bools = place[:, self.first] < place[:, self.second]
        return found


def open_pairs(clause: Clause) -> Iterator[tuple[int, int]]:
    """Pairs of items of an order of which it is not stated which comes first."""
    if not clause.order.complete:
        yield from _open(clause.stated, clause.order.depth)


def open_importance(party: OrdersParty) -> Iterator[tuple[int, int]]:
    """Pairs of items of the order of importance of which it is not stated which comes first."""
    yield from _open(len(party.tiers), party.places_of_importance)


def _open(stated: int, items: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i, j in combinations(range(items), 2) if j >= stated)


@dataclass(frozen=True, eq=False)
class AskProblem:
    """Worlds, the questions to put to them, and the deals to look at."""

    worlds: WorldsProblem
    questions: tuple[Asked, ...]
    deals: NDArray[np.int64]
    """Places of the deals that could be acceptable, in the list of deals."""
    about: int
    """Place of the deal that information concerns."""


@dataclass(frozen=True, eq=False)
class BlockAnswers:
    """What one block says."""

    block: int
    worlds: int
    yes: Bools
    """[questions, worlds] whether the first answer is given."""
    about: Bools
    """[worlds] whether the deal asked about is acceptable to all (and holds, if that is asked for)."""
    accepted: NDArray[np.int32]
    """[deals] worlds in which each is."""
    with_yes: NDArray[np.int32]
    """[questions, deals] worlds in which each is and the first answer is given."""
    zone: int
    """Worlds in which any is."""


def ask_blocks(problem: AskProblem, seed: int, first: int, blocks: int, draws: int) -> list[BlockAnswers]:
    """Ask blocks ``first`` to ``first + blocks - 1`` of a run of so many draws."""
    found = []
    for block in range(first, first + blocks):
        worlds = min(BLOCK, draws - block * BLOCK)
        if worlds > 0:
            found.append(_ask(problem, seed, block, worlds))
    return found


def _ask(problem: AskProblem, seed: int, block: int, worlds: int) -> BlockAnswers:
    inner = problem.worlds
    draws = draws_of(inner, seed, block)
    together = inner.everyone(accepts(inner, draws, Law.UNIFORM)[:, :worlds])
    if inner.concepts:
        held, _ = equilibria(inner, orders(inner, draws, worlds)[0])
        together &= held[inner.concepts[0]][:, inner.deals]
    yes = np.zeros((len(problem.questions), worlds), dtype=np.bool_)
    for k, question in enumerate(problem.questions):
        yes[k] = question.answer(inner, draws[inner.names[question.party]])[:worlds]
    looked_at = together[:, problem.deals]
    return BlockAnswers(
        block=block,
        worlds=worlds,
        yes=yes,
        about=together[:, problem.about],
        accepted=looked_at.sum(axis=0).astype(np.int32),
        with_yes=(yes.astype(np.float32) @ looked_at.astype(np.float32)).astype(np.int32),
        zone=int(looked_at.any(axis=1).sum()),
    )


def in_order(parts: Sequence[BlockAnswers]) -> list[BlockAnswers]:
    """The blocks by number, whoever was done first."""
    return sorted(parts, key=lambda part: part.block)
