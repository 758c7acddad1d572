"""The one outcome space that deals, stability, worlds and proposals share.

An outcome gives one option to every issue. Its **code** is the sum over issues of the option's index times the product of the
sizes of the issues before it: the first issue is least significant. Codes are Python integers at the edge; arrays over all
outcomes are indexed by code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.expressions import Expression, Operation, Term

__all__ = ["OutcomeSpace"]


@dataclass(frozen=True)
class OutcomeSpace:
    """The issues in case order and, for each, its options in case order."""

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """[issues] number of options."""
        return tuple(len(options) for options in self.options)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """[issues] what one step in an issue's option adds to the code."""
        return tuple(prod(self.sizes[:k]) for k in range(len(self.sizes)))

    @cached_property
    def outcomes(self) -> int:
        """How many outcomes there are, feasible or not; may exceed any machine integer."""
        return prod(self.sizes)

    def code(self, terms: Mapping[str, str], base: int | None = None) -> int:
        """The code of an outcome; issues that ``terms`` leaves out are taken from the outcome ``base``.

        Raises
        ------
        KeyError
            If an issue is left out and there is no base.
        """
        given = {} if base is None else self.terms(base)
        chosen = {**given, **terms}
        return sum(self.options[k].index(chosen[issue]) * self.strides[k] for k, issue in enumerate(self.issues))

    def indices(self, code: int) -> tuple[int, ...]:
        """[issues] the option indices of an outcome."""
        return tuple(code // stride % size for stride, size in zip(self.strides, self.sizes, strict=True))

    def terms(self, code: int) -> dict[str, str]:
        """Issue to option, in case order."""
        return {
            issue: options[index]
            for issue, options, index in zip(self.issues, self.options, self.indices(code), strict=True)
        }

    def difference(self, code: int, base: int) -> dict[str, str]:
        """The terms in which ``code`` differs from ``base``."""
        before = self.terms(base)
        return {issue: option for issue, option in self.terms(code).items() if before[issue] != option}

    def grid(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        """View of an array over all outcomes with one axis an issue: issue ``k`` is axis ``issues - 1 - k``."""
        return values.reshape(self.sizes[::-1])

    def axis(self, issue: int) -> int:
        """The axis of an issue in :meth:`grid`."""
        return len(self.sizes) - 1 - issue

    def column(self, issue: int, codes: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """[outcomes] option indices of one issue, for all outcomes or for the codes given."""
        if codes is None:
            codes = np.arange(self.outcomes, dtype=np.int64)
        return codes // self.strides[issue] % self.sizes[issue]

    def truth(self, expression: Expression) -> NDArray[np.bool_]:
        """[outcomes] where an expression holds. Worked out over the issues it names, then broadcast."""
        table = self._table(expression)
        return np.ascontiguousarray(np.broadcast_to(table, self.sizes[::-1])).reshape(-1)

    def _table(self, expression: Expression) -> NDArray[np.bool_]:
        """Truth over the issues an expression names; length one along all other axes."""
        if isinstance(expression, Term):
            k = self.issues.index(expression.issue)
            shape = [1] * len(self.sizes)
            shape[self.axis(k)] = self.sizes[k]
            chosen = np.zeros(self.sizes[k], dtype=np.bool_)
            chosen[self.options[k].index(expression.option)] = True
            return chosen.reshape(shape)
        assert isinstance(expression, Operation)  # noqa: S101  tells the type checker; there are only two kinds
        parts = [self._table(part) for part in expression.parts]
        if expression.word == "not":
            return ~parts[0]
        left, right = parts
        if expression.word == "and":
            return left & right
        if expression.word == "or":
            return left | right
        if expression.word == "implies":
            return ~left | right
        return ~(left ^ right)

    def feasible(self, never: Sequence[Expression]) -> NDArray[np.bool_]:
        """[outcomes] those that no rule excludes."""
        allowed = np.ones(self.outcomes, dtype=np.bool_)
        for expression in never:
            allowed &= ~self.truth(expression)
        return allowed
