"""Proposing rows: ids in order, nothing twice, all or none, and never a row that does not stand in its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from goodoffices.errors import LedgerError, UsageError
from goodoffices.ledger import Ledger
from goodoffices.model.statements import Mark, Stance, State, Statement
from tests.ledger.drawn import statements
from tests.ledger.rows import a_row, a_source, rows_of

SOURCE = a_source()


def test_rows_get_ids_in_order_and_wait_as_proposals(empty: Ledger) -> None:
    empty.keep_source(SOURCE)
    done = empty.propose(rows_of(SOURCE, 2))
    assert done.added == ("s1", "s2")
    assert done.known == ()
    assert empty.propose([a_row(SOURCE, 9)]).added == ("s3",)
    assert [row.id for row in empty.statements()] == ["s1", "s2", "s3"]
    assert {row.state for row in empty.statements()} == {State.PROPOSED}


def test_reading_again_adds_nothing_twice(ledger: Ledger) -> None:
    before, entries = ledger.statements(), len(ledger.log())
    done = ledger.propose(rows_of(SOURCE, 3))
    assert done.added == ()
    assert done.known == ("s1", "s2", "s3")
    assert ledger.statements() == before
    assert len(ledger.log()) == entries


def test_a_row_given_twice_at_once_is_added_once(empty: Ledger) -> None:
    empty.keep_source(SOURCE)
    twice = [a_row(SOURCE), a_row(SOURCE, stance=Stance.WARNS), a_row(SOURCE, 1)]
    done = empty.propose(twice)
    assert empty.propose(twice).updated == ()
    assert done.added == ("s1", "s2")


def test_a_judged_row_is_not_moved_by_reading_again(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    ledger.reject(["s2"], "Ana", "not what was said")
    ledger.edit("s3", {"stance": "proposes"}, "Ana")
    judged = ledger.statements()
    better = [row.changed(stance=Stance.WARNS, confidence=0.99) for row in rows_of(SOURCE, 3)]
    assert ledger.propose(better).added == ()
    assert ledger.statements() == judged
    assert [row.state for row in judged] == [State.ACCEPTED, State.REJECTED, State.EDITED]


def test_what_nobody_judged_is_renewed_when_it_is_read_otherwise(ledger: Ledger) -> None:
    ledger.accept(["s2"], "Ana")
    ledger.accept(["s3"], "Ana")
    ledger.undo("Ana")
    other_case = rows_of(SOURCE, 3, party="coast", issue="harbour")
    done = ledger.propose(other_case)
    assert (done.added, done.known, done.updated) == ((), ("s1", "s2", "s3"), ("s1",))
    assert [row.party for row in ledger.statements()] == ["coast", "north", "north"]
    assert [made.act for made in ledger.history("s1")] == ["propose", "propose"]
    assert ledger.propose(other_case).updated == ()
    ledger.accept(["s1"], "Ana")
    assert ledger.statement("s1").state is State.ACCEPTED
    assert ledger.verify().ok


def test_a_copy_under_another_name_does_not_take_rows_over(ledger: Ledger) -> None:
    copy = a_source(name="sources/copy.txt")
    entries = len(ledger.log())
    for source in (copy, SOURCE, copy):
        assert ledger.take_in(source, rows_of(source, 3))[1].updated == ()
    assert {row.source for row in ledger.statements()} == {SOURCE.source}
    assert len(ledger.log()) == entries + 1  # the new name


def test_a_renewed_row_must_stand_in_its_text_too(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="does not stand"):
        ledger.propose([a_row(SOURCE, 0, hedge=Mark("perhaps", 0, 7))])
    assert len(ledger.history("s1")) == 1


def test_a_row_comes_in_as_a_proposal_whatever_state_it_claims(empty: Ledger) -> None:
    empty.keep_source(SOURCE)
    empty.propose([a_row(SOURCE, state=State.ACCEPTED, id="s99")])
    [row] = empty.statements()
    assert (row.id, row.state) == ("s1", State.PROPOSED)


def test_rows_of_a_text_that_is_not_kept_are_refused(empty: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"2031-05-08-port\.txt.*Keep the source"):
        empty.propose([a_row(SOURCE)])


@pytest.mark.parametrize("confidence", [float("nan"), 1.5, -0.1])
def test_a_confidence_that_is_none_is_refused(empty: Ledger, confidence: float) -> None:
    empty.keep_source(SOURCE)
    with pytest.raises(LedgerError, match="between 0 and 1"):
        empty.propose([a_row(SOURCE, confidence=confidence)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": ((0, 9999),)},
        {"content": ((5, 5),)},
        {"support": (-3, 4)},
        {"cue": Mark("claimed", 0, 7)},
        {"hedge": Mark("perhaps", 9990, 9997)},
        {"condition": Mark("Th", -9999, 2)},
    ],
)
def test_a_row_that_does_not_stand_in_its_text_is_refused_with_all_the_others(
    empty: Ledger, wrong: dict[str, object]
) -> None:
    empty.keep_source(SOURCE)
    with pytest.raises(LedgerError, match="port"):
        empty.propose([a_row(SOURCE, 1), a_row(SOURCE, 2, **wrong)])
    assert empty.statements() == ()
    assert len(empty.log()) == 1
    assert empty.propose([a_row(SOURCE, 1)]).added == ("s1",)


def test_a_repetition_points_to_the_earlier_row_by_its_id(ledger: Ledger) -> None:
    first = a_row(SOURCE)
    inside = a_row(SOURCE, 20)
    ledger.propose(
        [
            inside,
            a_row(SOURCE, 30, repeats=first.key),
            a_row(SOURCE, 40, repeats=inside.key),
            a_row(SOURCE, 50, repeats="unknown"),
        ]
    )
    assert [row.repeats for row in ledger.statements()][3:] == [None, "s1", "s4", "unknown"]


def test_source_and_rows_can_be_taken_in_as_one(empty: Ledger) -> None:
    with pytest.raises(LedgerError):
        empty.take_in(SOURCE, [a_row(SOURCE, content=((0, 9999),))])
    assert empty.sources() == ()
    kept, done = empty.take_in(SOURCE, rows_of(SOURCE, 2))
    assert kept.new
    assert done.added == ("s1", "s2")


def test_every_act_has_somebody_who_did_it(empty: Ledger) -> None:
    with pytest.raises(UsageError, match="name"):
        empty.keep_source(SOURCE, by="  ")


def test_many_rows_at_once_are_no_different(empty: Ledger) -> None:
    long = a_source(SOURCE.text * 20)
    empty.keep_source(long)
    rows = rows_of(long, 1_700)
    assert len(empty.propose(rows).added) == 1_700
    assert len(empty.propose(rows).known) == 1_700
    assert len(empty.accept([f"s{number}" for number in range(1, 1_701)], "Ana").changed) == 1_700
    assert len(empty.undo("Ana").changed) == 1_700
    assert empty.verify().ok


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=statements(SOURCE))
def test_every_field_of_a_row_survives(empty: Ledger, row: Statement) -> None:
    empty.keep_source(SOURCE)
    done = empty.propose([row])
    if done.added:
        assert empty.statement(done.added[0]) == replace(row, id=done.added[0])
