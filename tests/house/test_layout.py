"""Files stay short, modules say what they offer, and the rooms keep their order."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.repository import ROOT, SOURCE, module_name, python_files

LINES_AT_MOST = 400

# Alembic finds migrations by file name and calls what they define; nothing imports from them.
MODULES = [
    path
    for path in python_files()
    if path.is_relative_to(SOURCE) and path.name != "__main__.py" and "migrations" not in path.parts
]


def test_no_python_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES_AT_MOST} == {}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_says_what_it_is_and_what_it_offers(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module begins with a docstring that says what it is"
    beyond = [n for n in tree.body[1:] if not (isinstance(n, ast.ImportFrom) and n.module == "__future__")]
    if not beyond:
        return  # a room's doorplate: only its docstring
    module = importlib.import_module(module_name(path))
    assert hasattr(module, "__all__"), "a module lists its public names in __all__"
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert len(set(module.__all__)) == len(module.__all__)


def test_tests_live_outside_the_package() -> None:
    assert [path for path in python_files() if path.is_relative_to(SOURCE) and path.name.startswith("test_")] == []


def test_slow_references_know_nothing_of_the_engines() -> None:
    references = [path for path in python_files() if path.is_relative_to(ROOT / "tests" / "reference")]
    borrowed = [
        f"{path.name}:{node.lineno}"
        for path in references
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and "goodoffices.engines" in ast.unparse(node)
    ]
    assert borrowed == []


def test_rooms_import_only_what_stands_to_their_right() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
