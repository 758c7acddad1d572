"""Stability written straight from the definitions: plain search, one outcome at a time, no arrays. Slow and meant to be obvious.

A model is ``arcs``, for each mover a dictionary from an outcome to the set of outcomes it reaches in one move, and
``relation(i, x, y)``, which says how ``x`` compares with ``y`` for party ``i``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations, product

__all__ = ["Model", "digits_of", "from_ranks", "product_arcs", "subsets"]

Arcs = dict[int, set[int]]


def digits_of(code: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Option on each issue, first issue least significant."""
    digits = []
    for size in sizes:
        digits.append(code % size)
        code //= size
    return tuple(digits)


def code_of(digits: Sequence[int], sizes: Sequence[int]) -> int:
    """The inverse of :func:`digits_of`."""
    code, step = 0, 1
    for digit, size in zip(digits, sizes, strict=True):
        code += digit * step
        step *= size
    return code


def product_arcs(sizes: Sequence[int], enterable: Sequence[set[int]], feasible: set[int]) -> Arcs:
    """One party's moves: any of its issues at once, to options that it can enter; both ends feasible."""
    arcs: Arcs = {}
    for source in feasible:
        before = digits_of(source, sizes)
        arcs[source] = set()
        for target in feasible - {source}:
            after = digits_of(target, sizes)
            if all(a == b or b in enterable[k] for k, (a, b) in enumerate(zip(before, after, strict=True))):
                arcs[source].add(target)
    return arcs


def subsets(items: Iterable[int]) -> Iterable[tuple[int, ...]]:
    """All non-empty subsets."""
    pool = list(items)
    return chain.from_iterable(combinations(pool, n) for n in range(1, len(pool) + 1))


@dataclass
class Model:
    """A graph and what each party prefers: ``relation(i, x, y)`` is one of ``> < ~ ?`` for x against y."""

    arcs: Sequence[Arcs]
    relation: Callable[[int, int, int], str]
    outcomes: Sequence[int]
    sizes: Sequence[int] | None = None

    @property
    def parties(self) -> range:
        return range(len(self.arcs))

    def moves(self, mover: int, outcome: int) -> set[int]:
        return self.arcs[mover].get(outcome, set())

    def gains(self, mover: int, outcome: int) -> set[int]:
        """Steps that an opponent may take under SEQ: better, or not known to be otherwise."""
        return {t for t in self.moves(mover, outcome) if self.relation(mover, t, outcome) in ">?"}

    def replies(self, start: int, movers: Sequence[int], rule: str, improving: bool) -> set[int]:
        """Where a legal sequence of the movers can end."""
        step = self.gains if improving else self.moves
        if rule == "single":
            return set().union(*(step(k, start) for k in movers)) if movers else set()
        if rule == "once":
            found: set[int] = set()
            for length in range(1, len(movers) + 1):
                for order in permutations(movers, length):
                    at = {start}
                    for k in order:
                        at = set().union(*(step(k, x) for x in at)) if at else set()
                    found |= at
            return found
        seen: set[tuple[int, int]] = set()
        todo = [(t, k) for k in movers for t in step(k, start)]
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            outcome, last = node
            todo += [(t, k) for k in movers if k != last for t in step(k, outcome)]
        return {outcome for outcome, _ in seen}

    def stable(self, outcome: int, party: int, concept: str, rule: str = "legal", kind: str = "b") -> bool:
        """The definition, for one outcome, party and concept; ``kind`` is the type for unknown comparisons."""
        leaves_for = ">?" if kind in "ac" else ">"
        deterred_by = "<~?" if kind in "cd" else "<~"
        others = [k for k in self.parties if k != party]

        def deters(x: int) -> bool:
            return self.relation(party, x, outcome) in deterred_by

        for first in self.moves(party, outcome):
            if self.relation(party, first, outcome) not in leaves_for:
                continue
            if concept == "nash":
                answered = False
            elif concept == "gmr":
                answered = any(deters(x) for x in self.replies(first, others, rule, improving=False))
            elif concept == "smr":
                answered = any(
                    deters(x) and all(deters(y) for y in self.moves(party, x))
                    for x in self.replies(first, others, rule, improving=False)
                )
            elif concept == "seq":
                answered = any(deters(x) for x in self.replies(first, others, rule, improving=True))
            elif concept == "sim":
                answered = any(deters(x) for x in self.simultaneous(outcome, first, others))
            else:
                raise ValueError(concept)
            if not answered:
                return False
        return True

    def simultaneous(self, outcome: int, first: int, others: Sequence[int]) -> set[int]:
        """Where ``first`` and improvements of some of the others, all made from ``outcome``, lead together."""
        assert self.sizes is not None
        here, found = digits_of(outcome, self.sizes), set()
        for group in subsets(others):
            for chosen in product(*(sorted(self.gains(k, outcome)) for k in group)):
                wanted = [set[int]() for _ in here]
                for target in (first, *chosen):
                    for k, (a, b) in enumerate(zip(here, digits_of(target, self.sizes), strict=True)):
                        if a != b:
                            wanted[k].add(b)
                if any(len(options) > 1 for options in wanted):
                    continue
                end = code_of([next(iter(w), a) for w, a in zip(wanted, here, strict=True)], self.sizes)
                if end in self.outcomes:
                    found.add(end)
        return found

    def verdicts(self, concept: str, rule: str = "legal", kind: str = "b") -> list[set[int]]:
        """Per party, the outcomes at which it would stay."""
        return [{s for s in self.outcomes if self.stable(s, i, concept, rule, kind)} for i in self.parties]


def from_ranks(ranks: Sequence[Sequence[int]]) -> Callable[[int, int, int], str]:
    """Comparisons by complete orders, larger is better."""

    def relation(party: int, x: int, y: int) -> str:
        a, b = ranks[party][x], ranks[party][y]
        return ">" if a > b else "<" if a < b else "~"

    return relation
