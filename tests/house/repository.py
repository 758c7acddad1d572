"""The files of this project, as the tests of the house look at them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

__all__ = ["ROOT", "SOURCE", "module_name", "project_files", "python_files"]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "goodoffices"
FOLDERS = ("src", "tests", "docs", "examples", "benchmarks", "scripts")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep; in an unpacked archive, every file of the project's folders."""
    call = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(call, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    return tuple(sorted(path for path in found if path.is_file()))


def python_files() -> tuple[Path, ...]:
    """Every Python file of the project."""
    return tuple(path for path in project_files() if path.suffix == ".py")


def module_name(path: Path) -> str:
    """Dotted name of a module under ``src``."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
