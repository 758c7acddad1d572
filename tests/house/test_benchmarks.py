"""The runner of the benchmarks finds them without importing them, and one that falls leaves the others standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as runner


def test_a_benchmark_is_a_module_with_a_main(tmp_path: Path) -> None:
    (tmp_path / "speed.py").write_text("raise RuntimeError('imported')\ndef main() -> None: ...\n")
    (tmp_path / "helper.py").write_text("main = None\n")
    (tmp_path / "_private.py").write_text("def main() -> None: ...\n")
    assert runner.benchmarks(tmp_path) == ["speed"]


def test_start_up_is_measured() -> None:
    assert "startup" in runner.benchmarks()


def test_a_name_that_is_no_benchmark_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["start-up"]) == 2
    assert "Did you mean startup?" in capsys.readouterr().out


def test_a_benchmark_that_fails_is_counted_and_the_next_one_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "benchmarks"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "falls.py").write_text("def main() -> None: raise SystemExit(3)\n")
    (package / "stands.py").write_text("def main() -> None: print('a table')\n")
    monkeypatch.setattr(runner, "FOLDER", package)
    monkeypatch.setattr(runner, "benchmarks", lambda: ["falls", "stands"])
    assert runner.main() == 1
    printed = capfd.readouterr().out
    assert "a table" in printed
    assert "Failed: falls" in printed
    assert "MiB" in printed
