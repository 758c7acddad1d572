"""Keeping sources: by the hash of the file, every text version, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.model.sources import MarkedSpan, SourceText
from tests.ledger.rows import a_row, a_source


def test_a_source_comes_back_as_it_was_kept(empty: Ledger) -> None:
    source = a_source(
        title="The port",
        publisher="Coast Gazette",
        published_on=date(2031, 5, 8),
        dated_by="file name",
        handling="restricted",
        boilerplate=(MarkedSpan(3, 9, "advertisement"),),
        headings=(MarkedSpan(0, 2, "heading"),),
        notes=("The encoding was guessed.",),
    )
    assert empty.keep_source(source).new
    assert empty.sources() == (source,)
    assert empty.text(source.text_sha256) == source


def test_the_same_file_twice_adds_nothing(empty: Ledger) -> None:
    first = empty.keep_source(a_source())
    second = empty.keep_source(a_source())
    assert (first.new, second.new) == (True, False)
    assert (first.id, first.text_id) == (second.id, second.text_id)
    assert len(empty.log()) == 1


def test_a_new_extraction_is_a_new_version_beside_the_old_one(empty: Ledger) -> None:
    old = a_source()
    new = SourceText(old.source, old.sha256, old.text.upper(), "text/2")
    before = empty.keep_source(old)
    empty.propose([a_row(old)])
    after = empty.keep_source(new)
    assert after.new
    assert after.id == before.id
    assert after.text_id != before.text_id
    assert empty.sources() == (new,)
    assert empty.text(old.text_sha256).text == old.text
    assert empty.statement("s1").text_sha256 == old.text_sha256


def test_going_back_to_an_old_extraction_adds_nothing(empty: Ledger) -> None:
    old = a_source()
    empty.keep_source(old)
    empty.keep_source(SourceText(old.source, old.sha256, old.text.upper(), "text/2"))
    assert not empty.keep_source(old).new


def test_an_edited_file_is_another_source_and_the_old_text_stays(empty: Ledger) -> None:
    old, corrected = a_source(), a_source("The port stays closed.\n")
    empty.keep_source(old)
    assert empty.keep_source(corrected).new
    assert [source.text for source in empty.sources()] == [old.text, corrected.text]


def test_a_renamed_copy_is_known_by_its_hash(empty: Ledger) -> None:
    empty.take_in(a_source(), [a_row(a_source())])
    copy = a_source(name="sources/copy.txt")
    assert not empty.keep_source(copy).new
    assert [source.source for source in empty.sources()] == [a_source().source]
    assert len(empty.statements(source="sources/copy.txt")) == 1
    assert len(empty.statements(source="sources/other.txt")) == 0


def test_reading_a_folder_with_a_copy_over_and_over_settles(empty: Ledger) -> None:
    original = a_source(title="The port", published_on=date(2031, 5, 8), dated_by="metadata")
    copy = a_source(name="sources/copy.txt", title="A copy", author="V. Lund", published_on=date(2031, 6, 1))
    for _ in range(3):
        empty.keep_source(original)
        empty.keep_source(copy)
    assert len(empty.log()) == 2
    [kept] = empty.sources()
    assert (kept.title, kept.author, kept.published_on, kept.dated_by) == (
        "The port",
        "V. Lund",
        date(2031, 5, 8),
        "metadata",
    )


def test_what_is_known_can_be_corrected_and_is_never_blanked(empty: Ledger) -> None:
    empty.keep_source(a_source(title="The prot", author="V. Lund"))
    assert not empty.keep_source(a_source(title="The port")).new
    [kept] = empty.sources()
    assert (kept.title, kept.author) == ("The port", "V. Lund")
    assert [entry.act for entry in empty.log()] == ["keep", "keep"]
    assert empty.verify().ok


def test_better_marks_on_the_same_text_are_taken_over_without_a_new_version(empty: Ledger) -> None:
    source = a_source()
    first = empty.keep_source(source)
    marked = replace(source, boilerplate=(MarkedSpan(0, 5, "share this"),), extractor="text/2")
    assert empty.keep_source(marked).text_id == first.text_id
    assert empty.text(source.text_sha256).boilerplate == marked.boilerplate
    assert empty.verify().ok


def test_a_hash_that_is_not_kept_is_named(empty: Ledger) -> None:
    with pytest.raises(LedgerError, match="abc123"):
        empty.text("abc123")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(), min_size=1),
    name=st.text(st.characters(), min_size=1),
    title=st.none() | st.text(st.characters()),
)
def test_any_text_and_name_survive_unchanged(empty: Ledger, text: str, name: str, title: str | None) -> None:
    # NUL, lone surrogates, directional marks: what a decoder or a file system can give must come back.
    source = replace(a_source(text), source=name, sha256=a_source(text + name + str(title)).sha256, title=title)
    empty.keep_source(source)
    assert source in empty.sources()
