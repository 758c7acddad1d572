"""Acceptable deals: those to which every party of one of the smallest consent sets says yes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.consent import ConsentSets

__all__ = ["accepted_by_enough", "consented"]


def consented(
    consent: ConsentSets, deals: NDArray[np.bool_], says_yes: NDArray[np.bool_], but_for: Iterable[int] = ()
) -> NDArray[np.bool_]:
    """[outcomes] deals for which a whole consent set says yes.

    Parameters
    ----------
    consent
        The consent sets of every outcome.
    deals
        [outcomes] which outcomes are deals.
    says_yes
        [parties, outcomes] who says yes: what a party certainly accepts, or does not certainly refuse.
    but_for
        Numbers of parties whose word is not asked for.
    """
    asked = ~sum(1 << p for p in but_for)
    core = [p for p, party in enumerate(consent.parties) if party in consent.principals and asked >> p & 1]
    found = deals.copy()
    for p in core:
        found &= says_yes[p]
    others = asked & ~sum(1 << p for p in core)
    if any(bits & others for sets in consent.sets for bits in sets):
        codes = np.flatnonzero(found)
        found[codes] = _additions_agree(consent, codes, says_yes, others)
    return found


def _additions_agree(
    consent: ConsentSets, codes: NDArray[np.int64], says_yes: NDArray[np.bool_], others: int
) -> NDArray[np.bool_]:
    """[codes] whether, besides the principals, everyone of one of the consent sets says yes."""
    state = consent.state[codes]
    agreed = np.zeros(len(codes), dtype=np.bool_)
    for number in np.flatnonzero(np.bincount(state, minlength=len(consent.sets))):
        rows = np.flatnonzero(state == number)
        for bits in consent.sets[number]:
            added = [p for p in range(len(consent.parties)) if bits & others & 1 << p]
            willing = np.ones(len(rows), dtype=np.bool_)
            for p in added:
                willing &= says_yes[p, codes[rows]]
            agreed[rows] |= willing
    return agreed


def accepted_by_enough(
    consent: ConsentSets, deals: NDArray[np.bool_], says_yes: NDArray[np.bool_], at_least: int, veto: Sequence[int]
) -> NDArray[np.bool_]:
    """[outcomes] deals to which at least so many principals say yes, all those with a veto among them.

    Whoever else a deal needs must say yes as well.
    """
    core = [p for p, party in enumerate(consent.parties) if party in consent.principals]
    found = consented(consent, deals, says_yes, but_for=[p for p in core if p not in veto])
    for p in veto:
        found &= says_yes[p]
    if core:
        found &= np.count_nonzero(says_yes[core], axis=0) >= at_least
    return found
