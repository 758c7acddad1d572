"""Bad input: one clear message that names file and place, the right exit status, nothing half-written, the rest still read."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def run(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert "Traceback" not in result.output
    assert "A fault of goodoffices" not in result.output
    return result


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(
            EXAMPLES / "euphrates-1975", tmp_path / "case", ignore=shutil.ignore_patterns("*.db*", "briefing.*")
        )
    )


@pytest.mark.parametrize("command", ["brief", "deals", "stability", "statements"])
def test_a_case_that_does_not_exist_is_usage(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_source_that_does_not_exist_is_usage(tmp_path: Path) -> None:
    assert run("read", tmp_path / "nowhere.txt").exit_code == 2


def test_a_command_that_does_not_exist_names_the_nearest() -> None:
    result = run("stabilty")
    assert result.exit_code == 2
    assert "Did you mean stability?" in result.stderr


def test_an_option_that_does_not_exist_is_usage(case: Path) -> None:
    assert run("deals", case, "--fast").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  syria:\n", "  syria:\n    colour: red\n", "colour"),
        ("status_quo:", "statusquo:", "status_quo"),
        ("role: principal", "role: boss", "principal"),
    ],
)
def test_an_invalid_case_names_the_place(case: Path, old: str, new: str, said: str) -> None:
    file = case / "case.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    result = run("deals", case)
    assert result.exit_code == 3
    assert "case.yaml:" in result.stderr
    assert said in result.stderr
    assert "^" in result.stderr


def test_an_empty_case_and_a_binary_case_are_invalid(case: Path) -> None:
    for data in (b"", b"\x00\x01\x02\x03" * 200, b"\xff\xfe\xfa"):
        (case / "case.yaml").write_bytes(data)
        assert run("stability", case).exit_code == 3


def test_a_bad_source_is_reported_and_the_rest_is_read(case: Path) -> None:
    (case / "sources" / "a-empty.txt").write_bytes(b"")
    (case / "sources" / "b-binary.txt").write_bytes(bytes(range(256)) * 50)
    result = run("brief", case, "--json")
    assert result.exit_code == 4
    assert "a-empty.txt" in result.stderr
    assert "b-binary.txt" in result.stderr
    assert len(json.loads(result.stdout)["unread"]) == 2
    assert (case / "briefing.html").exists()


def test_a_ledger_that_is_something_else_is_named(case: Path) -> None:
    (case / "ledger.db").write_bytes(b"this is not a database, but it was here first")
    result = run("brief", case)
    assert result.exit_code == 4
    assert "ledger.db" in result.stderr
    assert (case / "ledger.db").read_bytes().startswith(b"this is not")
    assert not (case / "briefing.html").exists()


def test_no_ledger_yet_says_what_to_do(case: Path) -> None:
    result = run("statements", case)
    assert result.exit_code == 4
    assert "ledger.db" in result.stderr


def test_a_locked_ledger_is_busy_and_nothing_is_written(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("brief", case).exit_code == 0
    page = (case / "briefing.html").read_bytes()
    (case / "sources" / "1975-06-01-more.txt").write_text("Syria said that it would release water.", "utf-8")
    from goodoffices.ledger import Ledger

    opening = Ledger.open
    monkeypatch.setattr(Ledger, "open", lambda location, **more: opening(location, timeout=0.2, **more))
    holder = sqlite3.connect(case / "ledger.db", isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        result = run("brief", case)
    finally:
        holder.close()
    assert result.exit_code == 4
    assert "ledger.db" in result.stderr
    assert (case / "briefing.html").read_bytes() == page


def test_an_output_that_cannot_be_written_leaves_nothing(case: Path, tmp_path: Path) -> None:
    result = run("brief", case, "-o", tmp_path / "missing" / "page.html")
    assert result.exit_code in (2, 4)
    assert "missing" in result.stderr


def test_a_quote_that_is_not_in_its_source_names_the_nearest_passage(tmp_path: Path) -> None:
    case = Path(
        shutil.copytree(
            EXAMPLES / "ukraine-2025-03", tmp_path / "case", ignore=shutil.ignore_patterns("*.db*", "briefing.*")
        )
    )
    file = case / "case.yaml"
    file.write_text(
        file.read_text("utf-8").replace("a temporary respite was unacceptable", "a temporary respite was welcome"),
        "utf-8",
    )
    result = run("brief", case)
    assert result.exit_code == 3
    assert "these words are not in the source" in result.stderr
    assert "a temporary respite was unacceptable" in " ".join(result.stderr.split())


def test_check_turns_no_into_status_one(case: Path) -> None:
    assert run("deals", case).exit_code == 0
    assert run("deals", case, "--check").exit_code == 1
    assert run("stability", case, "--check").exit_code == 0
    assert run("stability", case, "--check", "--about", "1").exit_code == 1


def test_an_outcome_that_rules_exclude_or_nobody_knows_is_usage(case: Path) -> None:
    assert run("stability", case, "--about", "99").exit_code == 2
    assert run("stability", case, "--about", "3").exit_code == 2
    assert run("stability", case, "--about", "peace=now").exit_code == 2


def test_an_unknown_format_and_a_missing_part_are_told_apart(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("brief", case, "--format", "rtf").exit_code == 2
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    result = run("brief", case, "--format", "html,pdf")
    assert result.exit_code == 5
    assert "goodoffices[pdf]" in result.stderr
    assert (case / "briefing.html").exists()


@pytest.mark.parametrize("command", ["deals", "stability"])
def test_a_quote_that_is_not_in_its_source_stops_every_command(command: str, tmp_path: Path) -> None:
    case = Path(
        shutil.copytree(
            EXAMPLES / "ukraine-2025-03", tmp_path / "case", ignore=shutil.ignore_patterns("*.db*", "briefing.*")
        )
    )
    file = case / "case.yaml"
    file.write_text(
        file.read_text("utf-8").replace("a temporary respite was unacceptable", "a respite was fine"), "utf-8"
    )
    assert run(command, case).exit_code == 3


def test_a_case_that_travels_without_its_sources_can_be_analysed_and_says_what_was_not_checked(case: Path) -> None:
    shutil.rmtree(case / "sources")
    result = run("deals", case)
    assert result.exit_code == 0
    assert "was not checked" in result.stderr
    assert run("brief", case).exit_code == 3


def test_evidence_outside_the_case_folder_is_never_opened(case: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The word is swordfish.", "utf-8")
    file = case / "case.yaml"
    source = next(path.name for path in (case / "sources").iterdir())
    file.write_text(file.read_text("utf-8").replace(f"sources/{source}", "../secret.txt"), "utf-8")
    assert "swordfish" not in run("deals", case).output


def test_more_principals_than_there_are_is_usage(case: Path) -> None:
    assert run("deals", case, "--at-least", "9").exit_code == 2


def test_files_of_an_unknown_type_are_named(case: Path) -> None:
    (case / "sources" / "table.xyz").write_text("1,2", "utf-8")
    result = run("brief", case)
    assert result.exit_code == 0
    assert "table.xyz is of a type that is not read" in result.stderr
