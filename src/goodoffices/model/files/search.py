"""Whether any outcome agrees with given terms and breaks no rule: exact backtracking over the issues that rules name.

Only those issues are tried, so that a space of any size can be asked; a rule that is already broken prunes the rest. In the
worst case the question is as hard as satisfiability, hence a limit of effort.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.model.expressions import Expression
from goodoffices.model.outcomes import OutcomeSpace

__all__ = ["Undecided", "count", "find"]

EFFORT = 2_000_000
"""Terms of rules looked at before giving up; about a second."""
DEEPEST = 400
"""Issues that rules may name; each is one call deep."""


class Undecided(Exception):
    """The limit of effort was reached."""


def find(space: OutcomeSpace, never: Sequence[Expression], fixed: Mapping[str, str]) -> dict[str, str] | None:
    """Options for the issues that rules name, with the fixed terms kept, that break no rule; None if there are none.

    Raises
    ------
    Undecided
        If the limit of effort is reached first.
    """
    return next(_solutions(space, never, fixed), None)


def count(space: OutcomeSpace, never: Sequence[Expression], most: int) -> int:
    """How many outcomes break no rule, counted up to ``most`` and a little beyond.

    Raises
    ------
    Undecided
        If the limit of effort is reached first.
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
    """All ways to give options to the issues that rules name. Only rules that the last choice touches are looked at again."""
    touching: dict[str, list[tuple[Expression, int]]] = {}
    for expression in never:
        terms = list(expression.terms())
        for issue in {term.issue for term in terms}:
            touching.setdefault(issue, []).append((expression, len(terms)))
    options = dict(zip(space.issues, space.options, strict=True))
    order = sorted((issue for issue in touching if issue not in fixed), key=lambda issue: -len(touching[issue]))
    if len(order) > DEEPEST:
        raise Undecided
    chosen = dict(fixed)
    effort = 0

    def broken(issue: str) -> bool:
        nonlocal effort
        effort += 1 + sum(size for _, size in touching[issue])
        if effort > EFFORT:
            raise Undecided
        return any(expression.holds(chosen) is True for expression, _ in touching[issue])

    def extend(position: int) -> Iterator[dict[str, str]]:
        if position == len(order):
            yield dict(chosen)
            return
        issue = order[position]
        for option in options[issue]:
            chosen[issue] = option
            if not broken(issue):
                yield from extend(position + 1)
        del chosen[issue]

    if not any(expression.holds(chosen) is True for expression in never):
        yield from extend(0)
