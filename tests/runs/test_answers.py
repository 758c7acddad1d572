"""From stances to answers: which row counts, and where the case file says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodoffices.model.case import Answer, Case
from goodoffices.model.statements import Kind, Mark, Speaker, Stance, State, Statement
from goodoffices.runs.answers import differences, ledger_answers

CASE = Case.model_validate(
    {
        "case": "Two sides",
        "left_out": ["Everyone else"],
        "parties": {name: {"name": name.title(), "role": "principal"} for name in ("north", "south")},
        "issues": {"truce": {"question": "?", "options": {"no": "No", "yes": "Yes"}}},
        "status_quo": {"truce": "no"},
        "proposals": {
            "pause": {"by": "north", "on": "2031-05-05", "terms": {"truce": "yes"}, "answers": {"south": "accepts"}}
        },
    }
)
HERE = ("pause", "south")


def row(stance: str, day: int, **more: Any) -> Statement:
    values: dict[str, Any] = {
        "kind": Kind.PARAPHRASE, "state": State.ACCEPTED, "proposal": "pause", "party": "south", "id": f"s{day}", **more,
    }  # fmt: skip
    return Statement(
        source="note.txt", sha256="0" * 64, text_sha256="0" * 64, speaker=Speaker("Someone"), content=((day, day + 1),),
        support=(day, day + 1), stance=Stance(stance), rule="test/1", confidence=0.5, said_on=date(2031, 5, day), **values,
    )  # fmt: skip


def answer(*rows: Statement) -> Answer | None:
    return ledger_answers(CASE, rows)[HERE].answer


def test_the_latest_row_counts() -> None:
    assert answer(row("rejects", 6), row("willing", 8)) is Answer.WILLING


def test_silence_does_not_undo_an_earlier_answer() -> None:
    silence = row("non_committal", 9, kind=Kind.REPORTED_SILENCE)
    assert answer(row("accepts", 6), silence) is Answer.ACCEPTS
    assert answer(silence) is Answer.NO_REPLY


def test_a_condition_on_a_given_yes_is_kept() -> None:
    assert answer(row("accepts", 6, condition=Mark("for the coast only", 0, 5))) is Answer.ACCEPTS_WITH_CONDITIONS
    assert answer(row("conditional", 6)) is Answer.ACCEPTS_WITH_CONDITIONS


def test_two_answers_on_one_day_are_a_contradiction() -> None:
    assert answer(row("accepts", 6), row("rejects", 6)) is None


@pytest.mark.parametrize("stance", ["demands", "warns", "announces", "assesses"])
def test_demands_and_judgements_decide_nothing(stance: str) -> None:
    assert HERE not in ledger_answers(CASE, [row(stance, 6)])


def test_only_rows_that_a_person_accepted_count() -> None:
    assert ledger_answers(CASE, [row("accepts", 6, state=State.PROPOSED)]) == {}


def test_rows_before_the_proposal_or_after_the_day_do_not_count() -> None:
    assert ledger_answers(CASE, [row("accepts", 4)]) == {}
    assert ledger_answers(CASE, [row("accepts", 8)], date(2031, 5, 7)) == {}


def test_a_row_on_the_issue_and_option_speaks_of_the_proposal() -> None:
    assert answer(row("rejects", 6, proposal=None, issue="truce", option="yes")) is Answer.REJECTS


def test_the_proposer_accepts_its_own_terms() -> None:
    found = ledger_answers(CASE, [row("proposes", 6, party="north")])
    assert found[("pause", "north")].answer is Answer.ACCEPTS


def test_a_difference_from_the_case_file_is_told_and_the_case_file_stands() -> None:
    told = differences(CASE, ledger_answers(CASE, [row("rejects", 6)]))
    assert told == ("South on pause: the case file says accepts, the ledger rejects (s6). The case file stands.",)
    assert differences(CASE, ledger_answers(CASE, [row("accepts", 6)])) == ()
