"""Edits: the smallest changes of what a party is said to want, and of a deal's terms.

The list is closed. An edit of preferences makes another :class:`~goodoffices.model.case.Case` and leaves the first as it was; an
edit of terms makes another outcome. Edits that make a statement, where the case has none, change nothing that was said.
An edit describes what would have to be true. It is not advice to a party.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, TypeVar

from goodoffices.model.case import Case, ConditionalOrder, Preferences

__all__ = [
    "AddTerm",
    "ChangeTerm",
    "DropRedLine",
    "Edit",
    "PreferenceEdit",
    "RaisePriority",
    "StateImportance",
    "StateOrder",
    "SwapImportance",
    "SwapOptions",
    "SwapOutcomes",
    "TermEdit",
    "applied",
    "edits_of",
    "levels_of",
    "single_edits",
    "statements_of",
    "term_edits",
]

T = TypeVar("T", int, str)


@dataclass(frozen=True)
class Edit:
    """One change, told by its kind and by what it changes."""

    kind: ClassVar[str]
    party: str

    def to_json(self) -> dict[str, Any]:
        """``{"edit": kind, "party": id, ...}``."""
        return {"edit": self.kind, "party": self.party, **self._told()}

    def _told(self) -> dict[str, Any]:
        """What it changes."""
        raise NotImplementedError


@dataclass(frozen=True)
class PreferenceEdit(Edit):
    """An edit of what one party wants."""

    def changed(self, stated: Preferences) -> Preferences:
        """The party's preferences after it.

        Raises
        ------
        ValueError
            If it does not fit: the red line is not there, the two are no neighbours.
        """
        raise NotImplementedError

    def apply(self, case: Case) -> Case:
        """The case after it."""
        stated = self.changed(case.of(self.party))
        return case.model_copy(update={"preferences": {**case.preferences, self.party: stated}})


@dataclass(frozen=True)
class DropRedLine(PreferenceEdit):
    """The party no longer holds a red line, given as written."""

    kind = "drop_red_line"
    red_line: str

    def changed(self, stated: Preferences) -> Preferences:
        """Without the red line."""
        if self.red_line not in stated.red_lines:
            raise ValueError(f"{self.party} has no red line {self.red_line}")
        left = [line for line in stated.red_lines if line != self.red_line]
        return stated.model_copy(update={"red_lines": left})

    def _told(self) -> dict[str, Any]:
        return {"red_line": self.red_line}


@dataclass(frozen=True)
class SwapOptions(PreferenceEdit):
    """Two options that stand next to each other in an order change places; the first stands higher before."""

    kind = "swap_options"
    issue: str
    options: tuple[str, str]
    clause: int | None = None
    """Which order of a list that depends on other issues; None where there is one order."""

    def changed(self, stated: Preferences) -> Preferences:
        """With the two exchanged."""
        return _with_order(stated, self.issue, self.clause, lambda levels: _exchanged(levels, *self.options))

    def _told(self) -> dict[str, Any]:
        told: dict[str, Any] = {"issue": self.issue, "options": list(self.options)}
        return told if self.clause is None else {**told, "clause": self.clause}


@dataclass(frozen=True)
class SwapImportance(PreferenceEdit):
    """Two issues that stand next to each other in ``importance`` change places; the first is the more important before."""

    kind = "swap_importance"
    issues: tuple[str, str]

    def changed(self, stated: Preferences) -> Preferences:
        """With the two exchanged."""
        levels = _exchanged(levels_of(stated.importance or []), *self.issues)
        return stated.model_copy(update={"importance": _entries(levels)})

    def _told(self) -> dict[str, Any]:
        return {"issues": list(self.issues)}


@dataclass(frozen=True)
class RaisePriority(PreferenceEdit):
    """A priority moves up one place. ``place`` counts from 1, before the move."""

    kind = "raise_priority"
    priority: str
    place: int

    def changed(self, stated: Preferences) -> Preferences:
        """With the priority above the one that was above it."""
        left = list(stated.priorities or [])
        k = self.place - 1
        if not 0 < k < len(left) or left[k] != self.priority:
            raise ValueError(f"{self.priority} does not stand at place {self.place} below another")
        left[k - 1], left[k] = left[k], left[k - 1]
        return stated.model_copy(update={"priorities": left})

    def _told(self) -> dict[str, Any]:
        return {"priority": self.priority, "place": self.place}


@dataclass(frozen=True)
class SwapOutcomes(PreferenceEdit):
    """Two neighbours of a ranking change places; the first stands higher before."""

    kind = "swap_outcomes"
    codes: tuple[int, int]

    def changed(self, stated: Preferences) -> Preferences:
        """With the two exchanged."""
        levels = _exchanged(levels_of(stated.ranking or []), *self.codes)
        return stated.model_copy(update={"ranking": _entries(levels)})

    def _told(self) -> dict[str, Any]:
        return {"codes": list(self.codes)}


@dataclass(frozen=True)
class StateOrder(PreferenceEdit):
    """An option that an order left open is given its place: what would have to be known, not what would have to change."""

    kind = "state_order"
    issue: str
    order: str
    """The order as it would then stand."""
    clause: int | None = None

    def changed(self, stated: Preferences) -> Preferences:
        """With the order as it would then stand."""
        return _with_order(stated, self.issue, self.clause, lambda _: _order_levels(self.order))

    def _told(self) -> dict[str, Any]:
        told: dict[str, Any] = {"issue": self.issue, "order": self.order}
        return told if self.clause is None else {**told, "clause": self.clause}


@dataclass(frozen=True)
class StateImportance(PreferenceEdit):
    """An issue of unstated importance is given its place: what would have to be known."""

    kind = "state_importance"
    issue: str
    place: int
    """How many tiers stand above it."""

    def changed(self, stated: Preferences) -> Preferences:
        """With the issue in a tier of its own."""
        levels = levels_of(stated.importance or [])
        return stated.model_copy(
            update={"importance": _entries((*levels[: self.place], (self.issue,), *levels[self.place :]))}
        )

    def _told(self) -> dict[str, Any]:
        return {"issue": self.issue, "place": self.place}


@dataclass(frozen=True)
class TermEdit:
    """One issue of a deal set to another option. No single party makes it: a deal's terms are agreed."""

    kind: ClassVar[str]
    issue: str
    to: str

    def apply(self, case: Case, code: int) -> int:
        """The outcome after it."""
        return case.space.code({self.issue: self.to}, base=code)

    def to_json(self) -> dict[str, Any]:
        """``{"edit": kind, "party": null, "issue": id, "to": option}``."""
        return {"edit": self.kind, "party": None, "issue": self.issue, "to": self.to}


@dataclass(frozen=True)
class ChangeTerm(TermEdit):
    """A term of the deal becomes another, or is given up."""

    kind = "change_term"


@dataclass(frozen=True)
class AddTerm(TermEdit):
    """An issue that the deal leaves as it is becomes a term of it."""

    kind = "add_term"


def applied(case: Case, edits: Sequence[PreferenceEdit]) -> Case:
    """The case after several edits, in their order."""
    for edit in edits:
        case = edit.apply(case)
    return case


def single_edits(case: Case) -> Iterator[PreferenceEdit]:
    """Every single edit of what a party of the case wants, in case order; statements are no edits of that kind."""
    for party in case.parties:
        yield from edits_of(party, case.of(party))


def edits_of(party: str, stated: Preferences) -> Iterator[PreferenceEdit]:
    """Every single edit of one party's preferences."""
    for line in dict.fromkeys(stated.red_lines):
        yield DropRedLine(party, line)
    for issue, entry in (stated.orders or {}).items():
        for clause, text in _clauses(entry):
            for pair in _neighbours(_order_levels(text)):
                yield SwapOptions(party, issue, pair, clause)
    for issues in _neighbours(levels_of(stated.importance or [])):
        yield SwapImportance(party, issues)
    above = None
    for place, priority in enumerate(stated.priorities or [], 1):
        if above is not None and above != priority:
            yield RaisePriority(party, priority, place)
        above = priority
    for codes in _neighbours(levels_of(stated.ranking or [])):
        yield SwapOutcomes(party, codes)


def statements_of(case: Case, party: str, stated: Preferences) -> Iterator[PreferenceEdit]:
    """Every single statement that would fill a gap in a party's orders: of an option's place, or an issue's.

    Where an order names nothing yet, a first statement compares two options. Only parties stated by orders, or not at all,
    have such gaps.
    """
    if stated.form not in ("orders", None):
        return
    for issue, described in case.issues.items():
        entry = (stated.orders or {}).get(issue, "?")
        for clause, text in _clauses(entry):
            levels = _order_levels(text)
            named = {option for level in levels for option in level}
            open_ones = [option for option in described.options if option not in named]
            if not named and len(open_ones) == 1:
                continue
            for order in _completed(levels, open_ones):
                yield StateOrder(party, issue, order, clause)
    tiers = levels_of(stated.importance or [])
    placed = {issue for tier in tiers for issue in tier}
    for issue in case.issues:
        if issue not in placed:
            for place in range(len(tiers) + 1):
                yield StateImportance(party, issue, place)


def term_edits(case: Case, code: int, to: int) -> tuple[TermEdit, ...]:
    """The terms by which one outcome differs from another, as edits of it."""
    base = case.status_quo_code
    kept = case.space.terms(base) if base is not None else {}
    before = case.space.terms(code)
    return tuple(
        AddTerm(issue, option) if kept.get(issue) == before[issue] else ChangeTerm(issue, option)
        for issue, option in case.space.difference(to, code).items()
    )


def levels_of(entries: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    """``importance`` or a ranking as levels, tied ones together."""
    return tuple(tuple(entry) if isinstance(entry, (list, tuple)) else (entry,) for entry in entries)


def _entries(levels: Sequence[Sequence[Any]]) -> list[Any]:
    """Levels as they stand in a file."""
    return [level[0] if len(level) == 1 else list(level) for level in levels]


def _order_levels(text: str) -> tuple[tuple[str, ...], ...]:
    """``a > b ~ c`` as levels; none for ``?``."""
    if text.strip() == "?":
        return ()
    return tuple(tuple(name.strip() for name in level.split("~")) for level in text.split(">"))


def _order_text(levels: Sequence[Sequence[str]]) -> str:
    return " > ".join(" ~ ".join(level) for level in levels) or "?"


def _clauses(entry: str | Sequence[ConditionalOrder]) -> list[tuple[int | None, str]]:
    """The orders of an entry, numbered where it is a list of them."""
    if isinstance(entry, str):
        return [(None, entry)]
    return [(n, part.order) for n, part in enumerate(entry)]


def _neighbours(levels: Sequence[Sequence[T]]) -> Iterator[tuple[T, T]]:
    """Pairs in adjacent levels, the higher one first."""
    for upper, lower in pairwise(levels):
        for a in upper:
            for b in lower:
                yield a, b


def _exchanged(levels: Sequence[Sequence[T]], a: T, b: T) -> tuple[tuple[T, ...], ...]:
    """The levels with two of adjacent levels in each other's place."""
    if not any(a in upper and b in lower for upper, lower in pairwise(levels)):
        raise ValueError(f"{a} does not stand directly above {b}")
    other = {a: b, b: a}
    return tuple(tuple(other.get(name, name) for name in level) for level in levels)


def _with_order(
    stated: Preferences,
    issue: str,
    clause: int | None,
    change: Callable[[tuple[tuple[str, ...], ...]], tuple[tuple[str, ...], ...]],
) -> Preferences:
    """Preferences with one order changed."""
    orders = dict(stated.orders or {})
    entry = orders.get(issue, "?")
    if isinstance(entry, str):
        if clause is not None:
            raise ValueError(f"{issue} has one order")
        orders[issue] = _order_text(change(_order_levels(entry)))
    else:
        if clause is None or clause >= len(entry):
            raise ValueError(f"{issue} has {len(entry)} orders, numbered from 0")
        part = entry[clause]
        changed = part.model_copy(update={"order": _order_text(change(_order_levels(part.order)))})
        orders[issue] = [*entry[:clause], changed, *entry[clause + 1 :]]
    return stated.model_copy(update={"orders": orders})


def _completed(levels: tuple[tuple[str, ...], ...], open_ones: Sequence[str]) -> Iterator[str]:
    """The orders with one more option in its place, on a level of its own."""
    if not levels:
        for a in open_ones:
            for b in open_ones:
                if a != b:
                    yield _order_text(((a,), (b,)))
        return
    for option in open_ones:
        for place in range(len(levels) + 1):
            yield _order_text((*levels[:place], (option,), *levels[place:]))
