"""What worlds are computed from: parties, deals, whose consent each needs, moves; all as arrays that can be sent to a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.stability import ProductMoves
from goodoffices.engines.worlds.party import DrawnParty, Factor, WorldParty
from goodoffices.engines.worlds.uniforms import check_names
from goodoffices.model.results.stability import Concept
from goodoffices.settings import RedLines, Rule

__all__ = ["ConsentGroup", "WorldsProblem"]

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ConsentGroup:
    """Deals that need the consent of the same parties."""

    deals: NDArray[np.int64]
    """Places in the list of deals."""
    sets: tuple[tuple[int, ...], ...]
    """The smallest consent sets, as indices of parties; any one of them will do."""


@dataclass(frozen=True, eq=False)
class WorldsProblem:
    """A case, ready to be drawn. Parties of whom nothing is known are None."""

    names: tuple[str, ...]
    parties: tuple[WorldParty | None, ...]
    deals: NDArray[np.int64]
    """[deals] their codes, sorted."""
    groups: tuple[ConsentGroup, ...]
    feasible: Bools
    status_quo: int | None
    sizes: tuple[int, ...]
    """[issues] options of each."""
    enterable: tuple[tuple[Bools, ...], ...]
    """[parties][issues] bool [options]: what each party can bring about alone."""
    concepts: tuple[Concept, ...] = ()
    """Solution concepts to count; none if only acceptance is wanted."""
    rule: Rule = Rule.LEGAL
    red_lines: RedLines = RedLines.SINK

    def __post_init__(self) -> None:
        """Make sure that no two factors draw the same numbers."""
        check_names(f"{name}/{factor.name}" for name, factor in self.factors)

    @property
    def factors(self) -> tuple[tuple[str, Factor], ...]:
        """Every factor with the party it belongs to, in case order."""
        return tuple((party.name, factor) for party in self.parties if party is not None for factor in party.factors)

    @cached_property
    def judging(self) -> tuple[bool, ...]:
        """[parties] whether a party's acceptance can be told at all."""
        return tuple(party is not None and party.judges for party in self.parties)

    @cached_property
    def withheld(self) -> Bools:
        """[deals] where some party whose consent might do cannot be asked, so that "acceptable to all" is not known."""
        found = np.zeros(self.deals.size, dtype=np.bool_)
        for group in self.groups:
            found[group.deals] = any(not self.judging[party] for members in group.sets for party in members)
        return found

    @cached_property
    def _gains(self) -> dict[int, NDArray[np.float64]]:
        """What :meth:`gains` has worked out."""
        return {}

    def gains(self, party: int) -> NDArray[np.float64]:
        """[deals, columns] the factor that a drawn party's acceptance of the deals is worked out by; kept once made."""
        one = self.parties[party]
        if not isinstance(one, DrawnParty):
            raise ValueError(f"{self.names[party]} is not drawn")
        if party not in self._gains:
            self._gains[party] = one.gains(self.deals)
        return self._gains[party]

    @cached_property
    def barred(self) -> tuple[Bools, ...]:
        """[parties] bool [deals]: those that cross a red line."""
        return tuple(
            np.zeros(self.deals.size, dtype=np.bool_) if party is None else party.crosses[self.deals]
            for party in self.parties
        )

    @cached_property
    def movers(self) -> tuple[int, ...]:
        """Parties that can change anything alone."""
        return tuple(k for k, own in enumerate(self.enterable) if any(options.any() for options in own))

    def moves(self, worlds: int) -> ProductMoves:
        """Who can move where, in several worlds at once: the world is one more issue, the last, which nobody can change."""
        frozen = np.zeros(worlds, dtype=np.bool_)
        rights = [(*own, frozen) for own in self.enterable]
        return ProductMoves((*self.sizes, worlds), rights, np.tile(self.feasible, worlds))

    def everyone(self, accepts: NDArray[np.bool_]) -> Bools:
        """[worlds, deals] whether some consent set accepts whole, from [parties, worlds, deals] what each accepts."""
        shape = accepts.shape[1:]
        if len(self.groups) == 1:  # then the group holds every deal
            return self._some_set(accepts, self.groups[0].sets, shape)
        found = np.zeros(shape, dtype=np.bool_)
        for group in self.groups:
            asked = {party for members in group.sets for party in members}
            own = {party: np.take(accepts[party], group.deals, axis=1) for party in asked}
            found[:, group.deals] = self._some_set(own, group.sets, (shape[0], group.deals.size))
        return found

    def _some_set(
        self, accepts: Mapping[int, Bools] | Bools, sets: Sequence[Sequence[int]], shape: tuple[int, ...]
    ) -> Bools:
        """[worlds, deals] whether all members of some set accept; sets with a party that cannot be asked do not count."""
        found = np.zeros(shape, dtype=np.bool_)
        for members in sets:
            if all(self.judging[party] for party in members):
                found |= np.logical_and.reduce([np.ones(shape, dtype=np.bool_), *(accepts[party] for party in members)])
        return found
