"""The grammar of rules, red lines, priorities and queries."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.expressions import RESERVED, Expression, ExpressionError, Operation, Term, parse
from goodoffices.model.outcomes import OutcomeSpace
from tests.reference.expressions import holds
from tests.strategies import expressions, spaces


def test_a_red_line_reads_as_it_is_meant() -> None:
    line = parse("peacekeepers.european and not truce.calm")
    assert line.holds({"peacekeepers": "european", "truce": "firing"}) is True
    assert line.holds({"peacekeepers": "european", "truce": "calm"}) is False
    assert line.holds({"peacekeepers": "none"}) is False
    assert line.holds({"peacekeepers": "european"}) is None


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("not a.x and b.x", "(not a.x) and b.x"),
        ("a.x or b.x and c.x", "a.x or (b.x and c.x)"),
        ("a.x and b.x or c.x", "(a.x and b.x) or c.x"),
        ("a.x implies b.x or c.x", "a.x implies (b.x or c.x)"),
        ("a.x implies b.x implies c.x", "a.x implies (b.x implies c.x)"),
        ("a.x iff b.x implies c.x", "a.x iff (b.x implies c.x)"),
        ("not not a.x", "not (not a.x)"),
        ("not (a.x or b.x)", "not (a.x or b.x)"),
    ],
)
def test_words_bind_as_the_grammar_says(text: str, bracketed: str) -> None:
    assert parse(text) == with_places(parse(bracketed), text)


def with_places(tree: Expression, text: str) -> Expression:
    """The tree with its terms placed where they stand, one after the other, in another text."""
    after = 0

    def placed(node: Expression) -> Expression:
        nonlocal after
        if isinstance(node, Term):
            start = text.index(str(node), after)
            after = start + 1
            return Term(node.issue, node.option, start)
        return Operation(node.word, tuple(placed(part) for part in node.parts))

    return placed(tree)


SPACE = OutcomeSpace(("truce", "limits"), (("no", "yes"), ("no", "yes", "in_part")))
WITHOUT_IMPLIES = expressions(SPACE).filter(lambda tree: "implies" not in str(tree))


@settings(max_examples=150, deadline=None)
@given(WITHOUT_IMPLIES)
def test_the_value_is_that_of_plain_logic(tree: Expression) -> None:
    text = str(tree)
    for truce, limits in product(*SPACE.options):
        outcome = {"truce": truce, "limits": limits}
        assert parse(text).holds(outcome) is holds(text, outcome)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_is_printed_reads_back_with_the_same_meaning(data: st.DataObject) -> None:
    space = data.draw(spaces(3, 3))
    tree = data.draw(expressions(space))
    again = parse(str(tree))
    assert (space.truth(again) == space.truth(tree)).all()
    assert str(parse(str(again))) == str(again)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_value_known_early_never_changes_later(data: st.DataObject) -> None:
    space = data.draw(spaces(3, 3))
    tree = data.draw(expressions(space))
    outcome = space.terms(data.draw(st.integers(0, space.outcomes - 1)))
    known = {issue: option for issue, option in outcome.items() if data.draw(st.booleans())}
    early = tree.holds(known)
    assert early is None or early is tree.holds(outcome)
    assert tree.holds(outcome) is not None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("", 0, 0),
        ("truce", 0, 5),
        ("truce.yes and", 13, 13),
        ("truce.yes truce.no", 10, 18),
        ("(truce.yes", 10, 10),
        ("truce.yes)", 9, 10),
        ("truce.yes & limits.no", 10, 11),
        ("not and truce.yes", 4, 7),
        ("truce.yes AND limits.no", 10, 13),
        ("truce. yes", 0, 5),
    ],
)
def test_a_fault_is_placed_at_the_first_thing_that_does_not_fit(text: str, start: int, end: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)


def test_terms_know_where_they_stand() -> None:
    text = "truce.yes and not (limits.no or truce.no)"
    assert [text[term.start :].startswith(str(term)) for term in parse(text).terms()] == [True] * 3


def test_names_of_all_scripts_are_names() -> None:
    assert list(parse("перемирие.нет or هدنة.نعم").terms())[1].option == "نعم"


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_grammar_are_no_terms(word: str) -> None:
    with pytest.raises(ExpressionError):
        parse(f"truce.yes and {word}")


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "a.x" + ")" * 5000, "not " * 5000 + "a.x", " implies ".join(["a.x"] * 5000)]
)
def test_hostile_depth_is_a_fault_and_not_a_crash(text: str) -> None:
    with pytest.raises(ExpressionError, match="deep"):
        parse(text)


@pytest.mark.parametrize("word", ["and", "or", "iff"])
def test_a_long_chain_is_no_deep_tree(word: str) -> None:
    tree = parse(f" {word} ".join(["a.x"] * 5000))
    assert tree.holds({"a": "x"}) is True
    assert len(list(tree.terms())) == 5000
    assert OutcomeSpace(("a",), (("x", "y"),)).truth(tree).tolist() == [True, word == "iff"]
