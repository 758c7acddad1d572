"""Changes of a case file, as data: give a value, add to a list, take out; and what a file's data come to after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goodoffices.model.files.render import as_data
from goodoffices.model.parts import PassageEvidence

__all__ = ["Change", "Insert", "Keys", "Put", "Remove", "add_alias", "add_evidence", "applied", "set_answer"]

Keys = tuple[str | int, ...]
"""Where in the case file something stands."""


@dataclass(frozen=True)
class Put:
    """Give the entry under ``keys`` this value, whether it is there or not; what it stands in is made if need be."""

    keys: Keys
    value: Any


@dataclass(frozen=True)
class Insert:
    """Add a value to the list under ``keys``, at the end or before the entry ``at``. With ``once``, not if it is there."""

    keys: Keys
    value: Any
    at: int | None = None
    once: bool = False


@dataclass(frozen=True)
class Remove:
    """Take out the entry under ``keys``."""

    keys: Keys


Change = Put | Insert | Remove


def add_alias(party: str, alias: str) -> Insert:
    """Let a party be known by one more name."""
    return Insert(("parties", party, "aliases"), alias, once=True)


def set_answer(proposal: str, party: str, answer: str) -> Put:
    """Note what a party says to a proposal."""
    return Put(("proposals", proposal, "answers", party), answer)


def add_evidence(keys: Keys, piece: str | PassageEvidence) -> Insert:
    """Add a statement's id or a passage to the list under ``keys``, which ends with ``because`` and its topic."""
    return Insert(keys, piece, once=True)


def applied(data: Any, change: Change) -> Any:
    """The data of a file after a change, as the edited text must give them back. The data handed in are used up."""
    value = as_data(change.value) if not isinstance(change, Remove) else None
    *above, last = change.keys
    holder = data
    for key in above:
        if isinstance(holder, dict) and key not in holder and not isinstance(change, Remove):
            holder[key] = {}
        holder = holder[key]
    if isinstance(change, Put):
        holder[last] = value
    elif isinstance(change, Remove):
        del holder[last]
    else:
        listed = holder.setdefault(last, []) if isinstance(holder, dict) else holder[last]
        if not isinstance(listed, list):
            raise KeyError(change.keys)
        if not (change.once and value in listed):
            listed.insert(len(listed) if change.at is None else change.at, value)
    return _settled(data)


def _settled(data: Any) -> Any:
    """Data as a file gives it back: days as text, numbers exact."""
    if isinstance(data, dict):
        return {key: _settled(each) for key, each in data.items()}
    if isinstance(data, list):
        return [_settled(each) for each in data]
    if isinstance(data, date):
        return data.isoformat()
    return Decimal(str(data)) if isinstance(data, float) else data
