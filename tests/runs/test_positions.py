"""Positions for the concession ledger: what counts as one, from which day, and what is told as left out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from goodoffices.model.case import Answer, Case
from goodoffices.model.results.concessions import MoveKind
from goodoffices.model.statements import Kind, Mark, Speaker, Stance, State, Statement
from goodoffices.runs.positions import positions, run_concessions
from tests.runs.harbour import DOCUMENT, harbour


def row(party: str, stance: str, day: int | None, **more: Any) -> Statement:
    values: dict[str, Any] = {"kind": Kind.PARAPHRASE, "state": State.ACCEPTED, "id": f"s{day or 99}", **more}
    return Statement(
        source="note.txt", sha256="0" * 64, text_sha256="0" * 64, speaker=Speaker("Someone"), content=((1, 2),),
        support=(1, 2), stance=Stance(stance), rule="test/1", confidence=0.5, party=party,
        said_on=None if day is None else date(2031, 6, day), **values,
    )  # fmt: skip


def told(case: Case, *rows: Statement) -> list[tuple[str, str, dict[str, str], tuple[str, ...]]]:
    found, _ = positions(case, rows, lambda _: date(2031, 6, 5))
    base = case.status_quo_code
    assert base is not None
    return [(one.party, one.on[-2:], case.space.difference(one.code, base), one.basis) for one in found]


def test_proposals_and_dated_acceptances_are_positions() -> None:
    assert told(harbour()) == [
        ("south", "01", {"port": "shared"}, ("opening",)),
        ("north", "10", {"port": "shared", "fees": "paid_north"}, ("whole",)),
    ]
    document = json.loads(json.dumps(DOCUMENT))
    document["proposals"]["opening"]["answers"] = {"north": "accepts"}
    document["proposals"]["opening"]["because"] = {"north": ["s4"]}
    assert told(Case.model_validate(document))[1] == ("north", "05", {"port": "shared"}, ("opening",))


def test_a_statement_changes_one_issue_and_silence_is_no_move() -> None:
    demand = row("north", "demands", 20, issue="fees", option="paid_south")
    assert told(harbour(), demand)[-1] == ("north", "20", {"port": "shared", "fees": "paid_south"}, ("s20",))


def test_only_what_a_person_accepted_counts_unless_asked() -> None:
    case, demand = harbour(), row("north", "demands", 20, issue="port", option="joint", state=State.PROPOSED)
    assert len(run_concessions(case, [demand]).moves) == 2
    more = run_concessions(case, [demand], states=(State.PROPOSED,))
    assert len(more.moves) == 3
    assert more.moves[-1].kind is MoveKind.CONCESSION
    assert more.moves[-1].since == ()
    assert more.provenance.parameters["states"] == ["proposed"]


def test_conditions_undated_words_and_contradictions_are_told_and_not_counted() -> None:
    case = harbour()
    proposal = case.proposals["opening"].model_copy(update={"answers": {"north": Answer.ACCEPTS_WITH_CONDITIONS}})
    case = case.model_copy(update={"proposals": {**case.proposals, "opening": proposal}})
    rows = [
        row("south", "accepts", 12, issue="port", option="joint", condition=Mark("if paid", 3, 10)),
        row("south", "demands", None, issue="port", option="joint"),
        row("south", "demands", 14, issue="fees", option="split", id="s14"),
        row("south", "accepts", 14, issue="fees", option="paid_north", id="s15"),
        row("south", "rejects", 16, issue="port", option="joint"),
        row("south", "demands", 17, issue="port"),
        row("south", "demands", 29, repeats="s14", issue="port", option="joint"),
    ]
    found, left_out = positions(case, rows, lambda _: None)
    assert [one.basis for one in found] == [("opening",), ("whole",)]
    assert left_out == (
        "opening: north accepts it with conditions, which settle no position",
        "s14, s15: two different things on fees on one day, so its position there stays as it was",
        "1 statement under a condition, which the case does not model",
        "1 statement on no stated day",
        "1 statement on an issue without naming an option of it; "
        "goodoffices statements CASE --edit ID --set option=NAME names one",
    )


def test_what_is_later_than_the_day_of_the_case_does_not_count() -> None:
    case = harbour().model_copy(update={"as_of": date(2031, 6, 5)})
    assert [one[0] for one in told(case, row("north", "demands", 6, issue="port", option="joint"))] == ["south"]


def test_what_others_gave_is_told_in_the_same_words_for_both_sides() -> None:
    def kinds(swap: bool) -> list[tuple[str, MoveKind, tuple[str, ...]]]:
        north, south = ("south", "north") if swap else ("north", "south")
        rows = [
            row(south, "accepts", 12, issue="fees", option="paid_north"),
            row(north, "proposes", 14, issue="port", option="joint"),
        ]
        names = {north: "one", south: "other"}
        found = run_concessions(harbour(swap), rows).moves
        return [(names[move.party], move.kind, tuple(names[name] for name in move.since)) for move in found]

    assert kinds(swap=False) == kinds(swap=True) == [
        ("other", MoveKind.FIRST, ()),
        ("one", MoveKind.FIRST, ()),
        ("other", MoveKind.CONCESSION, ()),
        ("one", MoveKind.CONCESSION, ("other",)),
    ]  # fmt: skip
