"""Counting worlds: a run of blocks in, integers out, which add up to the same whatever the blocks were cut into.

Acceptance is counted under the uniform law and the two others. Means of weights are kept as whole multiples of 2**-40, summed
block by block, so that they too are the same for any number of workers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.block import accepts, draws_of, orders
from goodoffices.engines.worlds.equilibria import equilibria
from goodoffices.engines.worlds.laws import OTHER_LAWS, Law
from goodoffices.engines.worlds.orders import OrdersParty
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.engines.worlds.uniforms import BLOCK, Draws

__all__ = ["RANKS_KEPT", "WEIGHT_UNIT", "Tally", "tally"]

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]

RANKS_KEPT = 10
"""First, second, ... tenth; and one more place for all beyond."""

WEIGHT_UNIT = 2.0**40
"""Sums of weights are kept as integers in this part of one."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts over worlds; each array of integers."""

    draws: int
    accepted: Counts
    """[laws, parties, deals]; the uniform law first."""
    everyone: Counts
    """[laws, deals] worlds in which the consent set accepts."""
    zone: Counts
    """[laws] worlds in which some deal is acceptable to its consent set."""
    even: Counts
    """[2, deals] as ``everyone``, in blocks of even and of odd number."""
    even_draws: Counts
    """[2] worlds in blocks of even and of odd number."""
    stable: Counts
    """[concepts, deals]"""
    both: Counts
    """[concepts, deals] acceptable to the consent set and an equilibrium."""
    status_quo: Counts
    """[concepts]"""
    ranks: Counts
    """[parties, deals, 11]; without columns where no ranks were asked for."""
    weights: Counts
    """[parties, deals, issues] sums of weights over worlds in which the party accepts, in units of 2**-40."""
    profiles: frozenset[bytes] = field(default_factory=frozenset)
    """Keys of the distinct worlds, as far as orders go."""

    def __add__(self, other: Tally) -> Tally:
        """The counts of both."""
        return Tally(
            **{part.name: _joined(getattr(self, part.name), getattr(other, part.name)) for part in fields(self)}
        )


def _joined(one: Any, other: Any) -> Any:
    return one | other if isinstance(one, frozenset) else one + other


def tally(problem: WorldsProblem, seed: int, first: int, blocks: int, draws: int) -> Tally:
    """Count blocks ``first`` to ``first + blocks - 1`` of a run of so many draws; of the last block only what is left of them."""
    total: Tally | None = None
    for block in range(first, first + blocks):
        worlds = min(BLOCK, draws - block * BLOCK)
        if worlds > 0:
            counted = _count(problem, seed, block, worlds)
            total = counted if total is None else total + counted
    if total is None:
        raise ValueError("a task without worlds")
    return total


def _count(problem: WorldsProblem, seed: int, block: int, worlds: int) -> Tally:
    """One block."""
    draws = draws_of(problem, seed, block)
    deals, parties = problem.deals.size, len(problem.parties)
    accepted = np.zeros((1 + len(OTHER_LAWS), parties, deals), dtype=np.int64)
    everyone = np.zeros((1 + len(OTHER_LAWS), deals), dtype=np.int64)
    zone = np.zeros(1 + len(OTHER_LAWS), dtype=np.int64)
    by_law = []
    for law, weighting in enumerate((Law.UNIFORM, *OTHER_LAWS)):
        found = accepts(problem, draws, weighting)[:, :worlds]
        together = problem.everyone(found)
        accepted[law], everyone[law] = found.sum(axis=1), together.sum(axis=0)
        zone[law] = together.any(axis=1).sum()
        by_law.append((found, together))
    found, together = by_law[0]
    even, even_draws = np.zeros((2, deals), dtype=np.int64), np.zeros(2, dtype=np.int64)
    even[block % 2], even_draws[block % 2] = everyone[0], worlds
    none = np.zeros((len(problem.concepts), deals), dtype=np.int64)
    counted = Tally(
        worlds, accepted, everyone, zone, even, even_draws, none, none, np.zeros(len(problem.concepts), dtype=np.int64),
        np.zeros((parties, deals, 0), dtype=np.int64), _weights(problem, draws, found),
    )  # fmt: skip
    return _with_stability(problem, draws, together, counted) if problem.concepts else counted


def _weights(problem: WorldsProblem, draws: dict[str, Draws], accepted: Bools) -> Counts:
    """[parties, deals, issues] sums of importance over the worlds in which each party accepts."""
    found = np.zeros((len(problem.parties), problem.deals.size, len(problem.sizes)), dtype=np.int64)
    for k, party in enumerate(problem.parties):
        if isinstance(party, OrdersParty) and party.judges and party.issues:
            weights = party.weights(draws[party.name])[: accepted.shape[1]]
            summed = np.rint(accepted[k].T.astype(np.float64) @ weights * WEIGHT_UNIT)
            found[k][:, list(party.position)] = summed.astype(np.int64)
    return found


def _with_stability(problem: WorldsProblem, draws: dict[str, Draws], together: Bools, counted: Tally) -> Tally:
    """The same with ranks and equilibria counted."""
    all_ranks, better = orders(problem, draws, counted.draws)
    places = np.zeros((len(problem.parties), problem.deals.size, RANKS_KEPT + 1), dtype=np.int64)
    for k, own in enumerate(better):
        if own is not None:
            place = np.minimum(own[:, problem.deals], RANKS_KEPT) + np.arange(problem.deals.size) * (RANKS_KEPT + 1)
            places[k] = np.bincount(place.reshape(-1), minlength=places[k].size).reshape(places[k].shape)
    found, profiles = equilibria(problem, all_ranks)
    stay = [found[concept] for concept in problem.concepts]
    status_quo = problem.status_quo
    return replace(
        counted,
        stable=np.array([mask[:, problem.deals].sum(axis=0) for mask in stay], dtype=np.int64),
        both=np.array([(mask[:, problem.deals] & together).sum(axis=0) for mask in stay], dtype=np.int64),
        status_quo=np.array([0 if status_quo is None else mask[:, status_quo].sum() for mask in stay], dtype=np.int64),
        ranks=places,
        profiles=frozenset(profiles),
    )
