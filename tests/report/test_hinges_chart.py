"""The picture of what decides: one bar a hinge, grouped by party, told in words as well."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from goodoffices.model.case import Case
from goodoffices.model.files import read_case
from goodoffices.model.results.worlds import WorldsResult
from goodoffices.report.charts.hinges import hinges_picture, hinges_svg
from goodoffices.runs import run_worlds

UKRAINE = Path(__file__).resolve().parents[2] / "examples" / "ukraine-2025-03"


def ukraine() -> tuple[Case, WorldsResult]:
    case = read_case(UKRAINE).case
    return case, run_worlds(case, draws=512, concepts=())


def test_bars_are_grouped_by_party_in_case_order_longest_first() -> None:
    case, result = ukraine()
    picture = hinges_picture(case, result)
    assert picture is not None
    assert len(picture.bars) == min(10, len(result.hinges))
    names = [party.name for party in case.parties.values()]
    keys = [(names.index(bar.party), -bar.turns) for bar in picture.bars]
    assert keys == sorted(keys)
    assert all(bar.low <= bar.turns <= bar.high for bar in picture.bars)


def test_the_picture_says_in_words_what_it_shows_and_is_whole_at_either_width() -> None:
    case, result = ukraine()
    picture = hinges_picture(case, result)
    assert picture is not None
    for width in (860, 360):
        root = ElementTree.fromstring(hinges_svg(picture, width))  # noqa: S314  drawn a moment ago
        found = [element.text for element in root.iter() if element.tag.endswith("title")]
        assert found[0] == picture.finding
        words = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
        assert "Ukraine" in words
        assert "var(--accent)" in hinges_svg(picture, width)
    assert "512 worlds" in picture.description


def test_where_nothing_decides_there_is_no_picture() -> None:
    case = read_case(UKRAINE.parent / "euphrates-1975").case
    assert hinges_picture(case, run_worlds(case, draws=256, concepts=())) is None
