"""The bundled example cases, as the tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.model.case import Case, Evidence
from goodoffices.model.files import read_case
from goodoffices.reading.extract import SUFFIXES, read_source

__all__ = ["EXAMPLES", "every_example", "evidence", "folder", "load", "notes"]

FOLDER = Path(__file__).resolve().parents[2] / "examples"
EXAMPLES = sorted(path.parent.name for path in FOLDER.glob("*/case.yaml"))

every_example = pytest.mark.parametrize("name", EXAMPLES)


def folder(name: str) -> Path:
    """Where an example lies."""
    return FOLDER / name


def load(name: str) -> Case:
    """The example's case."""
    return read_case(folder(name)).case


def notes(name: str) -> dict[str, str]:
    """Kept text of each source, by its path relative to the case."""
    files = sorted(path for path in (folder(name) / "sources").iterdir() if path.suffix in SUFFIXES)
    return {f"sources/{path.name}": read_source(path, path.name).text for path in files}


def evidence(case: Case) -> Iterator[tuple[str, Evidence]]:
    """Every entry under a ``because``, with the place it stands at."""
    for party, stated in case.preferences.items():
        for about, entries in stated.because.items():
            yield from ((f"preferences.{party}.{about}", entry) for entry in entries)
    for proposal, put in case.proposals.items():
        for party, entries in put.because.items():
            yield from ((f"proposals.{proposal}.{party}", entry) for entry in entries)
