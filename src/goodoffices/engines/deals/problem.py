"""What the deals engine is asked: a negotiation as arrays over all outcomes, indexed by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.deals.partial import AtLeast
from goodoffices.model.consent import ConsentSets
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Refusal

__all__ = ["Constraint", "DealsProblem", "Scores"]


@dataclass(frozen=True)
class Constraint:
    """One thing a party insists on, by the party's number."""

    party: int
    kind: Literal["red_line", "walk_away"]
    text: str | None = None


@dataclass(frozen=True, eq=False)
class Scores:
    """A party's utilities as whole numbers: utility × ``scale``.

    ``disagreement`` is what it is left with if there is no deal, on the same scale; None where that is not known.
    """

    utilities: NDArray[Any]
    """[outcomes] int64, or Python integers."""
    scale: int
    disagreement: int | None


@dataclass(frozen=True, eq=False)
class DealsProblem:
    """A negotiation as arrays. Parties are numbered in case order.

    A party that neither accepts nor refuses an outcome has not said, or its comparison with the walk-away is unknown. What a
    party refuses it refuses because of at least one broken constraint of its own.
    """

    space: OutcomeSpace
    parties: tuple[str, ...]
    feasible: NDArray[np.bool_]
    """[outcomes] excluded by no rule."""
    consent: ConsentSets
    accepts: NDArray[np.bool_]
    """[parties, outcomes] certainly at or above the walk-away, and crossing no red line."""
    refuses: NDArray[np.bool_]
    """[parties, outcomes] certainly below the walk-away, or crossing a red line."""
    constraints: tuple[Constraint, ...] = ()
    broken: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))
    """[constraints, outcomes] where each constraint is certainly broken."""
    scores: Sequence[Scores | None] = ()
    """[parties] utilities of those that have scores."""
    orders: Sequence[NDArray[Any] | AtLeast | None] = ()
    """[parties] ranks by code (larger = better), or what is certainly at least as good; a party's utilities where None."""
    over: tuple[int, ...] | None = None
    """Parties over whom the Pareto set and the solutions are taken; the principals where None."""

    def __post_init__(self) -> None:
        """Check that the arrays fit one another.

        Raises
        ------
        ValueError
            If a shape is wrong, or a party both accepts and refuses an outcome.
        """
        shape = (len(self.parties), self.space.outcomes)
        if self.accepts.shape != shape or self.refuses.shape != shape:
            raise ValueError(f"accepts and refuses must have the shape {shape}, parties by outcomes.")
        if self.feasible.shape != shape[1:] or self.consent.state.shape != shape[1:]:
            raise ValueError(f"feasible and consent must tell of all {shape[1]} outcomes.")
        if self.constraints and self.broken.shape != (len(self.constraints), shape[1]):
            raise ValueError("broken must have one row a constraint and one column an outcome.")
        if (self.accepts & self.refuses).any():
            raise ValueError("a party cannot both accept and refuse an outcome.")

    @property
    def solved_over(self) -> tuple[int, ...]:
        """Numbers of the parties over whom the Pareto set and the solutions are taken."""
        if self.over is not None:
            return self.over
        return tuple(p for p, party in enumerate(self.parties) if party in self.consent.principals)

    def scores_of(self, party: int) -> Scores | None:
        """A party's utilities, if it has scores."""
        return self.scores[party] if self.scores else None

    def order_of(self, party: int) -> NDArray[Any] | AtLeast | None:
        """A party's order: as given, else by its utilities, else None."""
        given = self.orders[party] if self.orders else None
        scores = self.scores_of(party)
        return scores.utilities if given is None and scores is not None else given

    def refusal(self, constraint: int) -> Refusal:
        """A constraint with its party's name."""
        found = self.constraints[constraint]
        return Refusal(self.parties[found.party], found.kind, found.text)
