"""Why an outcome is or is not stable: the improvement that decides and the shortest answer to it, found on demand.

Verdicts for all outcomes are cheap to compute at once, their reasons are not and would fill memory; a reader asks for a few. What
comes out is enough to tell each verdict in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np

from goodoffices.engines.stability.arrays import IntArray, RankArray
from goodoffices.engines.stability.gmr import others
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import CompleteOrder, Preference, Relation
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.engines.stability.replies import shortest_reply
from goodoffices.engines.stability.sim import merged
from goodoffices.engines.stability.unknown import LEAVES_ON_A_CHANCE, UNKNOWN_DETERS
from goodoffices.errors import UsageError
from goodoffices.model.results.stability import Concept, Gain, Ground, Step, Unknown, Witness
from goodoffices.settings import Rule

__all__ = ["GAINS", "Witnesses"]

GAINS = {
    Relation.BETTER: Gain.BETTER,
    Relation.LEVEL: Gain.LEVEL,
    Relation.WORSE: Gain.WORSE,
    Relation.UNKNOWN: Gain.UNKNOWN,
}

_HOW_MANY_COMBINATIONS = 2_000_000


class Witnesses:
    """Gives the witness of any verdict of one analysis.

    Parameters
    ----------
    moves, preferences, rule
        As given to :func:`~goodoffices.engines.stability.analyse.analyse`.
    parties
        [parties] their ids.
    """

    def __init__(
        self, moves: Moves, preferences: Sequence[Preference], parties: Sequence[str], rule: Rule = Rule.LEGAL
    ) -> None:
        self._moves, self._orders, self._parties, self._rule = moves, tuple(preferences), tuple(parties), rule
        self._floors: dict[tuple[Concept, int], RankArray] = {}

    def witness(self, outcome: int, party: str, concept: Concept, kind: Unknown = Unknown.A) -> Witness:
        """Why ``party`` would or would not stay at ``outcome``.

        Parameters
        ----------
        outcome
            A feasible outcome's code.
        party
            Its id.
        concept
            Any concept but ``mixed``, which is each party's own.
        kind
            How an unknown comparison counts; without effect where nothing is unknown.

        Raises
        ------
        UsageError
            If the concept cannot be told: ``mixed``, or SIM on a bare graph.
        """
        if concept is Concept.SEQ_OR_SIM:
            by_seq = self.witness(outcome, party, Concept.SEQ, kind)
            by_sim = by_seq if by_seq.stable else self.witness(outcome, party, Concept.SIM, kind)
            return replace(by_sim if by_sim.stable else by_seq, concept=concept)
        if concept is Concept.MIXED:
            raise UsageError("'mixed' takes one concept a party: ask for the one that this party has.")
        if concept is Concept.SIM and not isinstance(self._moves, ProductMoves):
            raise UsageError("Simultaneous moves need outcomes made of issues; this is a bare graph.")
        focal = _Focal(self._orders[self._parties.index(party)], outcome, kind)
        index = self._parties.index(party)
        targets = self._moves.targets(index, outcome)
        leaves = focal.left_for(targets)
        told = Witness(outcome, party, concept, self._rule, stable=True, ground=Ground.NO_IMPROVEMENT)
        if not len(targets):
            stuck = all(not len(self._moves.targets(k, outcome)) for k in range(self._moves.parties))
            return replace(told, ground=Ground.NO_MOVE, none_can_leave=stuck)
        if not leaves:
            return told
        answers = [self._answerable(concept, index, focal, first) for first in leaves]
        if not all(answers):
            first = leaves[answers.index(False)]
            known = focal.compare(first) is Relation.BETTER
            likewise = answers.count(False) - 1
            return replace(
                told, stable=False, ground=Ground.UNANSWERED, improvement=first, known=known, likewise=likewise
            )
        first = leaves[0]
        steps, lands = self._answer(concept, index, focal, first)
        return replace(
            told,
            ground=Ground.ANSWERED,
            improvement=first,
            known=focal.compare(first) is Relation.BETTER,
            answer=steps,
            lands=lands,
            likewise=len(leaves) - 1,
            no_escape=concept is Concept.SMR,
        )

    def _answerable(self, concept: Concept, party: int, focal: _Focal, first: int) -> bool:
        """Whether one improvement has an answer."""
        if concept is Concept.NASH:
            return False
        if concept is not Concept.SIM and all(isinstance(order, CompleteOrder) for order in self._orders):
            return bool(self._floor(concept, party)[first] <= focal.rank)
        return self._find(concept, party, focal, first) is not None

    def _answer(self, concept: Concept, party: int, focal: _Focal, first: int) -> tuple[tuple[Step, ...], int]:
        """The shortest answer to an improvement that has one."""
        found = self._find(concept, party, focal, first)
        if found is None:
            raise AssertionError("an answer was promised and is not there")
        path, lands = found
        before, steps = first, []
        for mover, to in path:
            at = focal.outcome if concept is Concept.SIM else before
            steps.append(Step((self._parties[mover],), to, (GAINS[self._orders[mover].compare(to, at)],)))
            before = to
        return tuple(steps), lands

    def _find(
        self, concept: Concept, party: int, focal: _Focal, first: int
    ) -> tuple[list[tuple[int, int]], int] | None:
        """Moves that answer an improvement, and where they end; None if there are none."""
        if concept is Concept.SIM:
            return self._together(party, focal, first)
        improving = self._orders if concept is Concept.SEQ else None

        def deters(outcome: int) -> bool:
            after = self._moves.targets(party, outcome).tolist() if concept is Concept.SMR else []
            return focal.deterred_by(outcome) and all(map(focal.deterred_by, after))

        path = shortest_reply(self._moves, first, others(self._moves, party), self._rule, deters, improving)
        return None if path is None else (path, path[-1][1])

    def _together(self, party: int, focal: _Focal, first: int) -> tuple[list[tuple[int, int]], int] | None:
        """The fewest others whose improvements, made together with ``first``, end in something that deters."""
        moves = self._moves
        assert isinstance(moves, ProductMoves)  # noqa: S101 - asked of the caller above
        gains = {k: self._steps_up(k, focal.outcome) for k in others(moves, party)}
        looked_at = 0
        for size in range(1, len(gains) + 1):
            for group in combinations(sorted(gains), size):
                for chosen in product(*(gains[k] for k in group)):
                    looked_at += 1
                    if looked_at > _HOW_MANY_COMBINATIONS:
                        raise UsageError("There are too many simultaneous moves here to name the one that deters.")
                    end = np.array([first])
                    for target in chosen:
                        end = merged(moves, focal.outcome, end, np.array([target]))
                    lands = [int(code) for code in end if moves.feasible is None or moves.feasible[code]]
                    if lands and focal.deterred_by(lands[0]):
                        return list(zip(group, chosen, strict=True)), lands[0]
        return None

    def _steps_up(self, mover: int, outcome: int) -> list[int]:
        """A mover's improvements from an outcome, or what may be one."""
        order = self._orders[mover]
        ups = (Relation.BETTER, Relation.UNKNOWN)
        return [t for t in self._moves.targets(mover, outcome).tolist() if order.compare(t, outcome) in ups]

    def _floor(self, concept: Concept, party: int) -> RankArray:
        """[outcomes] least rank that the others' answers leave the party with; kept, since one reader asks for many outcomes."""
        if (concept, party) not in self._floors:
            ranks = [order.ranks for order in self._orders if isinstance(order, CompleteOrder)]
            graph = self._moves.improving(ranks) if concept is Concept.SEQ else self._moves
            worth = self._moves.highest(ranks[party], party) if concept is Concept.SMR else ranks[party]
            self._floors[concept, party] = graph.floor(worth, others(self._moves, party), self._rule)
        return self._floors[concept, party]


class _Focal:
    """One party at one outcome: what it would leave for and what would deter it."""

    def __init__(self, order: Preference, outcome: int, kind: Unknown) -> None:
        self.outcome, self._order = outcome, order
        self.rank = int(order.ranks[outcome]) if isinstance(order, CompleteOrder) else 0
        self._leaves = {Relation.BETTER} | ({Relation.UNKNOWN} if kind in LEAVES_ON_A_CHANCE else set())
        self._deterred = {Relation.LEVEL, Relation.WORSE} | ({Relation.UNKNOWN} if kind in UNKNOWN_DETERS else set())

    def compare(self, other: int) -> Relation:
        """How another outcome compares with this one."""
        return self._order.compare(other, self.outcome)

    def deterred_by(self, other: int) -> bool:
        """Whether ending there makes leaving not worth while."""
        return self.compare(other) in self._deterred

    def left_for(self, targets: IntArray) -> list[int]:
        """Of the outcomes in reach, those the party would leave for: known gains first, best first, then by code."""
        wanted = [t for t in targets.tolist() if self.compare(t) in self._leaves]
        order = self._order
        if isinstance(order, CompleteOrder):
            return sorted(wanted, key=lambda t: (-int(order.ranks[t]), t))
        return sorted(wanted, key=lambda t: (self.compare(t) is Relation.UNKNOWN, t))
