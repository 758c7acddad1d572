"""The page: complete without script or network, safe against what it quotes, and every figure with a way back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from goodoffices.report import render_html
from goodoffices.report.briefing import Limits, Stretch
from tests.report.page import Page
from tests.report.pages import briefing, statement

HOSTILE = "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}\u202e\u200b\x1b[31m"


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_html(briefing()))


def test_the_page_has_no_script_and_asks_nothing_of_a_network(page: Page) -> None:
    assert not page.tags() & {"script", "link", "iframe", "object", "embed", "img", "form", "base"}
    targets = page.values("href") + page.values("src") + page.values("xlink:href")
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


def test_every_link_leads_to_a_place_of_the_page(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.values("href")} <= set(ids)


def test_tables_stay_tables_for_those_who_listen_when_they_turn_into_cards(page: Page) -> None:
    roles = {"table": {"table"}, "tr": {"row"}, "td": {"cell"}, "th": {"rowheader", "columnheader"}}
    for tag, attributes in page.elements:
        if tag in roles:
            assert attributes.get("role") in roles[tag], (tag, attributes)
    labels = {attributes.get("data-party") for tag, attributes in page.elements if tag == "td"}
    assert None not in labels


def test_every_element_is_closed(page: Page) -> None:
    assert page.unbalanced == []
    assert page.still_open == []


def test_every_mark_shows_its_words_and_says_its_name(page: Page) -> None:
    marks = [
        attributes for tag, attributes in page.elements if tag == "a" and "ev" in attributes.get("class", "").split()
    ]
    assert len(marks) > 10
    assert all(mark["data-words"] and mark["aria-label"].startswith("Evidence: ") for mark in marks)
    waiting = [mark for mark in marks if "waits" in mark["class"].split()]
    assert waiting
    assert all("not yet accepted by a person" in mark["aria-label"] for mark in waiting)


def test_three_statements_in_a_row_share_one_mark(page: Page) -> None:
    assert "Evidence: statements 9 to 12, not yet accepted by a person" in page.values("aria-label")


def test_unknown_silent_and_refused_are_told_by_word_and_by_shape(page: Page) -> None:
    for shape, word in (("unknown", "Not stated"), ("no_reply", "No reply"), ("red_line", "Red line")):
        assert f"#shape-{shape}" in page.values("href")
        assert word in page.text


def test_a_hostile_source_or_title_stays_text() -> None:
    entry = replace(statement(1), sentence=(Stretch(HOSTILE, True),), who=HOSTILE, tip=HOSTILE, before=HOSTILE)
    html = render_html(replace(briefing(), title=HOSTILE, handling=HOSTILE, made=HOSTILE, statements=(entry,)))
    page = Page(html)
    assert "script" not in page.tags()
    assert "img" not in page.tags()
    assert page.unbalanced == []
    assert "alert(1)" in page.text
    assert "{{ 7*7 }}" in page.text
    assert html.count("<style>") == html.count("</style>") == 1
    assert not re.search("[\u202e\u200b\x1b]", html)
    assert "⟨U+202E⟩" in page.text


def test_a_section_with_nothing_to_say_leaves_no_frame() -> None:
    bare = replace(
        briefing(),
        standing=None,
        agreement=None,
        holding=None,
        changes=None,
        needs=None,
        deals=None,
        timeline=None,
        limits=Limits((), (), ("Everyone.",)),
        sources=(),
        problems=(),
        statements=(),
        passages=(),
        kept=(),
        as_of=None,
        standfirst="",
    )
    page = Page(render_html(bare))
    assert page.tags() & {"table", "figure", "details", "dl", "ol"} == set()
    sections = [attributes["id"] for tag, attributes in page.elements if tag == "section"]
    assert sections == ["limits", "sources"]
    assert {target[1:] for target in page.values("href")} <= set(page.values("id"))


def test_paper_carries_the_handling_level_and_the_title_on_every_page() -> None:
    html = render_html(replace(briefing(), handling="restricted"))
    heads = html[html.index("@page") : html.index("@media print {\n  .page")]
    assert "Handling\\3a  restricted" in heads
    assert "A pause for the valley" in heads


def test_an_entry_says_who_when_where_and_in_what_state(page: Page) -> None:
    for words in (
        "Ilse Brandt",
        "Foreign Minister",
        "said 12 May 2031",
        "characters 120 to 142",
        "a machine’s reading",
    ):
        assert words in page.text


def test_statements_link_back_to_where_they_are_used() -> None:
    page = Page(render_html(briefing()))
    assert "Used in where we stand, time line" in page.text


def test_the_chart_uses_tokens_so_that_it_follows_dark_and_paper() -> None:
    html = render_html(briefing())
    charts = re.findall(r'<svg[^>]*class="chart".*?</svg>', html, re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        assert "var(--accent)" in chart
        assert "url(#hatch)" in chart
        assert not re.search(r"#0[0-9]0[0-9]0[0-9]", chart)
        assert "<title" in chart
        assert "<desc" in chart
