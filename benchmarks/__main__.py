"""Run every benchmark, or the named ones, each in a process of its own, and say what it took.

::

    python -m benchmarks            all of them
    python -m benchmarks startup    one
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from goodoffices.errors import nearest

__all__ = ["benchmarks", "main"]

FOLDER = Path(__file__).resolve().parent


def benchmarks(folder: Path = FOLDER) -> list[str]:
    """Names of the modules in a folder that define ``main``, without importing them."""
    return sorted(path.stem for path in folder.glob("[!_]*.py") if _has_main(path))


def main(names: Sequence[str] = ()) -> int:
    """Run the named benchmarks, or all; return how many failed."""
    known = benchmarks()
    for name in names:
        if name not in known:
            guess = nearest(name, known)
            print(
                f'There is no benchmark "{name}". {f"Did you mean {guess}? " if guess else ""}There are: {", ".join(known)}.'
            )
            return 2
    failed = [name for name in names or known if not _run(name)]
    if failed:
        print("Failed: " + ", ".join(failed))
    return len(failed)


def _has_main(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body)


def _run(name: str) -> bool:
    """Run one, in a process of its own: its peak memory is then its own, and its fall leaves the others standing."""
    print(f"== {name} ==", flush=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from benchmarks import {name}; {name}.main()"], cwd=FOLDER.parent
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)  # macOS counts bytes, others KiB
    print(f"({name}: {time.perf_counter() - began:.1f} s, at most {peak:.0f} MiB)\n", flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
