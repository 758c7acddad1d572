"""A ledger of moves: what each party gave up against its own last position, and what others had given since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from goodoffices.model.results.base import Provenance, Result

__all__ = ["Concessions", "Move", "MoveKind", "Step"]


class MoveKind(StrEnum):
    """What a change of position amounts to, by the mover's own order and the others'."""

    FIRST = "first position"
    NO_CHANGE = "no change"
    CONCESSION = "concession"
    """The mover gives something up, for nothing on another issue."""
    TRADE = "trade"
    """The mover gives on one issue and asks for more on another."""
    RETRACTION = "retraction"
    """The mover asks for more, and gives nothing."""
    SHIFT = "shift"
    """The terms differ, and the mover is level on all of them."""
    UNKNOWN = "unknown"
    """Some comparison that would tell is not known."""


@dataclass(frozen=True)
class Step:
    """One issue of a move: from what to what, and what that alone does for each party."""

    issue: str
    before: str
    after: str
    wins: tuple[str, ...]
    gives: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """A party's position on a day, against its own last one."""

    party: str
    on: str
    code: int
    last: int | None
    kind: MoveKind
    steps: tuple[Step, ...]
    signs: dict[str, int | None]
    """Party to 1 (the move as a whole is better for it), 0, -1 or None (not known)."""
    since: tuple[str, ...]
    """Others who made a concession or a trade since the mover's last position, in order."""
    basis: tuple[str, ...] = ()
    """What the position rests on: names of proposals, ids of statements."""

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "party": self.party,
            "on": self.on,
            "code": self.code,
            "last": self.last,
            "kind": self.kind.value,
            "steps": [
                {
                    "issue": step.issue,
                    "before": step.before,
                    "after": step.after,
                    "wins": list(step.wins),
                    "gives": list(step.gives),
                    "unknown": list(step.unknown),
                }
                for step in self.steps
            ],
            "signs": dict(self.signs),
            "since": list(self.since),
            "basis": list(self.basis),
        }


@dataclass(frozen=True)
class Concessions(Result):
    """All moves, in time order."""

    moves: tuple[Move, ...]
    provenance: Provenance
    left_out: tuple[str, ...] = ()
    """What could be no position, and why, in words for people."""

    def records(self) -> list[dict[str, Any]]:
        """One row a move."""
        return [
            {
                "on": move.on,
                "party": move.party,
                "kind": move.kind.value,
                "changes": "; ".join(f"{step.issue}: {step.before} to {step.after}" for step in move.steps),
                "others gave since": ", ".join(move.since),
            }
            for move in self.moves
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "moves": [move.to_json() for move in self.moves],
            "left_out": list(self.left_out),
            "provenance": self.provenance.to_json(),
        }
