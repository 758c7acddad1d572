"""Undo and redo: whole acts, each person's own, never over somebody else's work."""

from __future__ import annotations

import pytest

from goodoffices.errors import RowChanged, UsageError
from goodoffices.ledger import Ledger
from goodoffices.model.statements import Stance


def states(ledger: Ledger) -> list[str]:
    return [row.state.value for row in ledger.statements()]


def test_a_bulk_act_is_undone_and_redone_whole(ledger: Ledger) -> None:
    ledger.accept(["s1", "s3"], "Ana")
    assert ledger.undo("Ana").changed == ("s1", "s3")
    assert states(ledger) == ["proposed"] * 3
    assert ledger.redo("Ana").changed == ("s1", "s3")
    assert states(ledger) == ["accepted", "proposed", "accepted"]


def test_undo_goes_back_act_by_act_and_redo_forward(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    ledger.edit("s1", {"stance": "warns"}, "Ana")
    ledger.reject(["s1"], "Ana")
    seen = []
    for step in (ledger.undo, ledger.undo, ledger.undo, ledger.redo, ledger.redo, ledger.redo):
        step("Ana")
        row = ledger.statement("s1")
        seen.append((row.state.value, row.stance.value))
    first, second, third = ("proposed", "demands"), ("accepted", "demands"), ("edited", "warns")
    assert seen == [third, second, first, second, third, ("rejected", "warns")]


def test_undoing_is_itself_written_down(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    accepted = ledger.log()[-1].seq
    ledger.undo("Ana")
    assert ledger.log()[-1].act == "undo"
    assert ledger.log()[-1].after["of"] == accepted
    last = ledger.history("s1")[-1]
    assert (last.number, last.act, last.restores) == (3, "undo", 1)


def test_a_new_act_ends_the_redoing(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    ledger.undo("Ana")
    ledger.reject(["s2"], "Ana")
    with pytest.raises(UsageError, match="nothing of Ana's to redo"):
        ledger.redo("Ana")


def test_nobody_undoes_what_another_did(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    with pytest.raises(UsageError, match="nothing of Ben's to undo"):
        ledger.undo("Ben")


def test_what_the_reader_did_is_not_undone(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        ledger.undo("reader")


def test_an_act_that_somebody_built_on_stays(ledger: Ledger) -> None:
    ledger.accept(["s1", "s2"], "Ana")
    ledger.edit("s2", {"stance": "warns"}, "Ben")
    with pytest.raises(RowChanged, match=r"Ben has since changed s2 \(edit"):
        ledger.undo("Ana")
    assert states(ledger) == ["accepted", "edited", "proposed"]
    ledger.undo("Ben")
    assert ledger.undo("Ana").changed == ("s1", "s2")
    assert states(ledger) == ["proposed"] * 3


def test_a_redo_is_refused_when_somebody_has_written_in_between(ledger: Ledger) -> None:
    ledger.edit("s1", {"stance": "warns"}, "Ana")
    ledger.undo("Ana")
    ledger.reject(["s1"], "Ben")
    with pytest.raises(RowChanged, match="redo"):
        ledger.redo("Ana")
    assert ledger.statement("s1").stance is Stance.DEMANDS
