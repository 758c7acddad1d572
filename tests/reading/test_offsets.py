"""Offsets and determinism: every span of every row says what the row says, on any text; layout and marks change no row."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.statements import Statement
from goodoffices.reading.audit import faults
from goodoffices.reading.extract import source_from_text
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.reader import read_statements
from goodoffices.reading.sentences import find_blocks
from goodoffices.reading.tokens import tokenize
from tests.reading.talks import CEASEFIRE_TALKS

ODD = st.sampled_from([
    "🇺🇳", "e\u0301", "\r\n", "\n", "\u202e", "שלום", "“", "”", '"', "''", "‘", "’", "'", " ", "\xa0", ":", ";",
    ", ", ". ", "… ", "— ", "(", ")", "İ", "ﬁ", "said", "The Kremlin", "Kyiv", "Rubio", "accepted",
    "has not responded", "that", "the truce", "which", "according to", "would", "if", "and", "call for",
    "U.S.-backed", "rejects", "“We will,”", "he", "asked whether", "on Tuesday", "30-day ceasefire", "\u200b",
    "𝔸", "said:", "NATO", "is open to", "troops", "announced", "told reporters", "For Ukraine,", "not",
    "sanctions", "deemed", "premature", "Mr.", "p.m.",
])  # fmt: skip
TEXTS = st.lists(ODD, max_size=60).map(" ".join) | st.lists(ODD, max_size=60).map("".join) | st.text(max_size=80)

PROSE = (
    "The Kremlin said on Tuesday that the truce must hold. “We want peace,” Rubio said. “It has lasted too long.”\n"
    "Kyiv has accepted the U.S.-proposed 30-day ceasefire, which Moscow called “a pause for war.” Asked whether "
    "the sanctions would be "
    "lifted, Waltz avoided a direct answer. Grushko’s demand that Ukraine stay neutral was rejected by Kyiv, "
    "according to officials in Europe."
)


def read(text: str, gazetteer: Gazetteer = CEASEFIRE_TALKS) -> tuple[Statement, ...]:
    return read_statements(source_from_text(text, "note.txt"), gazetteer)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_span_says_what_its_row_says(text: str) -> None:
    rows = read(text)
    assert list(faults(text, rows)) == []
    assert len({row.key for row in rows}) == len(rows)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_tokens_and_blocks_are_in_order_and_verbatim(text: str) -> None:
    tokens = tokenize(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(b <= a for b, a in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert "".join(tokens.words) == "".join(text.split()) or any(ch.isspace() for word in tokens.words for ch in word)
    blocks = find_blocks(text)
    assert all(a < b for a, b in blocks)
    assert all(one[1] <= two[0] for one, two in pairwise(blocks))


def test_the_same_text_gives_the_same_rows() -> None:
    assert read(PROSE) == read(PROSE)
    assert len(read(PROSE)) >= 7


def shape(text: str, row: Statement, shift: int = 0) -> tuple[object, ...]:
    return (
        tuple((a - shift, b - shift) for a, b in row.content),
        row.stance,
        row.kind,
        row.party,
        row.issue,
        row.rule,
        row.speaker.name,
    )


def test_a_blank_line_at_the_top_shifts_offsets_and_nothing_else() -> None:
    shifted = [shape("\n\n" + PROSE, row, 2) for row in read("\n\n" + PROSE)]
    assert shifted == [shape(PROSE, row) for row in read(PROSE)]


def test_carriage_returns_change_no_row() -> None:
    returned = PROSE.replace("\n", "\r\n")
    assert [(row.stance, row.rule, row.party) for row in read(returned)] == [
        (row.stance, row.rule, row.party) for row in read(PROSE)
    ]


def test_straight_marks_for_curly_ones_change_no_row() -> None:
    straight = PROSE.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})
    assert [shape(straight, row) for row in read(straight)] == [shape(PROSE, row) for row in read(PROSE)]


def test_renaming_a_speaker_renames_that_speaker_only() -> None:
    renamed = PROSE.replace("Waltz", "Brock")  # as long, so that offsets stay
    before, after = read(PROSE), read(renamed)
    assert [(r.content, r.stance, r.kind, r.rule) for r in before] == [
        (r.content, r.stance, r.kind, r.rule) for r in after
    ]
    changed = [
        (a.speaker.text, b.speaker.text) for a, b in zip(before, after, strict=True) if a.speaker.text != b.speaker.text
    ]
    assert changed == [("Waltz", "Brock")]
