"""Values as YAML that a person would write and any program reads alike: short things in one line, risky words in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from textwrap import wrap
from typing import Any

from pydantic import BaseModel

from goodoffices.model.files.structure import BOOLEANS

__all__ = ["as_data", "block", "flow"]

WIDTH = 110
"""Longest line that is made of a list or mapping."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/'’“”–—+>~?!%;=-]|,(?= )|:(?=\w))*")
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9_,.:eExXoO+-]*|[-+]?\.[0-9a-zA-Z]+")
_VALUES = frozenset({"null", "true", "false"})
_NEVER_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def as_data(value: Any) -> Any:
    """Models, enumerations and tuples to plain dictionaries, lists and words; what a model has by default is left out."""
    if isinstance(value, BaseModel):
        return as_data(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: as_data(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_data(each) for each in value]
    return value


def flow(value: Any, *, as_json: bool = False) -> str:
    """A value on one line.

    Examples
    --------
    >>> print(flow({"on": "2025-03-18", "who": ["us", "no"], "what": "A call, by telephone"}))
    {"on": "2025-03-18", who: [us, "no"], what: "A call, by telephone"}
    """
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{_scalar(key, True, as_json)}: {flow(each, as_json=as_json)}" for key, each in value.items()
        )
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(flow(each, as_json=as_json) for each in value)}]"
    return _scalar(value, True, as_json)


def block(value: Mapping[str, Any] | Sequence[Any], indent: int) -> str:
    """A mapping or list over several lines, each of which ends with a line break; what is short stands on one line."""
    lines: list[str] = []
    space = " " * indent
    rows = value.items() if isinstance(value, Mapping) else ((None, each) for each in value)
    for key, each in rows:
        lead = f"{space}-" if key is None else f"{space}{_scalar(key, False, False)}:"
        if not isinstance(each, (Mapping, list, tuple)):
            lines.append(f"{lead} {_text(each, indent)}\n")
        elif not each or (len(line := f"{lead} {flow(each)}") <= WIDTH and "\\n" not in line and not _deep(each)):
            lines.append(f"{lead} {flow(each)}\n" if not each else f"{line}\n")
        elif key is None:
            inner = block(each, indent + 2)
            lines.append(f"{lead} {inner[indent + 2 :]}")
        else:
            lines.append(f"{lead}\n{block(each, indent + 2)}")
    return "".join(lines)


def _deep(value: Any) -> bool:
    """Whether a collection holds more than one level of collections."""
    inner = value.values() if isinstance(value, Mapping) else value
    return any(
        isinstance(part, (Mapping, list, tuple))
        for each in inner
        if isinstance(each, (Mapping, list, tuple))
        for part in (each.values() if isinstance(each, Mapping) else each)
    )


def _text(value: Any, indent: int) -> str:
    """A scalar after a key: several lines become a literal block, a long one a folded block, where that is exact."""
    if isinstance(value, str) and "\n" in value.strip("\n") and _blocky(value):
        space = " " * (indent + 2)
        rows = value.removesuffix("\n").split("\n")
        body = "\n".join(space + row if row else "" for row in rows)
        return f"{'|' if value.endswith(chr(10)) else '|-'}\n{body}"
    if isinstance(value, str) and len(value) > WIDTH and value.split() == value.split(" ") and _blocky(value):
        space = " " * (indent + 2)
        rows = wrap(value, WIDTH - len(space), break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "\n".join(space + row for row in rows)
    return _scalar(value, False, False)


def _blocky(text: str) -> bool:
    rows = text.removesuffix("\n").split("\n")
    return all(row.isprintable() and not row.startswith(" ") and row.rstrip() == row for row in rows) and all(
        (rows[0], rows[-1], not _NEVER_RAW.search(text))
    )


def _scalar(value: Any, in_flow: bool, as_json: bool) -> str:
    """A word, text, number or date."""
    if isinstance(value, str):
        return value if not as_json and _bare(value, in_flow) else _quoted(value)
    if isinstance(value, date):
        return _quoted(value.isoformat()) if as_json else value.isoformat()
    if isinstance(value, Decimal):
        return str(value).replace("E+", "e+").replace("E-", "e-")
    return json.dumps(value)


def _bare(text: str, in_flow: bool) -> bool:
    """Whether a text means itself without quotes, here and to programs that read older YAML."""
    return (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith((" ", ":"))
        and not (in_flow and any(mark in text for mark in ",?:"))
        and ": " not in text
        and text.lower() not in BOOLEANS | _VALUES
        and text.isprintable()
        and not _NUMBER_LIKE.fullmatch(text)
    )


def _quoted(text: str) -> str:
    """In double quotes, by the rules that JSON and YAML share."""
    return _NEVER_RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
