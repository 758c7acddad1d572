"""The time line: nothing lies on anything else, and the drawing is well-formed and in tokens."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.report.briefing import TimeEntry, TimeLine
from goodoffices.report.charts.timeline import CHARACTER, MARK, _Frame, _place, _Placed, timeline_spec, timeline_svg
from tests.report.pages import briefing

START = date(2031, 5, 1)
entries = st.lists(
    st.builds(
        lambda lane, day, shape, count, lasts: TimeEntry(
            lane,
            START + timedelta(days=day),
            "no_reply" if lasts else shape,
            "no reply" if lasts else shape.replace("_", "-"),
            count,
            ("s1",),
            START + timedelta(days=day + lasts) if lasts else None,
        ),
        st.sampled_from(["Norland", "Sorland"]),
        st.integers(0, 40),
        st.sampled_from(["accepts", "rejects", "non_committal", "demands"]),
        st.integers(1, 12),
        st.sampled_from([0, 0, 0, 3, 20]),
    ),
    min_size=1,
    max_size=25,
)


def room(one: _Placed) -> tuple[float, float]:
    """From where to where an entry and its word reach [px]."""
    wide = len(one.word) * CHARACTER
    left = one.x - MARK - (wide if one.side == "left" else 0)
    return left, one.until + MARK + (wide if one.side == "right" else 0)


@settings(max_examples=60)
@given(entries, st.sampled_from([360, 860]))
def test_no_mark_and_no_word_lies_on_another(found: list[TimeEntry], width: int) -> None:
    line = TimeLine("f", "n", "d", ("Norland", "Sorland"), tuple(found), START + timedelta(days=45), ())
    placed, tops = _place(line, _Frame(line, width))
    assert len(placed) == len(found)
    for one, other in combinations(placed, 2):
        if one.y == other.y:
            (a, b), (c, d) = room(one), room(other)
            assert b <= c or d <= a
    for one in placed:
        lane = line.lanes.index(one.entry.lane)
        assert tops[lane] < one.y < tops[lane + 1]


@settings(max_examples=60)
@given(entries)
def test_days_on_the_axis_do_not_meet(found: list[TimeEntry]) -> None:
    line = TimeLine("f", "n", "d", ("Norland", "Sorland"), tuple(found), START + timedelta(days=45), ())
    ticks = _Frame(line, 860).ticks
    assert any(label == "15 June" for _, label in ticks)
    for (at, word), (after, next_word) in pairwise(ticks):
        assert after - at >= (len(word) + len(next_word)) * 6.5 / 2


@pytest.mark.parametrize("width", [860, 360])
def test_the_drawing_is_well_formed_named_and_linked(width: int) -> None:
    line = briefing().timeline
    assert line is not None
    root = ElementTree.fromstring(timeline_svg(line, width))  # noqa: S314  drawn a moment ago
    assert root.find("title") is not None
    assert root.findtext("title") == line.finding
    assert root.findtext("desc") == line.description
    assert {"#s9", "#s5"} <= {element.get("href") for element in root.iter("a")}
    assert all("font-family" not in element.attrib for element in root.iter())
    words = "".join(root.itertext())
    for entry in line.entries:
        assert entry.word in words


def test_the_specification_is_one_vega_lite_chart() -> None:
    line = briefing().timeline
    assert line is not None
    spec = timeline_spec(line)
    assert "vega-lite" in spec["$schema"]
    assert spec["width"] == 860
    assert len(spec["layer"]) > 5
