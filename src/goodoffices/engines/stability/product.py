"""The graph of a case: outcomes are choices of one option an issue, and a move enters options that the mover alone can enter.

A party's unilateral move sets any of its issues at once to options it can enter; the result must be feasible, what lies between
need not be [FangHipelKilgour1993]_. The right to move depends on the option entered alone, so a party's moves are transitive:
two in a row are one. Replies can therefore be followed without remembering who moved last, and no arc is ever stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np

from goodoffices.engines.stability.arrays import HIGHEST, LOWEST, BoolArray, IntArray, RankArray
from goodoffices.engines.stability.folds import Box
from goodoffices.engines.stability.ladders import Ladder, ladders
from goodoffices.engines.stability.moves import JointMove
from goodoffices.engines.stability.settle import settle
from goodoffices.errors import TooLarge
from goodoffices.settings import Rule

__all__ = ["ProductImprovements", "ProductMoves"]

_MOST_ROWS = 2**31


class ProductMoves:
    """Moves by options. Row numbers are outcome codes, first issue least significant.

    Parameters
    ----------
    sizes
        [issues] how many options each issue has.
    enterable
        [parties][issues] bool [options]: what a party alone can bring the issue to.
    feasible
        [outcomes] bool, or None for all.
    joint
        Options that only a group can bring about.

    Raises
    ------
    TooLarge
        If there are more outcomes than rows can be numbered.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        enterable: Sequence[Sequence[BoolArray]],
        feasible: BoolArray | None = None,
        joint: Sequence[JointMove] = (),
    ) -> None:
        self.sizes = tuple(int(size) for size in sizes)
        self.outcomes = prod(self.sizes)
        if self.outcomes > _MOST_ROWS:
            raise TooLarge(
                f"{self.outcomes:,} outcomes are more than the {_MOST_ROWS:,} that stability can be computed for. "
                "Leave out issues that no party would move on, or add rules that fix them."
            )
        self.enterable = tuple(tuple(np.asarray(options, dtype=bool) for options in own) for own in enterable)
        self.parties = len(self.enterable)
        for own in self.enterable:
            if tuple(len(options) for options in own) != self.sizes:
                raise ValueError("enterable needs one array of options for each issue and party")
        if feasible is not None and feasible.shape != (self.outcomes,):
            raise ValueError("feasible needs one entry for each outcome")
        self.feasible = None if feasible is None or feasible.all() else np.asarray(feasible, dtype=bool)
        self.joint = tuple(joint)
        self.groups = tuple(sorted({move.parties for move in self.joint}, key=sorted))
        self._steps = np.cumprod([1, *self.sizes[:-1]], dtype=np.int64)
        self._rights = self.enterable + tuple(self._together(group) for group in self.groups)
        several = [k for k in range(len(self.sizes)) if sum(bool(own[k].any()) for own in self.enterable) > 1]
        self.shared_issues = tuple((int(self._steps[k]), self.sizes[k]) for k in several)
        """(code step, size) of each issue that more than one party can change."""
        self._boxes = tuple(Box(self.sizes, rights) for rights in self._rights)

    def members(self, mover: int) -> frozenset[int]:
        """The parties that make up a mover: itself, or those of a group."""
        return frozenset({mover}) if mover < self.parties else self.groups[mover - self.parties]

    def rights(self, mover: int) -> tuple[BoolArray, ...]:
        """[issues] bool [options]: what a mover can bring each issue to."""
        return self._rights[mover]

    def options_at(self, outcome: int) -> tuple[int, ...]:
        """[issues] the option that an outcome takes on each issue."""
        return tuple(int(outcome // step) % size for step, size in zip(self._steps.tolist(), self.sizes, strict=True))

    def targets(self, mover: int, outcome: int) -> IntArray:
        """Outcomes that a mover reaches from a feasible outcome in one move, sorted."""
        reached = np.zeros(1, dtype=np.int64)
        for at, step, size, options in zip(
            self.options_at(outcome), self._steps, self.sizes, self._rights[mover], strict=True
        ):
            choice = np.arange(size)[options | (np.arange(size) == at)]
            reached = (choice[:, None] * step + reached[None, :]).ravel()
        keep = reached != outcome
        if self.feasible is not None:
            keep &= self.feasible[reached]
        return np.asarray(reached[keep], dtype=np.int64)

    def arcs(self, mover: int) -> tuple[IntArray, IntArray]:
        """[outcomes + 1] pointers and [arcs] targets: all moves of a mover, in rows sorted by target."""
        return self._box_arcs(self._rights[mover])

    def fan(self, mover: int, outcomes: IntArray) -> tuple[IntArray, IntArray]:
        """All moves of a mover from these feasible outcomes: places in ``outcomes``, and targets."""
        rights = self._rights[mover]
        own = [k for k, options in enumerate(rights) if options.any()]
        at = {k: outcomes // self._steps[k] % self.sizes[k] for k in own}
        base = outcomes - sum(at[k] * self._steps[k] for k in own)
        places, targets = [], []
        for choice in product(*(range(self.sizes[k]) for k in own)):
            keep = np.ones(len(outcomes), dtype=bool)
            moved = np.zeros(len(outcomes), dtype=bool)
            for k, option in zip(own, choice, strict=True):
                changes = at[k] != option
                moved |= changes
                if not rights[k][option]:
                    keep &= ~changes
            found = np.flatnonzero(keep & moved)
            ends = base[found] + sum(int(self._steps[k]) * option for k, option in zip(own, choice, strict=True))
            if self.feasible is not None:
                found, ends = found[self.feasible[ends]], ends[self.feasible[ends]]
            places.append(found)
            targets.append(ends)
        return np.concatenate(places), np.concatenate(targets)

    def sources(self, mover: int, outcome: int) -> IntArray:
        """Feasible outcomes from which a mover reaches an outcome in one move, sorted."""
        reached = np.zeros(1, dtype=np.int64)
        for at, step, size, options in zip(
            self.options_at(outcome), self._steps, self.sizes, self._rights[mover], strict=True
        ):
            before = np.arange(size) if options[at] else np.array([at])
            reached = (before[:, None] * step + reached[None, :]).ravel()
        keep = reached != outcome
        if self.feasible is not None:
            keep &= self.feasible[reached]
        return np.asarray(reached[keep], dtype=np.int64)

    def arcs_together(self, movers: Sequence[int]) -> tuple[IntArray, IntArray]:
        """The arcs of one mover that may enter whatever any of these may, all at once."""
        return self._box_arcs(self._any_of(movers))

    def _box_arcs(self, rights: Sequence[BoolArray]) -> tuple[IntArray, IntArray]:
        """Compressed rows of all moves that these rights allow."""
        own = [k for k, options in enumerate(rights) if options.any()]
        base, local = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        allowed = np.ones((1, 1), dtype=bool)
        for k, size in enumerate(self.sizes):
            values = np.arange(size) * self._steps[k]
            if k in own:
                local = (values[:, None] + local[None, :]).ravel()
                enter = np.eye(size, dtype=bool) | rights[k][None, :]
                allowed = np.kron(enter, allowed)
            else:
                base = (values[:, None] + base[None, :]).ravel()
        start, end = np.nonzero(allowed & ~np.eye(len(local), dtype=bool))
        sources = (base[:, None] + local[start]).ravel()
        targets = (base[:, None] + local[end]).ravel()
        if self.feasible is not None:
            keep = self.feasible[sources] & self.feasible[targets]
            sources, targets = sources[keep], targets[keep]
        order = np.lexsort((targets, sources))
        pointer = np.zeros(self.outcomes + 1, dtype=np.int64)
        np.cumsum(np.bincount(sources, minlength=self.outcomes), out=pointer[1:])
        return pointer, targets[order]

    def arc_count(self, mover: int) -> int:
        """How many moves a mover has in all, before rules are applied."""
        fibre = prod(
            float(int(options.sum()) ** 2 + (len(options) - int(options.sum())) * (int(options.sum()) + 1))
            for options in self._rights[mover]
        )
        return int(fibre) - self.outcomes

    def highest(self, values: RankArray, party: int) -> RankArray:
        """[outcomes] greatest value among an outcome and what the party reaches from it in one move."""
        box = self._boxes[party]
        if self.feasible is None or box.still:
            return _ranks(box.fold(np.maximum, values))
        return _ranks(box.fold(np.maximum, np.where(self.feasible, values, LOWEST)))

    def can_move(self, party: int) -> BoolArray:
        """[outcomes] whether the party has any move of its own from each."""
        codes = np.arange(self.outcomes, dtype=np.int32)
        box = self._boxes[party]
        if self.feasible is None or box.still:
            return np.asarray((box.fold(np.maximum, codes) != codes) | (box.fold(np.minimum, codes) != codes))
        last = box.fold(np.maximum, np.where(self.feasible, codes, LOWEST))
        first = box.fold(np.minimum, np.where(self.feasible, codes, HIGHEST))
        return np.asarray(((last != codes) | (first != codes)) & self.feasible)

    def floor(self, worth: RankArray, movers: Sequence[int], rule: Rule = Rule.LEGAL) -> RankArray:
        """[outcomes] least ``worth`` among an outcome and all that a sequence of the movers' moves reaches from it.

        Staying counts as a move here. That changes no verdict on a complete order: an improvement is never its own sanction.
        """
        if self.feasible is None and (rule is Rule.LEGAL or (rule is Rule.ONCE and not self._shared(movers))):
            together = Box(self.sizes, self._any_of(movers))
            return _ranks(together.fold(np.minimum, worth))
        wall = None if self.feasible is None else ~self.feasible

        def step(values: RankArray, mover: int) -> RankArray:
            folded: RankArray = self._boxes[mover].fold(np.minimum, values)
            return folded if wall is None else _walled(folded, wall)

        active = [mover for mover in movers if not self._boxes[mover].still]
        return settle(worth if wall is None else _walled(worth.copy(), wall), active, rule, step)

    def improving(self, ranks: Sequence[RankArray]) -> ProductImprovements:
        """The same graph with each party's moves cut down to those that it gains by. Sorts each party's fibres once."""
        return ProductImprovements(self, ranks)

    def _together(self, group: frozenset[int]) -> tuple[BoolArray, ...]:
        """What exactly this group can bring each issue to."""
        rights = tuple(np.zeros(size, dtype=bool) for size in self.sizes)
        for move in self.joint:
            if move.parties == group:
                rights[move.issue][move.option] = True
        return rights

    def _any_of(self, movers: Sequence[int]) -> list[BoolArray]:
        """What any of the movers can bring each issue to."""
        none = [np.zeros(size, dtype=bool) for size in self.sizes]
        return [np.logical_or.reduce([none[k], *(self._rights[m][k] for m in movers)]) for k in range(len(self.sizes))]

    def _shared(self, movers: Sequence[int]) -> bool:
        """Whether two of the movers can change one issue, so that the order of their moves may matter."""
        return any(sum(bool(self._rights[m][k].any()) for m in movers) > 1 for k in range(len(self.sizes)))


class ProductImprovements:
    """Improving moves of a product form: one set of sorted fibres a party, made when first needed."""

    def __init__(self, moves: ProductMoves, ranks: Sequence[RankArray]) -> None:
        self._moves, self._order = moves, ranks
        self._built: dict[int, list[Ladder]] = {}

    def floor(self, worth: RankArray, movers: Sequence[int], rule: Rule = Rule.LEGAL) -> RankArray:
        """[outcomes] least ``worth`` among an outcome and all that a sequence of the movers' improvements reaches from it."""
        feasible = self._moves.feasible
        values = worth.copy() if feasible is None else _walled(worth.copy(), ~feasible)
        active = [mover for mover in movers if self.ladders(mover)]
        if rule is Rule.LEGAL:
            self._settle(values, active)
            return values

        def step(values: RankArray, mover: int) -> RankArray:
            lowered = values.copy()
            for ladder in self.ladders(mover):
                ladder.lower(lowered)
            return lowered

        return settle(values, active, rule, step)

    def _settle(self, values: RankArray, movers: Sequence[int]) -> None:
        """Lower values by one mover after another, in place, each time only where something fell since its last turn."""
        fallen: dict[int, list[IntArray] | None] = dict.fromkeys(movers)
        while fallen:
            mover = next(iter(fallen))
            since = fallen.pop(mover)
            where = None if since is None else np.concatenate(since)
            news = [ladder.lower(values, where) for ladder in self.ladders(mover)]
            news = [codes for codes in news if len(codes)]
            if not news:
                continue
            for other in movers:
                if other != mover:
                    waiting = fallen.setdefault(other, [])
                    if waiting is not None:
                        waiting += news

    def ladders(self, mover: int) -> list[Ladder]:
        """The sorted fibres of one party."""
        if mover not in self._built:
            moves = self._moves
            self._built[mover] = ladders(moves.sizes, moves.rights(mover), self._order[mover], moves.feasible)
        return self._built[mover]


def _walled(values: RankArray, wall: BoolArray) -> RankArray:
    """The same array with infeasible rows out of reach, written in place."""
    values[wall] = HIGHEST
    return values


def _ranks(values: RankArray) -> RankArray:
    """What a fold gives, told to be ranks."""
    return values
