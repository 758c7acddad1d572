"""Texts built to be slow: the time grows with the length and not faster."""

from __future__ import annotations

import time

import pytest

from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.reader import read_statements

UNITS = {
    "opening quotes": "“ the ",
    "cues": "the said ",
    "brackets": "the ( ",
    "apostrophes": "the ' ",
    "commas": "the north, ",
    "and": "the north and ",
    "relative clauses": "which the north said that the ",
    "colons": "the north : ",
    "possessors": "the north's ",
    "by": "was rejected by the north ",
    "time": "on Monday the ",
    "full stops": "the. ",
    "positions told": "Ada said on Monday that Bo accepts the truce. ",
    "conditions": "if the north accepts it and ",
    "wishes": "the north wants the south to accept it ",
    "but that": "the north said that it agreed, but that ",
    "blank lines": "the north said it.\n\n",
}


def seconds(unit: str, size: int) -> float:
    """The least of three runs, so that another program's turn is not counted."""
    text = (unit * (size // len(unit) + 1))[:size]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read_statements(source_from_text(text, "hostile.txt"), Gazetteer.empty())
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", UNITS)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    short, long = seconds(UNITS[name], 10_000), seconds(UNITS[name], 40_000)
    assert long < 9 * short + 0.1


def test_one_word_without_end_is_read() -> None:
    assert read_statements(source_from_text("x" * 200_000, "a.txt"), Gazetteer.empty()) == ()
    assert read_statements(source_from_text("the " + "(" * 100_000, "a.txt"), Gazetteer.empty()) == ()
