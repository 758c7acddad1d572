"""``goodoffices import`` and ``goodoffices export``, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli import main
from goodoffices.cli.export import FORMATS
from goodoffices.model import exchange
from goodoffices.model.files import read_case
from tests.model.exchange.files import BUYER, DOMAIN, SELLER, conflict, put


def run(*words: object) -> Result:
    """One command; the result holds stdout and stderr apart."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_conflict_is_imported_with_its_status_quo(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict())
    done = run("import", path, "-o", tmp_path / "gate", "--status-quo", "raid=yes, open_the_gate=no, build_a_wall=no")
    assert done.exit_code == 0, done.stderr
    assert "2 parties, 3 issues, 8 outcomes" in done.stdout
    assert read_case(tmp_path / "gate").case.status_quo_code == 2
    assert run("stability", tmp_path / "gate", "--json").exit_code == 0


def test_what_was_assumed_is_told_on_stderr_and_in_the_case(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict(coalitions=[[0, 1]]))
    done = run("import", path, "-o", tmp_path / "gate", "--json")
    found = json.loads(done.stdout)
    assert found["status_quo"] == 0
    assert "act as one" in done.stderr
    assert "status quo" in done.stderr
    case = read_case(tmp_path / "gate").case
    assert any("act as one" in line for line in case.left_out)
    assert any("status quo" in line for line in case.left_out)


def test_a_domain_with_its_profiles_is_named_file_by_file(tmp_path: Path) -> None:
    paths = put(tmp_path, domain__xml=DOMAIN, seller__xml=SELLER, buyer__xml=BUYER)
    done = run("import", *paths, "-o", tmp_path / "well.yaml", "--title", "The well")
    assert done.exit_code == 0, done.stderr
    assert read_case(tmp_path / "well.yaml").case.case == "The well"
    assert run("deals", tmp_path / "well.yaml", "--json").exit_code == 0


def test_a_score_sheet_may_be_given_a_status_quo(tmp_path: Path) -> None:
    paths = put(tmp_path, domain__xml=DOMAIN, seller__xml=SELLER, buyer__xml=BUYER)
    done = run("import", *paths, "-o", tmp_path / "well", "--status-quo", "5")
    assert done.exit_code == 0, done.stderr
    found = json.loads(run("deals", tmp_path / "well", "--json").stdout)
    assert found["deals"] == 5
    assert found["consent"] == ["seller", "buyer"]


def test_a_fault_names_file_and_place_and_ends_with_three(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict(infeasibles=[[[9, "Y"]]]))
    done = run("import", path, "-o", tmp_path / "gate")
    assert done.exit_code == 3
    assert f"{path}:" in done.stderr
    assert "out of range" in done.stderr
    assert not (tmp_path / "gate").exists()


@pytest.mark.parametrize(("words", "status"), [(["nowhere.gmcr"], 2), ([], 2)])
def test_wrong_use_ends_with_two(tmp_path: Path, words: list[str], status: int) -> None:
    assert run("import", *words, "-o", tmp_path / "x").exit_code == status


def test_a_case_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict())
    assert run("import", path, "-o", tmp_path / "gate").exit_code == 0
    again = run("import", path, "-o", tmp_path / "gate", "--title", "New")
    assert again.exit_code == 4
    assert "--force" in again.stderr
    assert run("import", path, "-o", tmp_path / "gate", "--title", "New", "--force").exit_code == 0
    assert read_case(tmp_path / "gate").case.case == "New"


def test_an_export_is_printed_or_written_and_never_over_a_file_unasked(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict())
    run("import", path, "-o", tmp_path / "gate")
    printed = run("export", tmp_path / "gate", "--to", "gmcr")
    assert json.loads(printed.stdout)["useManualPreferenceRanking"] is False
    made = tmp_path / "back.gmcr"
    assert run("export", tmp_path / "gate", "--to", "gmcr", "-o", made).exit_code == 0
    assert made.read_text() == printed.stdout
    assert run("export", tmp_path / "gate", "--to", "nfg", "-o", made).exit_code == 4
    assert run("export", tmp_path / "gate", "--to", "nfg", "-o", made, "--force").exit_code == 0
    assert made.read_text().startswith("NFG 1 R ")
    shown = json.loads(run("export", tmp_path / "gate", "--to", "nfg", "--json").stdout)
    assert shown["text"] == made.read_text()
    assert shown["notes"]


def test_what_a_format_cannot_say_ends_with_three(tmp_path: Path) -> None:
    (path,) = put(tmp_path, gate__gmcr=conflict())
    run("import", path, "-o", tmp_path / "gate")
    done = run("export", tmp_path / "gate", "--to", "csv")
    assert done.exit_code == 3
    assert "no party has scores" in done.stderr


def test_the_command_knows_every_format_there_is() -> None:
    assert tuple(exchange.FORMATS) == FORMATS
