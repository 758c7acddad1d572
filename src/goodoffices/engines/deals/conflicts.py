"""Why there is no deal: the refusals that collide, and the least that would have to be given up.

Every red line and every walk-away is a constraint with a name. For a deal d and one of its consent sets, V(d) holds the
constraints of that set's parties which d breaks. The minimal V(d) are the cheapest concession sets: give these up and a deal
exists. The minimal sets that meet every V(d) are the minimal conflicts: all cannot be kept together, and any one given up
ends that conflict [Reiter1987]_ [LiffitonSakallah2008]_.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.problem import DealsProblem
from goodoffices.engines.deals.transversals import minimal_sets, minimal_transversals
from goodoffices.model.results.deals import RefusalSets

__all__ = ["FOUND_AT_MOST", "SHOWN_AT_MOST", "conflicts_and_concessions", "hangs_on"]

SHOWN_AT_MOST = 50
"""Sets listed, smallest first; beyond, they are counted."""
FOUND_AT_MOST = 20_000
"""Conflicts searched for; beyond, the count is a lower bound."""

_WORD = 62


def conflicts_and_concessions(problem: DealsProblem, deals: NDArray[np.bool_]) -> tuple[RefusalSets, RefusalSets]:
    """Minimal conflicts and cheapest concession sets; both empty if there is no deal at all.

    Raises
    ------
    ValueError
        If some deal breaks nothing: then nothing stands in its way.
    """
    parties = [constraint.party for constraint in problem.constraints]
    violated = minimal_sets(list(_over_consent_sets(problem, deals, problem.broken, parties)))
    if not violated:
        return RefusalSets(), RefusalSets()
    if 0 in violated:
        raise ValueError("a deal is refused although no constraint of its consent set is broken there.")
    found = list(islice(minimal_transversals(violated), FOUND_AT_MOST + 1))
    return (
        _named(problem, found[:FOUND_AT_MOST], at_least=len(found) > FOUND_AT_MOST),
        _named(problem, violated),
    )


def hangs_on(problem: DealsProblem, possible: NDArray[np.bool_]) -> tuple[frozenset[str], ...]:
    """Smallest sets of parties whose answers are unknown and, if they were yes, would make one of these deals acceptable."""
    unknown = ~(problem.accepts | problem.refuses)
    # A consent set in which somebody refuses cannot come about; such sets are told apart by a row of their own.
    rows = np.concatenate((unknown, problem.refuses))
    numbers = range(len(problem.parties))
    sets = _over_consent_sets(problem, possible, rows, [*numbers, *numbers])
    refusing = (1 << len(problem.parties)) - 1 << len(problem.parties)
    return tuple(problem.consent.names(bits) for bits in minimal_sets([bits for bits in sets if not bits & refusing]))


def _over_consent_sets(
    problem: DealsProblem, deals: NDArray[np.bool_], rows: NDArray[np.bool_], parties: list[int]
) -> Iterable[int]:
    """For every deal and each of its consent sets: the rows true there that belong to its parties, as bits; no repeats."""
    consent = problem.consent
    state = consent.state
    found: set[int] = set()
    for number in np.flatnonzero(np.bincount(state[deals], minlength=len(consent.sets))):
        codes = np.flatnonzero(deals & (state == number))
        patterns = _patterns(rows, codes)
        for bits in consent.sets[number]:
            asked = sum(1 << k for k, party in enumerate(parties) if bits >> party & 1)
            found |= {pattern & asked for pattern in patterns}
    return found


def _patterns(rows: NDArray[np.bool_], codes: NDArray[np.int64]) -> set[int]:
    """The distinct columns among the codes, each as bits."""
    which = np.zeros(len(codes), dtype=np.int64)
    patterns = {0: 0}
    for start in range(0, len(rows), _WORD):
        word = np.zeros(len(codes), dtype=np.int64)
        for k, row in enumerate(rows[start : start + _WORD]):
            word |= row[codes].astype(np.int64) << k
        words, number = np.unique(word, return_inverse=True)
        pairs, which = np.unique(which * len(words) + number, return_inverse=True)
        patterns = {
            at: patterns[int(pair) // len(words)] | int(words[int(pair) % len(words)]) << start
            for at, pair in enumerate(pairs)
        }
    return set(patterns.values())


def _named(problem: DealsProblem, sets: list[int], at_least: bool = False) -> RefusalSets:
    """Sets of constraints with their names, smallest first, in case order among equals."""
    members = sorted(
        ([k for k in range(bits.bit_length()) if bits >> k & 1] for bits in sets), key=lambda row: (len(row), row)
    )
    shown = tuple(tuple(problem.refusal(k) for k in row) for row in members[:SHOWN_AT_MOST])
    return RefusalSets(shown, len(sets), at_least)
