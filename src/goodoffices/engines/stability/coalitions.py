"""Coalitions: what groups of parties would leave together, and whether the others' answers deter them [InoharaHipel2008]_.

A coalition reaches whatever its members, and the groups among them, bring about one after another; it leaves for what all of them
prefer [KilgourHipelFangPeng2001]_. The literature differs in several points; each is a setting here and is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations

import numpy as np

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.engines.stability.bitsets import Bits, gathered, meets, packed, reached, transposed, unpacked
from goodoffices.engines.stability.coalition_settings import (
    CoalitionSettings,
    Cseq,
    Improvement,
    Members,
    Reach,
    Sanctioners,
)
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference, Relation
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.engines.stability.rows import Rows, kept, renumbered, rows_of
from goodoffices.engines.stability.unknown import LEAVES_ON_A_CHANCE, UNKNOWN_DETERS
from goodoffices.errors import TooLarge, UsageError
from goodoffices.model.results.coalitions import CoalitionConcept
from goodoffices.settings import Rule

__all__ = ["CoalitionGraph", "coalition_verdicts", "coalitions_of"]

_MOST_OUTCOMES = 4096
_MOST_PARTIES = 12


def coalition_verdicts(
    graph: CoalitionGraph,
    coalitions: Sequence[frozenset[int]],
    concepts: Sequence[CoalitionConcept] = tuple(CoalitionConcept),
    tick: Callable[[str], None] = lambda _: None,
) -> dict[frozenset[int], dict[CoalitionConcept, BoolArray]]:
    """[outcomes] for each coalition and concept: whether it would stay together; False on infeasible rows.

    Parameters
    ----------
    graph
        Moves, orders, settings and rule.
    coalitions
        Which ones; :func:`coalitions_of` gives all.
    concepts
        Which of CR, CGMR, CSMR, CSEQ.
    tick
        Called before each coalition.
    """
    found = {}
    for coalition in coalitions:
        tick("coalition of parties " + ", ".join(str(k + 1) for k in sorted(coalition)))
        found[coalition] = {concept: graph.spread(graph.stable(coalition, concept)) for concept in concepts}
    return found


def coalitions_of(parties: int, members: Members = Members.TWO_OR_MORE) -> Iterator[frozenset[int]]:
    """Every coalition that counts, smallest first.

    Raises
    ------
    TooLarge
        Above twelve parties.
    """
    if parties > _MOST_PARTIES:
        raise TooLarge(
            f"{parties} parties form {2**parties - 1:,} coalitions; all of them are looked at for up to {_MOST_PARTIES} "
            "parties. Name the coalitions to look at."
        )
    sizes = range(1 if members is Members.ALL else 2, parties + 1)
    return map(frozenset, chain.from_iterable(combinations(range(parties), size) for size in sizes))


class CoalitionGraph:
    """Reach and preference of coalitions, on rows that number the feasible outcomes.

    Raises
    ------
    TooLarge
        Above 4,096 feasible outcomes.
    UsageError
        If a joint jump is asked of a bare graph.
    """

    def __init__(
        self,
        moves: Moves,
        preferences: Sequence[Preference],
        settings: CoalitionSettings | None = None,
        rule: Rule = Rule.LEGAL,
    ) -> None:
        self.rows = np.arange(moves.outcomes) if moves.feasible is None else np.flatnonzero(moves.feasible)
        if len(self.rows) > _MOST_OUTCOMES:
            raise TooLarge(
                f"Coalitions over {len(self.rows):,} feasible outcomes: they are looked at for up to {_MOST_OUTCOMES:,}. "
                "Fix issues by rules, or leave out those that no party in question would move on."
            )
        self.moves, self.rule, self.settings = moves, rule, settings or CoalitionSettings()
        if self.settings.reach is Reach.JUMP and not isinstance(moves, ProductMoves):
            raise UsageError("A joint jump needs outcomes made of issues; for a bare graph use the reach 'sequence'.")
        self._tables = [order.table()[np.ix_(self.rows, self.rows)] for order in preferences]
        self._everyone = frozenset(range(moves.parties))
        self._reach: dict[frozenset[int], Bits] = {}

    def movers(self, coalition: frozenset[int]) -> list[int]:
        """Members, and groups among them."""
        every = range(self.moves.parties + len(self.moves.groups))
        return [k for k in every if self.moves.members(k) <= coalition]

    def improvements(self, coalition: frozenset[int]) -> BoolArray:
        """[rows, rows] what a coalition can bring about, and leaves for."""
        return self._improvements(coalition, on_a_chance=self.settings.unknown in LEAVES_ON_A_CHANCE)

    def stable(self, coalition: frozenset[int], concept: CoalitionConcept) -> BoolArray:
        """[rows] whether the coalition would stay at each outcome."""
        left, first = np.nonzero(self.improvements(coalition))
        stable = np.ones(len(self.rows), dtype=bool)
        if concept is not CoalitionConcept.CR and len(left):
            deterring = packed(self._deterring(coalition, escape_proof=concept is CoalitionConcept.CSMR))
            answers = self._answers(self._everyone - coalition, improving=concept is CoalitionConcept.CSEQ)
            unanswered = ~meets(answers, first, deterring, left)
            left = left[unanswered]
        stable[left] = False
        return stable

    def spread(self, verdict: BoolArray) -> BoolArray:
        """[outcomes] the same verdict by outcome code; False on infeasible rows."""
        wide = np.zeros(self.moves.outcomes, dtype=bool)
        wide[self.rows] = verdict
        return wide

    def _improvements(self, coalition: frozenset[int], on_a_chance: bool) -> BoolArray:
        """[rows, rows] what a coalition can bring about and prefers, or may prefer."""
        if coalition not in self._reach:
            self._reach[coalition] = self._reached(self._steps(coalition))
        better = np.zeros((len(self.rows), len(self.rows)), dtype=bool)
        fine = unpacked(self._reach[coalition], len(self.rows))
        for k in coalition:
            gain = self._tables[k] == Relation.BETTER
            if on_a_chance:
                gain |= self._tables[k] == Relation.UNKNOWN
            better |= gain
            fine &= (
                gain if self.settings.improvement is Improvement.STRICT else gain | (self._tables[k] == Relation.LEVEL)
            )
        return np.asarray(better & fine)

    def _deterring(self, coalition: frozenset[int], escape_proof: bool) -> BoolArray:
        """[rows, rows] what some member does not prefer to what is left; escape-proof if all it reaches from there is so too."""
        held = np.zeros((len(self.rows), len(self.rows)), dtype=bool)
        for k in coalition:
            bad = self._tables[k] != Relation.BETTER
            if self.settings.unknown not in UNKNOWN_DETERS:
                bad &= self._tables[k] != Relation.UNKNOWN
            held |= bad
        if not escape_proof:
            return held
        by_landing = packed(transposed(held))
        after = gathered(np.bitwise_and, by_landing, self._steps(coalition), self.rule)
        return transposed(unpacked(by_landing & after, len(held)))

    def _answers(self, others: frozenset[int], improving: bool) -> Bits:
        """[rows, words] what the others can bring about in answer; under CSEQ by their improvements only."""
        if self.settings.sanctioners is Sanctioners.PARTITION:
            given = [block & others for block in self.settings.partition if block & others]
            blocks = [*given, *(frozenset({k}) for k in others if not any(k in block for block in given))]
            return self._reached([self._class_steps(block, improving) for block in blocks])
        if improving and self.settings.cseq is Cseq.CLASS:
            subsets = chain.from_iterable(combinations(sorted(others), n) for n in range(1, len(others) + 1))
            return self._reached([self._class_steps(frozenset(subset), improving) for subset in subsets])
        arcs = [self._dense(self.moves.arcs(k)) for k in self.movers(others)]
        if improving:
            for which, mover in enumerate(self.movers(others)):
                for k in self.moves.members(mover):
                    arcs[which] = kept(arcs[which], self._tables[k], (Relation.BETTER, Relation.UNKNOWN))
        return self._reached(arcs)

    def _class_steps(self, coalition: frozenset[int], improving: bool) -> Rows:
        """One coalition as one mover: all it can bring about, or what it prefers of that."""
        if improving:
            return rows_of(self._improvements(coalition, on_a_chance=True))
        return rows_of(unpacked(self._reached(self._steps(coalition)), len(self.rows)))

    def _steps(self, coalition: frozenset[int]) -> list[Rows]:
        """Arcs of the movers in a coalition; of a jump, the one mover that they make together."""
        movers = self.movers(coalition)
        if self.settings.reach is Reach.JUMP:
            assert isinstance(self.moves, ProductMoves)  # noqa: S101 - checked when the graph was made
            return [self._dense(self.moves.arcs_together(movers))]
        return [self._dense(self.moves.arcs(k)) for k in movers]

    def _reached(self, arcs: Sequence[Rows]) -> Bits:
        """What sequences of these movers reach; nothing where there are none."""
        return reached(arcs, self.rule) if arcs else packed(np.zeros((len(self.rows), len(self.rows)), dtype=bool))

    def _dense(self, rows: Rows) -> Rows:
        """Arcs on row numbers of the feasible outcomes."""
        return renumbered(rows, self.rows, self.moves.outcomes)

    def codes(self, rows: IntArray) -> list[int]:
        """Outcome codes of row numbers."""
        return [int(code) for code in self.rows[rows]]
