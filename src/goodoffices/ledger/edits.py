"""Changing fields of a row by hand: which may be changed, to what, and that the result still stands in its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from goodoffices.errors import UsageError, nearest
from goodoffices.ledger.anchors import check_anchors
from goodoffices.model.statements import Kind, Mark, Speaker, Stance, Statement

__all__ = ["EDITABLE", "FIXED", "edited"]

FIXED = ("id", "key", "state", "source", "sha256", "text_sha256", "rule", "confidence")
"""What identifies a row, says where it came from, or is set by other acts."""

EDITABLE = tuple(f.name for f in fields(Statement) if f.name not in FIXED)

_MARKS = ("cue", "condition", "hedge", "when")
_DATES = ("said_on", "said_from", "said_to", "published_on")
_SPANS = ("content", "support")
_CLOSED = {"kind": Kind, "stance": Stance}


def edited(row: Statement, changes: Mapping[str, Any], text: str) -> Statement:
    """The row with some fields replaced, given as in its JSON or as Python values; a speaker's fields may be given in part.

    Raises
    ------
    UsageError
        If a field cannot be changed or does not take that value.
    LedgerError
        If words or spans would no longer stand in the text.
    """
    for name in changes:
        if name not in EDITABLE:
            like = nearest(name, EDITABLE)
            hint = f" Did you mean {like!r}?" if like else f" Fields that can: {', '.join(EDITABLE)}."
            raise UsageError(f"{row.id}: {name!r} is not a field that can be changed.{hint}")
    plain = row.to_json()
    for name, value in changes.items():
        plain[name] = _plain_speaker(row, value) if name == "speaker" else _checked(row, name, value)
    result = Statement.from_json(plain)
    check_anchors(result, text)
    return result


def _plain_speaker(row: Statement, value: Any) -> dict[str, Any]:
    names = [f.name for f in fields(Speaker)]
    given = {name: getattr(value, name) for name in names} if isinstance(value, Speaker) else value
    if not isinstance(given, Mapping) or set(given) - set(names):
        raise UsageError(f"{row.id}: speaker takes {', '.join(names)}, not {value!r}.")
    merged = {name: given.get(name, getattr(row.speaker, name)) for name in names}
    whole = all(isinstance(merged[name], str | None) for name in ("name", "text", "role"))
    places = all(_whole_number(merged[name]) or merged[name] is None for name in ("start", "end"))
    if not whole or not places:
        raise UsageError(f"{row.id}: a speaker's name, text and role are words; start and end are whole numbers.")
    return merged


def _checked(row: Statement, name: str, value: Any) -> Any:
    """The value in JSON form."""
    if name in _CLOSED:
        known = [member.value for member in _CLOSED[name]]
        if value not in known:
            like = nearest(str(value), known)
            hint = f" Did you mean {like!r}?" if like else ""
            raise UsageError(f"{row.id}: {value!r} is not a {name}.{hint} There are: {', '.join(known)}.")
        return str(value)
    if name in _SPANS:
        return _spans(row, name, value)
    if name == "topics":
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise UsageError(f"{row.id}: topics is a list of codes, not {value!r}.")
        return list(value)
    if value is None:
        return None
    if name in _MARKS:
        return _mark(row, name, value)
    if name in _DATES:
        return _date(row, name, value)
    if not isinstance(value, str):
        raise UsageError(f"{row.id}: {name} takes words or nothing, not {value!r}.")
    return value


def _spans(row: Statement, name: str, value: Any) -> Any:
    spans = [value] if name == "support" else value
    try:
        plain = [[start, end] for start, end in spans]
    except (TypeError, ValueError):
        plain = []
    if not plain or not all(_whole_number(place) for span in plain for place in span):
        raise UsageError(f"{row.id}: {name} takes start and end as whole numbers, not {value!r}.")
    return plain[0] if name == "support" else plain


def _mark(row: Statement, name: str, value: Any) -> dict[str, Any]:
    plain = {"text": value.text, "start": value.start, "end": value.end} if isinstance(value, Mark) else value
    if (
        not isinstance(plain, Mapping)
        or set(plain) != {"text", "start", "end"}
        or not isinstance(plain["text"], str)
        or not (_whole_number(plain["start"]) and _whole_number(plain["end"]))
    ):
        raise UsageError(
            f"{row.id}: {name} takes words of the source with their place (text, start, end), not {value!r}."
        )
    return dict(plain)


def _date(row: Statement, name: str, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (TypeError, ValueError):
        raise UsageError(f"{row.id}: {name} takes a date like 2025-03-17, not {value!r}.") from None


def _whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
