"""Consent sets: whose agreement each deal needs, for all outcomes at once.

A deal needs every principal and, for each issue that it moves away from the status quo, one of the groups that can bring the
issue to its new option. Where several groups could, the smallest addition to the principals counts; several may be equally
small. The set therefore depends on the deal.

Parties are bits of an integer. Going through the issues one by one, each outcome carries a **state**: the minimal additions that
serve the issues seen so far (an antichain: none contains another). There are few distinct states, so that only their numbers are
kept for each outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["ConsentSets"]

ReachedBy = Sequence[Sequence[Sequence[frozenset[str]]]]
"""For each issue, for each of its options, the groups that can bring the issue to it."""

Additions = tuple[int, ...]
"""Minimal sets of parties, as bits, sorted; empty where nothing will do, ``(0,)`` where nobody need be added."""


@dataclass(frozen=True, eq=False)
class ConsentSets:
    """Whose agreement each outcome needs, by code. Made by :meth:`of`."""

    parties: tuple[str, ...]
    principals: frozenset[str]
    status_quo: int | None
    state: NDArray[np.int32]
    """[outcomes] which entry of ``sets`` is the outcome's."""
    sets: tuple[tuple[int, ...], ...]
    """[states] the smallest consent sets as bits (party ``p`` is ``1 << p``); none where nobody can bring it about."""

    @classmethod
    def of(
        cls,
        space: OutcomeSpace,
        parties: Sequence[str],
        principals: Iterable[str],
        reached_by: ReachedBy,
        status_quo: int | None,
    ) -> ConsentSets:
        """Work out the consent sets of every outcome.

        Parameters
        ----------
        space
            The issues and options.
        parties
            All party ids, in case order.
        principals
            Those whose agreement every deal needs.
        reached_by
            [issues][options] groups that can bring the issue to the option.
        status_quo
            Its code; None for a score sheet, where every outcome is open to the principals.
        """
        everyone = tuple(parties)
        core = frozenset(principals)
        always = _bits(core, everyone)
        state = np.zeros(1, dtype=np.int32)
        found: list[Additions] = [(0,)]
        if status_quo is None:
            state = np.zeros(space.outcomes, dtype=np.int32)
        else:
            unchanged = space.indices(status_quo)
            for k in range(len(space.sizes)):
                choices = [
                    (0,) if option == unchanged[k] else _minimal(_bits(group, everyone) & ~always for group in groups)
                    for option, groups in enumerate(reached_by[k])
                ]
                state, found = _extend(state, found, choices)
        kept, numbers = _numbered([_smallest(additions) for additions in found])
        sets = tuple(tuple(always | addition for addition in additions) for additions in kept)
        return cls(everyone, core, status_quo, numbers[state], sets)

    @cached_property
    def brought_about(self) -> NDArray[np.bool_]:
        """[outcomes] whether every option that differs from the status quo can be brought about by someone."""
        reachable: NDArray[np.bool_] = np.array([bool(sets) for sets in self.sets])[self.state]
        return reachable

    def deals(self, feasible: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """[outcomes] feasible outcomes, other than the status quo, that someone can bring about."""
        deals = feasible & self.brought_about
        if self.status_quo is not None:
            deals[self.status_quo] = False
        return deals

    def for_code(self, code: int) -> tuple[frozenset[str], ...]:
        """The smallest consent sets of one outcome; several where equally small, none where nobody can bring it about."""
        return tuple(self.names(bits) for bits in self.sets[self.state[code]])

    def names(self, bits: int) -> frozenset[str]:
        """The parties that an integer's bits stand for."""
        return frozenset(party for p, party in enumerate(self.parties) if bits >> p & 1)

    def always(self, deals: NDArray[np.bool_]) -> frozenset[str]:
        """The parties that every consent set of every deal contains; the principals where there is no deal."""
        common = -1
        for number in np.flatnonzero(np.bincount(self.state[deals], minlength=len(self.sets))):
            for bits in self.sets[number]:
                common &= bits
        return self.principals if common == -1 else self.names(common)


def _bits(group: Iterable[str], parties: Sequence[str]) -> int:
    return sum(1 << parties.index(party) for party in group)


def _minimal(sets: Iterable[int]) -> Additions:
    """Those of the sets that contain no other, sorted."""
    kept: list[int] = []
    for candidate in sorted(set(sets), key=int.bit_count):
        if not any(candidate & smaller == smaller for smaller in kept):
            kept.append(candidate)
    return tuple(sorted(kept))


def _smallest(additions: Additions) -> Additions:
    """Those of the sets with the fewest parties."""
    fewest = min((addition.bit_count() for addition in additions), default=0)
    return tuple(addition for addition in additions if addition.bit_count() == fewest)


def _extend(
    state: NDArray[np.int32], found: list[Additions], choices: list[Additions]
) -> tuple[NDArray[np.int32], list[Additions]]:
    """Add one issue as the most significant: each outcome so far, with each option of the issue."""
    kinds, kind_of_option = _numbered(choices)
    combined = [_minimal(old | new for old in before for new in added) for added in kinds for before in found]
    together, number = _numbered(combined)
    table = number.reshape(len(kinds), len(found))
    return table[kind_of_option][:, state].reshape(-1), together


def _numbered(rows: Sequence[Additions]) -> tuple[list[Additions], NDArray[np.int32]]:
    """The distinct rows in order of appearance, and for each row the number of its equal among them."""
    numbers: dict[Additions, int] = {}
    which = [numbers.setdefault(row, len(numbers)) for row in rows]
    return list(numbers), np.array(which, dtype=np.int32)
