"""The kinds of value a place of the case file takes, read off the types of its models, and what a person calls them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from goodoffices.errors import nearest
from goodoffices.model.expressions import RESERVED
from goodoffices.model.files.page import listed
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence
from goodoffices.model.parts import Identifier, Range

__all__ = ["branches", "expected", "fault", "found", "hints", "noun", "takes", "unwrap"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATEMENT = "a statement's id such as s12"


@lru_cache
def hints(model: type[BaseModel]) -> dict[str, tuple[Any, FieldInfo]]:
    """Key as it stands in the file to its type and field."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: (hints[name], field) for name, field in model.model_fields.items()}


def noun(model: type[BaseModel]) -> str:
    """What a person calls a model, with its article: its title, or the words of its name."""
    name = str(model.model_config.get("title") or re.sub(r"(?<=.)([A-Z])", r" \1", model.__name__).lower())
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def unwrap(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its annotations, and they."""
    marks: tuple[Any, ...] = ()
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        marks = (*marks, *more)
    return kind, marks


def branches(kind: Any) -> list[Any]:
    """The members of a union, flattened, without None; a type that is no union is its own only member."""
    bare, marks = unwrap(kind)
    if get_origin(bare) in (Union, UnionType):
        return [branch for member in get_args(bare) if member is not NoneType for branch in branches(member)]
    return [kind if marks else bare]


def takes(kind: Any) -> type[Node]:
    """The kind of node that a type is written as."""
    bare, _ = unwrap(kind)
    if get_origin(bare) is list:
        return Sequence
    if get_origin(bare) is dict or (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return Mapping
    return Scalar


def expected(kind: Any) -> str:
    """What a person would call a value of a type."""
    bare, marks = unwrap(kind)
    if get_origin(bare) is list:
        return "a list"
    if bare is Range:
        return "a range such as {low: 1, high: 3}"
    if takes(kind) is Mapping:
        return "named entries (name: value)"
    if isinstance(bare, type) and issubclass(bare, Enum):
        return f"one of: {listed(str(each.value) for each in bare)}"
    if bare is date:
        return "a date such as 2025-03-17"
    if bare in (Decimal, int):
        return "a number" if bare is Decimal else "a whole number"
    pattern = next((mark.pattern for mark in marks if isinstance(mark, StringConstraints) and mark.pattern), None)
    if pattern is None:
        return "text"
    return "a name" if kind == Identifier else _STATEMENT


def found(node: Node) -> str:
    """What stands in the file instead."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a name with a value" if node.entries else "{}"
    assert isinstance(node, Scalar)  # noqa: S101  tells the type checker; there are only three kinds
    value = node.value
    if value is None:
        return "nothing" if not node.text else f"{node.text} (nothing)"
    if isinstance(value, bool):
        return f"{node.text} (a truth value)"
    return f"the number {node.text}" if isinstance(value, (int, Decimal)) else f'"{node.text}"'


def _scalar_kind(kind: Any) -> type:
    bare, _ = unwrap(kind)
    if issubclass(bare, Enum):
        return Enum
    return bare if bare in (date, Decimal, int) else str


def _text(node: Scalar, kind: Any) -> str | None:
    """None if it fits, else advice ('' for none)."""
    if not isinstance(node.value, str):
        return (
            "Write something here, or take the line out."
            if not node.text
            else f'To mean the word, quote it: "{node.text}".'
        )
    for mark in unwrap(kind)[1]:
        if isinstance(mark, StringConstraints):
            if mark.min_length and len(node.text) < mark.min_length:
                return "Write something here."
            if isinstance(mark.pattern, str) and not re.fullmatch(mark.pattern.strip("^$"), node.text):
                return "A name has letters, digits, _ and - only, and no spaces." if kind == Identifier else ""
    if kind == Identifier and node.text in RESERVED:
        return f'"{node.text}" is a word of expressions ({listed(sorted(RESERVED))}): choose another name.'
    return None


def _choice(node: Scalar, kind: Any) -> str | None:
    values = [str(each.value) for each in unwrap(kind)[0]]
    if node.value in values:
        return None
    near = nearest(node.text, values)
    return f'Did you mean "{near}"?' if near else ""


def _day(node: Scalar, kind: Any) -> str | None:
    if isinstance(node.value, str) and _ISO.fullmatch(node.text):
        try:
            date.fromisoformat(node.text)
        except ValueError:
            return "There is no such day."
        return None
    return "Year, month, day: 2025-03-17."


def _number(node: Scalar, kind: Any) -> str | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return "Write the number without quotes." if not node.plain and _plain_number(node.text) else ""
    return None if Decimal(value).is_finite() else "The number must be finite."


def _whole(node: Scalar, kind: Any) -> str | None:
    return None if isinstance(node.value, int) and not isinstance(node.value, bool) else ""


def _plain_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d+(\.\d*)?", text) is not None


_CHECKS: dict[type, Callable[[Scalar, Any], str | None]] = {
    str: _text,
    Enum: _choice,
    date: _day,
    Decimal: _number,
    int: _whole,
}


def fault(node: Scalar, kind: Any) -> str | None:
    """None if a word, text, number or date is of a kind; else advice, empty where there is none."""
    return _CHECKS[_scalar_kind(kind)](node, kind)
