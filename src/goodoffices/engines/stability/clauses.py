"""What makes an outcome stable for one party, as a condition on its order alone.

With the others as they are, stability of s depends only on L, the outcomes that the party does not prefer to s, and more of
them never hurt. There is one clause for each outcome q that the party can reach from s; a clause is a choice of literals, a
literal a set of outcomes that must all lie in L.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goodoffices.engines.stability.arrays import IntArray
from goodoffices.engines.stability.gmr import others
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference, Relation
from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.results.stability import Concept
from goodoffices.settings import Rule

__all__ = ["Clause", "clauses_of", "reply_set"]

Literal = frozenset[int]
Clause = frozenset[Literal]

_MOST_ENTRIES = 5_000_000


def clauses_of(
    moves: Moves, preferences: Sequence[Preference], party: int, outcome: int, concept: Concept, rule: Rule
) -> list[Clause]:
    """Clauses that L must satisfy; a clause that every order satisfies is left out.

    Parameters
    ----------
    moves, preferences, rule
        As for :func:`~goodoffices.engines.stability.analyse.analyse`; the party's own order plays no part.
    party, outcome
        For whom, and which outcome s is to be stable.
    concept
        ``nash``, ``gmr``, ``smr`` or ``seq``.

    Raises
    ------
    UsageError
        For another concept.
    TooLarge
        If the clauses would hold more than five million entries.
    """
    if concept not in (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ):
        raise UsageError(
            f"What would make an outcome stable can be asked under nash, gmr, smr and seq, not {concept.value}."
        )
    improving = preferences if concept is Concept.SEQ else None
    found: list[Clause] = []
    entries = 0
    for q in moves.targets(party, outcome).tolist():
        literals: set[Literal] = {frozenset({q})}
        if concept is not Concept.NASH:
            for k in reply_set(moves, q, others(moves, party), rule, improving).tolist():
                after = moves.targets(party, k).tolist() if concept is Concept.SMR else []
                literal = frozenset({k, *after}) - {outcome}
                entries += len(literal)
                if entries > _MOST_ENTRIES:
                    raise TooLarge(
                        "Too many answers bear on this outcome to tell what would make it stable; fix issues by rules."
                    )
                literals.add(literal)
        if frozenset[int]() not in literals:
            found.append(_minimal(literals))
    return found


def reply_set(
    moves: Moves, start: int, movers: Sequence[int], rule: Rule, improving: Sequence[Preference] | None = None
) -> IntArray:
    """Outcomes at which an allowed sequence of these movers can end, sorted.

    Parameters
    ----------
    moves
        The graph.
    start
        Where the first of them moves.
    movers
        Who may move.
    rule
        Which sequences are allowed.
    improving
        [parties] orders, if each step must be better or unknown for its mover.
    """
    if rule is Rule.LEGAL:
        return _legal(moves, start, movers, improving)
    reached = np.zeros(0, dtype=np.int64)
    open_ends: list[tuple[IntArray, frozenset[int]]] = [(np.array([start]), frozenset())]
    while open_ends:
        outcomes, used = open_ends.pop()
        for mover in movers:
            if mover not in used:
                ends = _step(moves, mover, outcomes, improving)
                reached = np.union1d(reached, ends)
                if rule is Rule.ONCE and len(ends):
                    open_ends.append((ends, used | {mover}))
    return reached


def _legal(moves: Moves, start: int, movers: Sequence[int], improving: Sequence[Preference] | None) -> IntArray:
    """No mover twice in a row: level by level over (outcome, last mover)."""
    seen = {mover: np.zeros(moves.outcomes, dtype=bool) for mover in movers}
    frontier: dict[int, IntArray] = {-1: np.array([start])}
    while any(map(len, frontier.values())):
        following = {}
        for mover in movers:
            before = [outcomes for last, outcomes in frontier.items() if last != mover]
            ends = (
                _step(moves, mover, np.unique(np.concatenate(before)), improving)
                if before
                else np.zeros(0, dtype=np.int64)
            )
            following[mover] = ends[~seen[mover][ends]]
            seen[mover][ends] = True
        frontier = following
    return np.flatnonzero(np.logical_or.reduce(list(seen.values()))) if seen else np.zeros(0, dtype=np.int64)


def _step(moves: Moves, mover: int, outcomes: IntArray, improving: Sequence[Preference] | None) -> IntArray:
    """What one mover reaches in one move from any of these."""
    places, targets = moves.fan(mover, outcomes)
    if improving is not None:
        relation = improving[mover].relations(targets, outcomes[places])
        targets = targets[(relation == Relation.BETTER) | (relation == Relation.UNKNOWN)]
    return np.unique(targets)


def _minimal(literals: set[Literal]) -> Clause:
    """Literals without those that ask for more than another does."""
    if len(literals) > 2000:  # quadratic; a long clause is kept whole, which changes no answer
        return frozenset(literals)
    kept: list[Literal] = []
    for literal in sorted(literals, key=len):
        if not any(smaller <= literal for smaller in kept):
            kept.append(literal)
    return frozenset(kept)
