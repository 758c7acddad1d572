"""The command line answers ``--help`` at once: nothing heavy is imported for it. Seconds are printed by ``make bench``."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from goodoffices.cli import main

HEAVY = {
    "alembic",
    "altair",
    "dateparser",
    "dask",
    "httpx",
    "jinja2",
    "lxml",
    "networkx",
    "numba",
    "numpy",
    "pandas",
    "polars",
    "pydantic",
    "rapidfuzz",
    "rich",
    "ruamel",
    "scipy",
    "sqlalchemy",
    "trafilatura",
    "vl_convert",
    "weasyprint",
}

HELPS = [["--help"], ["--version"], *([name, "--help"] for name in main.list_commands(click.Context(main)))]


@pytest.mark.parametrize("arguments", HELPS, ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from goodoffices.cli import main\n"
        "main(sys.argv[1:], prog_name='goodoffices', standalone_mode=False)\n"
        f"print('imported:', *sorted({HEAVY!r} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == ["imported:"], run.stdout + run.stderr


def test_the_module_runs_as_a_program() -> None:
    run = subprocess.run([sys.executable, "-m", "goodoffices", "--help"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("Usage: goodoffices ")
    assert run.stderr == ""
