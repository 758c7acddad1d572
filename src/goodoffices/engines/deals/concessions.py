"""Concession ledger: each party's positions in time order, each compared with the party's own last one.

A move is told by the signs of its single issues for the mover, in the same words for every party: only losses are a
concession, only gains a retraction, both a trade. A mover that is level on every issue has shifted. Where a sign that would
tell is not known, the kind is not known either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.engines.deals.against import Against
from goodoffices.model.results.base import Provenance
from goodoffices.model.results.concessions import Concessions, Move, MoveKind, Step

__all__ = ["Position", "concession_ledger"]


@dataclass(frozen=True)
class Position:
    """What a party stood for on a day: the outcome of its proposal, or of the one it accepted."""

    party: str
    on: str
    """ISO date, so that it sorts as text."""
    code: int
    basis: tuple[str, ...] = ()
    """What it rests on: names of proposals, ids of statements."""


def concession_ledger(positions: Sequence[Position], against: Callable[[int], Against]) -> Concessions:
    """Every position against the same party's last one.

    Parameters
    ----------
    positions
        In any order; those of one day stay in the order given.
    against
        From a base outcome to how all others compare with it, for the same parties each time.
    """
    moves: list[Move] = []
    for position in sorted(positions, key=lambda found: found.on):
        before = next((number for number in reversed(range(len(moves))) if moves[number].party == position.party), None)
        if before is None:
            first = Move(position.party, position.on, position.code, None, MoveKind.FIRST, (), {}, (), position.basis)
            moves.append(first)
            continue
        last = moves[before].code
        compare = against(last)
        steps = _steps(compare, position.code)
        given = tuple(move.party for move in moves[before + 1 :] if move.kind in (MoveKind.CONCESSION, MoveKind.TRADE))
        moves.append(
            Move(
                position.party,
                position.on,
                position.code,
                last,
                _kind(position.party, steps),
                steps,
                {party: compare.sign(p, position.code) for p, party in enumerate(compare.parties)},
                given,
                position.basis,
            )
        )
    return Concessions(tuple(moves), Provenance("concession ledger"))


def _steps(compare: Against, code: int) -> tuple[Step, ...]:
    """The issues that changed, each looked at as if it alone had."""
    space, base = compare.space, compare.base
    found = []
    for k, (old, new) in enumerate(zip(space.indices(base), space.indices(code), strict=True)):
        if old == new:
            continue
        alone = base + (new - old) * space.strides[k]
        signs = [compare.sign(p, alone) for p in range(len(compare.parties))]
        wins, gives, unknown = (
            tuple(party for party, sign in zip(compare.parties, signs, strict=True) if sign == which)
            for which in (1, -1, None)
        )
        names = space.options[k]
        found.append(Step(space.issues[k], names[old], names[new], wins, gives, unknown))
    return tuple(found)


def _kind(party: str, steps: Sequence[Step]) -> MoveKind:
    if not steps:
        return MoveKind.NO_CHANGE
    if any(party in step.unknown for step in steps):
        return MoveKind.UNKNOWN
    gives, wins = any(party in step.gives for step in steps), any(party in step.wins for step in steps)
    if gives:
        return MoveKind.TRADE if wins else MoveKind.CONCESSION
    return MoveKind.RETRACTION if wins else MoveKind.SHIFT
