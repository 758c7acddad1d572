"""The ledger as a few lists in memory: slow, obvious, and without a database.

Every write gives a row a fresh token; undoing an act brings back the row with the token it had before. An act can be undone when
each of its rows bears the token that the act left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ModelLedger", "Refused"]


class Refused(Exception):
    """The act cannot be done; nothing was changed."""


@dataclass(frozen=True)
class Cell:
    """What a row says: its stance, its state, and the token of the write that made it so."""

    stance: str
    state: str
    token: int


@dataclass
class Done:
    """One judging act: each row before and after."""

    before: dict[int, Cell]
    after: dict[int, Cell]


@dataclass
class Person:
    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)


class ModelLedger:
    """Rows by number from 1; people with their acts."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.proposed: list[str] = []
        self.rows: dict[int, Cell] = {}
        self.people: dict[str, Person] = {}
        self.judged: set[int] = set()
        self.tokens = 0
        self.entries = 0

    def cell(self, stance: str, state: str) -> Cell:
        self.tokens += 1
        return Cell(stance, state, self.tokens)

    def propose(self, rows: list[tuple[str, str]]) -> list[int]:
        """Rows as key and stance, of which the first of each key counts; the numbers of those that were new."""
        added, seen, renewed = [], set(), False
        for key, stance in rows:
            if key in seen:
                continue
            seen.add(key)
            if key not in self.keys:
                self.keys.append(key)
                self.proposed.append(stance)
                added.append(len(self.keys))
                self.rows[len(self.keys)] = self.cell(stance, "proposed")
            number = self.keys.index(key) + 1
            if number not in self.judged and self.rows[number].stance != stance:
                self.proposed[number - 1] = stance
                self.rows[number] = self.cell(stance, "proposed")
                renewed = True
        self.entries += bool(added) or renewed
        return added

    def accepted(self, number: int, stance: str) -> str:
        return "accepted" if stance == self.proposed[number - 1] else "edited"

    def judge(self, numbers: list[int], state: str, who: str) -> None:
        new = {}
        for number in set(numbers):
            old = self.rows[number]
            wanted = self.accepted(number, old.stance) if state == "accepted" else state
            if wanted != old.state:
                new[number] = self.cell(old.stance, wanted)
        self._act(new, who)

    def edit(self, number: int, stance: str, who: str) -> None:
        if self.rows[number].stance != stance:
            self._act({number: self.cell(stance, self.accepted(number, stance))}, who)

    def _act(self, new: dict[int, Cell], who: str) -> None:
        if new:
            person = self.people.setdefault(who, Person())
            person.done.append(Done({number: self.rows[number] for number in new}, new))
            person.undone.clear()
            self.rows |= new
            self.judged |= set(new)
            self.entries += 1

    def undo(self, who: str) -> None:
        person = self.people.setdefault(who, Person())
        if not person.done:
            raise Refused
        act = person.done[-1]
        self._swap(act.after, act.before)
        person.undone.append(person.done.pop())

    def redo(self, who: str) -> None:
        person = self.people.setdefault(who, Person())
        if not person.undone:
            raise Refused
        act = person.undone[-1]
        self._swap(act.before, act.after)
        person.done.append(person.undone.pop())

    def _swap(self, here: dict[int, Cell], there: dict[int, Cell]) -> None:
        if any(self.rows[number].token != cell.token for number, cell in here.items()):
            raise Refused
        self.rows |= there
        self.entries += 1
