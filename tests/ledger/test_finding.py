"""Finding rows by what a person would ask for."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.errors import UnknownStatement, UsageError
from goodoffices.ledger import Ledger
from goodoffices.model.statements import Speaker, Stance, State
from tests.ledger.rows import a_row, a_source

PORT = a_source()
DAM = a_source("Élan: the dam must stay\nshut, said the minister.", name="sources/dam.txt")


@pytest.fixture
def mixed(empty: Ledger) -> Ledger:
    empty.keep_source(PORT)
    empty.keep_source(DAM)
    empty.propose(
        [
            a_row(PORT, 0, party="north", issue="port", stance=Stance.ACCEPTS, said_on=date(2031, 5, 6)),
            a_row(PORT, 1, party="south", issue="port", stance=Stance.REJECTS, published_on=None),
            a_row(PORT, 2, party=None, issue=None, stance=Stance.WARNS, said_to=date(2031, 5, 1)),
            a_row(DAM, 0, party="south", issue="dam", speaker=Speaker(name="Óscar Íñigo"), support=(0, 30)),
        ]
    )
    empty.accept(["s2", "s4"], "Ana")
    return empty


def found(ledger: Ledger, **wanted: object) -> list[str | None]:
    return [row.id for row in ledger.statements(**wanted)]  # type: ignore[arg-type]


def test_no_condition_finds_all_in_the_order_of_their_ids(mixed: Ledger) -> None:
    assert found(mixed) == ["s1", "s2", "s3", "s4"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"party": "south"}, ["s2", "s4"]),
        ({"party": ("south", "north")}, ["s1", "s2", "s4"]),
        ({"party": ()}, []),
        ({"issue": "port"}, ["s1", "s2"]),
        ({"stance": Stance.REJECTS}, ["s2"]),
        ({"stance": ["rejects", "warns"]}, ["s2", "s3"]),
        ({"state": State.ACCEPTED}, ["s2", "s4"]),
        ({"state": "proposed"}, ["s1", "s3"]),
        ({"source": "sources/dam.txt"}, ["s4"]),
        ({"source": DAM.sha256[:12]}, ["s4"]),
        ({"since": date(2031, 5, 2)}, ["s1", "s4"]),
        ({"until": date(2031, 5, 6)}, ["s1", "s3"]),
        ({"since": date(2031, 5, 6), "until": date(2031, 5, 6)}, ["s1"]),
        ({"speaker": "óscar"}, ["s4"]),
        ({"speaker": "VERA"}, ["s1", "s2", "s3"]),
        ({"text": "ÉLAN: the dam"}, ["s4"]),
        ({"text": "must stay shut"}, ["s4"]),
        ({"ids": ["s4", "s1", "s4"]}, ["s1", "s4"]),
        ({"ids": ["s4", "s1"], "party": "north"}, ["s1"]),
        ({"party": "south", "issue": "port", "state": "accepted"}, ["s2"]),
        ({"party": "east"}, []),
    ],
)
def test_each_condition_keeps_what_it_says(mixed: Ledger, wanted: dict[str, object], expected: list[str]) -> None:
    assert found(mixed, **wanted) == expected


def test_an_edited_row_is_found_by_what_it_now_says(mixed: Ledger) -> None:
    mixed.edit("s1", {"party": "south"}, "Ana")
    assert found(mixed, party="north") == []
    assert found(mixed, party="south") == ["s1", "s2", "s4"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("s9", "This ledger has s1 to s4"),
        ("s0", "This ledger has s1 to s4"),
        ("S3", "Did you mean 's3'"),
        ("4", "Did you mean 's4'"),
        ("s" + "9" * 40, "This ledger has s1 to s4"),
        ("", "This ledger has s1 to s4"),
    ],
)
def test_an_unknown_id_is_told_what_there_is(mixed: Ledger, wrong: str, words: str) -> None:
    for ask in (mixed.statement, mixed.history, lambda name: mixed.accept([name], "Ana")):
        with pytest.raises(UnknownStatement) as caught:
            ask(wrong)
        assert words in str(caught.value)
        assert repr(wrong) in str(caught.value)
        assert caught.value.exit_status == 2


def test_one_unknown_id_among_many_stops_the_whole_act(mixed: Ledger) -> None:
    with pytest.raises(UnknownStatement):
        mixed.reject(["s1", "s77"], "Ana")
    assert mixed.statement("s1").state is State.PROPOSED


def test_an_empty_ledger_says_so(empty: Ledger) -> None:
    assert empty.statements() == ()
    with pytest.raises(UnknownStatement, match="no statements yet"):
        empty.statement("s1")


@pytest.mark.parametrize("wrong", [{"stance": "acceptz"}, {"state": "acceptedd"}])
def test_a_misspelt_stance_or_state_is_put_right(mixed: Ledger, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="Did you mean 'accept"):
        mixed.statements(**wrong)  # type: ignore[arg-type]
