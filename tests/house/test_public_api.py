"""The public names: sorted, lazy, and the same to people, type checkers and the interpreter."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import tomllib

import pytest

import goodoffices
from tests.house.repository import ROOT, SOURCE


def names_for_type_checkers() -> dict[str, str]:
    """Name → module, as the ``if TYPE_CHECKING`` block of the package imports them."""
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    return {a.asname or a.name: n.module or "" for n in block.body if isinstance(n, ast.ImportFrom) for a in n.names}


def test_all_is_sorted_and_complete() -> None:
    assert list(goodoffices.__all__) == sorted(goodoffices.__all__)
    assert set(goodoffices.__all__) == {*goodoffices._HOMES, "__version__"}
    assert names_for_type_checkers() == goodoffices._HOMES


@pytest.mark.parametrize("name", goodoffices.__all__)
def test_a_public_name_is_public_where_it_lives_and_documented(name: str) -> None:
    value = getattr(goodoffices, name)
    if name != "__version__":
        home = importlib.import_module(goodoffices._HOMES[name])
        assert value is getattr(home, name)
        assert name in home.__all__
        assert value.__doc__, "a public name has a docstring"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'peace'"):
        _ = goodoffices.peace


def test_dir_offers_the_public_names() -> None:
    assert dir(goodoffices) == sorted(goodoffices.__all__)


def test_importing_the_package_imports_no_room_of_it() -> None:
    code = "import sys, goodoffices; print([name for name in sys.modules if name.startswith('goodoffices.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == goodoffices.__version__


def test_the_package_is_marked_as_typed() -> None:
    assert (SOURCE / "py.typed").is_file()
