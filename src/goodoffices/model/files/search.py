"""Whether any outcome agrees with given terms and breaks no rule: exact backtracking over the issues that rules name.

Only those issues are tried, so that a space of any size can be asked; a rule that is already broken prunes the rest. In the
worst case the question is as hard as satisfiability, hence a limit of steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.model.expressions import Expression
from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["Undecided", "count", "find"]

STEPS = 200_000
DEEPEST = 400
"""Issues that rules may name; each is one call deep."""


class Undecided(Exception):
    """The limit of steps was reached."""


def find(space: OutcomeSpace, never: Sequence[Expression], fixed: Mapping[str, str]) -> dict[str, str] | None:
    """Options for the issues that rules name, with the fixed terms kept, that break no rule; None if there are none.

    Raises
    ------
    Undecided
        If the limit of steps is reached first.
    """
    return next(_solutions(space, never, fixed), None)


def count(space: OutcomeSpace, never: Sequence[Expression], most: int) -> int:
    """How many outcomes break no rule, counted up to ``most`` and a little beyond.

    Raises
    ------
    Undecided
        If the limit of steps is reached first.
    """
    named = {term.issue for expression in never for term in expression.terms()}
    free = 1
    for issue, size in zip(space.issues, space.sizes, strict=True):
        free *= 1 if issue in named else size
    total = 0
    for _ in _solutions(space, never, {}):
        total += free
        if total > most:
            break
    return total


def _solutions(space: OutcomeSpace, never: Sequence[Expression], fixed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """All ways to give options to the issues that rules name."""
    often: dict[str, int] = {}
    for expression in never:
        for term in expression.terms():
            often[term.issue] = often.get(term.issue, 0) + 1
    options = dict(zip(space.issues, space.options, strict=True))
    order = sorted((issue for issue in often if issue not in fixed), key=lambda issue: -often[issue])
    if len(order) > DEEPEST:
        raise Undecided
    chosen = dict(fixed)
    steps = 0

    def extend(position: int) -> Iterator[dict[str, str]]:
        nonlocal steps
        steps += 1
        if steps > STEPS:
            raise Undecided
        if any(expression.holds(chosen) is True for expression in never):
            return
        if position == len(order):
            yield dict(chosen)
            return
        for option in options[order[position]]:
            chosen[order[position]] = option
            yield from extend(position + 1)
        del chosen[order[position]]

    yield from extend(0)
