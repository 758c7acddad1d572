"""Coalition stability written from the definitions, for one outcome and one coalition at a time. Slow and meant to be obvious.

Movers are given as ``arcs``: party k is ``arcs[k]``; groups that move jointly follow, with their members in ``groups``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.reference.stability import Arcs, subsets

__all__ = ["Coalitions"]


@dataclass
class Coalitions:
    """A graph with joint moves; ``relation(i, x, y)`` is one of ``> < ~`` for x against y; the settings by their words."""

    arcs: Sequence[Arcs]
    parties: int
    relation: Callable[[int, int, int], str]
    outcomes: Sequence[int]
    groups: Sequence[frozenset[int]] = ()
    improvement: str = "strict"
    cseq: str = "individual"
    partition: Sequence[frozenset[int]] = field(default=())
    jumps: Callable[[frozenset[int]], Arcs] | None = None

    def movers(self, coalition: frozenset[int]) -> list[Arcs]:
        """Members, then groups among them."""
        found = [self.arcs[k] for k in sorted(coalition)]
        return found + [self.arcs[self.parties + n] for n, group in enumerate(self.groups) if group <= coalition]

    def walk(self, start: int, movers: Sequence[Arcs]) -> set[int]:
        """Where sequences lead in which no mover moves twice in a row."""
        seen: set[tuple[int, int]] = set()
        todo = [(t, k) for k, arcs in enumerate(movers) for t in arcs.get(start, ())]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo += [(t, k) for k, arcs in enumerate(movers) if k != node[1] for t in arcs.get(node[0], ())]
        return {outcome for outcome, _ in seen}

    def reach(self, coalition: frozenset[int], start: int) -> set[int]:
        """What a coalition can bring about."""
        if self.jumps is not None:
            return set(self.jumps(coalition).get(start, set()))
        return self.walk(start, self.movers(coalition))

    def prefers(self, coalition: frozenset[int], x: int, y: int) -> bool:
        """Whether a coalition leaves y for x."""
        signs = [self.relation(k, x, y) for k in coalition]
        if self.improvement == "strict":
            return all(sign == ">" for sign in signs)
        return "<" not in signs and ">" in signs

    def improvements(self, coalition: frozenset[int], start: int) -> set[int]:
        return {t for t in self.reach(coalition, start) if self.prefers(coalition, t, start)}

    def answers(self, others: frozenset[int], start: int, improving: bool) -> set[int]:
        """What the others can bring about in answer."""
        if self.partition:
            blocks = [block & others for block in self.partition if block & others]
            blocks += [frozenset({k}) for k in others if not any(k in block for block in blocks)]
            return self.walk(start, [self._as_one(block, improving) for block in blocks])
        if improving and self.cseq == "class":
            return self.walk(start, [self._as_one(frozenset(part), improving) for part in subsets(sorted(others))])
        movers = self.movers(others)
        if improving:
            members = [frozenset({k}) for k in sorted(others)] + [g for g in self.groups if g <= others]
            movers = [
                {x: {t for t in to if all(self.relation(k, t, x) == ">" for k in who)} for x, to in arcs.items()}
                for who, arcs in zip(members, movers, strict=True)
            ]
        return self.walk(start, movers)

    def _as_one(self, coalition: frozenset[int], improving: bool) -> Arcs:
        found = self.improvements if improving else self.reach
        return {x: found(coalition, x) - {x} for x in self.outcomes}

    def stable(self, outcome: int, coalition: frozenset[int], concept: str) -> bool:
        """The definition of CR, CGMR, CSMR or CSEQ."""
        others = frozenset(range(self.parties)) - coalition

        def deters(x: int) -> bool:
            return any(self.relation(k, x, outcome) in "<~" for k in coalition)

        for first in self.improvements(coalition, outcome):
            if concept == "cr":
                return False
            ends = [x for x in self.answers(others, first, improving=concept == "cseq") if deters(x)]
            if concept == "csmr":
                ends = [x for x in ends if all(deters(y) for y in self.reach(coalition, x))]
            if not ends:
                return False
        return True
