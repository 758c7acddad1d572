"""State numbers of ``.gmcr`` files: 1 + the place of a state's decimal among the feasible ones. Never mix them with codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import TooLarge
from goodoffices.model.case import Case
from goodoffices.model.exchange.fields import Fields
from goodoffices.model.files.page import listed
from goodoffices.model.files.yaml import Node
from goodoffices.model.files.yaml import Sequence as SequenceNode

__all__ = ["LISTABLE", "States"]

LISTABLE = 2**20
"""Most outcomes whose numbers are worked out."""


@dataclass(frozen=True)
class States:
    """The feasible codes in ascending order: state n is ``codes[n - 1]``."""

    codes: NDArray[np.int64]

    @classmethod
    def of(cls, case: Case) -> States:
        """The states of a case.

        Raises
        ------
        TooLarge
            If there are too many to number.
        """
        if case.space.outcomes > LISTABLE:
            raise TooLarge(
                f"{case.space.outcomes:,} states are more than can be numbered one by one ({LISTABLE:,}). "
                "Leave out options that no party's preference hangs on."
            )
        return cls(np.flatnonzero(case.feasible))

    def ranking(self, fields: Fields, node: Node, tiers: Sequence[Node]) -> list[int | list[int]]:
        """Codes from the state numbers of a ranking, best first; every state stands in it once."""
        seen: set[int] = set()
        found: list[int | list[int]] = []
        for tier in tiers:
            members = tier.items if isinstance(tier, SequenceNode) else [tier]
            codes = [self._code(fields, member, seen) for member in members]
            if codes:
                found.append(codes if len(codes) > 1 else codes[0])
        missing = [str(number) for number in range(1, len(self.codes) + 1) if number not in seen]
        if missing:
            fields.refuse(
                node, f"the ranking leaves out states: {listed(missing)}", "It names every feasible state once."
            )
        return found

    def _code(self, fields: Fields, node: Node, seen: set[int]) -> int:
        number = fields.whole(node, "a state's number", 1, len(self.codes))
        if number in seen:
            fields.refuse(node, f"state {number} stands twice in the ranking")
        seen.add(number)
        return int(self.codes[number - 1])
