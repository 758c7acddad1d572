"""Whether a party would accept each outcome: it crosses none of its red lines and is at least as good as its walk-away.

Equal is enough. Where the comparison with the walk-away is unknown, so is acceptance; red lines are never softened by
it, and never used to make a walk-away look worse than it is (the comparison leaves them aside).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from goodoffices.model.case import Case
from goodoffices.model.preferences.base import Bools, Preference, as_bools
from goodoffices.model.preferences.build import crossings, reservation_of, scores_of
from goodoffices.model.preferences.ranged import RangedPreference

__all__ = ["Acceptance", "acceptance_of"]


@dataclass(frozen=True)
class Acceptance:
    """One party's acceptance of every outcome; each array [outcomes].

    ``accepts``: for certain. ``refuses``: for certain. Neither: unknown. ``below``: worse than the walk-away for
    certain. ``lines``: each red line as written, with the outcomes that cross it. ``why_unknown`` says what is not
    known, where anything is.
    """

    party: str
    accepts: Bools
    refuses: Bools
    below: Bools
    lines: tuple[tuple[str, Bools], ...]
    walk_away: int | None
    """Code of the outcome the party is left with; None where a reservation takes its place, or nothing does."""
    why_unknown: str | None = None


def acceptance_of(case: Case, preference: Preference) -> Acceptance:
    """What a party accepts, refuses, and leaves unknown."""
    party = preference.party
    at_least, below = _against_walk_away(case, preference)
    lines = crossings(case, party)
    crosses = preference.crosses
    accepts, refuses = at_least & ~crosses, below | crosses
    reason = None
    if not (accepts | refuses)[case.feasible].all():
        reason = _why_unknown(case, preference)
    walk_away = None if reservation_of(case, party) is not None else case.walk_away_code(party)
    return Acceptance(party, accepts, refuses, below, lines, walk_away, reason)


def _against_walk_away(case: Case, preference: Preference) -> tuple[Bools, Bools]:
    """[outcomes] at least as good as the walk-away for certain; worse for certain."""
    party = preference.party
    reservation = reservation_of(case, party)
    if reservation is not None and preference.form == "scores":
        low, high = reservation
        if isinstance(preference, RangedPreference):
            least, greatest, scale = preference.between()
        else:
            exact, scale = scores_of(case, party)
            least = greatest = exact.astype(object)
        # Utilities are integers, so a bound that is none may be rounded up.
        return as_bools(least >= ceil(high * scale)), as_bools(greatest < ceil(low * scale))
    code = case.walk_away_code(party)
    if code is None:
        nothing = np.zeros(case.space.outcomes, dtype=np.bool_)
        return nothing, nothing.copy()
    found = preference.raw(code)
    return found.at_least, found.below


def _why_unknown(case: Case, preference: Preference) -> str:
    """What a reader should know about comparisons that cannot be made."""
    name = case.parties[preference.party].name
    if preference.form is None:
        return f"{name}: no preferences are stated."
    if case.walk_away_code(preference.party) is None and preference.form != "scores":
        return f"{name}: the case gives neither a status quo nor a walk-away to compare with."
    if preference.form == "scores":
        return f"{name}: scores are known only between bounds."
    return f"{name}: what is stated does not settle every comparison with its walk-away."
