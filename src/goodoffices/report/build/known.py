"""What is known of who would leave an outcome, whatever the central world makes of the unknowns.

The sentences on stability speak of the central world, in which an order that nobody has stated looks like a tie. A verdict may
rest on such a tie. Here each verdict is held against what holds in every preference world (reading ``certain``), so that none
passes for knowledge that is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case
from goodoffices.model.moves import enterable
from goodoffices.model.preferences import Preference, preference_of
from goodoffices.model.results.stability import Concept, Gain, StabilityResult, Step, Witness
from goodoffices.settings import Reading, RedLines

__all__ = ["Known", "Leaving"]


@dataclass(frozen=True)
class Leaving:
    """A party's moves from one outcome, by whether it would gain; each a tuple of outcome codes."""

    better: tuple[int, ...]
    """Better in every preference world."""
    open: tuple[int, ...]
    """Better in some worlds, or nothing is known."""

    @property
    def gains(self) -> bool | None:
        """Whether the party gains by leaving: in every world, in none, or (None) not known."""
        return True if self.better else None if self.open else False


class Known:
    """What every preference world agrees on, for the outcomes that a briefing tells of."""

    def __init__(self, case: Case, result: StabilityResult) -> None:
        self.case = case
        self._red_lines = result.red_lines or RedLines.SINK
        self._found: dict[tuple[int, str], Leaving] = {}

    @cached_property
    def complete(self) -> bool:
        """Whether every party's order is known whole, so that there is only one world."""
        return all(preference.ranks is not None for preference in self._preferences.values())

    def leaving(self, code: int, party: str) -> Leaving:
        """A party's moves from an outcome, by whether it would gain."""
        if (code, party) not in self._found:
            found = self._preferences[party].against(code)
            targets = self._targets(code, party)
            better = targets[found.at_least[targets] & ~found.at_most[targets]]
            unknown = targets[~found.at_least[targets] & ~found.at_most[targets]]
            self._found[code, party] = Leaving(tuple(better.tolist()), tuple(unknown.tolist()))
        return self._found[code, party]

    def unsure(self, code: int, parties: Sequence[str]) -> tuple[str, ...]:
        """Those of whom it is not known whether they gain by leaving."""
        return tuple(party for party in parties if self.leaving(code, party).gains is None)

    def rests(self, found: Witness) -> bool:
        """Whether what a witness shows holds in every world: its improvement, where its answer lands, the gains it claims."""
        gains = self.leaving(found.code, found.party)
        if found.stable and gains.gains is False:
            return True
        if found.improvement not in gains.better or (found.stable and gains.open):
            return False
        if not found.stable or found.lands is None:
            return not found.stable
        deterred = bool(self._preferences[found.party].against(found.code).at_most[found.lands])
        return deterred and (found.concept is not Concept.SEQ or self._gain(found.improvement, found.answer))

    def _gain(self, start: int | None, answer: Sequence[Step]) -> bool:
        """Whether each step that counts as a gain is one in every world."""
        at = start
        for step in answer:
            for mover, gain in zip(step.movers, step.gains, strict=True):
                if at is not None and gain is Gain.BETTER:
                    found = self._preferences[mover].against(at)
                    if not found.at_least[step.to] or found.at_most[step.to]:
                        return False
            at = step.to
        return True

    @cached_property
    def _preferences(self) -> dict[str, Preference]:
        return {party: preference_of(self.case, party, Reading.CERTAIN, self._red_lines) for party in self.case.parties}

    @cached_property
    def _alone(self) -> dict[str, tuple[NDArray[np.bool_], ...]]:
        return dict(zip(self.case.parties, enterable(self.case), strict=True))

    def _targets(self, code: int, party: str) -> NDArray[np.int64]:
        """Codes that a party reaches from an outcome in one move of its own."""
        reached, stride, rest = np.array([code], dtype=np.int64), 1, code
        for size, alone in zip(self.case.space.sizes, self._alone[party], strict=True):
            rest, here = divmod(rest, size)
            options = np.flatnonzero(alone)
            steps = np.array([0, *((option - here) * stride for option in options if option != here)], dtype=np.int64)
            reached = (reached[:, None] + steps).ravel()
            stride *= size
        found: NDArray[np.int64] = reached[(reached != code) & self.case.feasible[reached]]
        return found
