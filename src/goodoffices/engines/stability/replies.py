"""The shortest sequence of moves that ends where something holds: breadth-first over outcomes and who moved last."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.preferences import Preference, Relation
from goodoffices.settings import Rule

__all__ = ["shortest_reply"]

Node = tuple[int, Hashable]


def shortest_reply(
    moves: Moves,
    start: int,
    movers: Sequence[int],
    rule: Rule,
    holds: Callable[[int], bool],
    improving: Sequence[Preference] | None = None,
) -> list[tuple[int, int]] | None:
    """Steps ``(mover, to)`` of a shortest allowed sequence from ``start`` to an outcome where ``holds``; None if there is none.

    Parameters
    ----------
    moves
        The graph.
    start
        The outcome at which the first of them moves.
    movers
        Who may move.
    rule
        Which sequences are allowed.
    holds
        Asked once an outcome at most.
    improving
        [parties] orders, if each step must be better or unknown for its mover; None if any step will do.
    """
    before: dict[Node, tuple[Node, int] | None] = {(start, None): None}
    asked: set[int] = set()
    level: list[Node] = [(start, None)]
    while level:
        reached: list[Node] = []
        for node in level:
            for mover in movers:
                memory = _memory(node[1], mover, rule)
                if memory is None:
                    continue
                for target in moves.targets(mover, node[0]).tolist():
                    if improving is not None and not _may_gain(improving[mover], target, node[0]):
                        continue
                    following = (target, memory)
                    if following in before:
                        continue
                    before[following] = (node, mover)
                    if target not in asked:
                        asked.add(target)
                        if holds(target):
                            return _path(before, following)
                    reached.append(following)
        level = reached
    return None


def _memory(past: Hashable, mover: int, rule: Rule) -> Hashable | None:
    """What must be remembered once ``mover`` has moved, or None if it may not move now."""
    if rule is Rule.LEGAL:
        return None if past == mover + 1 else mover + 1
    used = past if isinstance(past, frozenset) else frozenset[int]()
    if mover in used or (used and rule is Rule.SINGLE):
        return None
    return used | {mover}


def _may_gain(order: Preference, target: int, outcome: int) -> bool:
    """Whether a step is, or may be, an improvement."""
    return order.compare(target, outcome) in (Relation.BETTER, Relation.UNKNOWN)


def _path(before: dict[Node, tuple[Node, int] | None], end: Node) -> list[tuple[int, int]]:
    """Steps back to the start, turned round."""
    steps, node = [], end
    while (link := before[node]) is not None:
        steps.append((link[1], node[0]))
        node = link[0]
    return steps[::-1]
