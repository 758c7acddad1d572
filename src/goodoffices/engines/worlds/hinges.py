"""Hinges: which weight or unknown order decides whether a deal is acceptable to all, by variance shares of a yes or no.

Everything that is drawn falls into independent factors, so that the variance of the answer y splits among them [Sobol2001]_.
With p the share of yes, the first-order index of a factor g is Var(E[y | g]) / p(1 − p), the total index
E[Var(y | all but g)] / p(1 − p). The total index is estimated by drawing g anew and nothing else [Jansen1999]_: the share of
worlds in which the answer changes is 2 p (1 − p) times the index, and is what people are shown. The first-order index of an order
with few values comes from the worlds grouped by value, corrected for the size of the groups; that of anything else from a product
of answers [Saltelli2010]_.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.extensions import places
from goodoffices.engines.worlds.intervals import interval
from goodoffices.engines.worlds.party import DrawnParty, Factor, FixedParty
from goodoffices.engines.worlds.problem import ConsentGroup, WorldsProblem
from goodoffices.engines.worlds.uniforms import BLOCK, SECOND_SET, Draws, uniforms
from goodoffices.model.results.worlds import Hinge

__all__ = ["Answers", "answers", "hinges"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

_WORLDS_A_VALUE = 50
"""Worlds that each value of a factor needs to be a group of its own."""

_REPLICATES = 200
"""Bootstrap samples of the blocks."""


@dataclass(frozen=True, eq=False)
class Answers:
    """Whether one deal is acceptable to all, in every world and with each factor drawn anew; each array [worlds]."""

    factors: tuple[tuple[str, Factor], ...]
    first: Bools
    second: Bools
    """In an independent set of worlds."""
    mixed: Bools
    """[factors, worlds] in the first set, with one factor taken from the second."""
    values: tuple[NDArray[np.intp] | None, ...]
    """[factors] the value that a factor with few of them takes in each world."""


def answers(problem: WorldsProblem, deal: int, seed: int, draws: int) -> Answers:
    """Ask one deal, by its place in the list of deals, in so many worlds."""
    group = next(group for group in problem.groups if deal in group.deals)
    asked = sorted({party for members in group.sets for party in members})
    owned = [
        (party, factor)
        for party in asked
        if isinstance(one := problem.parties[party], DrawnParty)
        for factor in one.factors
    ]
    blocks = -(-draws // BLOCK)
    parts = [_block(problem, group, asked, owned, deal, seed, block) for block in range(blocks)]
    drawn = [(problem.names[party], factor) for party, factor in owned]
    return Answers(
        factors=tuple(drawn),
        first=np.concatenate([part[0] for part in parts])[:draws],
        second=np.concatenate([part[1] for part in parts])[:draws],
        mixed=np.concatenate([part[2] for part in parts], axis=1)[:, :draws],
        values=tuple(_values(name, factor, seed, draws) for name, factor in drawn),
    )


def _block(
    problem: WorldsProblem,
    group: ConsentGroup,
    asked: Sequence[int],
    owned: Sequence[tuple[int, Factor]],
    deal: int,
    seed: int,
    block: int,
) -> tuple[Bools, Bools, Bools]:
    """The answers in one block: first set, second set, and the mixtures."""
    one = {party: Draws(seed, problem.names[party], block) for party in asked}
    other = {party: Draws(seed, problem.names[party], block + SECOND_SET) for party in asked}
    first = {party: _accepts(problem, party, deal, one[party]) for party in asked}
    second = {party: _accepts(problem, party, deal, other[party]) for party in asked}
    mixed = [
        _all(group, {**first, party: _accepts(problem, party, deal, _redrawn(one[party], other[party], factor))})
        for party, factor in owned
    ]
    rows = np.array(mixed) if mixed else np.zeros((0, BLOCK), dtype=np.bool_)
    return _all(group, first), _all(group, second), rows


def _redrawn(one: Draws, other: Draws, factor: Factor) -> Draws:
    return one.redrawn(factor.name, other, factor.width)


def _accepts(problem: WorldsProblem, party: int, deal: int, draws: Draws) -> Bools:
    """[256] whether a party accepts the deal."""
    one = problem.parties[party]
    if isinstance(one, FixedParty) and one.accepted is not None:
        return np.full(BLOCK, one.accepted[problem.deals[deal]])
    if isinstance(one, DrawnParty) and one.judges:
        return one.accepts(draws, one.gains(problem.deals[[deal]]), problem.barred[party][[deal]])[:, 0]
    raise ValueError(f"{problem.names[party]} cannot be asked: nothing is stated that it could accept the deal by")


def _all(group: ConsentGroup, accepts: dict[int, Bools]) -> Bools:
    """[256] whether some consent set accepts whole."""
    found: Bools = np.logical_or.reduce(
        [np.logical_and.reduce([accepts[party] for party in members]) for members in group.sets]
    )
    return found


def _values(name: str, factor: Factor, seed: int, draws: int) -> NDArray[np.intp] | None:
    """[worlds] the number of the value that a factor takes, if it has few."""
    if factor.values is None or factor.values * _WORLDS_A_VALUE > draws:
        return None
    blocks = range(-(-draws // BLOCK))
    keys = np.concatenate([uniforms(seed, f"{name}/{factor.name}", block, factor.width) for block in blocks])
    return np.unique(places(keys[:draws], factor.stated), axis=0, return_inverse=True)[1].reshape(-1)


def hinges(found: Answers, seed: int) -> tuple[Hinge, ...]:
    """The factors that the answer hangs on, by total index; none that never changes it, none where the answer is always one.

    ``seed`` picks the bootstrap samples.
    """
    yes = float(found.first.mean())
    spread = yes * (1 - yes)
    if spread == 0:
        return ()
    rows = [
        _hinge(found, k, party, factor, spread, seed)
        for k, (party, factor) in enumerate(found.factors)
        if (found.mixed[k] != found.first).any()
    ]
    return tuple(sorted(rows, key=lambda row: -row.total))


def _hinge(found: Answers, k: int, party: str, factor: Factor, spread: float, seed: int) -> Hinge:
    draws = found.first.size
    flips = int((found.mixed[k] != found.first).sum())
    first, error = _first_order(found, k, spread, seed)
    total = flips / draws / (2 * spread)
    return Hinge(party, factor.name, total, first, flips / draws, interval(flips, draws), error)


def _first_order(found: Answers, k: int, spread: float, seed: int) -> tuple[float, float | None]:
    """The first-order index and its standard error, by bootstrap over blocks; none for a single block."""
    values = found.values[k]
    starts = np.arange(0, found.first.size, BLOCK)
    if values is None:
        product = found.second * (found.mixed[k].astype(np.float64) - found.first)
        sums = np.add.reduceat(product, starts)
        sizes = np.diff([*starts, found.first.size])
        estimate = [float(sums.sum() / sizes.sum() / spread)]
        estimate += [float(sums[pick].sum() / sizes[pick].sum() / spread) for pick in _picks(len(starts), seed)]
    else:
        counts, yes = _by_value(values, found.first, starts)
        estimate = [_grouped(counts.sum(axis=0), yes.sum(axis=0))]
        estimate += [_grouped(counts[pick].sum(axis=0), yes[pick].sum(axis=0)) for pick in _picks(len(starts), seed)]
    return max(0.0, estimate[0]), float(np.std(estimate[1:])) if len(starts) > 1 else None


def _picks(blocks: int, seed: int) -> list[NDArray[np.intp]]:
    """Bootstrap samples of block numbers."""
    return [
        (uniforms(seed, "bootstrap", sample, -(-blocks // BLOCK)).reshape(-1)[:blocks] * blocks).astype(np.intp)
        for sample in range(_REPLICATES)
    ]


def _by_value(values: NDArray[np.intp], yes: Bools, starts: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """[blocks, values] worlds, and worlds with a yes."""
    kinds = int(values.max()) + 1
    block = np.searchsorted(starts, np.arange(values.size), side="right") - 1
    cell = block * kinds + values
    shape = (len(starts), kinds)
    counts = np.bincount(cell, minlength=len(starts) * kinds).reshape(shape).astype(np.float64)
    sums = np.bincount(cell, weights=yes.astype(np.float64), minlength=len(starts) * kinds)
    return counts, sums.reshape(shape).astype(np.float64)


def _grouped(counts: Floats, yes: Floats) -> float:
    """Variance of the share between groups, less what chance puts there, over the variance of the answer."""
    counts, yes = counts[counts > 0], yes[counts > 0]
    share, whole = yes / counts, yes.sum() / counts.sum()
    part = counts / counts.sum()
    between = part @ (share - whole) ** 2 - (part * (1 - part) * share * (1 - share) / counts).sum()
    spread = whole * (1 - whole)
    return float(between / spread) if spread else 0.0
