"""``python -m goodoffices``: the command line, for when its script is not on the path."""

from __future__ import annotations

from goodoffices.cli import main

if __name__ == "__main__":
    main(prog_name="goodoffices")
