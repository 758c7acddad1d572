"""Expressions of a case as alternatives of patterns over yes-or-no options, as programs with binary options take them.

A case's issue with two options is one such option: taken means the second. An issue with more becomes one option for each of its
own but the first, which exclude each other; none taken means the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from goodoffices.errors import TooLarge
from goodoffices.model.case import Case
from goodoffices.model.expressions import Expression, Operation, Term

__all__ = ["Binary", "Taken"]

Taken = dict[int, bool]
"""Option to whether it is taken."""

TABLED = 2**14
"""Combinations of options over which one expression is worked out."""


@dataclass(frozen=True)
class Binary:
    """The binary options of a case; ``first`` [issues] is the number of each issue's first one."""

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    first: tuple[int, ...]

    @classmethod
    def of(cls, case: Case) -> Binary:
        """Numbers in case order."""
        sizes = [len(names) - 1 for names in case.space.options]
        return cls(case.space.issues, case.space.options, tuple(sum(sizes[:k]) for k in range(len(sizes))))

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(names) - 1 for names in self.options)

    def pattern(self, issue: str, option: str) -> Taken:
        """What is taken where an issue has an option; of options that exclude each other only the one that is taken."""
        k = self.issues.index(issue)
        index = self.options[k].index(option)
        if index:
            return {self.first[k] + index - 1: True}
        return dict.fromkeys(range(self.first[k], self.first[k] + len(self.options[k]) - 1), False)

    def decimal(self, indices: Sequence[int]) -> int:
        """The decimal of an outcome given by its option indices: Σ 2^k over the options taken."""
        return sum(1 << (self.first[k] + index - 1) for k, index in enumerate(indices) if index)

    def exclusive(self) -> list[Taken]:
        """Pairs that cannot both be taken."""
        return [
            {self.first[k] + one: True, self.first[k] + other: True}
            for k, names in enumerate(self.options)
            for other in range(len(names) - 1)
            for one in range(other)
        ]

    def alternatives(self, tree: Expression) -> list[Taken]:
        """Patterns of which one holds exactly where the expression does. An empty pattern always holds, an empty list never.

        Raises
        ------
        TooLarge
            If the expression names too many issues to be worked out.
        """
        if isinstance(tree, Term):
            return [self.pattern(tree.issue, tree.option)]
        if tree.word == "or":
            return _once([*self.alternatives(tree.parts[0]), *self.alternatives(tree.parts[1])])
        if tree.word == "and":
            left, right = (self.alternatives(part) for part in tree.parts)
            if len(left) * len(right) <= TABLED:
                merged = (_merged(one, other) for one in left for other in right)
                return _once([pattern for pattern in merged if pattern is not None])
        return self._tabled(tree)

    def _tabled(self, tree: Operation) -> list[Taken]:
        """One pattern for each combination of the named issues' options in which an expression holds."""
        named = list(dict.fromkeys(term.issue for term in tree.terms()))
        choices = [self.options[self.issues.index(issue)] for issue in named]
        if prod(map(len, choices)) > TABLED:
            raise TooLarge(
                f"An expression over {len(named)} issues is too large to be written as patterns: {tree}"[:300]
            )
        found = []
        for combination in product(*choices):
            if tree.holds(dict(zip(named, combination, strict=True))):
                pattern: Taken = {}
                for issue, option in zip(named, combination, strict=True):
                    pattern |= self.pattern(issue, option)
                found.append(pattern)
        return _once(found)


def _merged(one: Taken, other: Taken) -> Taken | None:
    """Both patterns together; None if they contradict each other."""
    return None if any(other.get(option, taken) != taken for option, taken in one.items()) else {**one, **other}


def _once(found: Sequence[Taken]) -> list[Taken]:
    """Each pattern once; one that always holds makes the others idle."""
    if any(not pattern for pattern in found):
        return [{}]
    return list({frozenset(pattern.items()): pattern for pattern in found}.values())
