"""A ledger of its own for each test, and one that holds a source and three proposals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger
from tests.ledger.rows import a_source, rows_of


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def empty(place: Path) -> Iterator[Ledger]:
    with Ledger.open(place) as ledger:
        yield ledger


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    source = a_source()
    empty.keep_source(source)
    empty.propose(rows_of(source, 3))
    return empty
