"""Stability when some comparisons are unknown: the four types of Li, Hipel, Kilgour and Fang [LiHipelKilgourFang2004]_.

====  ======================  ==============================
type  a party leaves for      a sanction must land in
====  ======================  ==============================
a     better or unknown       what it does not prefer
b     better                  what it does not prefer
c     better or unknown       what it does not prefer, or unknown
d     better                  what it does not prefer, or unknown
====  ======================  ==============================

Under SMR what the party can still reach from the sanction must stay in the same set. Under SEQ and SIM the others' steps are
better or unknown for their mover in all four types. Where nothing is unknown all four are the plain concepts. The table was
taken from a secondary source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.engines.stability.bitsets import (
    MOST_ROWS,
    Bits,
    meets,
    over_arcs,
    packed,
    reached,
    transposed,
    unpacked,
)
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Relation
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.engines.stability.rows import Rows, Table, kept, renumbered
from goodoffices.engines.stability.sim import sim
from goodoffices.errors import TooLarge
from goodoffices.model.results.stability import Concept, Unknown
from goodoffices.settings import Rule

__all__ = ["LEAVES_ON_A_CHANCE", "UNKNOWN_DETERS", "ByUnknown", "unknown_verdicts"]

ByUnknown = dict[Unknown, dict[Concept, BoolArray]]

LEAVES_ON_A_CHANCE = frozenset({Unknown.A, Unknown.C})
UNKNOWN_DETERS = frozenset({Unknown.C, Unknown.D})


def unknown_verdicts(
    moves: Moves,
    tables: Sequence[Table],
    concepts: Sequence[Concept],
    rule: Rule = Rule.LEGAL,
    tick: Callable[[str], None] = lambda _: None,
) -> ByUnknown:
    """Verdicts of all four types, for nash, gmr, smr, seq and sim.

    Parameters
    ----------
    moves
        The graph.
    tables
        [parties] of [outcomes, outcomes] ``Relation`` of the column to the row.
    concepts
        Which of the five to compute; sim needs the product form.
    rule
        Which sequences count as a reply.
    tick
        Called with a word on what is being done, before each step.

    Returns
    -------
    ByUnknown
        Per type and concept, bool [parties, outcomes]; False on infeasible rows.

    Raises
    ------
    TooLarge
        Above 16,384 feasible outcomes.
    """
    rows = np.arange(moves.outcomes) if moves.feasible is None else np.flatnonzero(moves.feasible)
    if len(rows) > MOST_ROWS:
        raise TooLarge(
            f"Unknown preferences over {len(rows):,} outcomes: sets of outcomes are kept for up to {MOST_ROWS:,}. "
            "Use the reading 'central' or 'lexicographic', add rules, or ask 'worlds' for shares."
        )
    dense = [table if len(rows) == len(table) else table[np.ix_(rows, rows)] for table in tables]
    arcs = [renumbered(moves.arcs(k), rows, moves.outcomes) for k in range(moves.parties)]
    gains = [kept(arcs[k], dense[k], (Relation.BETTER, Relation.UNKNOWN)) for k in range(moves.parties)]
    result: ByUnknown = {
        kind: {c: np.zeros((moves.parties, moves.outcomes), dtype=bool) for c in concepts} for kind in Unknown
    }
    for party in range(moves.parties):
        opponents = [k for k in range(moves.parties) if k != party]
        replies: dict[Concept, Bits] = {}
        if Concept.GMR in concepts or Concept.SMR in concepts:
            tick(f"replies to party {party + 1}")
            replies[Concept.GMR] = replies[Concept.SMR] = _reach([arcs[k] for k in opponents], len(rows), rule)
        if Concept.SEQ in concepts:
            tick(f"improving replies to party {party + 1}")
            replies[Concept.SEQ] = _reach([gains[k] for k in opponents], len(rows), rule)
        focal = _Focal(arcs[party], gains[party], dense[party])
        together: dict[int, IntArray] = {}  # what the others do at once is the same in all four types
        for kind in Unknown:
            for concept in concepts:
                if concept is Concept.SIM:
                    verdict = _simultaneous(moves, tables, party, kind, together)[rows]
                else:
                    verdict = focal.stable(concept, kind, replies.get(concept))
                result[kind][concept][party, rows] = verdict
    return result


class _Focal:
    """One party's own side of the question, on rows that number the feasible outcomes."""

    def __init__(self, arcs: Rows, gains: Rows, table: Table) -> None:
        self._arcs, self._table = arcs, table
        self._source = np.repeat(np.arange(len(table)), np.diff(gains[0]))
        self._target = gains[1]
        self._sure = table[self._source, self._target] == Relation.BETTER
        self._answered: dict[tuple[Concept, bool], BoolArray] = {}

    def stable(self, concept: Concept, kind: Unknown, replies: Bits | None) -> BoolArray:
        """[rows] whether every move the party would leave by is answered; under nash nothing answers."""
        leaves = np.ones(len(self._source), dtype=bool) if kind in LEAVES_ON_A_CHANCE else self._sure
        if replies is not None:
            lax = kind in UNKNOWN_DETERS
            if (concept, lax) not in self._answered:
                deterring = self._deterring(lax, escape_proof=concept is Concept.SMR)
                self._answered[concept, lax] = meets(replies, self._target, deterring, self._source)
            leaves = leaves & ~self._answered[concept, lax]
        stable = np.ones(len(self._table), dtype=bool)
        stable[self._source[leaves]] = False
        return stable

    def _deterring(self, lax: bool, escape_proof: bool) -> Bits:
        """[rows] of bits: for each outcome left, the outcomes that make leaving it not worth while."""
        held = self._table != Relation.BETTER
        if not lax:
            held &= self._table != Relation.UNKNOWN
        if not escape_proof:
            return packed(held)
        by_landing = packed(transposed(held))
        over_arcs(np.bitwise_and, by_landing.copy(), self._arcs, by_landing)
        return packed(transposed(unpacked(by_landing, len(held))))


def _simultaneous(
    moves: Moves, tables: Sequence[Table], party: int, kind: Unknown, together: dict[int, IntArray]
) -> BoolArray:
    """SIM for one party and type, on all outcomes; ``together`` keeps the others' combinations from one type to the next."""
    if not isinstance(moves, ProductMoves):
        raise TypeError("simultaneous moves need outcomes made of issues")
    allowed = (Relation.BETTER, Relation.UNKNOWN) if kind in LEAVES_ON_A_CHANCE else (Relation.BETTER,)
    table = tables[party]
    held = (table == Relation.LEVEL) | (table == Relation.WORSE)
    if kind in UNKNOWN_DETERS:
        held |= table == Relation.UNKNOWN
    leaves = kept(moves.arcs(party), table, allowed)
    others = [
        kept(moves.arcs(k), tables[k], (Relation.BETTER, Relation.UNKNOWN)) for k in range(moves.parties) if k != party
    ]
    return sim(moves, leaves, others, lambda outcome, codes: held[outcome, codes], together)


def _reach(arcs: Sequence[Rows], size: int, rule: Rule) -> Bits:
    """What the others reach; nothing where there are no others."""
    return reached(arcs, rule) if arcs else packed(np.zeros((size, size), dtype=bool))
