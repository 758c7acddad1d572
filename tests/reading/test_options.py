"""Which answer and which proposal a row speaks of; on talks about a port and on talks about a truce."""

from __future__ import annotations

import pytest

from goodoffices.model.statements import Statement
from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer, IssueWords, KnownSpeaker, PartyNames, ProposalWords
from goodoffices.reading.reader import read_statements
from tests.reading.talks import CEASEFIRE_TALKS

PORT = Gazetteer(
    parties=(
        PartyNames("union", "Dockers' union", ("the union", "dockers")),
        PartyNames("port", "Port company", ("the company",), (KnownSpeaker("Ana Reyes", "port", "director"),)),
    ),
    issues=(
        IssueWords(
            "shifts",
            "How are night shifts set?",
            (),
            (("agreed", "Night shifts are agreed with the union"), ("ordered", "The company orders night shifts")),
        ),
        IssueWords(
            "automation",
            "How fast is the terminal automated?",
            (),
            (("ten_years", "Automation over ten years"), ("none", "No machines")),
        ),
    ),
    proposals=(ProposalWords("slow", "port", (("automation", "ten_years"),), "Automation over ten years"),),
)


def read(text: str, gazetteer: Gazetteer = PORT) -> tuple[Statement, ...]:
    return read_statements(source_from_text(text, "note.txt"), gazetteer)


def test_a_wish_for_something_to_be_done_is_a_demand() -> None:
    text = "The union wants night shifts to be agreed."
    (row,) = read(text)
    assert (row.party, row.stance.value, row.issue, row.option) == ("union", "demands", "shifts", "agreed")
    assert [text[a:b] for a, b in row.content] == ["night shifts to be agreed"]
    (row,) = read("The union wishes the port to stay open.")
    assert (row.party, row.stance.value, row.issue) == ("union", "demands", None)


def test_a_proposal_of_the_case_is_found_by_its_words() -> None:
    (row,) = read("Reyes proposed automation over ten years if the dockers return.")
    assert (row.party, row.stance.value, row.option, row.proposal) == ("port", "proposes", "ten_years", "slow")
    assert row.condition is not None
    assert row.condition.text == "if the dockers return"


@pytest.mark.parametrize("silence", ["The union did not reply.", "The union declined to comment."])
def test_a_silence_takes_issue_and_proposal_from_the_sentence_before(silence: str) -> None:
    _, row = read(f"Reyes proposed automation over ten years. {silence}")
    assert (row.kind.value, row.issue, row.proposal) == ("reported_silence", "automation", "slow")


def test_a_silence_far_from_any_proposal_takes_none() -> None:
    text = (
        "Reyes proposed automation over ten years. It rained. The sea was calm. The sun rose. The union did not reply."
    )
    assert read(text)[-1].proposal is None


def test_a_bare_acceptance_is_of_the_proposal_named_last() -> None:
    *_, row = read("Washington proposed a ceasefire of thirty days. Ukraine accepted it.", CEASEFIRE_TALKS)
    assert (row.party, row.stance.value, row.issue, row.proposal) == ("ukraine", "accepts", "truce", "us_30_day")


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Grushko demanded that Ukraine stay neutral.", "neutral"),
        ("Grushko said that Ukraine would not remain neutral.", None),
        ("Ukraine refused to remain neutral.", "neutral"),
        ("Grushko demanded an end to the neutrality.", None),
        ("Grushko demanded a ceiling on the army.", "capped"),
        ("Grushko demanded that the sanctions be lifted.", "eased"),
        ("Rubio said that the sanctions must stay.", "kept"),
        ("Rubio said that the sanctions are working.", None),
        ("Rubio said that the sanctions may stay or be eased.", None),
        ("Ukraine accepted a ceasefire of 30 days.", "thirty_days"),
        ("Ukraine accepted a ceasefire of 90 days.", None),
    ],
)
def test_a_row_names_an_option_only_where_its_words_tell_it_from_the_others(text: str, option: str | None) -> None:
    assert [row.option for row in read(text, CEASEFIRE_TALKS)][:1] == [option]


def test_the_name_of_a_party_names_no_option() -> None:
    issue = IssueWords(
        "land", "Who holds the land?", ("StBor",), (("left", "Russian forces leave it"), ("held", "It is held"))
    )
    gazetteer = Gazetteer((PartyNames("russia", "Russia"), PartyNames("ukraine", "Ukraine")), (issue,))
    (row,) = read("Ukraine rejected the Russian borders.", gazetteer)
    assert (row.issue, row.option) == ("land", None)
