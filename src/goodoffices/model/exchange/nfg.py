"""A case as a strategic game for Gambit (``.nfg``): who controls an issue plays, and chooses among what it can bring about.

A party's strategies are the combinations of options of its issues: those it can reach alone, and the one that the status quo has.
Issues that no single party controls stay as they are. A combination that a rule excludes pays what the status quo pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import CaseError, Problem, TooLarge
from goodoffices.model.case import Case
from goodoffices.model.exchange.exported import ASIDE, Exported, left_behind
from goodoffices.model.exchange.numbers import as_decimal
from goodoffices.model.preferences import preference_of, utilities_of
from goodoffices.settings import Reading, RedLines

__all__ = ["export_nfg"]

MOST = 10**5
"""Profiles of strategies in one file."""
LISTABLE = 10**7


@dataclass(frozen=True)
class _Player:
    """A party that controls issues: for each of them the indices of the options it can choose among."""

    party: str
    choices: dict[int, tuple[int, ...]]

    @property
    def strategies(self) -> list[dict[int, int]]:
        """Issue to option index, the first issue varying fastest."""
        issues = list(self.choices)[::-1]
        return [dict(zip(issues, row, strict=True)) for row in product(*(self.choices[issue] for issue in issues))]


def export_nfg(case: Case, reading: Reading = Reading.CERTAIN, red_lines: RedLines = RedLines.SINK) -> Exported:
    """The game's text.

    Raises
    ------
    CaseError
        If nobody controls an issue, the case has no status quo, or a player's order is incomplete.
    TooLarge
        If there are more than 100,000 profiles.
    """
    start = case.status_quo_code
    if start is None:
        _refuse("a game starts from a status quo, and the case names none", "Add status_quo to the case.")
    players = _players(case, start)
    if not players:
        _refuse("no issue is controlled by a single party, so nobody plays")
    size = prod(len(player.strategies) for player in players)
    if size > MOST or case.space.outcomes > LISTABLE:
        raise TooLarge(
            f"{size:,} profiles of strategies are more than such a file can hold ({MOST:,}). Leave out issues."
        )
    payoffs, ranked = _payoffs(case, players, reading, red_lines)
    rows, infeasible = _profiles(case, players, start)
    orders = f"; ranks in place of payoffs for {', '.join(ranked)}" if ranked else ""
    excluded = f"; {infeasible} profiles that a rule excludes pay as the status quo" if infeasible else ""
    title = f"{case.case}{orders}{excluded}"
    names = " ".join(_quoted(case.parties[player.party].name) for player in players)
    sizes = " ".join(str(len(player.strategies)) for player in players)
    body = "\n".join(" ".join(payoffs[k][code] for k in range(len(players))) for code in rows)
    text = f"NFG 1 R {_quoted(title)} {{ {names} }} {{ {sizes} }}\n\n{body}\n"
    return Exported(text, "nfg", _notes(case, players, ranked, infeasible))


def _players(case: Case, start: int) -> list[_Player]:
    """Who controls what, in case order."""
    now = case.space.indices(start)
    held: dict[str, dict[int, tuple[int, ...]]] = {party: {} for party in case.parties}
    for k, issue in enumerate(case.issues.values()):
        alone = [
            {party for group in issue.reached(option) if len(group) == 1 for party in group} for option in issue.options
        ]
        able = set().union(*alone)
        if len(able) == 1:
            (party,) = able
            choices = tuple(n for n, who in enumerate(alone) if party in who or n == now[k])
            if len(choices) > 1:
                held[party][k] = choices
    return [_Player(party, choices) for party, choices in held.items() if choices]


def _payoffs(
    case: Case, players: Sequence[_Player], reading: Reading, red_lines: RedLines
) -> tuple[list[list[str]], list[str]]:
    """[players][outcomes] payoffs as text, and who is paid in ranks."""
    columns: list[list[str]] = []
    ranked: list[str] = []
    for player in players:
        exact = utilities_of(case, player.party)
        if exact is not None and not (case.of(player.party).red_lines and red_lines is RedLines.SINK):
            values, scale = exact
            columns.append([_number(value, scale) for value in values.tolist()])
            continue
        ranks: NDArray[np.int32] | None = preference_of(case, player.party, reading, red_lines).ranks
        if ranks is None:
            hint = (
                "A game needs a complete order of each player: state more, or take --reading central or lexicographic."
            )
            _refuse(f"what is stated of {player.party} leaves some outcomes uncompared", hint)
        columns.append([str(rank) for rank in ranks.tolist()])
        ranked.append(player.party)
    return columns, ranked


def _number(value: int, scale: int) -> str:
    return format(as_decimal(Fraction(value, scale)), "f")


def _profiles(case: Case, players: Sequence[_Player], start: int) -> tuple[list[int], int]:
    """[profiles] the outcome that pays, the first player's strategy varying fastest; and how many a rule excludes."""
    now = dict(enumerate(case.space.indices(start)))
    rows: list[int] = []
    infeasible = 0
    for profile in product(*(player.strategies for player in reversed(players))):
        chosen = dict(now)
        for part in profile:
            chosen |= part
        code = sum(index * case.space.strides[k] for k, index in chosen.items())
        if not case.feasible[code]:
            code, infeasible = start, infeasible + 1
        rows.append(code)
    return rows, infeasible


def _notes(case: Case, players: Sequence[_Player], ranked: Sequence[str], infeasible: int) -> tuple[Problem, ...]:
    """What changed on the way, and what stays behind."""
    notes: list[Problem] = []
    moving = {k for player in players for k in player.choices}
    fixed = [name for k, name in enumerate(case.issues) if k not in moving]
    if fixed:
        notes.append(
            Problem(ASIDE, f"no single party controls these issues, so they stay as they are: {', '.join(fixed)}")
        )
    if ranked:
        notes.append(Problem(ASIDE, f"payoffs are ranks, of which only the order counts, for: {', '.join(ranked)}"))
    if infeasible:
        notes.append(Problem(ASIDE, f"{infeasible} profiles that a rule excludes pay what the status quo pays"))
    kept = ("rules", "status_quo", "moves", "red_lines")
    return (*notes, *left_behind(case, [player.party for player in players], kept=kept))


def _quoted(text: str) -> str:
    """A text in double quotes on one line."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refuse(message: str, hint: str | None = None) -> NoReturn:
    raise CaseError([Problem(ASIDE, message, hint=hint)])
