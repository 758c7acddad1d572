"""The ten stances, on sentences of our own; the words may not be kinder to one side."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodoffices.model.statements import Stance
from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer, PartyNames
from goodoffices.reading.reader import read_statements

GOLD: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "stances.toml").read_text("utf-8"))
SIDES = Gazetteer((PartyNames("north", "North", ("northern",)), PartyNames("south", "South", ("southern",))))


@pytest.mark.parametrize(("stance", "sentence"), [(stance, line) for stance, lines in GOLD.items() for line in lines])
def test_a_sentence_takes_its_stance(stance: str, sentence: str) -> None:
    rows = read_statements(source_from_text(sentence, "gold.txt"), SIDES)
    assert [row.stance.value for row in rows][:1] == [stance]


def test_there_are_six_sentences_for_every_stance() -> None:
    assert set(GOLD) == {stance.value for stance in Stance}
    assert all(len(lines) >= 6 for lines in GOLD.values())


@pytest.mark.parametrize("sentence", [line for lines in GOLD.values() for line in lines])
def test_swapping_the_sides_swaps_them_and_changes_no_stance(sentence: str) -> None:
    swapped = sentence.replace("north", "@").replace("south", "north").replace("@", "south")
    before = read_statements(source_from_text(sentence, "a.txt"), SIDES)
    after = read_statements(source_from_text(swapped, "a.txt"), SIDES)
    other = {"north": "south", "south": "north", None: None}
    assert [(row.stance, row.kind, row.topics, row.content) for row in before] == [
        (row.stance, row.kind, row.topics, row.content) for row in after
    ]
    assert [other[row.party] for row in before] == [row.party for row in after]
