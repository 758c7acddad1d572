"""Files made to break a reader: none takes long, none ends in anything but a problem with a place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import CaseError
from goodoffices.model.files import loads_case
from tests.model.files.small import SMALL, problem, problems

SYNTAX = {
    "a colon in text": ("about: Two sides: a river\n", ": a river", "Put the text in quotes"),
    "a tab": ("parties:\n\tnorth: {}\n", "\tnorth", "Indent with spaces"),
    "an open bracket": ("left_out: [a, b\nparties: {}\n", "[a, b", "not closed with ]"),
    "an open brace": ("walk_away: {a: b\n", "{a: b", "not closed with }"),
    "an open quotation mark": ("case: 'x\nabout: y\n", "'x", "not closed"),
    "an at sign": ("case: @x\n", "@x", "Put the text in quotes"),
    "a bracket too many": ("case: x\nrules: ]\n", "]\n", "bracket is not needed"),
    "a line out of line": ("rules:\n  - never: a.b\n parties: {}\n", "parties", "line up"),
    "an unknown escape": ('case: "\\q"\n', "q", "backslash"),
    "a stranger's alias": ("case: *truce\n", "*truce", "quotes"),
    "a tag": ("case: !!python/object x\n", "!!python", "no meaning"),
    "a second document": ("case: x\n---\ncase: y\n", "---", "one"),
    "a list as a name": ("? [a, b]\n: c\n", "[a", "where a name should"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_a_fault_of_writing_is_told_in_plain_words(name: str) -> None:
    text, at, told = SYNTAX[name]
    line = text.count("\n", 0, text.index(at)) + 1
    assert any(told in f"{found.message} {found.hint}" and found.line == line for found in problems(text))


def test_a_character_that_no_text_holds_is_told_with_its_place() -> None:
    assert problem("case: a\nabout: b\x01\n", "\x01").message == "a character that no text file holds"


def laughs() -> str:
    rows = [f"l0: &l0 [{', '.join(['ha'] * 10)}]"]
    rows += [f"l{k}: &l{k} [{', '.join([f'*l{k - 1}'] * 10)}]" for k in range(1, 12)]
    return "\n".join(rows)


HOSTILE = {
    "billions of laughs": laughs(),
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "indentation": "\n".join(" " * k + f"k{k}:" for k in range(2000)),
    "a snake that eats itself": "case: &a [*a]",
    "a number of a million digits": f"case: {'9' * 1_000_000}",
    "a tiny number": "case: 1e-999999999",
    "brackets in an expression": SMALL.replace("toll.half and truce.firing", "(" * 50_000 + "toll.half" + ")" * 50_000),
    "denials in an expression": SMALL.replace("toll.half and truce.firing", "not " * 50_000 + "toll.half"),
    "a long chain": SMALL.replace("toll.half and truce.firing", " implies ".join(["toll.half"] * 20_000)),
    "a score of a million digits": SMALL.replace("reservation: 1", f"reservation: 1{'0' * 5000}"),
    "a score out of reach": SMALL.replace("reservation: 1", "reservation: 1e999999"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly(name: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(CaseError):
        loads_case(HOSTILE[name])
    assert time.perf_counter() - begun < 20, "reading it should take a second or two even on a slow machine"


def test_what_a_terminal_would_obey_is_shown_as_a_mark() -> None:
    found = problems('case: "\\e[31mred"\nabout: \u202egnal\u202c\nparty: {}\n')
    assert all(each.isprintable() or each == "\n" for problem in found for each in str(problem))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_case_with_anything_spliced_in_reads_or_tells_where_it_fails(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SMALL)))
    end = min(len(SMALL), start + data.draw(st.integers(0, 40)))
    dropped_in = data.draw(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                ["{", "]", ": ", "- ", "*a", "&a ", "!x ", "'", '"', "|\n", "---\n", "\t", "? ", "#", "null", "1"]
            ),
        )
    )
    told = complaints(SMALL[:start] + dropped_in + SMALL[end:])
    assert not any("Input should" in message for message in told), "these are the words of a library"


def complaints(text: str) -> list[str]:
    """What reading a text complains of; nothing where it reads."""
    try:
        loads_case(text)
    except CaseError as error:
        return [problem.message for problem in error.problems]
    return []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_reads_or_tells_where_it_fails(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        loads_case(text)
    assert caught.value.problems
