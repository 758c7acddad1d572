"""The vocabulary: labels inside sentences, red lines in words, verdicts from their witnesses; the same for every party."""

from __future__ import annotations

import pytest

from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept, Gain, Ground, Step, Witness
from goodoffices.report.build.verdict_words import witness_words
from goodoffices.report.words import (
    agreeing,
    alone,
    condition_words,
    expression_words,
    label,
    party_name,
    terms_words,
)
from goodoffices.settings import Rule


@pytest.fixture(scope="module")
def case() -> Case:
    return Case.model_validate(
        {
            "case": "A pause",
            "left_out": ["Others"],
            "parties": {
                "north": {"name": "Norland", "role": "principal"},
                "south": {"name": "Sorland", "role": "principal"},
                "union": {"name": "United Shires", "role": "ally"},
            },
            "issues": {
                "fire": {
                    "question": "Does the fighting stop?",
                    "options": {"goes_on": "It goes on", "pause": "A pause", "for_good": "Norland disarms"},
                },
                "watch": {
                    "question": "Who watches?",
                    "options": {"nobody": "Nobody", "un": "UN patrols", "limit": "A limit is set"},
                },
            },
            "status_quo": {"fire": "goes_on", "watch": "nobody"},
        }
    )


def test_a_label_loses_its_capital_in_a_sentence_unless_it_is_a_name(case: Case) -> None:
    assert label(case, "fire", "goes_on") == "it goes on"
    assert label(case, "fire", "for_good") == "Norland disarms"
    assert label(case, "watch", "un") == "UN patrols"
    assert terms_words(case, {"fire": "pause", "watch": "nobody"}) == "fire: a pause; watch: nobody"


def test_a_label_that_says_nothing_alone_is_told_with_its_issue(case: Case) -> None:
    assert alone(case, "fire", "goes_on") == "fire: it goes on"
    assert alone(case, "watch", "nobody") == "watch: nobody"
    assert alone(case, "fire", "pause") == "a pause"
    assert alone(case, "watch", "limit") == "watch: a limit is set"
    assert alone(case, "watch", "un") == "UN patrols"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("watch.un", "watch: UN patrols"),
        ("not fire.pause", "anything but fire: a pause"),
        ("watch.un and not fire.pause", "watch: UN patrols, unless fire: a pause"),
        ("watch.un and fire.goes_on", "watch: UN patrols together with fire: it goes on"),
        ("fire.goes_on or fire.for_good or watch.un", "fire: it goes on, fire: Norland disarms or watch: UN patrols"),
        ("fire.pause implies watch.un", "if fire: a pause, then watch: UN patrols"),
        ("not (fire.pause or watch.un)", "anything but (fire: a pause or watch: UN patrols)"),
    ],
)
def test_an_expression_is_told_in_the_labels_of_its_terms(case: Case, written: str, told: str) -> None:
    assert expression_words(case, written) == told


def test_a_condition_is_told_as_where_or_unless(case: Case) -> None:
    assert condition_words(case, "fire.pause") == "where fire: a pause"
    assert condition_words(case, "not fire.pause") == "unless fire: a pause"


def test_names_take_their_article_and_verbs_their_number(case: Case) -> None:
    assert party_name(case, "north") == "Norland"
    assert party_name(case, "union", first=True) == "The United Shires"
    assert agreeing("Britain, France and allies", "accepts") == "accept"
    assert agreeing("Norland", "has") == "has"


def witness(**changes: object) -> Witness:
    values: dict[str, object] = {
        "code": 1,
        "party": "north",
        "concept": Concept.GMR,
        "rule": Rule.LEGAL,
        "stable": True,
        "ground": Ground.ANSWERED,
        "improvement": 0,
        "answer": (Step(("south",), 3, (Gain.BETTER,)),),
        "lands": 3,
    }
    return Witness(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (witness(ground=Ground.NO_MOVE), "Norland has no move from A."),
        (
            witness(concept=Concept.NASH, ground=Ground.NO_IMPROVEMENT, improvement=None),
            "From A, Norland has no move to anything it prefers.",
        ),
        (
            witness(stable=False, ground=Ground.UNANSWERED, improvement=2, answer=()),
            "Norland would leave A by setting fire to ‘Norland disarms’, and no reply by the others leaves it worse off than A "
            "or level.",
        ),
        (
            witness(),
            "Norland would leave A for the status quo; but then Sorland could set watch to ‘UN patrols’, which Norland does "
            "not prefer to A.",
        ),
        (
            witness(concept=Concept.SMR, no_escape=True, likewise=2),
            "Norland would leave A for the status quo; but then Sorland could set watch to ‘UN patrols’, which Norland does "
            "not prefer to A, and Norland could not get out of that to anything better than A. Likewise for two other moves.",
        ),
        (
            witness(concept=Concept.SEQ),
            "Norland would leave A for the status quo; but then Sorland could set watch to ‘UN patrols’, which Norland does "
            "not prefer to A, and Sorland would gain by doing so.",
        ),
        (
            witness(stable=False, ground=Ground.UNANSWERED, answer=(), known=False),
            "Whether Norland gains by leaving A for the status quo is not known; if it does, it would leave, and no reply by the "
            "others leaves it worse off than A or level.",
        ),
    ],
)
def test_every_verdict_is_one_sentence_from_its_witness(case: Case, found: Witness, told: str) -> None:
    assert witness_words(case, found, "A") == told


def test_a_verdict_on_the_other_party_differs_only_in_the_names(case: Case) -> None:
    one = witness_words(case, witness(), "A")
    other = witness_words(case, witness(party="south", answer=(Step(("north",), 3, (Gain.BETTER,)),)), "A")
    assert one.replace("Norland", "\0").replace("Sorland", "Norland").replace("\0", "Sorland") == other
