"""A case as a ``.gmcr`` file for GMCR+ [Kinsara2014]_: decision makers, options that are taken or not, and orders of states.

Priorities stay prioritised conditions where every party has them; else all orders are written out as rankings of states. What
such a file cannot say is refused: incomplete orders of a party that can move, options that one can take and only another undo.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import CaseError, Problem, TooLarge
from goodoffices.model.case import Case
from goodoffices.model.exchange.conditions import MOST
from goodoffices.model.exchange.exported import ASIDE, Exported, left_behind
from goodoffices.model.exchange.gmcr_states import LISTABLE
from goodoffices.model.exchange.patterns import Binary, Taken
from goodoffices.model.expressions import Expression, Operation, parse
from goodoffices.model.preferences import preference_of
from goodoffices.settings import Reading, RedLines

__all__ = ["export_gmcr"]

TAKEN = ("Not taken", "Taken")
"""How an import calls the answers to a binary option."""


@dataclass(frozen=True)
class _Held:
    """A binary option: its name, who holds it, in which direction."""

    name: str
    holders: frozenset[str]
    direction: str


def export_gmcr(case: Case, reading: Reading = Reading.CERTAIN, red_lines: RedLines = RedLines.SINK) -> Exported:
    """The file's text.

    Raises
    ------
    CaseError
        If the format cannot say what the case says; the problem names party or issue.
    TooLarge
        If there are too many states to number.
    """
    if case.space.outcomes > LISTABLE:
        raise TooLarge(f"{case.space.outcomes:,} outcomes are more than states are numbered for ({LISTABLE:,}).")
    binary = Binary.of(case)
    if not binary.count:
        _refuse("no issue has two options, so there is nothing to take or not")
    options = [held for name in case.issues for held in _options(case, name)]
    codes, decimals = _states(case, binary)
    held = {party: [k for k, option in enumerate(options) if party in option.holders] for party in case.parties}
    ranks = {party: _ranks(case, party, bool(held[party]), reading, red_lines) for party in case.parties}
    conditions = {party: _conditions(case, party, binary, red_lines) for party in case.parties}
    manual = any(conditions[party] is None and ranks[party] is not None for party in case.parties)
    makers = []
    for party in case.parties:
        order = ranks[party]
        makers.append({
            "name": case.parties[party].name,
            "options": held[party],
            "preferences": [] if manual or order is None else [_condition(row) for row in conditions[party] or []],
            "payoffs": [] if order is None else (np.unique(order[codes], return_inverse=True)[1].reshape(-1) + 1).tolist(),
            "preferenceRanking": [] if order is None else _ranking(order[codes]),
            "misperceptions": [],
        })  # fmt: skip
    never = [pattern for tree in case.never for pattern in binary.alternatives(tree)]
    data = {
        "decisionMakers": makers,
        "options": [{"name": option.name, "permittedDirection": option.direction} for option in options],
        "infeasibles": [_pairs(pattern) for pattern in [*binary.exclusive(), *never]],
        "coalitions": list(range(len(makers))),
        "useManualPreferenceRanking": manual,
        "program": "Good Offices",
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return Exported(text, "gmcr", _notes(case, codes, decimals, ranks, reading, red_lines))


def _options(case: Case, name: str) -> list[_Held]:
    """The binary options of an issue, and who can take or undo them alone."""
    issue = case.issues[name]
    enter = [
        frozenset(party for group in issue.reached(option) if len(group) == 1 for party in group)
        for option in issue.options
    ]
    labels = list(issue.options.values())
    if len(enter) == 1:
        return []
    if len(set(enter)) == 1:
        direction, holders = "both", enter[0]
    elif len(enter) > 2 or all(enter):
        message = f'the issue "{name}" is moved by different parties to different options'
        _refuse(
            message,
            "Such a file lets whoever holds an option take it and undo it; split the issue, or change who moves it.",
        )
    else:
        direction, holders = ("fwd", enter[1]) if enter[1] else ("back", enter[0])
    if len(labels) == 2:
        return [_Held(issue.question if tuple(labels) == TAKEN else labels[1], holders, direction)]
    return [_Held(f"{issue.question} {label}", holders, direction) for label in labels[1:]]


def _states(case: Case, binary: Binary) -> tuple[NDArray[np.int64], list[int]]:
    """[states] the feasible codes in the order in which the program numbers them, and their decimals."""
    pairs = sorted((binary.decimal(case.space.indices(int(code))), int(code)) for code in np.flatnonzero(case.feasible))
    return np.array([code for _, code in pairs], dtype=np.int64), [decimal for decimal, _ in pairs]


def _ranks(case: Case, party: str, moves: bool, reading: Reading, red_lines: RedLines) -> NDArray[np.int32] | None:
    """[outcomes] a party's order; None for one that cannot move and whose order is not known, so that it decides nothing."""
    preference = preference_of(case, party, reading, red_lines)
    if preference.ranks is None and moves:
        if preference.form is None:
            _refuse(
                f"the preferences of {party} are unknown",
                "Such a file takes a party without preferences for indifferent.",
            )
        hint = "Such a file needs a complete order: take --reading central or lexicographic."
        _refuse(f"what is stated of {party} leaves some outcomes uncompared", hint)
    return preference.ranks


def _conditions(case: Case, party: str, binary: Binary, red_lines: RedLines) -> list[list[Taken]] | None:
    """The prioritised conditions of a party, its red lines first; None if its order is of another kind."""
    stated = case.of(party)
    if stated.form != "priorities":
        return None
    trees = [parse(text) for text in stated.priorities or []]
    if stated.red_lines and red_lines is RedLines.SINK:
        lines: list[Expression] = [parse(text) for text in stated.red_lines]
        trees.insert(0, Operation("not", (reduce(lambda one, other: Operation("or", (one, other)), lines),)))
    found = [binary.alternatives(tree) for tree in trees]
    telling = [patterns for patterns in found if patterns and patterns != [{}]]
    return telling if all(len(patterns) <= MOST for patterns in telling) else None


def _condition(found: Sequence[Taken]) -> Any:
    """A pattern as it is; several as a compound."""
    if len(found) == 1:
        return _pairs(found[0])
    return {"compound": True, "members": [_pairs(pattern) for pattern in found]}


def _pairs(pattern: Taken) -> list[list[Any]]:
    return [[option, "Y" if taken else "N"] for option, taken in pattern.items()]


def _ranking(order: NDArray[np.int32]) -> list[int | list[int]]:
    """State numbers from the best down; ties in a nested list."""
    found: list[int | list[int]] = []
    for rank in np.unique(order)[::-1]:
        tier = [int(row) + 1 for row in np.flatnonzero(order == rank)]
        found.append(tier if len(tier) > 1 else tier[0])
    return found


def _notes(
    case: Case,
    codes: NDArray[np.int64],
    decimals: Sequence[int],
    ranks: dict[str, NDArray[np.int32] | None],
    reading: Reading,
    red_lines: RedLines,
) -> tuple[Problem, ...]:
    """What changed on the way, and what stays behind."""
    notes: list[Problem] = []
    if case.status_quo_code is not None:
        row = codes.tolist().index(case.status_quo_code)
        said = f"such a file names no status quo; it is state {row + 1}, decimal {decimals[row]}"
        notes.append(Problem(ASIDE, said))
    larger = [name for name, issue in case.issues.items() if len(issue.options) > 2]
    if larger:
        said = f"issues of several options became options that exclude each other: {', '.join(larger)}"
        notes.append(Problem(ASIDE, said, hint="Decimals in the file are therefore not the case's outcome codes."))
    together = [
        name
        for name, issue in case.issues.items()
        if any(len(group) > 1 for option in issue.options for group in issue.reached(option))
    ]
    if together:
        notes.append(
            Problem(ASIDE, f"moves that only several parties together can make are not in it: {', '.join(together)}")
        )
    silent = [party for party, order in ranks.items() if order is None]
    if silent:
        notes.append(
            Problem(ASIDE, f"no complete preferences, and no move either, so none are in it: {', '.join(silent)}")
        )
    ordered = [
        party for party in case.parties if case.of(party).form in ("orders", "scores") and ranks[party] is not None
    ]
    if ordered:
        notes.append(
            Problem(ASIDE, f"orders and scores became rankings ({reading.value} reading): {', '.join(ordered)}")
        )
    kept = ("rules", "moves", "status_quo", *(("red_lines",) if red_lines is RedLines.SINK else ()))
    return (*notes, *left_behind(case, list(case.parties), kept=kept))


def _refuse(message: str, hint: str | None = None) -> NoReturn:
    raise CaseError([Problem(ASIDE, message, hint=hint)])
