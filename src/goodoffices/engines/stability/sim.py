"""Simultaneous stability (SIM): others act at the same moment, each on an improvement of its own [FraserHipel1984]_.

An improvement s₁ of the party is deterred if some of the others have improvements *from the same outcome* such that all changes
taken together lead somewhere feasible that the party does not prefer to what it left. Changes merge issue by issue; where two
movers would set one issue differently, the combination does not exist. This needs outcomes made of issues: a bare graph does not
say what two moves amount to together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray, RankArray
from goodoffices.engines.stability.gmr import others
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.product import ProductMoves

__all__ = ["GRAPH_HAS_NO_SIM", "improvements_of", "merged", "sim", "sim_of_orders"]

GRAPH_HAS_NO_SIM = "a graph of moves does not say what two moves made at once amount to; state the case by issues"

_MOST_COMBINATIONS = 300_000_000
"""Looked at in one run, at a few nanoseconds each."""
_MOST_ARCS = 20_000_000
_AT_ONCE = 200_000
"""Combinations held in memory at a time."""
_KEPT_AT_MOST = 4_096
"""Combinations of one outcome that are worth keeping for the next question."""

Rows = tuple[IntArray, IntArray]
Deterred = Callable[[int, IntArray], BoolArray]


def sim(
    moves: ProductMoves,
    leaves: Rows,
    improvements: Sequence[Rows],
    deterred: Deterred,
    combined: dict[int, IntArray] | None = None,
) -> BoolArray:
    """[outcomes] whether every move that a party would leave by is deterred by simultaneous moves of others.

    Parameters
    ----------
    moves
        A product form.
    leaves
        Compressed rows: the moves that the party would leave by.
    improvements
        For each of the others, compressed rows: the moves that it gains by.
    deterred
        ``deterred(outcome, codes)``: which of ``codes`` the party does not prefer to ``outcome``.
    combined
        The others' combinations by outcome, where they were worked out before with the same ``improvements``; added to.
    """
    pointer, target = leaves
    stable = np.ones(moves.outcomes, dtype=bool)
    for outcome in np.flatnonzero(np.diff(pointer)).tolist():
        together = None if combined is None else combined.get(outcome)
        if together is None:
            together = _combinations(moves, outcome, improvements)
            if combined is not None and len(together) <= _KEPT_AT_MOST:
                combined[outcome] = together
        own = target[pointer[outcome] : pointer[outcome + 1]]
        if not len(together):
            stable[outcome] = False
        elif moves.shared_issues:
            rows = max(1, _AT_ONCE // len(together))
            stable[outcome] = all(
                bool(_each_ends(moves, outcome, own[k : k + rows], together, deterred).all())
                for k in range(0, len(own), rows)
            )
        else:  # no two movers can set one issue, so changes simply add up
            ends = own[:, None] + (together - outcome)[None, :]
            stable[outcome] = bool(_ends(moves, outcome, ends, deterred).any(axis=1).all())
    return stable


def sim_of_orders(moves: Moves, ranks: Sequence[RankArray]) -> BoolArray | str:
    """[parties, outcomes] SIM for complete orders, or why it cannot be had: a bare graph, or too many combinations.

    Parameters
    ----------
    moves
        The graph.
    ranks
        [parties] of [outcomes]: each party's order.
    """
    if not isinstance(moves, ProductMoves):
        return GRAPH_HAS_NO_SIM
    arcs = sum(moves.arc_count(k) for k in range(moves.parties))
    if arcs > _MOST_ARCS:
        return f"simultaneous moves are looked at one by one, and {arcs:,} moves are too many for that"
    gains = [improvements_of(moves.arcs(k), ranks[k]) for k in range(moves.parties)]
    combinations = _combination_count(gains)
    if combinations > _MOST_COMBINATIONS:
        return (
            f"simultaneous moves are looked at one by one, and {combinations:,.0f} combinations are too many for that"
        )
    stable = np.empty((moves.parties, moves.outcomes), dtype=bool)
    for party, own in enumerate(ranks):

        def deterred(outcome: int, codes: IntArray, own: RankArray = own) -> BoolArray:
            return np.asarray(own[codes] <= own[outcome])

        stable[party] = sim(moves, gains[party], [gains[j] for j in others(moves, party)], deterred)
    return stable


def improvements_of(rows: Rows, ranks: RankArray) -> Rows:
    """A party's moves, as compressed rows, cut down to those that it gains by."""
    pointer, target = rows
    source = np.repeat(np.arange(len(pointer) - 1), np.diff(pointer))
    gain = ranks[target] > ranks[source]
    cut = np.zeros_like(pointer)
    np.cumsum(np.bincount(source[gain], minlength=len(pointer) - 1), out=cut[1:])
    return cut, target[gain]


def merged(moves: ProductMoves, outcome: int, one: IntArray, other: IntArray) -> IntArray:
    """Codes of all combinations of two sets of moves made from one outcome, feasible or not."""
    total, keep = _merged_table(moves, outcome, one, other)
    return total[keep]


def _merged_table(moves: ProductMoves, outcome: int, one: IntArray, other: IntArray) -> tuple[IntArray, BoolArray]:
    """[one, other] code of each combination, and whether it exists: no issue is set differently by the two."""
    total = one[:, None] + other[None, :] - outcome
    keep = np.ones(total.shape, dtype=bool)
    for step, size in moves.shared_issues:
        here, first, second = (codes // step % size for codes in (outcome, one[:, None], other[None, :]))
        both = (first != here) & (second != here)
        keep &= ~(both & (first != second))
        total = total - np.where(both, (first - here) * step, 0)  # the same change, made twice, counts once
    return total, keep


def _combination_count(gains: Sequence[Rows]) -> float:
    """How many combinations of an improvement with others' improvements there are, over all outcomes and parties."""
    each = [np.diff(pointer).astype(float) for pointer, _ in gains]
    total = 0.0
    for party, own in enumerate(each):
        rest = [1 + count for k, count in enumerate(each) if k != party]
        total += float(np.prod([own, *rest], axis=0).sum())
    return total


def _combinations(moves: ProductMoves, outcome: int, improvements: Sequence[Rows]) -> IntArray:
    """Codes that one or more of the others bring about at once from an outcome, each by an improvement of its own."""
    found = np.zeros(0, dtype=np.int64)
    for pointer, target in improvements:
        own = target[pointer[outcome] : pointer[outcome + 1]]
        added = (found[:, None] + (own - outcome)[None, :]).ravel()
        both = merged(moves, outcome, found, own) if moves.shared_issues else added
        found = np.concatenate([found, own, both])
    return found


def _each_ends(moves: ProductMoves, outcome: int, own: IntArray, together: IntArray, deterred: Deterred) -> BoolArray:
    """[own] whether some combination with a move of the party's own exists, is feasible and deters."""
    total, keep = _merged_table(moves, outcome, own, together)
    keep[keep] = _ends(moves, outcome, total[keep], deterred)
    return np.asarray(keep.any(axis=1))


def _ends(moves: ProductMoves, outcome: int, codes: IntArray, deterred: Deterred) -> BoolArray:
    """Which of the codes are feasible and deter."""
    held = deterred(outcome, codes)
    return held if moves.feasible is None else held & moves.feasible[codes]
