"""Sentences on verdicts: every kind says what its concept has shown, and none depends on whose verdict it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from goodoffices.engines.stability.witness import Witnesses
from goodoffices.model.case import Case
from goodoffices.model.files import loads_case
from goodoffices.model.results.stability import Concept, Gain, Ground, Step, Witness
from goodoffices.report.build.verdict_words import blocked_words, witness_words
from goodoffices.runs import run_stability
from goodoffices.settings import Reading, Rule
from tests.report.small import exchanged

CASE = """\
case: The river
left_out: [Others]
parties:
  north: {name: Norland, role: principal}
  south: {name: Sorland, role: principal}
  allies: {name: Britain and France, role: ally}
issues:
  fire: {question: Does it stop?, options: {goes_on: It goes on, pause: A pause}, controlled_by: north}
  dam: {question: What of the dam?, options: {shut: It stays shut, open: It opens}, controlled_by: south}
  aid: {question: Is there aid?, options: {none: No aid, food: Food}, controlled_by: allies}
status_quo: {fire: goes_on, dam: shut, aid: none}
"""
CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ, Concept.SIM, Concept.SEQ_OR_SIM)


@cache
def case_of(text: str = CASE) -> Case:
    return loads_case(text).case


def witness(concept: Concept, **what: object) -> Witness:
    """North leaves outcome 2 for 3; South answers with 1, then the allies with 5."""
    base = Witness(2, "north", concept, Rule.LEGAL, stable=True, ground=Ground.ANSWERED, improvement=3)
    return replace(base, **what)  # type: ignore[arg-type]


def every_kind() -> list[Witness]:
    one = (Step(("south",), 1, (Gain.BETTER,)),)
    two = (*one, Step(("allies",), 5, (Gain.BETTER,)))
    unsure = (Step(("south",), 1, (Gain.UNKNOWN,)),)
    kinds = []
    for concept in CONCEPTS:
        kinds += [
            witness(concept, ground=Ground.NO_MOVE, improvement=None),
            witness(concept, ground=Ground.NO_IMPROVEMENT, improvement=None),
        ]
        for known, likewise, code in product((True, False), (0, 1, 3), (2, 0)):
            said = {"known": known, "likewise": likewise, "code": code}
            kinds.append(witness(concept, stable=False, ground=Ground.UNANSWERED, **said))
            if concept is not Concept.NASH:
                for answer in (one, two, unsure):
                    kinds.append(witness(concept, answer=answer, lands=answer[-1].to, no_escape=True, **said))
                kinds.append(witness(concept, answer=two, lands=7, **said))
    return kinds


def swapped_party(party: str) -> str:
    return {"north": "south", "south": "north"}.get(party, party)


@pytest.mark.parametrize("found", every_kind(), ids=lambda one: f"{one.concept.value}-{one.ground.value}-{one.code}")
def test_no_verdict_is_worded_by_whose_it_is(found: Witness) -> None:
    ours = witness_words(case_of(), found, "A")
    theirs = witness_words(case_of(exchanged(CASE)), found, "A")
    assert theirs == exchanged(ours)
    assert ours.endswith(".")
    assert "  " not in ours
    other = replace(
        found,
        party=swapped_party(found.party),
        answer=tuple(replace(step, movers=tuple(map(swapped_party, step.movers))) for step in found.answer),
    )
    assert witness_words(case_of(), other, "A") == exchanged(ours)


def test_names_that_join_several_take_plural_verbs() -> None:
    for found in every_kind():
        words = witness_words(case_of(), replace(found, party="allies"), "A")
        for wrong in ("France has", "France does", "France gains", "it prefers", "leaves it", "if it does"):
            assert wrong not in words


def test_each_concept_denies_what_it_has_shown_and_no_more() -> None:
    told = {
        concept: witness_words(case_of(), witness(concept, stable=False, ground=Ground.UNANSWERED), "A")
        for concept in CONCEPTS
    }
    lead = "Norland would leave A by setting fire to ‘a pause’"
    assert told[Concept.NASH] == f"{lead}; replies do not count here."
    assert told[Concept.GMR] == f"{lead}, and no reply by the others leaves it worse off than A or level."
    assert told[Concept.SMR].endswith("worse off than A or level with no way out to something better.")
    assert "no reply in which everyone gains by each step" in told[Concept.SEQ]
    assert "nothing that others gain by doing at the same time" in told[Concept.SIM]


def test_simultaneous_moves_are_told_as_such() -> None:
    answer = (Step(("south",), 0, (Gain.BETTER,)),)
    words = witness_words(case_of(), witness(Concept.SIM, answer=answer, lands=1), "A")
    assert words == (
        "Norland would leave A by setting fire to ‘a pause’; but if Norland and Sorland both acted on what they prefer "
        "to A, they would end with fire at ‘a pause’ and dam at ‘it stays shut’, which Norland does not prefer to A."
    )


def test_sequences_name_every_mover_in_turn() -> None:
    answer = (Step(("south",), 1, (Gain.BETTER,)), Step(("allies",), 5, (Gain.BETTER,)))
    words = witness_words(case_of(), witness(Concept.SEQ, answer=answer, lands=5), "A")
    assert "Sorland could set dam to ‘it stays shut’, then Britain and France could set aid to ‘food’" in words
    assert words.endswith("each gaining by its step.")
    assert "and Sorland would gain by doing so" in witness_words(
        case_of(), witness(Concept.SEQ, answer=answer[:1], lands=1), "A"
    )


def test_what_is_not_known_is_told_as_not_known() -> None:
    words = witness_words(case_of(), witness(Concept.GMR, stable=False, ground=Ground.UNANSWERED, known=False), "A")
    assert words.startswith("Whether Norland gains by leaving A by setting fire to ‘a pause’ is not known; if it does,")
    may = (Step(("south",), 1, (Gain.UNKNOWN,)),)
    assert "Sorland may gain" in witness_words(case_of(), witness(Concept.SEQ, answer=may, lands=1), "A")
    assert "or may prefer" in witness_words(case_of(), witness(Concept.SIM, answer=may, lands=7), "A")


def test_a_coalition_is_told_with_what_each_has_of_it() -> None:
    words = blocked_words(case_of(), ["north", "south"], 2, 1, "A")
    assert words == (
        "Norland and Sorland together would leave A by setting fire to ‘a pause’ and dam to ‘it stays shut’; each prefers it."
    )
    assert exchanged(words) == blocked_words(case_of(exchanged(CASE)), ["north", "south"], 2, 1, "A")


def test_every_witness_of_a_case_can_be_told() -> None:
    text = CASE + "preferences: {north: {priorities: [dam.open, not fire.pause]}, south: {priorities: [fire.pause]}}\n"
    case = case_of(text)
    run = run_stability(case, reading=Reading.CERTAIN)
    witnesses = Witnesses(run.moves, run.orders, tuple(case.parties), Rule.LEGAL)
    told = {
        witness_words(case, witnesses.witness(code, party, concept), f"outcome {code}")
        for code, party, concept in product(range(8), case.parties, CONCEPTS)
    }
    assert len(told) > 20
    assert all(words.endswith(".") for words in told)
