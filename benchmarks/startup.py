"""How long the command line takes to say ``--help``, against the target of 0.2 s, and what a bare interpreter takes."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

__all__ = ["main"]

TARGET = 0.2
"""[s] for ``goodoffices --help``."""


def main() -> None:
    """Print the median and the range over 15 runs of each call."""
    calls = {
        "python -c pass": ["-c", "pass"],
        "import goodoffices": ["-c", "import goodoffices"],
        "goodoffices --help": ["-m", "goodoffices", "--help"],
        "goodoffices deals --help": ["-m", "goodoffices", "deals", "--help"],
    }
    print(f"{'call':26}  {'median':>8}  {'least':>8}  {'most':>8}")
    for name, call in calls.items():
        seconds = sorted(_seconds(call) for _ in range(15))
        print(f"{name:26}  {median(seconds):7.3f}s  {seconds[0]:7.3f}s  {seconds[-1]:7.3f}s")
    print(f"target for --help: {TARGET} s")


def _seconds(call: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *call], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
