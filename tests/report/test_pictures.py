"""Pictures of scores and the consent matrix: what they hold, where they are left out, and that no refusal is overridden."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goodoffices.report import Briefing, build_briefing, render_html, render_markdown
from goodoffices.report.charts import parallel_spec, utilities_spec
from goodoffices.report.pictures import ConsentCell
from goodoffices.report.prose import plain
from goodoffices.report.word import render_docx
from goodoffices.runs import Analysis, analyse
from tests.report.page import Page
from tests.runs.harbour import DOCUMENT


def three_sides() -> dict[str, Any]:
    """The harbour with a third party that has scores, red lines, and proposals of one term each."""
    found = deepcopy(DOCUMENT)
    found["parties"]["east"] = {"name": "Estland", "role": "guarantor"}
    found["preferences"]["east"] = {
        "scores": {
            "port": {"closed": 0, "shared": 1, "joint": 3},
            "fees": {"split": 2, "paid_north": 1, "paid_south": 0},
            "watch": {"nobody": 0, "fleet": 2},
        }
    }
    found["preferences"]["south"]["red_lines"] = ["watch.fleet", "port.joint and fees.paid_north"]
    found["proposals"]["joint"] = {
        "name": "One office", "by": "east", "terms": {"port": "joint"}, "answers": {"north": "rejects", "south": "accepts"},
    }  # fmt: skip
    found["proposals"]["fleet"] = {
        "name": "A fleet", "by": "east", "terms": {"watch": "fleet"}, "answers": {"south": "accepts"},
    }  # fmt: skip
    return found


def analysed(folder: Path, document: dict[str, Any]) -> Analysis:
    folder.mkdir()
    (folder / "case.yaml").write_text(json.dumps(document), encoding="utf-8")
    return analyse(folder)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analysed(tmp_path_factory.mktemp("pictures") / "case", three_sides())


@pytest.fixture(scope="module")
def scored(material: Analysis) -> Briefing:
    return build_briefing(material)


def cell(briefing: Briefing, option: str, party: str) -> ConsentCell:
    assert briefing.consent is not None
    row = next(row for row in briefing.consent.rows if row.option == option)
    return next(one for one in row.cells if one.party == party)


def test_two_principals_are_drawn_with_their_pareto_set_and_walk_aways(scored: Briefing) -> None:
    picture = scored.utilities
    assert picture is not None
    assert picture.parties == ("Norland", "Sorland")
    assert picture.walk_aways == (6.0, 3.0)  # what the status quo is worth to each
    assert set(picture.front) < set(picture.outcomes)
    assert [one.key for one in picture.marked] == ["A", "B", "C", "D"]
    assert picture.marked[1].worth == (8.0, 5.0)
    assert dict(picture.listed)["A"] == "An open harbour: Norland 4 (below its walk-away); Sorland 8"
    assert picture.finding == "One acceptable deal; it leaves nothing on the table"


def test_more_parties_are_drawn_from_their_worst_to_their_best(scored: Briefing) -> None:
    picture = scored.parallel
    assert picture is not None
    assert picture.parties == ("Norland", "Sorland", "Estland")
    assert all(0 <= share <= 1 for one in picture.marked for share in one.worth)
    assert picture.marked[1].worth == (8 / 11, 5 / 11, 2 / 7)
    assert picture.walk_aways == (6 / 11, 3 / 11, 2 / 7)


def test_lines_keep_the_order_of_what_deals_are_worth(scored: Briefing, material: Analysis) -> None:
    picture, direct = scored.parallel, scored.utilities
    assert picture is not None
    assert direct is not None
    assert material.case.feasible.all()
    for place in (0, 1):
        drawn, worth = ([one.worth[place] for one in found.marked] for found in (picture, direct))
        assert np.argsort(drawn, kind="stable").tolist() == np.argsort(worth, kind="stable").tolist()


def test_a_red_line_stands_whatever_a_party_has_answered(scored: Briefing) -> None:
    fleet = cell(scored, "A fleet from abroad", "Sorland")  # it also accepted a proposal of just this
    assert fleet.chip is not None
    assert fleet.chip.shape == "red_line"
    assert fleet.role == "nobody can bring it about"
    joint = cell(scored, "Both, under one office", "Norland")
    assert joint.chip is not None
    assert (joint.chip.shape, plain(joint.words), joint.role) == ("rejects", "loses by it", "must agree")
    with_fees = cell(scored, "Both, under one office", "Sorland")
    assert "red line: port: both, under one office together with fees: Norland" in plain(with_fees.words)
    third = cell(scored, "Both, under one office", "Estland")
    assert third.chip is not None
    assert (third.chip.shape, third.role) == ("proposes", "need not be asked")
    assert scored.consent is not None
    assert plain(scored.consent.finding) == "Four terms are on the table; one crosses a red line taken alone."


def test_terms_that_change_nothing_are_not_asked_about(scored: Briefing) -> None:
    assert scored.consent is not None
    assert [row.option for row in scored.consent.rows] == [
        "Both",
        "Both, under one office",
        "Norland",
        "A fleet from abroad",
    ]


def test_orders_get_no_picture_of_scores_and_no_empty_frame(made: Briefing) -> None:
    assert made.utilities is None
    assert made.parallel is None
    page = Page(render_html(made))
    assert "worth" not in page.values("id")
    assert "consent" in page.values("id")


def test_a_score_sheet_has_no_terms_to_consent_to(tmp_path: Path) -> None:
    document = {**DOCUMENT, "proposals": {}}
    del document["status_quo"]
    made = build_briefing(analysed(tmp_path / "sheet", document))
    assert made.consent is None
    assert made.utilities is not None
    assert made.utilities.walk_aways == (0.0, 0.0)
    assert made.parallel is None


def test_many_outcomes_share_dots_and_say_so(tmp_path: Path) -> None:
    document = deepcopy(DOCUMENT)
    wide = {f"o{n}": str(n) for n in range(30)}
    for issue in ("port", "fees"):
        document["issues"][issue] = {"question": "?", "options": wide, "controlled_by": "north"}
    document |= {"proposals": {}, "status_quo": {"port": "o0", "fees": "o0", "watch": "nobody"}}
    for step, party in enumerate(("north", "south"), 1):
        document["preferences"][party]["scores"] = {
            issue: {option: n**step + n * k for n, option in enumerate(wide)}
            for k, issue in enumerate(("port", "fees"))
        } | {"watch": {"nobody": 0, "fleet": 0}}
    picture = build_briefing(analysed(tmp_path / "wide", document)).utilities
    assert picture is not None
    assert len(picture.outcomes) <= 25**2
    assert picture.note.endswith("Neighbouring outcomes share a dot.")


def test_the_page_draws_them_for_wide_and_narrow_in_its_own_colours(scored: Briefing) -> None:
    page = render_html(scored)
    for name in ("utilities-860", "utilities-360", "parallel-860", "parallel-360"):
        assert page.count(f'id="{name}-title"') == 1
    assert not Page(page).unbalanced
    section = page[page.index('<section id="worth"') : page.index('<section id="graph"')]
    assert "var(--accent)" in section
    assert "#0" not in section  # no colour of its own
    assert section.count("The same as a list") == 2


def texts(spec: dict[str, Any], field: str) -> set[str]:
    return {row[field] for rows in spec["datasets"].values() for row in rows if field in row}


def test_deals_at_one_point_share_a_label_and_lines_end_in_their_letters(scored: Briefing) -> None:
    assert scored.utilities is not None
    assert scored.parallel is not None
    first, *others = scored.utilities.marked
    twice = replace(scored.utilities, marked=(first, replace(first, key="Z"), *others))
    assert texts(utilities_spec(twice), "letters") == {"A, Z", "B", "C", "D"}
    drawn = texts(parallel_spec(scored.parallel), "text")
    assert drawn == {"A", "B", "C", "D", "Norland", "Sorland", "Estland", "best"}


def test_markdown_and_word_tell_the_same_in_words(scored: Briefing) -> None:
    text = render_markdown(scored)
    assert "## Who must agree to what" in text
    assert "**Red line:** in any deal; nobody can bring it about" in text
    assert "**A** An open harbour: Norland 4 (below its walk-away); Sorland 8" in text
    docx = pytest.importorskip("docx")
    document = docx.Document(BytesIO(render_docx(scored)))
    told = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "Who must agree to what" in told
    assert "An open harbour: Norland 4 (below its walk-away); Sorland 8" in told
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Red line: in any deal; nobody can bring it about" in cells
