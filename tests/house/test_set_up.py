"""The set-up script says in plain words what is wrong, and leaves a good environment alone. Nothing is installed here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.repository import ROOT

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")

TOOLS = ("sh", "dirname", "cksum", "mktemp", "rm", "date", "tail", "sed", "grep", "cat")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, a project file and a PATH that offers no Python."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "set-up", tmp_path / "scripts")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tools / tool).symlink_to(found)
    return tmp_path


def program(path: Path, text: str) -> None:
    """Write a small shell program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)


def set_up(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script as ``make demo`` does."""
    settings = {"PATH": str(checkout / "tools"), "TMPDIR": str(checkout), **environment}
    return subprocess.run(
        ["sh", "scripts/set-up", "run"], cwd=checkout, env=settings, capture_output=True, text=True, check=False
    )


def test_without_python_it_says_what_to_do(checkout: Path) -> None:
    run = set_up(checkout)
    assert run.returncode == 1
    assert "needs Python 3.11 or newer, and none was found" in run.stderr
    assert "make demo PYTHON=" in run.stderr


def test_an_old_python_is_named(checkout: Path) -> None:
    program(checkout / "tools" / "python3", 'case "$2" in *platform*) echo 3.9.2 ;; *) exit 1 ;; esac')
    run = set_up(checkout)
    assert run.returncode == 1
    assert "python3 is 3.9.2" in run.stderr


def test_a_shim_that_does_not_run_is_passed_over(checkout: Path) -> None:
    program(checkout / "tools" / "python3.13", "exit 127")
    assert "python3.13" not in set_up(checkout).stderr


def test_a_python_that_was_named_and_does_not_run_is_an_error(checkout: Path) -> None:
    run = set_up(checkout, PYTHON="no-such-python")
    assert run.returncode == 1
    assert "PYTHON=no-such-python (does not run)" in run.stderr


def test_a_registry_out_of_reach_is_explained(checkout: Path) -> None:
    makes_venv = """
    case "$*" in
        *platform*) echo 3.12.0 ;;
        "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
        *"pip install"*) echo "Failed to establish a new connection: name resolution" >&2; exit 1 ;;
    esac
    """
    for tool in ("mkdir", "cp"):
        (checkout / "tools" / tool).symlink_to(str(shutil.which(tool)))
    program(checkout / "tools" / "python3.12", makes_venv)
    run = set_up(checkout)
    assert run.returncode == 1
    assert "Failed to establish a new connection" in run.stderr
    assert "registry could not be reached" in run.stderr
    assert not (checkout / ".venv" / ".set-up").exists()


def test_a_finished_environment_is_left_alone(checkout: Path) -> None:
    program(checkout / ".venv" / "bin" / "python", "exit 0")
    sum_ = subprocess.run(["cksum"], input=b"[project]\n", capture_output=True, check=True).stdout.decode().strip()
    (checkout / ".venv" / ".set-up").write_text(f"run\n{checkout.resolve()}\n{sum_}\n")
    run = set_up(checkout)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_changed_project_file_means_setting_up_again(checkout: Path) -> None:
    program(checkout / ".venv" / "bin" / "python", "exit 0")
    (checkout / ".venv" / ".set-up").write_text(f"run\n{checkout.resolve()}\n0 0\n")
    assert set_up(checkout).returncode == 1  # no Python to do it with
