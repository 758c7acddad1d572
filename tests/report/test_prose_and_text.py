"""Sentences with their evidence, and text that cannot hide anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.report.prose import Evidence, Quote, evidence_runs, joined, plain, prose
from goodoffices.report.terminal.columns import fitted, width_of
from goodoffices.report.text import clipped, revealed

keys = st.lists(
    st.tuples(st.sampled_from("sp"), st.integers(1, 30)).map(lambda pair: f"{pair[0]}{pair[1]}"), max_size=20
)


@given(keys)
def test_marks_lose_no_key_and_add_none(found: list[str]) -> None:
    runs = list(evidence_runs(found))
    assert sorted(key for run, _ in runs for key in run) == sorted(set(found))
    assert all(len(run) != 2 for run, _ in runs)


@given(st.text())
def test_no_character_that_hides_or_turns_text_is_ever_shown(text: str) -> None:
    shown = revealed(text)
    assert not set(shown) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x1b\x00\x9b")


def test_joiners_stay_in_scripts_that_spell_with_them() -> None:
    word = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert revealed(word) == word
    assert revealed("pay\u200cpal") == "pay⟨U+200C⟩pal"


@given(st.text(max_size=80), st.integers(2, 40))
def test_clipping_keeps_whole_words_and_says_so(text: str, at_most: int) -> None:
    shown = clipped(text, at_most)
    whole = " ".join(text.split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]) and len(shown) <= at_most + 1)


@given(st.text(max_size=40), st.integers(1, 30))
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert width_of(fitted(text, width)) == width


def test_quoted_words_keep_their_quotation_marks_and_evidence_follows() -> None:
    sentence = joined([prose("She sees ", Quote("a fair chance"), Evidence(("s2",))), ("he does not.",)])
    assert plain(sentence, evidence=True) == "She sees “a fair chance” [2]; he does not."
