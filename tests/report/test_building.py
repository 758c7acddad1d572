"""From a folder to the page's data: every figure leads to the exact words, and nothing is said that the case does not say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger
from goodoffices.model.sources import Passage
from goodoffices.model.statements import Statement
from goodoffices.report import Briefing, build_briefing, render_html, render_markdown
from goodoffices.report.briefing import AnswerCell
from goodoffices.report.build import _keys
from goodoffices.report.prose import plain
from goodoffices.runs import Analysis, analyse
from tests.report.page import Page
from tests.report.small import exchanged, write_case


def cell(made: Briefing, proposal: str, party: str) -> AnswerCell:
    assert made.standing is not None
    row = next(row for row in made.standing.rows if row.name == proposal)
    return next(cell for cell in row.cells if cell.party == party)


def test_every_mark_leads_to_an_entry_and_every_entry_to_its_characters(analysis: Analysis, made: Briefing) -> None:
    entries = {entry.key: entry for entry in (*made.statements, *made.passages)}
    used = set(_keys(tuple(getattr(made, name) for name in ("answer", "standing", "agreement", "holding", "changes"))))
    assert used
    assert used <= set(entries)
    texts = dict(enumerate(sorted(analysis.sources, key=lambda s: s.source), 1))
    for entry in entries.values():
        assert entry.source is not None
        text = texts[entry.source].text
        relied = [part.text for part in entry.sentence if part.relied]
        assert relied
        start, end = entry.characters
        assert text[start:end].startswith(relied[0])
        assert text[start:end].endswith(relied[-1])


def test_the_passages_are_the_words_that_the_case_names(analysis: Analysis, made: Briefing) -> None:
    named = {item.quote for items in analysis.passages.values() for item in items if isinstance(item, Passage)}
    assert {"".join(part.text for part in entry.sentence if part.relied) for entry in made.passages} == named
    assert not any(entry.waiting for entry in made.passages)


def test_the_kept_text_is_the_source_letter_for_letter(analysis: Analysis, made: Briefing) -> None:
    kept = {"".join(piece.text for piece in text.pieces) for text in made.kept}
    assert kept == {source.text for source in analysis.sources}
    starts = [key for text in made.kept for piece in text.pieces for key in piece.starts]
    assert sorted(starts) == sorted(entry.key for entry in (*made.statements, *made.passages))


def test_silence_unknown_and_red_line_are_three_things(made: Briefing) -> None:
    silent = cell(made, "A pause of 20 days", "Norland")
    assert silent.chip.word == "No reply"
    assert plain(silent.said) == "no answer by 17 May"
    assert cell(made, "Patrols during a pause", "Norland").chip.word == "Red line"
    unknown = cell(made, "Patrols during a pause", "Envoy Office")
    assert unknown.chip.word == "Not stated"
    assert unknown.unstated


def test_a_silence_that_the_reader_found_is_no_reply_and_not_a_stance(made: Briefing) -> None:
    assert made.needs is not None
    on_the_fighting = made.needs.rows[0].cells[0]
    assert (on_the_fighting.party, on_the_fighting.chip.word) == ("Norland", "No reply")


def test_quoted_words_stand_in_quotation_marks_and_reported_ones_do_not(made: Briefing) -> None:
    assert plain(cell(made, "A pause of 20 days", "Envoy Office").said) == "“a fair chance”"
    assert plain(cell(made, "A pause of 20 days", "Sorland").said) == "accepts a pause of 20 days"


def test_a_possible_deal_says_what_it_hangs_on(made: Briefing) -> None:
    assert made.agreement is not None
    line = next(line for line in made.agreement.deals if line.key == "A")
    assert line.verdict == "Possible"
    assert "Norland has not said whether it prefers ‘a 20-day pause’ to ‘it goes on’" in plain(line.text)
    assert "Sorland accepts" in plain(line.text)


def test_a_red_line_closes_a_proposal_and_is_told_with_its_words(made: Briefing) -> None:
    assert made.agreement is not None
    conflict = made.agreement.conflicts[0]
    assert plain(conflict.lead) == "Patrols during a pause: never."
    assert [(refusal.party, plain(refusal.words)) for refusal in conflict.refusals] == [
        ("Norland", "will not accept watch: foreign patrols")
    ]
    assert "cause" not in made.agreement.closing  # only one party's refusal is shown


def test_an_order_not_stated_is_told_as_a_tie_of_the_central_world(made: Briefing) -> None:
    assert made.holding is not None
    line = next(line for line in made.holding.lines if line.key == "A")
    assert "here that counts as a tie" in " ".join(plain(text) for text in line.texts)


def test_every_entry_lists_where_it_is_used(made: Briefing) -> None:
    named = {entry.key for entry in made.passages}
    assert set(made.used_in) >= named
    assert ("stand", "where we stand") in made.used_in["p1"]


def test_the_page_of_a_real_folder_is_whole(made: Briefing) -> None:
    page = Page(render_html(made))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.values("href")} <= set(ids)
    assert page.unbalanced == []
    assert {f"{entry.key}-in-source" for entry in (*made.statements, *made.passages)} <= set(ids)


def test_swapping_the_two_parties_names_changes_no_other_word(
    analysis: Analysis, made: Briefing, tmp_path: Path
) -> None:
    other_way = analyse(write_case(tmp_path / "case", swap=True))
    # The same rows: the names are equally long, so every offset stands. How a reader reads names is not the matter here.
    rows = tuple(Statement.from_json(json.loads(exchanged(json.dumps(row.to_json())))) for row in analysis.statements)
    swapped = build_briefing(replace(other_way, statements=rows))
    one, other = (re.sub(r"SHA-256 \w+", "", render_markdown(page)) for page in (made, swapped))
    assert one != other
    assert exchanged(one) == other


def test_a_row_that_a_person_rejected_is_not_shown_and_an_accepted_one_is_not_dashed(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    first = analyse(folder)
    rejected, accepted = (row.id or "" for row in first.statements[:2])
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.reject([rejected], by="a reader")
        ledger.accept([accepted], by="a reader")
    made = build_briefing(analyse(folder))
    waiting = {entry.key: entry.waiting for entry in made.statements}
    assert rejected not in waiting
    assert waiting[accepted] is False
    assert len(waiting) == len(first.statements) - 1


def test_a_case_without_dates_sources_or_proposals_still_has_a_page(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "case: Two drivers\nleft_out: [Passengers]\n"
        "parties:\n  one: {name: One, role: principal}\n  two: {name: Two, role: principal}\n"
        "issues:\n"
        '  left: {question: Does One swerve?, topics: [Ce], options: {"no": "No", "yes": "Yes"}, controlled_by: one}\n'
        '  right: {question: Does Two swerve?, topics: [Ce], options: {"no": "No", "yes": "Yes"}, controlled_by: two}\n'
        'status_quo: {left: "no", right: "no"}\n'
        "preferences:\n  one: {ranking: [2, 3, 1, 0]}\n  two: {ranking: [1, 3, 2, 0]}\n",
        encoding="utf-8",
    )
    made = build_briefing(analyse(tmp_path))
    assert made.as_of is None
    assert (made.standing, made.timeline, made.changes) == (None, None, None)
    assert made.deals is not None
    assert [row.code for row in made.deals.rows] == [1, 2, 3]
    assert made.needs is not None
    assert made.needs.rows[0].cells[0].chip.word == "No"
    page = Page(render_html(made))
    assert "No source has been read." in page.text
    assert {target[1:] for target in page.values("href")} <= set(page.values("id"))


def test_a_conflict_names_every_refusal_and_no_cause(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    case = (folder / "case.yaml").read_text(encoding="utf-8").replace('fire: "?"', "fire: goes_on > pause")
    wish = "watch: patrols > nobody}\n"
    case = case.replace(wish, f"{wish}    red_lines: [fire.pause and watch.nobody]\n")
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    made = build_briefing(analyse(folder))
    assert made.agreement is not None
    # One party's refusals stand against every deal, so that they "meet" is not said.
    assert plain(made.agreement.finding) == "No deal is acceptable to all."
    parties = {refusal.party for conflict in made.agreement.conflicts for refusal in conflict.refusals}
    assert parties == {"Norland", "Sorland"}
    assert made.agreement.closing.startswith("No side is named as the cause.")


@pytest.mark.parametrize("word", ["%", "probability", "refuses to budge", "claims", "insists", "threat"])
def test_our_own_words_neither_blame_nor_pretend(made: Briefing, word: str) -> None:
    assert word not in render_markdown(made).lower()


def test_different_answers_to_proposals_on_one_issue_are_told_in_turn(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    later = (
        "  short:\n    name: A pause of five days\n    by: envoy\n    terms: {fire: pause}\n    answers: {south: rejects}\n"
        "    because:\n      south: [{source: sources/2031-05-12.txt, quote: rejected a ceasefire without patrols}]\n"
        "talks:\n"
    )
    case = (folder / "case.yaml").read_text(encoding="utf-8").replace("talks:\n", later)
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    made = build_briefing(analyse(folder))
    assert made.changes is not None
    turns = [plain(row.text) for row in made.changes.rows if row.label == "In turn"]
    assert turns == [
        "Sorland on ‘Does the fighting stop?’: 12 May rejects ‘A pause of five days’; 16 May accepts ‘A pause of 20 days’."
    ]


def test_a_party_demands_only_where_a_person_accepted_that_it_does(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    before = analyse(folder)
    assert cell(build_briefing(before), "Patrols during a pause", "Sorland").chip.word == "Proposes"
    row = next(row for row in before.statements if row.party == "south" and "patrols" in text_of(before, row))
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.edit(row.id or "", {"stance": "demands"}, by="a reader")
    after = build_briefing(analyse(folder))
    assert cell(after, "Patrols during a pause", "Sorland").chip.word == "Demands"


def text_of(analysis: Analysis, row: Statement) -> str:
    text = next(source.text for source in analysis.sources if source.source == row.source)
    return text[row.content[0][0] : row.content[-1][1]] if row.source.endswith("16.txt") else ""


def test_what_no_person_accepted_is_counted_among_the_changes_and_not_told(made: Briefing, tmp_path: Path) -> None:
    assert made.changes is not None
    new = next(plain(row.text) for row in made.changes.rows if row.label == "New")
    assert "Sorland on ‘Does the fighting stop?’, ‘Who watches the river?’" in new
    assert re.search(r"[A-Z]\w+ statements read since then wait for a person to accept\.", new)
    folder = write_case(tmp_path / "case")
    rows = analyse(folder).statements
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.accept([row.id or "" for row in rows], by="a reader")
    accepted = build_briefing(analyse(folder))
    assert accepted.changes is not None
    new = next(plain(row.text) for row in accepted.changes.rows if row.label == "New")
    assert "‘Does the fighting stop?’ (accepts)" in new
    assert "wait" not in new


def test_a_position_that_changed_is_told_with_both_its_sentences(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    made = build_briefing(analyse(folder))
    assert made.changes is not None
    moved = {row.label: plain(row.text) for row in made.changes.rows}.get("May have moved", "")
    assert moved.startswith(
        "Sorland on ‘Does the fighting stop?’: 12 May, rejects: a ceasefire without patrols; 16 May, accepts: "
    )
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.accept([row.id or "" for row in ledger.statements()], by="a reader")
    sure = build_briefing(analyse(folder))
    assert sure.changes is not None
    assert "Moved" in [row.label for row in sure.changes.rows]


def test_each_red_line_leads_to_its_own_passage(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    red = "      red_lines: [{source: sources/2031-05-12.txt, quote: no foreign soldier would stand at the river}]\n"
    own = red.replace("red_lines:", "watch.patrols:") + (
        "      fire.pause and watch.nobody: [{source: sources/2031-05-16.txt, quote: Norland has not replied}]\n"
    )
    text = text.replace(red, own).replace("[watch.patrols]", "[watch.patrols, fire.pause and watch.nobody]", 1)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    made = build_briefing(analyse(folder))
    assert made.needs is not None
    cells = [row.cells[0] for row in made.needs.rows]
    words = {entry.key: "".join(part.text for part in entry.sentence if part.relied) for entry in made.passages}
    cited = [[words[key] for _, said in cell.more for key in _keys(said)] for cell in cells]
    cited[0] += [words[key] for key in _keys(cells[0].said) if key in words]
    assert cited == [["Norland has not replied"], ["no foreign soldier would stand at the river"]]
