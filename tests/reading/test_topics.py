"""Topics: every code of the lexicon on sentences of our own, and issues of a case from them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodoffices.reading.gazetteer import Gazetteer, IssueWords
from goodoffices.reading.lexicon import data_file
from goodoffices.reading.tokens import tokenize
from goodoffices.reading.topics import IssueFinder, find_topics, stem
from tests.reading.talks import CEASEFIRE_TALKS

GOLD: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8"))


def stems(sentence: str) -> list[str]:
    return [stem(word) for word in tokenize(sentence).lower]


def test_every_topic_has_a_sentence() -> None:
    assert set(GOLD) == set(data_file("topics.toml"))


@pytest.mark.parametrize("code", GOLD)
def test_a_topic_is_found_where_it_is_spoken_of_and_not_elsewhere(code: str) -> None:
    about, not_about = GOLD[code]
    assert code in {hit.code for hit in find_topics(stems(about))}
    assert code not in {hit.code for hit in find_topics(stems(not_about))}


def test_of_two_issues_on_one_topic_the_words_of_the_question_decide() -> None:
    issues = (
        IssueWords("north_vote", "When does the north vote?", ("Ele",), (("soon", "A vote in the north"),)),
        IssueWords("south_vote", "When does the south vote?", ("Ele",), (("soon", "A vote in the south"),)),
    )
    finder = IssueFinder(Gazetteer(issues=issues))
    for sentence, expected in (("an election in the south", ["south_vote"]), ("an election soon", [])):
        here = stems(sentence)
        assert [name for name, _ in finder.issues_of(here, find_topics(here))] == expected


def test_a_case_adds_cues_of_its_own() -> None:
    finder = IssueFinder(Gazetteer(issues=(IssueWords("dam", "Who runs the dam?", (), (), ("the great weir",)),)))
    here = stems("He spoke of the great weir at length.")
    assert [name for name, _ in finder.issues_of(here, find_topics(here))] == ["dam"]


def test_the_eight_issues_of_a_ceasefire_are_told_apart() -> None:
    finder = IssueFinder(CEASEFIRE_TALKS)
    expected = {
        "a 30-day ceasefire": "truce",
        "join NATO": "alignment",
        "the size of its army": "army",
        "lift the sanctions": "sanctions",
        "a presidential election": "election",
        "give up occupied land": "territory",
        "send peacekeepers": "peacekeepers",
        "continue military aid": "support",
    }
    for sentence, issue in expected.items():
        here = stems(sentence)
        assert [name for name, _ in finder.issues_of(here, find_topics(here))] == [issue], sentence
