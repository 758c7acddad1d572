"""From counts to shares: what is proven first, what has a closed form next, what was counted last, each marked as what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.exact import ExactShares, union_of_products
from goodoffices.engines.worlds.intervals import interval
from goodoffices.engines.worlds.problem import WorldsProblem
from goodoffices.engines.worlds.tally import Tally
from goodoffices.model.results.worlds import Proof, Share

__all__ = ["AcceptanceShares", "Certain", "acceptance_shares", "check_products", "disagreeing_halves"]

Bools = NDArray[np.bool_]

_TOO_FAR = 5.0
"""Standard errors between two estimates of one number that no chance explains."""

_HALVES = 4.0


@dataclass(frozen=True, eq=False)
class Certain:
    """What holds in every world, from the stated orders alone; each [parties, deals]."""

    accepts: Bools
    refuses: Bools
    """For whatever reason, red lines included."""
    crosses: Bools


@dataclass(frozen=True, eq=False)
class AcceptanceShares:
    """Shares of worlds in which deals are accepted."""

    everyone: tuple[Share, ...]
    """[deals]"""
    by_party: tuple[tuple[Share, ...], ...]
    """[parties][deals]"""
    zone: Share


def acceptance_shares(problem: WorldsProblem, tally: Tally, certain: Certain, reason: str) -> AcceptanceShares:
    """Every share of acceptance.

    Parameters
    ----------
    problem, tally
        What was drawn, and the counts.
    certain
        What is proven.
    reason
        Why a share is withheld, where it is.
    """
    exact = [None if party is None else ExactShares(party, problem.deals.size) for party in problem.parties]
    closed = [
        [None if one is None else one.of(int(code)) for one in exact] for code in problem.deals
    ]  # [deals][parties]
    by_party = tuple(
        tuple(
            _of_party(problem, tally, certain, party, deal, closed[deal][party], reason)
            for deal in range(problem.deals.size)
        )
        for party in range(len(problem.parties))
    )
    everyone = _of_everyone(problem, tally, certain, closed, reason)
    return AcceptanceShares(everyone, by_party, _zone(problem, tally, everyone, reason))


def _of_party(
    problem: WorldsProblem, tally: Tally, certain: Certain, party: int, deal: int, closed: Fraction | None, reason: str
) -> Share:
    """One party's acceptance of one deal."""
    if certain.crosses[party, deal]:
        return _proven(Proof.NEVER)
    if not problem.judging[party]:
        return Share(None, reason=reason)
    if certain.accepts[party, deal]:
        return _proven(Proof.EVERY)
    if certain.refuses[party, deal]:
        return _proven(Proof.NONE)
    return _counted(tally.accepted[:, party, deal], tally.draws, closed)


def _of_everyone(
    problem: WorldsProblem, tally: Tally, certain: Certain, closed: Sequence[Sequence[Fraction | None]], reason: str
) -> tuple[Share, ...]:
    """Acceptance of each deal by its consent set."""
    found: list[Share] = [Share(None)] * problem.deals.size
    for group in problem.groups:
        for deal in map(int, group.deals):
            found[deal] = _of_group(problem, tally, certain, group.sets, deal, closed[deal], reason)
    return tuple(found)


def _of_group(
    problem: WorldsProblem,
    tally: Tally,
    certain: Certain,
    sets: Sequence[Sequence[int]],
    deal: int,
    closed: Sequence[Fraction | None],
    reason: str,
) -> Share:
    """Acceptance of one deal by whichever of its consent sets will do."""
    if all(any(certain.refuses[p, deal] for p in members) for members in sets):
        barred = all(any(certain.crosses[p, deal] for p in members) for members in sets)
        return _proven(Proof.NEVER if barred else Proof.NONE)
    if any(all(certain.accepts[p, deal] for p in members) for members in sets):
        return _proven(Proof.EVERY)
    if problem.withheld[deal]:
        return Share(None, reason=reason)
    return _counted(tally.everyone[:, deal], tally.draws, union_of_products(sets, closed))


def _zone(problem: WorldsProblem, tally: Tally, everyone: Sequence[Share], reason: str) -> Share:
    """Worlds in which some deal is acceptable."""
    if any(share.proof is Proof.EVERY for share in everyone):
        return _proven(Proof.EVERY)
    if all(share.proof in (Proof.NONE, Proof.NEVER) for share in everyone):
        return _proven(Proof.NEVER if everyone and all(s.proof is Proof.NEVER for s in everyone) else Proof.NONE)
    if any(share.share is None for share in everyone):
        return Share(None, reason=reason)
    return _counted(tally.zone, tally.draws, None)


def _proven(proof: Proof) -> Share:
    value = 1.0 if proof is Proof.EVERY else 0.0
    return Share(value, None, True, proof, (value, value))


def _counted(counts: NDArray[np.int64], draws: int, closed: Fraction | None) -> Share:
    """A share from counts under the three laws, or in closed form under the first."""
    shares = [float(count) / draws for count in counts]
    if closed is not None:
        # The laws share their draws, so what they differ by is known better than each by itself.
        shift = float(closed) - shares[0]
        shares = [float(closed), *(min(1.0, max(0.0, share + shift)) for share in shares[1:])]
    bounds = None if closed is not None else interval(int(counts[0]), draws)
    return Share(shares[0], bounds, closed is not None, None, (min(shares), max(shares)))


def check_products(problem: WorldsProblem, tally: Tally) -> None:
    """Compare "acceptable to all" with the product of the parties' shares, which estimates the same number.

    Parties are drawn independently, so that a gap beyond chance is a fault of the program, not of the case.

    Raises
    ------
    RuntimeError
        If the two are further apart than chance explains.
    """
    for group in problem.groups:
        if len(group.sets) != 1 or not all(problem.judging[party] for party in group.sets[0]):
            continue
        product = np.prod(tally.accepted[0][list(group.sets[0])][:, group.deals] / tally.draws, axis=0)
        # Counts of a few worlds are not normal; the constant covers them.
        allowed = _TOO_FAR * (np.sqrt(tally.draws * product * (1 - product)) + 1)
        gap = np.abs(tally.everyone[0][group.deals] - tally.draws * product)
        if (gap > allowed).any():
            code = int(problem.deals[group.deals[int((gap - allowed).argmax())]])
            raise RuntimeError(f"parties were not drawn independently: two shares of outcome {code} disagree")


def disagreeing_halves(tally: Tally, deals: Sequence[int]) -> list[int]:
    """Those of the deals whose shares in blocks of even and of odd number differ by more than four standard errors."""
    if not tally.even_draws.all():
        return []
    shares = tally.even / tally.even_draws[:, None]
    pooled = tally.everyone[0] / tally.draws
    error = np.sqrt(pooled * (1 - pooled) * (1 / tally.even_draws).sum())
    far = np.abs(shares[0] - shares[1]) > _HALVES * error + 1e-12
    return [deal for deal in deals if far[deal]]
