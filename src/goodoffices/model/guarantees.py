"""Guarantees: changes of who can move where, so that a deal, once struck, is harder to leave or easier to restore.

They change the graph of moves and nothing that anybody wants. A guarantee can take away a move that would have held somebody
else back, so that each is checked for every party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case
from goodoffices.model.edits import Edit

__all__ = ["Guarantee", "Lock", "SnapBack", "guarantees_of"]

Rights = tuple[tuple[NDArray[np.bool_], ...], ...]
"""[parties][issues] boolean arrays [options]: what each party can enter alone."""


@dataclass(frozen=True)
class Guarantee(Edit):
    """A right to move that a party gives up or is given."""

    issue: str
    to: str
    gives: bool
    """Whether the right is given; else it is given up."""

    def rights(self, case: Case, before: Rights) -> Rights:
        """What each party can enter alone once the guarantee stands."""
        p, k = list(case.parties).index(self.party), case.space.issues.index(self.issue)
        options = before[p][k].copy()
        options[case.space.options[k].index(self.to)] = self.gives
        own = (*before[p][:k], options, *before[p][k + 1 :])
        return (*before[:p], own, *before[p + 1 :])


@dataclass(frozen=True)
class Lock(Guarantee):
    """A party can no longer bring an issue to an option alone: not at all, or only with another party's consent.

    Which of the two makes no difference to the individual solution concepts, in which nobody moves jointly.
    """

    kind = "lock"
    gives: bool = False

    def _told(self) -> dict[str, Any]:
        return {"issue": self.issue, "to": self.to, "or": "consent"}


@dataclass(frozen=True)
class SnapBack(Guarantee):
    """A party can, alone, return an issue that the deal changes to what it was before."""

    kind = "snap_back"
    gives: bool = True

    def _told(self) -> dict[str, Any]:
        return {"issue": self.issue, "to": self.to}


def guarantees_of(case: Case, code: int, rights: Rights, given: Sequence[Guarantee] = ()) -> Iterator[Guarantee]:
    """Every guarantee that could be added at a deal, each issue and option once a party.

    Parameters
    ----------
    case
        The negotiation.
    code
        The deal; what it changes can be made to snap back.
    rights
        What each party can enter alone now.
    given
        Guarantees that stand already; none of them is taken back by another.
    """
    settled = {(guarantee.party, guarantee.issue, guarantee.to) for guarantee in given}
    base = case.status_quo_code
    changed = set() if base is None else set(case.space.difference(code, base))
    before = {} if base is None else case.space.terms(base)
    for p, party in enumerate(case.parties):
        for k, issue in enumerate(case.space.issues):
            for n, option in enumerate(case.space.options[k]):
                if (party, issue, option) in settled:
                    continue
                if rights[p][k][n]:
                    yield Lock(party, issue, option)
                elif issue in changed and before[issue] == option:
                    yield SnapBack(party, issue, option)
