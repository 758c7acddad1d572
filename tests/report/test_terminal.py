"""Screens: 80 columns, 24 lines for the summary, no control character, bold only where it is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.model.statements import Speaker
from goodoffices.report import Briefing, brief_screen, deals_screen, stability_screen, statements_screen
from goodoffices.report.terminal.columns import WIDTH, cut, width_of
from goodoffices.runs import Analysis
from tests.report.pages import briefing

FEINT = "x\x1b[2J\u202eevil\nname"


def fits(screen: str) -> bool:
    return all(width_of(line) <= WIDTH for line in screen.split("\n"))


def test_the_summary_fits_one_screen_with_a_line_to_spare(made: Briefing) -> None:
    for one in (made, briefing()):
        screen = brief_screen(one, colour=False)
        assert fits(screen)
        assert len(screen.split("\n")) <= 23


def test_the_summary_says_who_is_silent_who_refuses_and_what_is_unknown(made: Briefing) -> None:
    lines = brief_screen(made, colour=False).split("\n")
    assert "as of 17 May 2031" in lines[0]
    pause = next(line for line in lines if "A pause of 20 days" in line and "NO REPLY" in line)
    assert "accepts" in pause
    patrols = next(line for line in lines if line.startswith("  Patrols during"))
    assert "RED LINE" in patrols
    assert patrols.rstrip().endswith(".")


def test_a_long_case_is_cut_to_its_screen_and_says_so() -> None:
    made = briefing()
    assert made.standing is not None
    row = made.standing.rows[0]
    many = replace(made, standing=replace(made.standing, rows=(replace(row, name="n" * 90),) * 30))
    screen = brief_screen(many, colour=False)
    assert fits(screen)
    assert "and 24 more" in screen


def test_bold_is_kept_to_the_answer_and_to_terminals(made: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in brief_screen(made)
    bold = brief_screen(made, colour=True).split("\n")
    assert [n for n, line in enumerate(bold) if "\x1b[1m" in line] == [1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in brief_screen(made)


def test_deals_are_listed_with_what_each_hangs_on(analysis: Analysis) -> None:
    screen = deals_screen(analysis.case, analysis.deals)
    assert fits(screen)
    assert "4 outcomes, 4 feasible, 3 deals" in screen
    assert "A  Norland has not said whether it prefers ‘a 20-day pause’ to ‘it goes on’." in screen
    assert "RED LINE" in screen
    assert "never" in screen


def test_stability_lists_where_everyone_stays_and_tells_one_outcome_in_sentences(analysis: Analysis) -> None:
    screen = stability_screen(analysis.case, analysis.central)
    assert fits(screen)
    assert "(status quo)" in screen
    assert "rule: legal" in screen
    told = stability_screen(analysis.case, analysis.central, about=3)
    assert fits(told)
    assert "Norland would leave outcome 3 for the status quo" in " ".join(told.split())


def test_statements_are_listed_with_their_own_words(analysis: Analysis) -> None:
    screen = statements_screen(analysis.statements, analysis.sources)
    assert fits(screen)
    assert screen.startswith("ID    WHO")
    assert "s1 " in screen
    assert "a ceasefire of 20 days" in screen


def test_nothing_in_a_source_can_drive_a_terminal(analysis: Analysis) -> None:
    row = analysis.statements[0].changed(speaker=Speaker(name=FEINT), party=None, actor=FEINT, source=FEINT)
    screens = [statements_screen([row]), brief_screen(replace(briefing(), title=FEINT), colour=False)]
    for screen in screens:
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "⟨U+202E⟩" in screen


def test_two_deals_never_become_one_line_and_the_rest_is_accounted_for(made: Briefing) -> None:
    assert made.deals is not None
    row = made.deals.rows[0]
    long = "A pause of many days along the river; "
    ends = ("soldiers leave the bank", "soldiers leave the hill", "ships sail", "boats sail")
    refused = replace(row, everyone=made.deals.rows[1].everyone)
    names = [
        ("A", long.removesuffix("; "), row),
        *((key, long + end, row) for key, end in zip("BCD", ends, strict=False)),
    ]
    rows = [replace(kind, key=key, name=name) for key, name, kind in names]
    rows += [replace(refused, key=key) for key in "EFG"]
    screen = brief_screen(replace(made, deals=replace(made.deals, rows=tuple(rows))), colour=False)
    assert fits(screen)
    shown = [line[5:38].strip() for line in screen.split("\n") if line[2:5] in ("A  ", "B  ", "C  ", "D  ")]
    assert len(shown) == len(set(shown)) == 4
    assert "E to G: refused by someone whose consent is needed." in screen


def test_the_summary_names_the_next_talk_and_what_the_dot_means(made: Briefing) -> None:
    screen = brief_screen(made, colour=False)
    assert "\nNext: Meeting at the bridge, " in screen
    assert '"." is not stated.' in screen


def test_what_no_person_accepted_is_marked_so(made: Briefing) -> None:
    assert made.changes is not None
    assert [row.label for row in made.changes.rows].count("May have moved") == 1
    assert "Read, not yet accepted: Sorland on ‘Does the fighting stop?’" in brief_screen(made, colour=False)


def test_a_sentence_that_is_cut_says_so_between_words() -> None:
    lines = cut(["one two three " * 5 + "and more words", "the same"], 1)
    assert lines == ["one two three " * 5 + "and more …"]
    assert width_of(lines[0]) <= WIDTH


def test_where_no_deal_is_named_outcomes_have_their_heading_and_no_letter(made: Briefing) -> None:
    assert made.deals is not None
    holds = tuple(replace(row, key="3") for row in made.deals.holds[:1])
    lines = brief_screen(replace(made, deals=replace(made.deals, rows=(), holds=holds)), colour=False).split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("OUTCOMES"))
    assert lines[start].endswith("WOULD IT HOLD")
    assert lines[start + 1].startswith(f"  {holds[0].name}")
