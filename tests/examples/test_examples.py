"""What every bundled example owes its reader: evidence for what it says, dates that agree, words that fit a table."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from goodoffices.model.case import Case, PassageEvidence
from goodoffices.model.files import read_case
from goodoffices.reading.details import date_in_name
from tests.examples.bundled import EXAMPLES, every_example, evidence, folder, load, notes
from tests.shared import SHARED, needs_shared

LABEL = re.compile(r"^Summary of .+, written for this example; not .+\.$", re.MULTILINE)
COLUMNS = ["file", "title", "publisher", "published_on", "language", "track", "handling"]
LONGEST = 40
"""[characters] of a question or an option: they stand in tables and inside sentences."""


def records(name: str) -> list[dict[str, str]]:
    """The lines of an example's ``sources.csv``."""
    with (folder(name) / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims(case: Case) -> list[tuple[str, bool]]:
    """Every preference, red line and answer: where it stands, and whether evidence is given for it."""
    found = []
    for party, stated in case.preferences.items():
        abouts = [issue for issue, order in (stated.orders or {}).items() if order != "?"]  # "?" claims nothing
        abouts += ["importance"] if stated.importance else []
        abouts += [line if line in stated.because else "red_lines" for line in stated.red_lines]
        abouts += [form for form in ("priorities", "scores", "ranking") if stated.form == form]
        found += [(f"preferences.{party}.{about}", bool(stated.because.get(about))) for about in abouts]
    for key, put in case.proposals.items():
        found += [(f"proposals.{key}.{who}", bool(put.because.get(who))) for who in (put.by, *put.answers)]
    return found


def runs_of_words(text: str, length: int = 8) -> set[tuple[str, ...]]:
    """Every run of so many words, whatever their case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + length]) for k in range(len(words) - length + 1)}


def test_there_are_examples_of_more_than_one_conflict() -> None:
    assert {"ukraine-2025-03", "euphrates-1975"} <= set(EXAMPLES)


@every_example
def test_an_example_reads_without_a_warning(name: str) -> None:
    assert read_case(folder(name)).warnings == ()


@every_example
def test_an_example_is_a_case_with_feasible_outcomes_and_a_feasible_status_quo(name: str) -> None:
    case = load(name)
    assert case.status_quo_code is not None
    assert case.feasible[case.status_quo_code]
    assert np.count_nonzero(case.feasible) > 1


@every_example
def test_every_proposal_is_a_feasible_outcome_other_than_the_status_quo(name: str) -> None:
    case = load(name)
    for proposal in case.proposals:
        code = case.proposal_code(proposal)
        assert code is not None
        assert case.feasible[code], proposal
        assert code != case.status_quo_code, proposal


@every_example
def test_every_quote_stands_letter_for_letter_in_its_source(name: str) -> None:
    texts = notes(name)
    for place, entry in evidence(load(name)):
        assert isinstance(entry, PassageEvidence), f"{place}: an example travels without a ledger"
        assert entry.source in texts, place
        assert entry.quote in texts[entry.source], f'{place}: "{entry.quote}" is not in {entry.source}'


@every_example
def test_no_preference_red_line_or_answer_goes_without_evidence(name: str) -> None:
    bare = [place for place, supported in claims(load(name)) if not supported]
    assert bare == []


@every_example
def test_evidence_is_given_only_for_what_the_case_states(name: str) -> None:
    case = load(name)
    stated = {place for place, _ in claims(case)}
    assert {place for place, _ in evidence(case)} <= stated


@every_example
def test_every_option_of_every_issue_can_be_entered_or_is_the_status_quo(name: str) -> None:
    case = load(name)
    assert case.status_quo is not None
    for key, issue in case.issues.items():
        for option in issue.options:
            groups = issue.reached(option)
            assert groups or case.status_quo[key] == option, f"{key}.{option}"
            assert all(group <= set(case.parties) for group in groups), f"{key}.{option}"


@every_example
def test_every_issue_has_a_topic_and_words_short_enough_for_a_table(name: str) -> None:
    for key, issue in load(name).issues.items():
        assert issue.topics, key
        assert issue.question.endswith("?"), key
        for words in (issue.question, *issue.options.values()):
            assert len(words) <= LONGEST, f"{key}: {words}"


@every_example
def test_every_note_says_at_its_head_that_it_is_a_summary(name: str) -> None:
    for source, text in notes(name).items():
        label = LABEL.search(text)
        assert label, source
        assert text.count("\n", 0, label.start()) <= 2, f"{source}: the label comes too late"


@every_example
def test_sources_csv_lists_every_note_once_in_public(name: str) -> None:
    lines = records(name)
    assert list(lines[0]) == COLUMNS
    assert sorted(line["file"] for line in lines) == sorted(notes(name))
    assert {line["handling"] for line in lines} == {"public"}


@every_example
def test_the_dates_agree(name: str) -> None:
    case = load(name)
    for line in records(name):
        named = date_in_name(line["file"])
        assert line["published_on"] == (named.isoformat() if named else "")
        assert named is None or case.as_of is None or named <= case.as_of, line["file"]
    for proposal, put in case.proposals.items():
        assert put.on is None or case.as_of is None or put.on <= case.as_of, proposal
    assert [talk.on for talk in case.talks] == sorted(talk.on for talk in case.talks)
    for party in case.parties.values():
        for speaker in party.speakers:
            assert (speaker.from_ or date.min) <= (speaker.until or date.max), speaker.name


@every_example
def test_no_answer_rests_on_a_note_from_before_its_proposal(name: str) -> None:
    for key, put in load(name).proposals.items():
        for who in put.answers:
            days = [date_in_name(entry.source) for entry in put.because[who] if isinstance(entry, PassageEvidence)]
            latest = max((day for day in days if day), default=date.max)
            assert put.on is None or latest >= put.on, f"{key}: {who}"


@every_example
def test_an_example_tells_how_to_run_it_and_whom_it_does_not_hear(name: str) -> None:
    readme = (folder(name) / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"goodoffices \w+ examples/{name}", readme)
    assert len(load(name).left_out) >= 3


def test_no_run_of_eight_words_is_missed_by_the_guard() -> None:
    said = "The envoy will fly to the capital on Monday, he said."
    assert runs_of_words(said) & runs_of_words("“the Envoy will fly to the capital on Monday”")
    assert not runs_of_words(said) & runs_of_words("The envoy will fly to the port on Monday, he said.")


@needs_shared
@pytest.mark.parametrize("article", sorted((SHARED / "articles").glob("*.txt")), ids=lambda path: path.name)
@every_example
def test_the_notes_share_no_run_of_eight_words_with_the_press(name: str, article: Path) -> None:
    printed = runs_of_words(article.read_text(encoding="utf-8"))
    assert len(printed) > 100
    for source, text in notes(name).items():
        assert [" ".join(run) for run in runs_of_words(text) & printed] == [], source
