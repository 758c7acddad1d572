"""Reading a case from folders, files and text, of every encoding and form that is allowed, and refusing the rest clearly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from goodoffices.errors import CaseError, PathNotFound
from goodoffices.model.case import Case
from goodoffices.model.files import loads_case, read_case
from goodoffices.model.files.render import as_data, flow
from tests.model.files.small import SMALL
from tests.shared import SHARED, needs_shared
from tests.strategies import documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_a_folder_and_its_file_are_the_same_case(folder: Path) -> None:
    by_folder, by_file = read_case(folder), read_case(str(folder / "case.yaml"))
    assert by_folder.case == by_file.case == loads_case(SMALL).case
    assert by_folder.path == folder / "case.yaml"
    assert by_folder.folder == folder
    assert by_folder.sha256 == by_file.sha256


def test_everything_in_the_file_has_a_place() -> None:
    casefile = loads_case(SMALL)
    lines = SMALL.split("\n")
    line, column = casefile.place("preferences", "north", "because", "truce", 1, "quote")
    assert lines[line - 1][column - 1 :].startswith("quote: the guns must fall silent")
    line, column = casefile.place("issues", "toll", "reached_by", "half", 1, 0)
    assert lines[line - 1][column - 1 :].startswith("south, port]")
    with pytest.raises(KeyError):
        casefile.place("preferences", "north", "because", "toll")


@settings(max_examples=60, deadline=None)
@given(documents())
def test_yaml_and_json_of_a_case_read_as_its_model(document: dict[str, object]) -> None:
    data = as_data(document)
    assert loads_case(flow(data)).case == Case.model_validate(document)
    assert loads_case(flow(data, as_json=True)).case == Case.model_validate(document)


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("oracles/worlds/*.json")), ids=lambda path: path.stem)
def test_the_cases_of_the_oracles_read(path: Path) -> None:
    found = json.loads(path.read_text(encoding="utf-8"))
    if "case" not in found:
        pytest.skip("this oracle has no case")
    assert loads_case(json.dumps(found["case"], indent=1)).case == Case.model_validate(found["case"])
    assert loads_case(flow(found["case"])).warnings == ()


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path) -> None:
    (folder / "case.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    casefile = read_case(folder)
    assert casefile.case == loads_case(SMALL).case
    assert casefile.place("issues", "flag") == loads_case(SMALL).place("issues", "flag")


def test_a_path_that_does_not_exist_is_usage(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(PathNotFound) as caught:
            read_case(path)
        assert caught.value.exit_status == 2


UNREADABLE = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "remarks only": (b"# a case, some day\n", "only remarks"),
    "binary": (b"\x89PNG\r\n\0\0\0\xff\xfe", "binary"),
    "UTF-16": ("case: Hm\n".encode("utf-16"), "UTF-16"),
    "Latin-1": ("case: Hm\nabout: S\u00e3o Tom\u00e9\n".encode("latin-1"), "not UTF-8"),
    "a word": (b"ceasefire", "named entries"),
    "a list": (b"- case: Hm\n", "named entries"),
    "huge": (b"#" * (4 * 1024 * 1024 + 1), "too large"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_a_case_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, told = UNREADABLE[name]
    (tmp_path / "case.yaml").write_bytes(data)
    with pytest.raises(CaseError, match=told) as caught:
        read_case(tmp_path)
    assert caught.value.exit_status == 3
    assert str(tmp_path / "case.yaml") in str(caught.value)


def test_text_of_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes("case: Hm\nabout: S\u00e3o Tom\u00e9\n".encode("latin-1"))
    with pytest.raises(CaseError) as caught:
        read_case(tmp_path)
    assert caught.value.problems[0].line == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "case.yaml").chmod(0)
    with pytest.raises(CaseError, match="cannot be read"):
        read_case(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.yaml")
    with pytest.raises(CaseError, match="not a file"):
        read_case(tmp_path)
