"""The small things a case is written in: names, texts, numbers and ranges of numbers, evidence.

They stand apart from :mod:`goodoffices.model.case` because the sections ``holding`` and ``forecast`` are written in them too.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from goodoffices.model.expressions import RESERVED

__all__ = [
    "Amount",
    "Because",
    "EmptyIsAbsent",
    "Evidence",
    "Identifier",
    "Number",
    "Part",
    "PassageEvidence",
    "Range",
    "Text",
]

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^\w[\w-]*$"),
    WithJsonSchema(
        {
            "type": "string",
            # \w of all scripts, in a form that editors and Python read alike: no space, no ASCII punctuation but _ and -
            "pattern": r"^[^\s!-/:-@\[-^`{-~][^\s!-,./:-@\[-^`{-~]*$",
            "not": {"enum": sorted(RESERVED)},
        }
    ),
]
"""A name used in expressions: letters, digits, underscores and hyphens."""

Text = Annotated[str, StringConstraints(min_length=1)]

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Exact: 0.1 is one tenth. Neither infinite nor "not a number"."""


class Part(BaseModel):
    """A part of a case: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, ignored_types=(cached_property,))


class EmptyIsAbsent:
    """Marks an optional section that may stand in the file with nothing in it: ``holding: {}``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(lambda value: value or None, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        found = handler(schema)
        return {**found, "anyOf": [*found["anyOf"], {"type": "object", "maxProperties": 0}]}


class PassageEvidence(Part):
    """Words that stand verbatim in a source of the case."""

    model_config = ConfigDict(title="passage")

    source: Text = Field(description="Path of the source, relative to the case folder.")
    quote: Text = Field(description="Words that stand in it, letter for letter.")


Evidence = Annotated[str, StringConstraints(pattern=r"^s[1-9][0-9]*$")] | PassageEvidence
"""A statement's id in this case's ledger, or a passage."""

Because = dict[str, list[Evidence]]


class Range(Part):
    """A number known only between bounds; with a mode it is drawn from a PERT distribution, else uniformly."""

    low: Number
    mode: Number | None = None
    high: Number

    @property
    def middle(self) -> Decimal:
        """The mode; where none is given, halfway."""
        return (self.low + self.high) / 2 if self.mode is None else self.mode

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.middle <= self.high:
            raise ValueError("a range needs low ≤ mode ≤ high")
        return self


Amount = Number | Range
"""A number, or a range where it is not known better."""
