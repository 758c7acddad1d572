"""Passages stand in their sources letter for letter, or the nearest words are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.files import check_evidence, evidence, find_evidence, loads_case, locate, read_case
from goodoffices.model.parts import PassageEvidence
from tests.model.files.small import SMALL

CALL = "On Monday the minister said that the guns must fall\nsilent. She added nothing. The guns  were not silent.\n"
KEYS = ("preferences", "north", "because", "truce", 1)


def quoting(words: str, source: str = "sources/call.txt") -> str:
    return SMALL.replace(
        "{source: sources/call.txt, quote: the guns must fall silent}", f"{{source: {source}, quote: {words}}}"
    )


def test_a_passage_is_found_with_its_place() -> None:
    report = find_evidence(loads_case(SMALL), {"sources/call.txt": CALL})
    (found,) = report.passages.values()
    assert list(report.passages) == [KEYS]
    assert CALL[found.start : found.end] == found.quote == "the guns must fall\nsilent"
    assert report.problems == report.warnings == ()


def test_words_that_are_not_there_are_told_with_the_nearest_passage() -> None:
    text = quoting("the guns shall fall silent")
    (problem,) = check_evidence(loads_case(text), {"sources/call.txt": CALL})
    at = text.index("the guns shall")
    assert problem.line == text.count("\n", 0, at) + 1
    assert problem.column == at - text.rfind("\n", 0, at)
    assert problem.message == "these words are not in the source"
    assert problem.hint is not None
    start = CALL.index("the guns must")
    assert f'"the guns must fall silent", characters {start} to {start + 25}' in problem.hint


def test_words_unlike_anything_are_told_so() -> None:
    (problem,) = check_evidence(loads_case(quoting("zxq jjk vvw")), {"sources/call.txt": CALL})
    assert "Nothing in sources/call.txt is like it." in str(problem.hint)


def test_a_quote_longer_than_its_source_is_told_so() -> None:
    (problem,) = check_evidence(loads_case(SMALL), {"sources/call.txt": "Hm."})
    assert problem.message == "these words are not in the source"


def test_words_that_stand_twice_are_warned_of() -> None:
    report = find_evidence(loads_case(quoting("The guns", "sources/call.txt")), {"sources/call.txt": CALL + CALL})
    assert report.problems == ()
    assert [warning.message for warning in report.warnings] == ["these words stand 2 times in sources/call.txt"]
    assert next(iter(report.passages.values())).start == CALL.index("The guns")


def test_a_source_that_is_not_there_is_told_with_the_nearest_name() -> None:
    (problem,) = check_evidence(loads_case(quoting("x", "sources/cal.txt")), {"sources/call.txt": CALL})
    assert problem.message == 'no source is named "sources/cal.txt"'
    assert 'Did you mean "sources/call.txt"?' in str(problem.hint)


def test_a_source_that_could_not_be_read_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "call.txt").write_bytes(b"\0")
    (problem,) = check_evidence(read_case(tmp_path), {})
    assert problem.message == 'the source "sources/call.txt" could not be read'


def test_every_piece_of_evidence_is_listed_with_its_place() -> None:
    casefile = loads_case(SMALL)
    found = dict(evidence(casefile.case))
    assert [piece for piece in found.values() if isinstance(piece, str)] == ["s4", "s5", "s9", "s4", "s7", "s8"]
    lines = SMALL.split("\n")
    for keys, piece in found.items():
        line, column = casefile.place(*keys)
        expected = piece if isinstance(piece, str) else "{source"
        assert lines[line - 1][column - 1 :].startswith(expected)


@pytest.mark.parametrize("quote", ["remain neutral", "«мир»", "e\u0301te", "a  b", "(x+y)*", "😀 so"])
def test_offsets_count_code_points(quote: str) -> None:
    text = f"\u202e🚢 {quote}, and again: {quote}."
    found = locate(PassageEvidence(source="s", quote=quote), text)
    assert [text[each.start : each.end] for each in found] == [quote, quote]


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1), st.data())
def test_any_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].split()
    found = locate(PassageEvidence(source="s", quote=text[start:end]), text)
    assert bool(found) == bool(words)
    assert all(text[each.start : each.end].split() == words for each in found)


def test_evidence_may_stand_under_one_red_line_as_it_is_written() -> None:
    line = "flag.river and toll.half"
    text = SMALL.replace("red_lines: [", f"red_lines: [{line}, ", 1)
    assert text != SMALL
    text = text.replace("    because:\n", f"    because:\n      {line}: [s9]\n", 1)
    assert f"preferences.north.because.{line}" in {
        ".".join(map(str, keys[:-1])) for keys, _ in evidence(loads_case(text).case)
    }
    with pytest.raises(CaseError, match="is nothing that this party's preferences hold"):
        loads_case(text.replace(f"      {line}: [s9]", "      flag.river: [s9]"))
