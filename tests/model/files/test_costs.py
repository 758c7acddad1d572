"""The file of costs: what it says counts, and what is wrong in it is told with its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.errors import PathNotFound, UsageError
from goodoffices.model.costs import KINDS
from goodoffices.model.edits import DropRedLine, SwapImportance
from goodoffices.model.files.costs import read_costs

PARTIES = ("north", "south")


def written(folder: Path, text: str) -> Path:
    file = folder / "costs.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_costs_are_exact_and_one_where_nothing_is_said(tmp_path: Path) -> None:
    costs = read_costs(written(tmp_path, "edits: {drop_red_line: 5}\nparties: {south: 0.1}\n"), PARTIES)
    assert costs.of(DropRedLine("north", "a.b")) == 5
    assert costs.of(DropRedLine("south", "a.b")) == Fraction(1, 2)
    assert costs.total([SwapImportance("south", ("a", "b")), SwapImportance("north", ("a", "b"))]) == Fraction(11, 10)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert read_costs(written(tmp_path, "# nothing yet\n"), PARTIES).kinds == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("edits: {drop_red_lines: 5}", 'Did you mean "drop_red_line"'),
        ("parties: {nort: 2}", 'Did you mean "north"'),
        ("edit: {lock: 2}", 'Did you mean "edits"'),
        ("edits: {lock: 0}", "out of range"),
        ("edits: {lock: -1}", "out of range"),
        ("edits: {lock: .inf}", "no end"),
        ("edits: {lock: much}", "a number should stand here"),
        ("edits: {lock: true}", "a number should stand here"),
        ("edits: [lock]", "names with a value each"),
        ("edits: {lock: 2", "costs.yaml:"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UsageError, match=r"costs\.yaml:1") as caught:
        read_costs(written(tmp_path, text), PARTIES)
    assert expected in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        read_costs(tmp_path / "none.yaml", PARTIES)
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read_costs(tmp_path / "odd.yaml", PARTIES)


def test_every_kind_of_edit_that_can_cost_is_known() -> None:
    assert KINDS == (
        "drop_red_line", "lock", "raise_priority", "snap_back", "state_importance", "state_order", "swap_importance",
        "swap_options", "swap_outcomes",
    )  # fmt: skip
