"""How one gets from one outcome to another: the shortest ways, who moves first, and the way that asks least of the movers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.model.results.base import Provenance, Result
from goodoffices.model.results.stability import Gain, Step

__all__ = ["Path", "PathResult", "against"]

Path = tuple[Step, ...]


def against(path: Path) -> int:
    """How many steps leave some mover worse off; level is not against its interest, unknown is not known to be."""
    return sum(Gain.WORSE in step.gains for step in path)


@dataclass(frozen=True)
class PathResult(Result):
    """The ways from a start to a target."""

    start: int
    to: int
    moves: Mapping[str, str]
    """Per party, ``all`` or ``improvements``: which of its moves were allowed."""
    length: int | None
    """Steps of a shortest way; None if there is none."""
    count: int
    """How many shortest ways there are."""
    shortest: tuple[Path, ...]
    """At most twenty of them."""
    fewest_against: Path | None
    """Among all ways, whatever moves were allowed above, one with the fewest steps against a mover's interest."""
    never_entered: tuple[tuple[int, int], ...] = ()
    """(issue, option) pairs that the target needs and nobody can bring about."""
    provenance: Provenance = field(default_factory=lambda: Provenance("status quo analysis in the graph model"))

    @property
    def first_movers(self) -> tuple[tuple[str, ...], ...]:
        """Who makes the first step on the ways listed, each once."""
        return tuple(dict.fromkeys(path[0].movers for path in self.shortest if path))

    def records(self) -> list[dict[str, Any]]:
        """One row for each step of each way listed."""
        return [
            {
                "path": number,
                "step": place,
                "mover": "+".join(step.movers),
                "to": step.to,
                "gain": "+".join(gain.value for gain in step.gains),
            }
            for number, path in enumerate(self.shortest, start=1)
            for place, step in enumerate(path, start=1)
        ]

    def to_json(self) -> dict[str, Any]:
        """What ``--paths-to`` adds to the JSON of stability."""
        told: dict[str, Any] = {
            "from": self.start,
            "to": self.to,
            "moves": dict(self.moves),
            "length": self.length,
            "count": self.count,
            "shortest": [[step.to_json() for step in path] for path in self.shortest],
            "fewest_against": None,
        }
        if self.fewest_against is not None:
            way = [step.to_json() for step in self.fewest_against]
            told["fewest_against"] = {"against": against(self.fewest_against), "path": way}
        if self.length is None:
            told["reason"] = "no sequence of moves leads there"
            told["never_entered"] = [list(pair) for pair in self.never_entered]
        if self.count > len(self.shortest):
            told["truncated"] = True
        return told
