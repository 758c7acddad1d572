"""A whole new case file: what it says reads back equal, here and by programs that read older YAML."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from goodoffices.errors import OutputError
from goodoffices.model.case import Case
from goodoffices.model.files import FIRST_LINE, dump_case, loads_case, read_case, write_case
from goodoffices.model.files.render import as_data, block, flow
from tests.model.files.small import SMALL
from tests.strategies import cases


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_case_written_reads_back_equal(case: Case) -> None:
    assert loads_case(dump_case(case)).case == case


def test_every_section_is_written() -> None:
    case = loads_case(SMALL).case
    text = dump_case(case)
    assert loads_case(text).case == case
    assert loads_case(text).warnings == ()
    assert dump_case(loads_case(text).case) == text


def older(text: str) -> Any:
    """Data as a program that reads YAML 1.1 has it."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    return reader.load(text)


def settled(data: Any) -> Any:
    """Dates as text and numbers as floats."""
    if isinstance(data, dict):
        return {settled(key): settled(each) for key, each in data.items()}
    if isinstance(data, list):
        return [settled(each) for each in data]
    if isinstance(data, date):
        return data.isoformat()
    return float(data) if isinstance(data, (int, Decimal)) and not isinstance(data, bool) else data


WORDS = st.sampled_from(
    "no yes On OFF y N null ~ true 12 1_000 0x1F 0o17 1e3 1:30 12:30:45 .5 .inf = << - ? : ! % @ ` 2031-05-08 +1 0b1".split()
) | st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(WORDS, WORDS | st.lists(WORDS, max_size=3) | st.dictionaries(WORDS, WORDS, max_size=2), min_size=1)
)
def test_any_words_mean_the_same_in_old_and_new_yaml(data: dict[str, Any]) -> None:
    current = YAML(typ="safe", pure=True)
    for text in (block(data, 0), flow(data)):
        assert older(text) == data
        assert current.load(text) == data


def test_the_small_case_means_the_same_in_older_yaml() -> None:
    case = loads_case(SMALL).case
    assert settled(older(dump_case(case).replace(FIRST_LINE, ""))) == settled(as_data(case))


def test_a_long_text_is_folded_and_several_lines_stay_lines() -> None:
    case = Case.model_validate(
        as_data(loads_case(SMALL).case) | {"about": "word " * 60 + "end", "left_out": ["a\nb\n", "c"]}
    )
    text = dump_case(case)
    assert "about: >-\n  word word" in text
    assert "  - |\n    a\n    b\n" in text
    assert max(map(len, text.split("\n"))) <= 120
    assert loads_case(text).case == case


def test_the_first_line_points_editors_at_the_schema_beside_it(tmp_path: Path) -> None:
    casefile = write_case(loads_case(SMALL).case, tmp_path / "river")
    first = casefile.text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = json.loads((casefile.folder / first.split("=", 1)[1]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert read_case(tmp_path / "river").case == loads_case(SMALL).case


def test_a_case_is_never_written_over_another(tmp_path: Path) -> None:
    write_case(loads_case(SMALL).case, tmp_path)
    with pytest.raises(OutputError, match="a case already"):
        write_case(loads_case(SMALL).case, tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be made"):
        write_case(loads_case(SMALL).case, tmp_path / "file" / "river")
