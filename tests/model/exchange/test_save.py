"""An imported case on disk: a folder or a file, and nothing replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import CaseError, OutputError
from goodoffices.model.case import Case
from goodoffices.model.exchange import save_case, settled
from goodoffices.model.files import SCHEMA_FILE, read_case
from tests.model.exchange.files import conflict, imported


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A conflict."""
    return settled(imported(tmp_path, gate__gmcr=conflict()), 0).case


def test_a_case_becomes_a_folder_with_its_schema(tmp_path: Path, case: Case) -> None:
    saved = save_case(case, tmp_path / "new" / "gate")
    assert saved.case == case
    assert (tmp_path / "new" / "gate" / SCHEMA_FILE).is_file()


def test_a_path_that_ends_in_yaml_becomes_a_file(tmp_path: Path, case: Case) -> None:
    save_case(case, tmp_path / "gate.yaml")
    assert read_case(tmp_path / "gate.yaml").case == case


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path, case: Case) -> None:
    for place in (tmp_path / "gate", tmp_path / "gate.yaml"):
        save_case(case, place)
        other = case.model_copy(update={"case": "Another"})
        with pytest.raises(OutputError, match="--force"):
            save_case(other, place)
        assert read_case(place).case == case
        assert save_case(other, place, force=True).case.case == "Another"


def test_a_case_larger_than_a_case_file_may_be_is_not_written(
    tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.model.exchange.save.LARGEST", 100)
    with pytest.raises(CaseError, match="larger"):
        save_case(case, tmp_path / "gate")
    assert not (tmp_path / "gate").exists()


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path, case: Case) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file" / "gate", tmp_path / "file" / "gate.yaml"):
        with pytest.raises(OutputError):
            save_case(case, place)
    assert (tmp_path / "file").read_text() == "in the way"
