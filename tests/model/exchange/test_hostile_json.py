"""JSON taken strictly: each fault of form in its place, and no file that can exhaust the machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.exchange import import_case
from goodoffices.model.exchange.json_tree import read_json
from goodoffices.model.files.page import Page
from goodoffices.model.files.yaml import plain
from tests.model.exchange.files import complaint

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1]))
def test_what_is_read_is_what_was_written(value: Any, indent: int | None) -> None:
    assert plain(read_json(Page("x.json", json.dumps(value, indent=indent)))) == value


@given(st.text(alphabet='{}[]":,0123456789.-+eE nulltruefasNI\\\n', max_size=30))
def test_any_text_is_read_as_the_standard_library_reads_it_or_refused(text: str) -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    def never(word: str) -> float:
        raise ValueError(word)

    try:
        json.loads(text, object_pairs_hook=once, parse_constant=never)
    except ValueError:
        with pytest.raises(CaseError):
            read_json(Page("x.json", text))
    else:
        read_json(Page("x.json", text))


BROKEN = {
    "a key that stands twice": ('{"decisionMakers": 1,\n "decisionMakers": 2}', "stands twice", 2),
    "not a number": ('{"decisionMakers": [NaN]}', '"NaN"', 1),
    "a number without end": ('{"decisionMakers": [-Infinity]}', '"-Infinity"', 1),
    "a remark": ('{"decisionMakers": 1} // so', "more text", 1),
    "a comma at the end": ('{"decisionMakers": [1,\n]}', '"]"', 2),
    "an open text": ('{"decisionMakers": "so', "does not end", 1),
    "an open brace": ('{"decisionMakers": 1', "the end of the file", 1),
    "deep nesting": ('{"decisionMakers": ' + "[" * 100_000, "nested more than", 1),
}


@pytest.mark.parametrize("what", BROKEN)
def test_faults_of_form_are_told_in_their_place(tmp_path: Path, what: str) -> None:
    text, said, line = BROKEN[what]
    found = complaint(tmp_path, conflict__gmcr=text)
    assert said in found.message
    assert found.line == line
    assert found.column is not None


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gmcr").write_bytes(b'{"decisionMakers": "\xff"}')
    with pytest.raises(CaseError, match="not UTF-8"):
        import_case([tmp_path / "x.gmcr"])
