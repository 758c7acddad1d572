"""Writing: whole or not at all, every format from one view, a clear word where something is missing."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest

from goodoffices.errors import MissingExtra, OutputError, UsageError
from goodoffices.report import Briefing, render_html, render_markdown, write_briefing
from goodoffices.report.pdf import on_paper, render_pdf
from goodoffices.report.word import render_docx
from goodoffices.runs import Analysis
from tests.report.page import Page
from tests.report.pages import briefing


def test_the_briefing_lies_beside_the_case_unless_another_place_is_named(analysis: Analysis, tmp_path: Path) -> None:
    (beside,) = write_briefing(analysis)
    assert beside == analysis.casefile.folder / "briefing.html"
    (named,) = write_briefing(analysis, tmp_path / "page.htm")
    assert named == tmp_path / "page.htm"
    (inside,) = write_briefing(analysis, tmp_path)
    assert inside == tmp_path / "briefing.html"
    assert inside.read_text(encoding="utf-8") == beside.read_text(encoding="utf-8")


def test_several_formats_are_written_side_by_side(analysis: Analysis, tmp_path: Path) -> None:
    written = write_briefing(analysis, tmp_path / "brief.html", ("html", "md"))
    assert [path.name for path in written] == ["brief.html", "brief.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "brief.md"]


def test_a_second_run_writes_the_same_bytes(analysis: Analysis, tmp_path: Path) -> None:
    first = write_briefing(analysis, tmp_path / "one.html")[0].read_bytes()
    assert write_briefing(analysis, tmp_path / "two.html")[0].read_bytes() == first


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(analysis: Analysis, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match=r"file/briefing\.html: .*Nothing was written"):
        write_briefing(analysis, tmp_path / "file" / "briefing.html")
    with pytest.raises(OutputError, match="absent"):
        write_briefing(analysis, tmp_path / "absent" / "briefing.html")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_stood_there_before_survives_a_failure(
    analysis: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "briefing.html"
    page.write_text("the last briefing", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_briefing(analysis, page)
    assert page.read_text(encoding="utf-8") == "the last briefing"
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.html"]


def test_an_unknown_format_is_refused_with_those_there_are(analysis: Analysis, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="html, md, pdf, docx"):
        write_briefing(analysis, tmp_path, ("rtf",))


@pytest.mark.parametrize(("name", "package"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_without_an_extra_the_page_is_written_as_html_and_the_extra_named(
    analysis: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=rf"goodoffices\[{name}\].*\n.*briefing\.html") as raised:
        write_briefing(analysis, tmp_path, (name,))
    assert raised.value.exit_status == 5
    assert (tmp_path / "briefing.html").exists()
    assert not (tmp_path / f"briefing.{name}").exists()


def test_markdown_defines_every_footnote_and_escapes_what_it_quotes(made: Briefing) -> None:
    text = render_markdown(made)
    used = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE)
    assert used
    assert used <= set(defined)
    assert len(defined) == len(set(defined))
    hostile = "# Head | <b>bold</b> [x](javascript:1) `code` *s* _e_ ![i](u)\n- item"
    shown = render_markdown(with_title(hostile)).split("\n")[0]
    assert shown.startswith("# \\# Head \\| \\<b\\>bold\\</b\\> \\[x\\](javascript:1) \\`code\\` \\*s\\*")


def with_title(title: str) -> Briefing:
    from dataclasses import replace

    return replace(briefing(), title=title)


def test_every_drawing_is_complete_on_paper() -> None:
    page = on_paper(render_html(briefing()))
    body = page[page.index("</style>") :]
    drawings = re.findall(r'<svg class="shape".*?</svg>', body, re.DOTALL)
    assert len(drawings) > 20
    assert all("viewBox" in drawing and "<use" not in drawing for drawing in drawings)
    assert all("var(" not in drawing and "currentColor" not in drawing for drawing in drawings)
    charts = re.findall(r'<svg[^>]*class="chart".*?</svg>', body, re.DOTALL)
    assert all("var(" not in chart and "url(#hatch)" not in chart for chart in charts)
    assert Page(page).unbalanced == []


def test_a_pdf_is_made_from_the_same_page() -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    document = render_pdf("<!DOCTYPE html><title>t</title><style>@media print { p { color: red } }</style><p>One page.")
    assert document.startswith(b"%PDF-")


def test_a_word_document_links_every_mark_to_its_entry() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render_docx(briefing())))
    xml = document.element.xml
    anchors = set(re.findall(r'w:anchor="(\w+)"', xml))
    marks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="(\w+)"', xml))
    assert anchors
    assert anchors <= marks
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Southmark accepts a pause of thirty days" in text
    assert "restricted" not in text
    assert "Handling: internal" in document.sections[0].header.paragraphs[0].text
