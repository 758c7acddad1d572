"""A negotiation with additive utilities as a mixed-integer program: one binary an option, rules as clauses.

Whatever the solver finds is checked in whole numbers before it counts: a deal that only a tolerance let through is excluded,
and the search goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.quiet import quiet_output

__all__ = ["Found", "Program"]

Row = NDArray[np.float64]

_OUT_OF_TIME = 1
_FINER = 1_000.0
"""The solver stops at an absolute gap of 1e-6; stretching the objective makes that finer than what is claimed."""


@dataclass(frozen=True)
class Found:
    """The best deal of one search, the solver's bound on what any deal could reach, and whether the search was stopped."""

    code: int
    bound: float
    stopped: bool


class Program:
    """Deals that nothing excludes and that leave nobody below the disagreement point, with room for rows of one's own.

    Columns: one binary an option, issue by issue; then one free variable a party; then one more.
    """

    def __init__(self, problem: Additive, seconds: float) -> None:
        self.problem = problem
        self.ends = perf_counter() + seconds
        self.timed_out = False
        sizes = problem.space.sizes
        self.starts = np.concatenate(([0], np.cumsum(sizes)))
        self.options = int(self.starts[-1])
        self.columns = self.options + len(problem.parties) + 1
        self.spans = tuple(self._span(p) for p in range(len(problem.parties)))
        self.gain_rows = [self._gain_row(p) for p in range(len(problem.parties))]
        self.rows: list[tuple[Row, float, float]] = []
        for k in range(len(sizes)):
            row = np.zeros(self.columns)
            row[self.starts[k] : self.starts[k + 1]] = 1
            self.add(row, 1, 1)
        for ban in problem.bans:
            for cell in np.argwhere(ban.table).tolist():
                self.exclude(dict(zip(ban.issues, cell, strict=True)))
        for p in range(len(problem.parties)):
            self.at_least(p, 0)
        if problem.status_quo is not None:
            self.exclude_code(problem.status_quo)

    def _span(self, party: int) -> int:
        """What a party could gain if it chose alone and nothing were excluded; 1 where nothing."""
        best = sum(int(table.max()) for table in self.problem.tables[party])
        return max(1, best - self.problem.disagreement[party])

    def _gain_row(self, party: int) -> Row:
        """A party's utility as a share of its span, so that no coefficient is far from 1."""
        row = np.zeros(self.columns)
        span = self.spans[party]
        row[: self.options] = np.concatenate(
            [(table / span).astype(np.float64) for table in self.problem.tables[party]]
        )
        return row

    def share(self, party: int, utility: int) -> float:
        """A gain as a share of the span."""
        return (utility - self.problem.disagreement[party]) / self.spans[party]

    def low(self, party: int) -> float:
        """The disagreement point in the unit of the gain rows."""
        return self.problem.disagreement[party] / self.spans[party]

    def add(self, row: Row, at_least: float, at_most: float) -> None:
        """One more row of constraints."""
        self.rows.append((row, at_least, at_most))

    def at_least(self, party: int, gain: int) -> None:
        """Leave out deals that give a party less than so much over its disagreement point."""
        self.add(self.gain_rows[party], (self.problem.disagreement[party] + gain) / self.spans[party], np.inf)

    def exclude(self, options: dict[int, int]) -> None:
        """Leave out every outcome with these options together."""
        row = np.zeros(self.columns)
        for k, option in options.items():
            row[self.starts[k] + option] = 1
        self.add(row, -np.inf, len(options) - 1)

    def exclude_code(self, code: int) -> None:
        """Leave out one outcome."""
        self.exclude(dict(enumerate(self.problem.space.indices(code))))

    def best(self, objective: Row, least: Sequence[int], free: tuple[float, float] = (-np.inf, np.inf)) -> Found | None:
        """The deal that makes the objective greatest; None where there is none, or none was found in time.

        ``least`` [parties] are the gains that the deal must reach in whole numbers; ``free`` bounds the columns that are no
        options.
        """
        while True:
            found = self._solve(objective, free)
            if found is None:
                return None
            utilities = self.problem.utilities(found.code)
            gains = [u - d for u, d in zip(utilities, self.problem.disagreement, strict=True)]
            deal = found.code != self.problem.status_quo and self.problem.allows(found.code)
            if deal and all(g >= need for g, need in zip(gains, least, strict=True)):
                return found
            self.exclude_code(found.code)  # a tolerance let it through

    def _solve(self, objective: Row, free: tuple[float, float]) -> Found | None:
        left = self.ends - perf_counter()
        if left <= 0:
            self.timed_out = True
            return None
        binary = np.arange(self.columns) < self.options
        constraints = LinearConstraint(
            csr_matrix(np.array([row for row, _, _ in self.rows])),
            np.array([low for _, low, _ in self.rows]),
            np.array([high for _, _, high in self.rows]),
        )
        with quiet_output():
            found = milp(
                -_FINER * objective,
                integrality=binary.astype(np.int64),
                bounds=Bounds(np.where(binary, 0.0, free[0]), np.where(binary, 1.0, free[1])),
                constraints=constraints,
                options={"mip_rel_gap": 1e-9, "time_limit": left},
            )
        self.timed_out |= found.status == _OUT_OF_TIME
        if found.x is None:
            return None
        chosen = [int(np.argmax(found.x[a:b])) for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)]
        code = sum(option * stride for option, stride in zip(chosen, self.problem.space.strides, strict=True))
        return Found(code, -float(found.mip_dual_bound) / _FINER, found.status != 0)
