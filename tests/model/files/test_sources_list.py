"""``sources.csv``: what is known of the sources besides their words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goodoffices.errors import CaseError
from goodoffices.model.files import read_case
from goodoffices.model.sources import SourceDetails
from tests.model.files.small import SMALL

HEADER = "file,title,publisher,published_on,language,track,handling\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_a_case_without_a_list_has_no_details(folder: Path) -> None:
    assert read_case(folder).sources == {}


def test_what_the_list_says_is_read(folder: Path) -> None:
    row = 'sources/call.txt,"The call, in short",The Post,2031-05-01,en,1.5,restricted\n./sources/b.txt,,,,,,\n'
    (folder / "sources.csv").write_text("\ufeff" + HEADER + row, encoding="utf-8")
    assert read_case(folder).sources == {
        "sources/call.txt": SourceDetails(
            "The call, in short", "The Post", date(2031, 5, 1), "en", "1.5", "restricted"
        ),
        "sources/b.txt": SourceDetails(),
    }


FAULTS = {
    "an unknown column": ("file,tittle\na,b\n", 1, 'Did you mean "title"?'),
    "a column twice": ("file,title,title\na,b,c\n", 1, "stands twice"),
    "no file": ("title\nb\n", 1, 'no column "file"'),
    "too many cells": ("file,title\na,b,c\n", 2, "3 cells"),
    "a path outside": ("file\n../secret.txt\n", 2, "inside the case folder"),
    "an absolute path": ("file\n/etc/hosts\n", 2, "inside the case folder"),
    "a file twice": ("file\na.txt\na.txt\n", 3, "stands twice"),
    "a day that is none": ("file,published_on\na.txt,yesterday\n", 2, "a date such as"),
    "an unknown track": ("file,track\na.txt,3\n", 2, "public, 1, 1.5, 2"),
    "an unknown handling": ("file,handling\na.txt,secret\n", 2, "public, internal, restricted, confidential"),
    "an open quotation mark": ('file\n"a.txt\n', 2, "not a table"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_list_is_told_with_its_line(name: str, folder: Path) -> None:
    text, line, told = FAULTS[name]
    (folder / "sources.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    (problem,) = caught.value.problems
    assert problem.path == str(folder / "sources.csv")
    assert problem.line == line
    assert told in f"{problem.message} {problem.hint}"


def test_a_list_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "sources.csv").write_bytes(b"file\n\xff\xfe\n")
    with pytest.raises(CaseError, match="not UTF-8"):
        read_case(folder)


def test_faults_of_case_and_list_are_told_together(folder: Path) -> None:
    (folder / "case.yaml").write_text(SMALL.replace("talks:", "talk:"), encoding="utf-8")
    (folder / "sources.csv").write_text("title\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    assert [Path(problem.path).name for problem in caught.value.problems] == ["case.yaml", "sources.csv"]
