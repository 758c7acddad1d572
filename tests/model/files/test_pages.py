"""The pages about the case file say what is so: their pieces of YAML read, and no key is left out."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from goodoffices.model.case import Case
from goodoffices.model.files import loads_case

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = DOCS / "reference" / "case-file.md"


@pytest.mark.parametrize("page", ["how-to/write-a-case.md", "reference/case-file.md"])
def test_the_pieces_of_a_page_are_one_case(page: str) -> None:
    text = "".join(
        re.findall(r"^```yaml\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
    assert loads_case(text).warnings == ()


def parts(kind: Any) -> set[type]:
    """The models and enumerations that a type is made of, all the way down."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        inner = [field.annotation for field in kind.model_fields.values()]
        return {kind}.union(*map(parts, inner))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {kind}
    return set().union(*map(parts, get_args(kind)))


def keys(part: type) -> list[str]:
    """The keys of a model as they stand in a file; an enumeration has none."""
    fields = part.model_fields if issubclass(part, BaseModel) else {}
    return [field.alias or name for name, field in fields.items()]


def test_the_reference_names_every_key_and_every_word_of_a_closed_list() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    told = {word for quoted in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", quoted)}
    for part in parts(Case):
        known = {str(each.value) for each in part} if issubclass(part, Enum) else set(keys(part))
        assert known <= told, f"{part.__name__}: {sorted(known - told)}"


def test_the_reference_shows_every_key_in_use() -> None:
    text = "".join(re.findall(r"^```yaml\n(.*?)^```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))
    for part in parts(Case):
        for key in keys(part):
            assert re.search(rf"\b{key}:", text), f"{part.__name__}.{key}"
