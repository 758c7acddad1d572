"""A case to ``.gmcr`` and back: the same states, moves, orders and equilibria."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.case import Case
from goodoffices.model.exchange import export_case, settled
from goodoffices.model.exchange.documents import Document
from goodoffices.model.exchange.gmcr import read_gmcr
from goodoffices.model.exchange.json_tree import read_json
from goodoffices.model.exchange.patterns import Binary
from goodoffices.model.expressions import parse
from goodoffices.model.moves import enterable
from goodoffices.model.preferences import preference_of
from goodoffices.runs import run_stability
from goodoffices.settings import Reading, Rule
from tests.strategies import ISSUES, OPTIONS, expression_texts, preferences, space_of

PARTIES = ("north", "south", "east")


@st.composite
def conflicts(draw: st.DrawFn, most_options: int = 2) -> Case:
    """Cases in which one party, or several alike, hold each issue; with priorities or rankings, and red lines."""
    parties = PARTIES[: draw(st.integers(1, 3))]
    least = 2 if most_options == 2 else 1
    sizes = draw(
        st.lists(st.integers(least, most_options), min_size=1, max_size=3).filter(lambda found: max(found) > 1)
    )
    options = {ISSUES[k]: list(OPTIONS[:size]) for k, size in enumerate(sizes)}
    space = space_of(options)
    never = draw(expression_texts(options))
    feasible = ~space.truth(parse(never))
    rules = [{"never": never}] if feasible.any() else []
    codes = [int(code) for code in (feasible if rules else space.feasible([])).nonzero()[0]]
    issues = {}
    for name, some in options.items():
        holders = draw(st.lists(st.sampled_from(parties), max_size=2, unique=True))
        ways = [some] if len(some) > 2 else [some, some[:1], some[1:]]
        reached = dict.fromkeys(draw(st.sampled_from(ways)), holders)
        issues[name] = {"question": f"{name}?", "options": {each: each for each in some}, "reached_by": reached}
    document = {
        "case": "A drawn conflict",
        "left_out": ["Everyone"],
        "parties": {party: {"name": party, "role": "principal"} for party in parties},
        "issues": issues,
        "rules": rules,
        "status_quo": space.terms(draw(st.sampled_from(codes))),
        "preferences": {party: draw(preferences(options, codes, ("priorities", "ranking"))) for party in parties},
    }
    return Case.model_validate(document)


def back(case: Case) -> Case:
    """Through the file, with the status quo told again."""
    document = Document(Path("back.gmcr"), export_case(case, "gmcr").text.encode())
    found = read_gmcr(document, read_json(document.page))
    binary = Binary.of(case)
    start = case.status_quo_code
    return settled(found, None if start is None else binary.decimal(case.space.indices(start))).case


@settings(max_examples=60)
@given(conflicts())
def test_a_conflict_of_two_options_an_issue_comes_back_with_the_same_codes(case: Case) -> None:
    again = back(case)
    assert again.space.sizes == case.space.sizes
    assert again.feasible.tolist() == case.feasible.tolist()
    assert again.status_quo_code == case.status_quo_code
    assert [party.name for party in again.parties.values()] == [party.name for party in case.parties.values()]
    assert [[row.tolist() for row in rows] for rows in enterable(again)] == [
        [row.tolist() for row in rows] for rows in enterable(case)
    ]
    for party in case.parties:
        stated, kept = preference_of(case, party).ranks, preference_of(again, party).ranks
        assert stated is not None
        if kept is not None:
            assert kept.tolist() == stated.tolist()
        else:  # priorities that tell no two outcomes apart have nothing to write down
            assert len(set(stated[case.feasible].tolist())) <= 1 or again.of(party).form is None


@settings(max_examples=40)
@given(conflicts(most_options=3))
def test_issues_of_more_options_come_back_with_the_same_equilibria(case: Case) -> None:
    again = back(case)
    binary = Binary.of(case)
    decimal = {int(code): binary.decimal(case.space.indices(int(code))) for code in case.feasible.nonzero()[0]}
    assert sorted(decimal.values()) == again.feasible.nonzero()[0].tolist()
    if any(again.of(party).form is None for party in again.parties):
        return
    for rule in Rule:
        before = run_stability(case, rule=rule).result.to_json()["equilibria"]
        after = run_stability(again, rule=rule).result.to_json()["equilibria"]
        for concept in ("nash", "gmr", "smr", "seq"):
            assert sorted(decimal[code] for code in before[concept]) == after[concept]


def gate(**changes: Any) -> Case:
    """Two parties at a gate."""
    document: dict[str, Any] = {
        "case": "At the gate",
        "left_out": ["Everyone else"],
        "parties": {"town": {"name": "Town", "role": "principal"}, "riders": {"name": "Riders", "role": "principal"}},
        "issues": {
            "gate": {
                "question": "The gate?",
                "options": {"shut": "It is shut", "open": "It is open"},
                "controlled_by": "town",
            },
            "raid": {"question": "A raid?", "options": {"no": "No", "yes": "They raid"}, "controlled_by": "riders"},
        },
        "status_quo": {"gate": "shut", "raid": "no"},
        "preferences": {
            "town": {"priorities": ["raid.no", "gate.open implies raid.no"], "red_lines": ["gate.open and raid.yes"]},
            "riders": {"priorities": ["gate.open", "raid.yes"]},
        },
    }
    return Case.model_validate({**document, **changes})


def test_priorities_stay_conditions_and_red_lines_come_first() -> None:
    data = json.loads(export_case(gate(), "gmcr").text)
    assert data["useManualPreferenceRanking"] is False
    town, riders = data["decisionMakers"]
    assert riders["preferences"] == [[[0, "Y"]], [[1, "Y"]]]
    assert [row if isinstance(row, list) else len(row["members"]) for row in town["preferences"]] == [3, [[1, "N"]], 3]
    assert back(gate()).of("town").priorities == [
        "it_is_open.yes implies they_raid.no",
        "they_raid.no",
        "it_is_open.yes implies they_raid.no",
    ]


def test_the_status_quo_is_told_as_state_and_decimal() -> None:
    notes = export_case(gate(status_quo={"gate": "open", "raid": "no"}), "gmcr").notes
    assert any("state 2, decimal 1" in note.message for note in notes)


def test_what_such_a_file_cannot_say_is_refused() -> None:
    both = {"question": "?", "options": {"a": "A", "b": "B"}, "reached_by": {"a": ["town"], "b": ["riders"]}}
    document = gate().model_dump(mode="json", by_alias=True, exclude_none=True)
    with pytest.raises(CaseError, match="different parties"):
        export_case(gate(issues={**document["issues"], "raid": both}, status_quo=None, preferences={}), "gmcr")
    with pytest.raises(CaseError, match="town are unknown"):
        export_case(gate(preferences={}), "gmcr")
    orders = {
        "town": {"orders": {"gate": "open > shut"}, "importance": ["gate"]},
        "riders": document["preferences"]["riders"],
    }
    with pytest.raises(CaseError, match="uncompared"):
        export_case(gate(preferences=orders), "gmcr")
    central = export_case(gate(preferences=orders), "gmcr", Reading.CENTRAL)
    assert json.loads(central.text)["useManualPreferenceRanking"] is True


def test_a_party_that_cannot_move_needs_no_preferences() -> None:
    document = gate().model_dump(mode="json", by_alias=True, exclude_none=True)
    watching = {**document["parties"], "elders": {"name": "Elders", "role": "mediator"}}
    made = export_case(gate(parties=watching), "gmcr")
    assert any("elders" in note.message for note in made.notes)
    assert json.loads(made.text)["decisionMakers"][2]["preferences"] == []
