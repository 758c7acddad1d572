"""The reader as a whole: what it makes of ordinary sentences, and of the article in ``../shared`` where that is present."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.model.statements import Kind, Stance, Statement
from goodoffices.reading.extract import read_source, source_from_text
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.reader import read_statements
from tests.reading.talks import CEASEFIRE_TALKS
from tests.shared import SHARED, needs_shared

ARTICLE = SHARED / "articles" / "2025-03-17-truce-call.txt"


def read(text: str, gazetteer: Gazetteer = CEASEFIRE_TALKS, day: date | None = None) -> tuple[Statement, ...]:
    return read_statements(source_from_text(text, "note.txt", published_on=day), gazetteer)


def content(text: str, row: Statement) -> str:
    return " … ".join(text[start:end] for start, end in row.content)


def test_a_sentence_becomes_a_row_with_speaker_cue_and_content() -> None:
    text = "Moscow will never accept foreign troops on the line, the Kremlin said on Tuesday."
    row, position = read(text, day=date(2031, 5, 8))
    assert (row.speaker.text, row.cue and row.cue.text, row.party) == ("the Kremlin", "said", "russia")
    assert content(text, row) == "Moscow will never accept foreign troops on the line"
    assert (row.stance, row.kind, row.issue) == (Stance.REJECTS, Kind.PARAPHRASE, "peacekeepers")
    assert (row.said_on, row.published_on) == (date(2031, 5, 6), date(2031, 5, 8))
    assert (position.kind, position.party, position.via) == (Kind.REPORTED_POSITION, "russia", row.key)


def test_what_one_side_says_of_another_is_no_position_of_the_other() -> None:
    (row,) = read("The Kremlin said that Washington has accepted the truce.")
    assert (row.party, row.speaker.text) == ("russia", "The Kremlin")


def test_two_issues_after_one_cue_are_two_rows_with_the_same_speaker_and_cue() -> None:
    text = "Grushko demanded that the size of the army be limited and that the sanctions be lifted."
    first, second = read(text)
    assert (first.issue, second.issue) == ("army", "sanctions")
    assert first.cue == second.cue
    assert first.speaker == second.speaker
    assert first.key != second.key


def test_two_speakers_make_a_row_each_on_the_same_words() -> None:
    text = "Rubio and Waltz have both stressed that a truce is far from certain."
    first, second = read(text)
    assert (first.speaker.name, second.speaker.name) == ("Marco Rubio", "Mike Waltz")
    assert first.content == second.content
    assert first.stance is Stance.WARNS


def test_one_quotation_cut_in_two_is_one_row_with_two_spans() -> None:
    text = "“We want this war to end,” Rubio said. “It has lasted far too long.”"
    (row,) = read(text)
    assert content(text, row) == "“We want this war to end,” … “It has lasted far too long.”"
    assert row.kind is Kind.QUOTE


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We want this war to end now,” quipped a weary envoy.", "a weary envoy"),
        ("“We want this war to end now,” the minister riffed.", "the minister"),
        ("One man scrawled, “We want this war to end now.”", "One man"),
        ("Rubio continued:\n“We want this war to end now.”", "Rubio"),
        ("As Rubio put it, “We want this war to end now.”", "Rubio"),
        ("Rubio: We want this war to end now.", "Rubio"),
    ],
)
def test_a_whole_quotation_finds_who_said_it_whatever_the_verb(text: str, speaker: str) -> None:
    (row,) = read(text)
    assert row.speaker.text == speaker
    assert "We want this war to end now" in content(text, row)


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_carried() -> None:
    text = "“We want this war to end now,” Rubio said. “It has lasted\n“far too long for all of us, and it must stop.”"
    first, second = read(text)
    assert second.carried == first.key
    assert (second.speaker.name, second.speaker.text, second.cue) == ("Marco Rubio", None, None)


def test_silence_is_a_row_and_an_evaded_question_is_its_content() -> None:
    silent = "The Kremlin has not yet responded to the ceasefire proposal."
    (row,) = read(silent)
    assert (row.kind, row.stance, row.party) == (Kind.REPORTED_SILENCE, Stance.NON_COMMITTAL, "russia")
    evaded = "Asked whether the sanctions would be lifted, Rubio avoided a direct answer."
    rows = read(evaded)
    assert [content(evaded, row) for row in rows] == ["whether the sanctions would be lifted"]
    assert rows[0].issue == "sanctions"


def test_headings_and_teasers_yield_nothing() -> None:
    text = (
        "Envoys said to be near a truce\n\n"
        "The Kremlin said that the truce must begin soon, and that it must hold for as long as the parties have "
        "agreed upon in the capital.\n\n"
        "Related Posts\n\nMinister says harvest was poor\n\nThe minister said the harvest...\n\nSinger says tour "
        "is off\n\nThe singer said that..."
    )
    rows = read(text)
    assert rows
    assert all("harvest" not in content(text, row) and "tour" not in content(text, row) for row in rows)
    assert all(row.support[0] > text.index("The Kremlin") - 1 for row in rows)


def test_a_text_in_another_language_is_left_alone() -> None:
    text = "Der Kreml erklärte am Dienstag, man werde den Vorschlag prüfen und sich dann äußern, sagte ein Sprecher."
    assert read(text) == ()


def test_without_a_case_the_party_is_null_and_the_actor_is_kept() -> None:
    (row,) = read("The northern delegation rejected the plan.", Gazetteer.empty())
    assert row.party is None
    assert row.actor == "northern delegation"


@pytest.fixture(scope="module")
def article() -> tuple[str, tuple[Statement, ...]]:
    if not ARTICLE.is_file():
        pytest.skip("../shared is not beside this checkout")
    source = read_source(ARTICLE, ARTICLE.name)
    assert source.published_on == date(2025, 3, 17)
    return source.text, read_statements(source, CEASEFIRE_TALKS)


@needs_shared
@pytest.mark.parametrize(
    ("speaker", "party", "issue", "stance"),
    [
        ("Donald Trump", "us", None, "willing"),
        ("Steve Witkoff", "us", None, "assesses"),
        ("Marco Rubio", "us", "truce", "warns"),
        ("Mike Waltz", "us", "territory", "non_committal"),
        ("Alexander Grushko", "russia", "army", "demands"),
        ("Alexander Grushko", "russia", "sanctions", "demands"),
        ("Alexander Grushko", "russia", "alignment", "demands"),
        ("Alexander Grushko", "russia", "peacekeepers", "warns"),
        ("Emmanuel Macron", "europe", "peacekeepers", "rejects"),
        ("Keir Starmer", "europe", "support", "announces"),
        ("Volodymyr Zelensky", "ukraine", "territory", "demands"),
    ],
)
def test_the_article_gives_each_speaker_a_right_row(
    article: tuple[str, tuple[Statement, ...]], speaker: str, party: str, issue: str | None, stance: str
) -> None:
    _, rows = article
    assert any(
        (row.speaker.name, row.party, row.issue, row.stance.value) == (speaker, party, issue, stance) for row in rows
    )


@needs_shared
def test_the_article_gives_the_parties_their_positions(article: tuple[str, tuple[Statement, ...]]) -> None:
    text, rows = article
    found = {(row.party, row.issue, row.stance.value, row.kind.value) for row in rows}
    assert ("ukraine", "truce", "accepts", "reported_position") in found
    assert ("russia", "truce", "non_committal", "reported_silence") in found
    assert ("ukraine", "election", "rejects", "reported_position") in found
    assert ("russia", "election", "demands", "paraphrase") in found
    assert ("europe", "peacekeepers", "willing", "reported_position") in found
    assert ("russia", "peacekeepers", "rejects", "paraphrase") in found or (
        "russia",
        "peacekeepers",
        "rejects",
        "reported_position",
    ) in found
    last = text.index("Related Posts")
    assert all(row.support[1] <= last for row in rows)
