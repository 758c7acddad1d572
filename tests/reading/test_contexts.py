"""What stands under a condition, a hope or a wish is told of nobody; deeds keep their verb; two claims are two rows."""

from __future__ import annotations

import pytest

from goodoffices.model.statements import Stance, Statement
from goodoffices.reading.extract import source_from_text
from goodoffices.reading.reader import read_statements
from tests.reading.talks import CEASEFIRE_TALKS


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(source_from_text(text, "note.txt"), CEASEFIRE_TALKS)


def content(text: str, row: Statement) -> str:
    return " … ".join(text[start:end] for start, end in row.content)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine is ready to sign the truce, provided that Russia accepts it and keeps it from the same day.",
        "Ukraine is ready to sign the truce, provided Russia accepts the plan.",
        "Ukraine would accept the truce if Russia agreed to the pause and Russia accepted monitors.",
        "Ukraine will not sign unless Russia accepts the truce.",
        "Ukraine will hold fire as long as Russia accepts the ceasefire line.",
        "Ukraine will sign on condition that Russia accepts the truce.",
        "The guards stay in order that Russia accepts the truce.",
        "An envoy hopes that Russia accepts the truce.",
        "An envoy doubts that Russia accepts the truce.",
        "An envoy wants Russia to accept the truce.",
        "It is not clear whether Russia accepts the truce.",
        "Once Russia accepts the truce, the guns will rest.",
    ],
)
def test_what_is_supposed_or_hoped_of_a_party_is_no_row_of_it(text: str) -> None:
    assert all(row.party != "russia" for row in read(text))


def test_what_a_party_does_outside_the_condition_stays_its_row() -> None:
    (row,) = read("If the lines hold, Russia accepts the truce.")
    assert (row.party, row.stance, row.issue) == ("russia", Stance.ACCEPTS, "truce")
    (row,) = read("Kyiv provided aid, and Russia rejected the truce.")
    assert (row.party, row.stance) == ("russia", Stance.REJECTS)


def test_the_clause_under_a_condition_is_the_condition_of_the_outer_row() -> None:
    (row,) = read("Ukraine is ready to sign the truce, provided that Russia accepts it.")
    assert row.party == "ukraine"
    assert row.condition is not None
    assert row.condition.text == "provided that Russia accepts it"


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("Washington lifted its pause on sharing intelligence.", "lifted its pause on sharing intelligence", "accepts"),
        ("Washington has eased the sanctions.", "eased the sanctions", "accepts"),
        ("Washington has not lifted the sanctions.", "lifted the sanctions", "rejects"),
        ("Washington halted weapons deliveries.", "weapons deliveries", "rejects"),
    ],
)
def test_a_deed_is_told_with_its_verb_and_a_refusal_by_what_it_refuses(text: str, words: str, stance: str) -> None:
    (row,) = read(text)
    assert (content(text, row), row.stance.value) == (words, stance)


def test_two_claims_after_one_cue_are_two_rows_with_stances_of_their_own() -> None:
    text = (
        "Grushko said that Russia agreed with the plan to stop the fighting, but that such a halt must bring elections."
    )
    rows = [row for row in read(text) if row.speaker.name == "Alexander Grushko"]
    assert [(row.issue, row.stance.value) for row in rows] == [("truce", "accepts"), ("election", "demands")]
    assert content(text, rows[1]) == "that such a halt must bring elections"
    assert rows[0].cue == rows[1].cue


def test_a_second_claim_takes_the_issue_of_the_first_where_it_points_back() -> None:
    rows = read("Grushko said that Moscow accepted the truce, but that it must not be too long.")
    told = [row for row in rows if row.speaker.name]
    assert [(row.issue, row.stance.value) for row in told] == [("truce", "accepts"), ("truce", "demands")]


def test_a_second_that_clause_belongs_to_the_teller_alone() -> None:
    text = "Grushko said that Moscow needed monitors on the line and that a short truce was unacceptable."
    inner = [content(text, row) for row in read(text) if row.speaker.name is None]
    assert inner == ["monitors on the line"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Trump said that he was weighing new sanctions.", "non_committal"),
        ("Rubio said that he wanted the fighting to stop.", "demands"),
        ("Zelensky said he was ready to accept a truce.", "willing"),
    ],
)
def test_a_position_that_its_own_holder_tells_is_one_row(text: str, stance: str) -> None:
    (row,) = read(text)
    assert row.stance.value == stance


def test_an_aide_still_tells_the_position_of_the_principal() -> None:
    aide, principal = read("Grushko said that Moscow rejected the truce.")
    assert (principal.party, principal.via) == ("russia", aide.key)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Grushko rejected soldiers from NATO countries under any flag.", "peacekeepers"),
        ("Moscow refused to let NATO members' troops watch the line.", "peacekeepers"),
        ("Macron said that Ukraine alone may invite allied soldiers.", "peacekeepers"),
        ("Grushko ruled out membership of NATO.", "alignment"),
        ("Grushko said that NATO states must refuse to admit Ukraine.", "alignment"),
    ],
)
def test_an_alliance_that_only_tells_whose_troops_they_are_is_not_the_issue(text: str, issue: str) -> None:
    assert [row.issue for row in read(text) if row.speaker.text and row.party != "ukraine"] == [issue]


def test_a_joint_subject_is_not_cut_off() -> None:
    text = "Macron told reporters that France and Britain proposed a truce of one month."
    first, *_ = read(text)
    assert content(text, first) == "that France and Britain proposed a truce of one month"


def test_two_subjects_of_one_clause_are_not_two_clauses() -> None:
    text = "Trump said that he was weighing new sanctions until a truce and a final settlement were reached."
    (row,) = read(text)
    assert content(text, row) == text[text.index("that he") : -1]
    assert row.condition is not None
    assert row.condition.text == "until a truce and a final settlement were reached"


def test_an_object_ends_before_the_clause_of_another_subject() -> None:
    text = "Washington proposed a truce and Ukraine accepted it."
    offer, answer = read(text)
    assert content(text, offer) == "a truce"
    assert (answer.party, answer.issue, answer.stance, answer.proposal) == (
        "ukraine",
        "truce",
        Stance.ACCEPTS,
        "us_30_day",
    )
