"""Edits touch what was asked for and nothing else: every other character of the file stays."""

from __future__ import annotations

import difflib
import json
import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError, OutputError
from goodoffices.model.files import (
    Change,
    Insert,
    Put,
    Remove,
    add_alias,
    add_evidence,
    edit_case,
    edited,
    loads_case,
    read_case,
    set_answer,
    write_text,
)
from goodoffices.model.files.render import as_data, block, flow
from goodoffices.model.parts import PassageEvidence
from tests.model.files.small import SMALL
from tests.strategies import documents

PASSAGE = PassageEvidence(source="sources/call.txt", quote="no more, no less")


def changed(changes: list[Change], text: str = SMALL) -> tuple[list[str], list[str]]:
    """The lines that an edit takes out and the lines that it puts in."""
    rows = list(difflib.ndiff(text.split("\n"), edited(text, changes).split("\n")))
    return [row[2:] for row in rows if row[0] == "-"], [row[2:] for row in rows if row[0] == "+"]


def test_an_alias_is_added_at_the_end_of_its_list() -> None:
    assert changed([add_alias("north", "Northerners")]) == (
        ["    aliases: [The North Bank]"],
        ["    aliases: [The North Bank, Northerners]"],
    )


def test_a_list_that_is_not_there_is_made() -> None:
    gone, come = changed([add_alias("port", "The Harbour")])
    assert gone == ["  port: {name: The port, role: affected}"]
    assert come == ["  port: {name: The port, role: affected, aliases: [The Harbour]}"]


def test_an_alias_that_is_there_is_not_added_again() -> None:
    assert edited(SMALL, [add_alias("north", "The North Bank")]) == SMALL


def test_an_answer_is_set_where_there_was_one_and_where_there_was_none() -> None:
    assert changed([set_answer("calm_first", "port", "rejects")])[1] == ["    answers: {south: accepts, port: rejects}"]
    assert changed([set_answer("calm_first", "banks", "willing")])[1] == [
        "    answers: {south: accepts, port: no_reply, banks: willing}"
    ]


def test_evidence_is_added_to_a_topic_old_or_new() -> None:
    assert changed([add_evidence(("preferences", "north", "because", "red_lines"), "s6")])[1] == [
        "      red_lines: [s5, s6]"
    ]
    assert changed([add_evidence(("preferences", "north", "because", "toll"), PASSAGE)]) == (
        [],
        ['      toll: [{source: sources/call.txt, quote: "no more, no less"}]'],
    )
    assert changed([add_evidence(("preferences", "south", "because", "toll"), "s6")]) == (
        [],
        ["    because: {toll: [s6]}"],
    )


def test_a_section_that_is_not_there_is_put_at_the_end() -> None:
    text = SMALL[: SMALL.index("talks:")]
    made = edited(text, [Put(("talks",), [{"on": date(2031, 5, 9), "who": ["north"], "what": "Call"}])])
    assert made == text + 'talks:\n  - {"on": 2031-05-09, who: [north], what: Call}\n'


def test_words_that_others_read_as_truth_values_are_quoted() -> None:
    assert changed([Put(("issues", "toll", "options", "no"), "No")])[1] == [
        '    options: {none: Nobody, half: Half each, all: The port, "no": "No"}'
    ]


def test_remarks_stay_where_they_are() -> None:
    made = edited(SMALL, [Insert(("issues", "truce", "reached_by", "calm"), ["port"]), Put(("case",), "Another")])
    assert "calm: [[north, south], [port]]  # together" in made
    assert made.startswith("# A remark at the top\ncase: Another\n")


BLOCKS = """\
top: # about the list
  # about the first
  - one # 1
  - two
  # about the third
  - name: three # 3
    more: |
      Some text
      in two lines

# about the rest
rest:
    a: 1
    # about b
    b: 2   # two
    c: {x: 1, # one
        y: 2}
"""


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (Remove(("top", 0)), ["  - one # 1"], []),
        (Remove(("top", 1)), ["  - two"], []),
        (Remove(("rest", "b")), ["    b: 2   # two"], []),
        (Remove(("rest", "c", "y")), ["    c: {x: 1, # one", "        y: 2}"], ["    c: {x: 1 # one", "        }"]),
        (Remove(("top", 2, "more")), ["    more: |", "      Some text", "      in two lines"], []),
        (Remove(("top", 2, "name")), ["  - name: three # 3"], ["  - # 3"]),
        (Insert(("top",), "four"), [], ["  - four"]),
        (Insert(("top",), "zero", at=0), [], ["  - zero"]),
        (Insert(("top",), {"k": "v"}, at=2), [], ["  - {k: v}"]),
        (Put(("top", 2, "last"), True), [], ["    last: true"]),
        (Put(("rest", "d", "e"), [1, "2"]), [], ['    d: {e: [1, "2"]}']),
        (Put(("rest", "b"), "on"), ["    b: 2   # two"], ['    b: "on"   # two']),
        (Put(("top", 2, "more"), "x"), ["    more: |", "      Some text", "      in two lines"], ["    more: x"]),
    ],
)
def test_blocks_are_edited_line_by_line(change: Change, gone: list[str], come: list[str]) -> None:
    assert changed([change], BLOCKS) == (gone, come)


def test_what_held_one_thing_is_left_empty() -> None:
    assert edited("a:\n  b: 1\nc: [2]\n", [Remove(("a", "b")), Remove(("c", 0))]) == "a: {}\nc: []\n"


def test_windows_line_ends_stay() -> None:
    made = edited(SMALL.replace("\n", "\r\n"), [add_evidence(("preferences", "north", "because", "toll"), "s6")])
    assert made.replace("\r\n", "") == made.replace("\n", "").replace("\r", "")
    assert "      toll: [s6]\r\n" in made


def test_json_stays_json() -> None:
    text = json.dumps(as_data(loads_case(SMALL).case), indent=2, default=str)
    made = edited(text, [add_alias("north", "no"), set_answer("calm_first", "banks", "willing")])
    assert json.loads(made)["parties"]["north"]["aliases"] == ["The North Bank", "no"]
    assert json.loads(made)["proposals"]["calm_first"]["answers"]["banks"] == "willing"


def test_what_an_anchor_shares_is_not_changed_behind_ones_back() -> None:
    with pytest.raises(CaseError, match="by hand"):
        edited("a: &x {k: 1}\nb: *x\n", [Put(("b", "k"), 2)])


def test_what_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(KeyError):
        edited(SMALL, [Remove(("parties", "east"))])


def places(data: Any, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every key path of some data."""
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [keys, *(place for key, value in members for place in places(value, (*keys, key)))]


VALUES = st.one_of(
    st.sampled_from(
        ["no", "yes", "null", "12", "1e3", "a: b", "# x", "- x", "", " x ", "ja, nein", "two\nlines\n", "2031-05-08"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=10),
    st.integers(-5, 5),
    st.booleans(),
    st.dictionaries(st.sampled_from(["a", "no", "x y"]), st.sampled_from(["1", "no"]), max_size=2),
    st.lists(st.sampled_from(["on", "b"]), max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_edit_of_any_layout_does_what_was_asked_for(data: st.DataObject) -> None:
    """``edited`` compares data before and after; here lines that hold nothing of the change must stay as well."""
    document = as_data(data.draw(documents(most_issues=2)))
    text = data.draw(st.sampled_from([block(document, 0), flow(document), flow(document, as_json=True)]))
    text = "# at the top\n" + text.replace("\n", "  # remark\n", data.draw(st.integers(0, 3)))
    place = data.draw(st.sampled_from(places(document)[1:]))
    holder: Any = document
    for key in place:
        holder = holder[key]
    value = data.draw(VALUES)
    changes: list[Change] = [Put(place, value), Remove(place)]
    if isinstance(holder, list):
        changes.append(Insert(place, value))
    if isinstance(holder, dict):
        changes.append(Put((*place, "new"), value))
    change = data.draw(st.sampled_from(changes))
    made = edited(text, [change])
    assert made.count("# remark") >= text.count("# remark") - 3
    assert made.startswith("# at the top\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_an_edit_on_disk_reads_back_and_keeps_the_mode(file: Path) -> None:
    file.chmod(0o640)
    made = edit_case(read_case(file), [add_alias("port", "The Harbour"), set_answer("calm_first", "port", "rejects")])
    assert made.case.parties["port"].aliases == ["The Harbour"]
    assert read_case(file).case == made.case
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(file.parent) == ["case.yaml"]


def test_an_edit_that_would_spoil_the_case_is_refused_and_nothing_is_written(file: Path) -> None:
    with pytest.raises(CaseError, match='no party is named "east"'):
        edit_case(read_case(file), [add_alias("port", "The Harbour"), set_answer("calm_first", "east", "accepts")])
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_file_changed_by_someone_else_is_left_alone(file: Path) -> None:
    casefile = read_case(file)
    file.write_text(SMALL + "# mine\n", encoding="utf-8")
    with pytest.raises(CaseError, match="has changed since"):
        edit_case(casefile, [add_alias("port", "The Harbour")])
    assert file.read_text(encoding="utf-8") == SMALL + "# mine\n"


def test_a_byte_order_mark_stays(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    edit_case(read_case(file), [add_alias("port", "The Harbour")])
    assert file.read_bytes().startswith(b"\xef\xbb\xbf# A remark")


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    edit_case(read_case(link), [add_alias("port", "The Harbour")])
    assert link.is_symlink()
    assert "The Harbour" in file.read_text(encoding="utf-8")


def test_a_failed_write_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match=r"No space left on device\. Nothing was changed"):
        edit_case(read_case(file), [add_alias("port", "The Harbour")])
    assert file.read_text(encoding="utf-8") == SMALL
    assert os.listdir(file.parent) == ["case.yaml"]


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "nowhere" / "case.yaml", b"")
