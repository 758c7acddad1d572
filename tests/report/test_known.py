"""A verdict that rests on what nobody stated reads "not known", on the page and on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.model.results.stability import Concept
from goodoffices.report import Briefing, brief_screen, build_briefing
from goodoffices.report.build.known import Known
from goodoffices.report.prose import plain
from goodoffices.runs import Analysis, analyse, run_stability
from goodoffices.settings import Reading
from tests.report.small import write_case


def changed(folder: Path, before: str, after: str) -> Analysis:
    write_case(folder)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert before in text
    (folder / "case.yaml").write_text(text.replace(before, after), encoding="utf-8")
    return analyse(folder)


def test_an_outcome_that_stays_only_by_a_tie_is_not_told_to_stay(made: Briefing) -> None:
    assert made.holding is not None
    assert made.deals is not None
    line = next(line for line in made.holding.lines if line.key == "A")
    assert (line.verdict, line.note) == ("Not known", "a tie in the central world")
    row = next(row for row in made.deals.holds if row.key == "A")
    assert set(row.cells) == {("not known", "Norland")}
    screen = brief_screen(made, colour=False)
    assert "not known: Norland" in screen
    assert "nobody gains" not in screen


def test_an_order_that_is_stated_settles_the_verdict(tmp_path: Path) -> None:
    made = build_briefing(changed(tmp_path / "case", 'fire: "?"', "fire: pause > goes_on"))
    assert made.holding is not None
    line = next(line for line in made.holding.lines if line.key == "A")
    assert line.verdict == "Stays"
    assert "nobody gains by leaving" in brief_screen(made, colour=False)


def test_a_party_without_preferences_is_not_said_to_leave(tmp_path: Path) -> None:
    text = write_case(tmp_path / "other").joinpath("case.yaml").read_text(encoding="utf-8")
    north = text[text.index("  north:\n    importance") : text.index("  south:\n    importance")]
    made = build_briefing(changed(tmp_path / "case", north, ""))
    assert made.holding is not None
    assert made.deals is not None
    told = " ".join(plain(part) for line in made.holding.lines for part in line.texts)
    assert "none of its preferences is stated" in told
    assert "Norland would leave" not in told.replace("Whether Norland would leave", "")
    assert not [cell for row in made.deals.holds for cell in row.cells if "left by Norland" in cell[1]]
    assert "not known: Norland" in brief_screen(made, colour=False)


@pytest.mark.parametrize("concept", [Concept.NASH])
def test_what_is_known_of_leaving_is_what_the_strict_reading_finds(analysis: Analysis, concept: Concept) -> None:
    case = analysis.case
    strict = run_stability(case, reading=Reading.CERTAIN, concepts=(concept,)).result
    known = Known(case, analysis.stability)
    for code in range(case.space.outcomes):
        for party in case.parties:
            assert (known.leaving(code, party).gains is False) == strict.is_stable(code, party, concept)
