"""Why there is no deal, where outcomes are too many to list: minimal conflicts and concession sets, with a solver as the oracle.

Dualise and advance [Gunopulos2003]_: take a smallest-by-inclusion set that meets every concession set known so far. If it
cannot be kept, it is a minimal conflict, since whatever is left out of it can. If it can, enlarge it as far as possible; what
remains is a new concession set. When nothing new comes up, both lists are complete.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np

from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.conflicts import SHOWN_AT_MOST
from goodoffices.engines.deals.program import Program
from goodoffices.engines.deals.transversals import minimal_transversals
from goodoffices.model.results.deals import RefusalSets

__all__ = ["explain"]


def explain(problem: Additive, seconds: float = 30.0) -> tuple[RefusalSets, RefusalSets]:
    """Minimal conflicts and cheapest concession sets, each complete unless marked ``at_least``.

    Both are empty where a deal exists. Where the rules alone leave nothing, they are empty as well: no refusal is to blame.
    """
    search = _Search(problem, seconds)
    complete = search.run()
    if 0 in search.conflicts or 0 in search.concessions:
        return RefusalSets(), RefusalSets()
    return _named(problem, search.conflicts, complete), _named(problem, search.concessions, complete)


class _Search:
    def __init__(self, problem: Additive, seconds: float) -> None:
        self.problem = problem
        self.ends = perf_counter() + seconds
        self.everything = (1 << len(problem.insistences)) - 1
        self.conflicts: list[int] = []
        self.concessions: list[int] = []

    def run(self) -> bool:
        """Whether the search came to its end in the time given."""
        while True:
            fresh = next((t for t in minimal_transversals(self.concessions) if t not in self.conflicts), None)
            if fresh is None:
                return True
            kept = self.kept_by_some(fresh)
            if kept is None:
                return False
            if kept == _NOTHING:
                self.conflicts.append(fresh)
                continue
            for k in range(self.everything.bit_length()):
                if not kept >> k & 1:
                    more = self.kept_by_some(kept | 1 << k)
                    if more is None:
                        return False
                    kept = kept if more == _NOTHING else more
            self.concessions.append(self.everything & ~kept)

    def kept_by_some(self, kept: int) -> int | None:
        """All that some outcome respects which respects these; ``_NOTHING`` where none does, None where time ran out."""
        program = Program(self.problem.keeping(kept), self.ends - perf_counter())
        found = program.best(np.zeros(program.columns), [0] * len(self.problem.parties))
        if found is not None:
            return self.problem.satisfied(found.code)
        return None if program.timed_out else _NOTHING


_NOTHING = -1


def _named(problem: Additive, sets: list[int], complete: bool) -> RefusalSets:
    names = problem.insistences
    members = sorted(
        ([k for k in range(len(names)) if bits >> k & 1] for bits in sets), key=lambda row: (len(row), row)
    )
    shown = tuple(tuple(names[k] for k in row) for row in members[:SHOWN_AT_MOST])
    return RefusalSets(shown, len(sets), not complete)
