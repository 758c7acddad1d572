"""Accepting, rejecting, reopening and editing rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodoffices.errors import LedgerBusy, LedgerError, RowChanged, UsageError
from goodoffices.ledger import Ledger
from goodoffices.ledger.edits import EDITABLE, FIXED
from goodoffices.model.statements import Mark, Speaker, Stance, State
from tests.ledger.rows import TEXT


def test_a_row_goes_from_proposed_to_accepted_to_rejected_and_back(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    ledger.reject(["s1"], "Ben", "the envoy did not say it")
    ledger.reopen(["s1"], "Ana")
    ledger.accept(["s1"], "Ana")
    past = ledger.history("s1")
    assert [made.statement.state.value for made in past] == ["proposed", "accepted", "rejected", "proposed", "accepted"]
    assert [(made.who, made.act, made.why) for made in past][1:3] == [
        ("Ana", "accept", None),
        ("Ben", "reject", "the envoy did not say it"),
    ]
    assert [made.number for made in past] == [1, 2, 3, 4, 5]


def test_accepting_what_is_accepted_writes_nothing(ledger: Ledger) -> None:
    ledger.accept(["s1"], "Ana")
    entries = len(ledger.log())
    act = ledger.accept(["s1"], "Ben")
    assert (act.entry, act.changed, act.unchanged) == (None, (), ("s1",))
    assert len(ledger.log()) == entries
    assert ledger.accept([], "Ben").entry is None


def test_accepting_many_is_one_act(ledger: Ledger) -> None:
    ledger.accept(["s2"], "Ana")
    act = ledger.accept(["s3", "s1", "s2"], "Ana")
    assert (act.changed, act.unchanged) == (("s1", "s3"), ("s2",))
    assert ledger.log()[-1].seq == act.entry
    assert ledger.log()[-1].before == {"rows": {"s1": 1, "s3": 1}}
    assert ledger.log()[-1].after["rows"] == {"s1": 2, "s3": 2}


def test_an_edit_accepts_the_row_as_changed_and_keeps_its_key(ledger: Ledger) -> None:
    before = ledger.statement("s1")
    ledger.edit("s1", {"stance": "conditional", "party": None, "said_on": "2031-05-06"}, "Ana")
    after = ledger.statement("s1")
    assert after == before.changed(stance=Stance.CONDITIONAL, party=None, said_on=date(2031, 5, 6), state=State.EDITED)
    assert after.key == before.key


def test_edited_means_accepted_with_changes_whatever_happens_between(ledger: Ledger) -> None:
    ledger.edit("s1", {"stance": "warns"}, "Ana")
    ledger.reject(["s1"], "Ana")
    ledger.accept(["s1"], "Ana")
    assert ledger.statement("s1").state is State.EDITED
    assert ledger.accept(["s1"], "Ben").changed == ()
    ledger.edit("s1", {"stance": "demands"}, "Ana")
    assert ledger.statement("s1").state is State.ACCEPTED


def test_an_edit_that_changes_nothing_writes_nothing(ledger: Ledger) -> None:
    assert ledger.edit("s1", {"stance": Stance.DEMANDS}, "Ana").entry is None
    assert ledger.statement("s1").state is State.PROPOSED


def test_values_may_be_given_as_in_json_or_in_python(ledger: Ledger) -> None:
    condition = Mark("if the port reopens", 46, 65)
    ledger.edit("s1", {"condition": condition, "content": ((0, 65),), "support": (0, 104)}, "Ana")
    plain = {"text": "if the port reopens", "start": 46, "end": 65}
    ledger.edit("s2", {"condition": plain, "content": [[0, 65]], "support": [0, 104], "topics": ["Ce"]}, "Ana")
    first, second = ledger.statements(ids=["s1", "s2"])
    assert first.condition == second.condition == condition
    assert first.content == second.content == ((0, 65),)
    assert second.topics == ("Ce",)


def test_a_speaker_can_be_corrected_in_part(ledger: Ledger) -> None:
    ledger.edit("s1", {"speaker": {"name": "Ida Holm"}}, "Ana")
    assert ledger.statement("s1").speaker == Speaker("Ida Holm", TEXT[0:2], 0, 2, "envoy")
    ledger.edit("s1", {"speaker": Speaker(name="Nils Berg")}, "Ana")
    assert ledger.statement("s1").speaker == Speaker("Nils Berg")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stance": "acceptz"}, "Did you mean 'accepts'"),
        ({"kind": "hearsay"}, "There are: quote"),
        ({"stanse": "accepts"}, "Did you mean 'stance'"),
        ({"id": "s7"}, "cannot|can be changed"),
        ({"state": "accepted"}, "can be changed"),
        ({"said_on": "last Tuesday"}, "2025-03-17"),
        ({"said_on": 7}, "a date"),
        ({"party": 7}, "words"),
        ({"content": []}, "whole numbers"),
        ({"content": [["a", 2]]}, "whole numbers"),
        ({"content": 5}, "whole numbers"),
        ({"support": None}, "whole numbers"),
        ({"topics": "Ce"}, "list"),
        ({"topics": None}, "list"),
        ({"cue": {"text": "said"}}, "place"),
        ({"cue": "said"}, "place"),
        ({"speaker": "Ida Holm"}, "speaker"),
        ({"speaker": {"age": 40}}, "speaker"),
        ({"speaker": {"start": "0"}}, "whole numbers"),
    ],
)
def test_a_value_that_a_field_does_not_take_is_refused_in_plain_words(
    ledger: Ledger, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        ledger.edit("s1", changes, "Ana")
    assert len(ledger.history("s1")) == 1


@pytest.mark.parametrize(
    "changes", [{"cue": {"text": "claimed", "start": 0, "end": 7}}, {"content": [[0, 99999]]}, {"support": [9, 3]}]
)
def test_words_must_stay_the_sources_own(ledger: Ledger, changes: dict[str, Any]) -> None:
    with pytest.raises(LedgerError, match="port"):
        ledger.edit("s1", changes, "Ana")
    assert len(ledger.history("s1")) == 1


def test_every_field_either_can_be_edited_or_is_fixed() -> None:
    assert not set(EDITABLE) & set(FIXED)
    assert {"party", "stance", "speaker", "note"} <= set(EDITABLE)


def test_a_writer_who_saw_an_older_version_is_shown_both(ledger: Ledger) -> None:
    ledger.edit("s1", {"stance": "warns"}, "Ana", seen_revision=1)
    with pytest.raises(RowChanged, match="Ana") as caught:
        ledger.edit("s1", {"stance": "proposes"}, "Ben", seen_revision=1)
    assert isinstance(caught.value, LedgerBusy)
    assert caught.value.seen == ledger.history("s1")[0]
    assert caught.value.last == ledger.history("s1")[1]
    assert ledger.statement("s1").stance is Stance.WARNS
    ledger.edit("s1", {"stance": "proposes"}, "Ben", seen_revision=2)
    assert ledger.statement("s1").stance is Stance.PROPOSES


def test_a_bulk_judgement_stops_whole_when_one_row_has_moved(ledger: Ledger) -> None:
    ledger.reject(["s2"], "Ana")
    with pytest.raises(RowChanged, match="s2"):
        ledger.accept(["s1", "s2", "s3"], "Ben", seen={"s1": 1, "s2": 1, "s3": 1})
    assert [row.state.value for row in ledger.statements()] == ["proposed", "rejected", "proposed"]


def test_a_judgement_has_somebody_who_made_it(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        ledger.accept(["s1"], "")
