"""Rows and columns for the outcomes of a small case, so that each side's moves run one way.

Parties' moves change only what each controls. Outcomes therefore stand in rows and columns, so that one side's moves run across
and the other's run down, as in the tables of two players' choices; with more movers their issues are dealt out to the two
directions. Where rules leave outcomes too scattered for that, there is no such place for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from goodoffices.model.case import Case
from goodoffices.report.graph import Grid
from goodoffices.report.words import issue_name, label, sentence_case

__all__ = ["LONGEST", "grid_of"]

LONGEST = 10
"""Most columns, and most rows, that a page has room for."""
GROUPS = 12
"""Most groups of issues of which all ways to deal them out are gone through."""


def grid_of(case: Case, codes: Sequence[int]) -> Grid | None:
    """Rows and columns: issues dealt out to the two directions so that no mover's moves run in both, if that can be.

    Of all ways to deal out, the one with least empty room, then the one nearest to a page's shape. None if there is none with
    at most ten rows and columns.
    """
    together = _dealt_together(case)
    split = [[issue] for group in together for issue in group]
    for groups in (together, split):
        laid = _laid_out(case, codes, groups)
        if laid is not None:
            return laid
    return None


def _dealt_together(case: Case) -> list[list[int]]:
    """Issues that one mover can change stand together; what nobody can change stands alone."""
    groups: dict[object, list[int]] = {}
    for k, issue in enumerate(case.issues.values()):
        alone = [name for name in case.parties if any(frozenset({name}) in issue.reached(o) for o in issue.options)]
        groups.setdefault(alone[0] if alone else k, []).append(k)
    return list(groups.values())


def _laid_out(case: Case, codes: Sequence[int], groups: Sequence[Sequence[int]]) -> Grid | None:
    """The best of all ways to deal out groups of issues; the first group always runs across."""
    best: tuple[tuple[float, ...], list[int], list[int]] | None = None
    if len(groups) > GROUPS:
        return None
    for choice in product((True, False), repeat=len(groups) - 1):
        sides = (True, *choice)
        across = [k for group, side in zip(groups, sides, strict=True) if side for k in group]
        down = [k for group, side in zip(groups, sides, strict=True) if not side for k in group]
        columns, rows = (len({_at(case, code, side) for code in codes}) for side in (across, down))
        if max(columns, rows) > LONGEST:
            continue
        cost = (float(columns * rows), abs(columns - 1.6 * rows), float(sum(not side for side in sides)))
        if best is None or cost < best[0]:
            best = (cost, across, down)
    return None if best is None else _placed(case, codes, best[1], best[2])


def _at(case: Case, code: int, issues: Sequence[int]) -> tuple[int, ...]:
    """Options on some issues, the last issue first, so that sorting keeps what the last one tells apart together."""
    indices = case.space.indices(code)
    return tuple(indices[k] for k in reversed(issues))


def _placed(case: Case, codes: Sequence[int], across: Sequence[int], down: Sequence[int]) -> Grid:
    columns, rows = (sorted({_at(case, code, side) for code in codes}) for side in (across, down))
    places = {code: (columns.index(_at(case, code, across)), rows.index(_at(case, code, down))) for code in codes}
    return Grid(places, tuple(_head(case, across, at) for at in columns), tuple(_head(case, down, at) for at in rows))


def _head(case: Case, issues: Sequence[int], at: tuple[int, ...]) -> str:
    """What a column or row stands for: the options in which it differs from the status quo, or all of them."""
    names = list(case.issues)
    quo = case.status_quo_code
    base = None if quo is None else case.space.indices(quo)
    chosen = sorted(zip(issues, reversed(at), strict=True))
    changed = [(k, option) for k, option in chosen if base is None or base[k] != option]
    if not changed:
        return "As things are"
    labels = [text.casefold() for issue in case.issues.values() for text in issue.options.values()]
    words = []
    for k, option in changed:
        word = label(case, names[k], list(case.issues[names[k]].options)[option])
        words.append(word if labels.count(word.casefold()) == 1 else f"{issue_name(names[k])}: {word}")
    return sentence_case("; ".join(words))
