"""Who speaks: persons, roles and parties from what is printed; and when it was said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goodoffices.model.case import Case
from goodoffices.model.statements import Statement
from goodoffices.reading.dates import find_when
from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer, KnownSpeaker, PartyNames, states
from goodoffices.reading.reader import read_statements
from tests.reading.talks import CEASEFIRE_TALKS


def read(text: str, gazetteer: Gazetteer = CEASEFIRE_TALKS, day: date | None = None) -> tuple[Statement, ...]:
    return read_statements(source_from_text(text, "note.txt", published_on=day), gazetteer)


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("The Kremlin", "russia"),
        ("Russian officials", "russia"),
        ("A Russian general", "russia"),
        ("Officials in Kyiv", "ukraine"),
        ("Ukraine’s foreign minister", "ukraine"),
        ("A spokesman for the White House", "us"),
        ("The U.S. envoy to Russia", "us"),
        ("Ukraine’s allies", "europe"),
        ("French President Emmanuel Macron", "europe"),
        ("A French minister", "europe"),
        ("Ukraine’s critics", None),
        ("The mayor", None),
        ("Some of us", None),
    ],
)
def test_a_mention_speaks_for_its_party(speaker: str, party: str | None) -> None:
    rows = read(f"{speaker} said that the truce was near.")
    assert [row.party for row in rows] == [party]


def test_a_surname_and_a_pronoun_stand_for_who_was_named() -> None:
    rows = read(
        "Envoy Mara Lindqvist said the truce was near. Lindqvist added that the line was quiet. She praised the sides."
    )
    assert [row.speaker.name for row in rows] == ["Mara Lindqvist"] * 3
    assert [row.speaker.text for row in rows] == ["Envoy Mara Lindqvist", "Lindqvist", "She"]


def test_a_role_after_a_comma_belongs_to_the_name() -> None:
    (row,) = read("Mara Lindqvist, the Norwegian envoy to the talks, said the truce was near.")
    assert (row.speaker.name, row.speaker.role) == ("Mara Lindqvist", "Norwegian envoy to the talks")


def test_a_name_after_a_comma_belongs_to_the_role() -> None:
    (row,) = read("Kyiv’s chief negotiator, Taras Bondar, said the truce was near.")
    assert (row.speaker.name, row.speaker.role, row.party) == ("Taras Bondar", "chief negotiator", "ukraine")


def test_a_person_speaks_for_a_party_between_dates_only() -> None:
    minister = KnownSpeaker("Ivo Marek", "north", "minister", until=date(2030, 12, 31))
    gazetteer = Gazetteer((PartyNames("north", "North", speakers=(minister,)),))
    text = "Ivo Marek said that the truce was near."
    assert [row.party for row in read(text, gazetteer, date(2030, 5, 1))] == ["north"]
    assert [row.party for row in read(text, gazetteer, date(2031, 5, 1))] == [None]


def test_a_case_gives_its_names_and_words() -> None:
    case = Case.model_validate({
        "case": "A port",
        "as_of": "2031-05-08",
        "left_out": ["The fishermen"],
        "parties": {
            "north": {"name": "The North", "role": "principal", "aliases": ["Norhaven"], "speakers": [{"name": "Ivo Marek"}]},
            "south": {"name": "The South", "role": "principal"},
        },
        "issues": {
            "port": {
                "question": "Does the port open?",
                "topics": ["go:Shipping"],
                "options": {"shut": "It stays shut", "open": "It opens"},
            }
        },
        "proposals": {"plan": {"by": "north", "terms": {"port": "open"}, "name": "harbour plan"}},
    })  # fmt: skip
    gazetteer = Gazetteer.from_case(case)
    (row,) = read("Norhaven has accepted the harbour plan to reopen the port.", gazetteer)
    assert (row.party, row.issue, row.proposal) == ("north", "port", "plan")


def test_the_list_of_states_names_each_state_once() -> None:
    names = [state.name for state in states()]
    assert len(names) == len(set(names)) > 190
    assert all(state.name.strip() == state.name for state in states())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("said on Tuesday that", date(2031, 5, 6)),
        ("said on Thursday that", date(2031, 5, 8)),
        ("said last Thursday that", date(2031, 5, 1)),
        ("said yesterday that", date(2031, 5, 7)),
        ("said on May 2 that", date(2031, 5, 2)),
        ("said on 2 May 2030 that", date(2030, 5, 2)),
        ("said on December 30 that", date(2030, 12, 30)),
        ("said next Monday that", date(2031, 5, 12)),
    ],
)
def test_words_of_time_mean_a_day(words: str, day: date) -> None:
    found = find_when(words, 0, len(words), date(2031, 5, 8))
    assert found is not None
    assert found.on == day


def test_a_weekend_is_a_range_and_a_duration_is_no_date() -> None:
    text = "said over the weekend that"
    found = find_when(text, 0, len(text), date(2031, 5, 8))
    assert found is not None
    assert (found.on, found.from_, found.to) == (None, date(2031, 5, 3), date(2031, 5, 4))
    assert find_when("for three years and for months", 0, 30, date(2031, 5, 8)) is None


def test_without_a_day_of_publication_relative_words_stay_words() -> None:
    (row,) = read("The Kremlin said on Tuesday that the truce was near.")
    assert row.said_on is None
    assert row.when is not None
    assert row.when.text == "on Tuesday"


def test_the_benchmark_says_so_where_there_are_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks.reading import main

    assert main([str(tmp_path)]) == 2
    assert "no evaluation data" in capsys.readouterr().err
