"""Negotiations too large to list: additive utilities as issue tables, and what is excluded as tables over a few issues each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.expressions import Expression
from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["Additive", "Ban"]


@dataclass(frozen=True, eq=False)
class Ban:
    """What a rule or red line excludes: a table over the issues it names."""

    issues: tuple[int, ...]
    table: NDArray[np.bool_]
    """[options of each named issue] true where excluded."""

    @classmethod
    def of(cls, space: OutcomeSpace, never: Expression) -> Ban:
        """The ban on an expression, worked out over the issues that it names and no others."""
        names = {term.issue for term in never.terms()}
        issues = tuple(k for k, issue in enumerate(space.issues) if issue in names)
        small = OutcomeSpace(tuple(space.issues[k] for k in issues), tuple(space.options[k] for k in issues))
        truth = small.truth(never).reshape(small.sizes[::-1])
        return cls(issues, np.ascontiguousarray(truth.transpose()))

    def excludes(self, options: Sequence[int]) -> bool:
        """Whether it excludes an outcome, given by its option in every issue."""
        return bool(self.table[tuple(options[k] for k in self.issues)])


@dataclass(frozen=True, eq=False)
class Additive:
    """Parties with additive utilities, of whom each must accept, over a space of any size."""

    space: OutcomeSpace
    parties: tuple[str, ...]
    tables: tuple[tuple[NDArray[Any], ...], ...]
    """[parties][issues][options] whole numbers: what an option adds to utility × scale."""
    scales: tuple[int, ...]
    disagreement: tuple[int, ...]
    """[parties] what each is left with if there is no deal, on its scale."""
    bans: tuple[Ban, ...] = ()

    @classmethod
    def of(
        cls,
        space: OutcomeSpace,
        parties: Iterable[str],
        tables: Iterable[tuple[Sequence[NDArray[Any]], int, int]],
        never: Iterable[Expression] = (),
    ) -> Additive:
        """From each party's tables, scale and disagreement point, and the rules and red lines that exclude outcomes."""
        rows = list(tables)
        return cls(
            space,
            tuple(parties),
            tuple(tuple(issue_tables) for issue_tables, _, _ in rows),
            tuple(scale for _, scale, _ in rows),
            tuple(low for _, _, low in rows),
            tuple(Ban.of(space, expression) for expression in never),
        )

    def utilities(self, code: int) -> list[int]:
        """[parties] utility × scale of one outcome."""
        options = self.space.indices(code)
        return [sum(int(table[option]) for table, option in zip(row, options, strict=True)) for row in self.tables]

    def allows(self, code: int) -> bool:
        """Whether nothing excludes the outcome."""
        options = self.space.indices(code)
        return not any(ban.excludes(options) for ban in self.bans)
