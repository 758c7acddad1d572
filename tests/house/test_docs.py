"""The pages: every one can be reached, every link and citation leads somewhere, and the reference is current."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import click
import pytest

from goodoffices.cli import main
from scripts.reference import PAGES, commands
from tests.house.repository import ROOT, project_files

DOCS = ROOT / "docs"
PAGE_FILES = [
    path for path in project_files() if path.suffix == ".md" and (path.is_relative_to(DOCS) or path.parent == ROOT)
]
CODE_BLOCK = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")
CITATION = re.compile(r"\[([A-Z][\w-]*\d{4}[a-z]?)\]_")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(page: Path) -> list[str]:
    """Targets of a page's links and pictures, code blocks left out."""
    return LINK.findall(CODE_BLOCK.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked, as repository hosts make them."""
    text = CODE_BLOCK.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+\s+(.*?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGE_FILES, ids=name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = ((page.parent / link.partition("#")[0]).resolve() for link in links(page))
        waiting += [target for target in targets if target.suffix == ".md" and target.is_file()]
    pages = {page for page in PAGE_FILES if page.is_relative_to(DOCS)}
    assert sorted(name(page) for page in pages - reached) == []


def test_the_four_kinds_of_pages_each_have_an_index() -> None:
    folders = ["tutorials", "how-to", "reference", "explanation", "methods", "decisions"]
    assert [folder for folder in folders if not (DOCS / folder / "index.md").is_file()] == []


def test_every_decision_says_when_why_and_what_follows() -> None:
    for page in sorted((DOCS / "decisions").glob("0*.md")):
        headings = re.findall(r"^## (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Question", "Decision", "Why", "What follows"], page.name


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(page.name[:4]) for page in (DOCS / "decisions").glob("0*.md") if page.name[:4] != "0000")
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_bibliography_is_sorted_and_names_each_key_once() -> None:
    keys = re.findall(r"^- \[(\S+?)\]_ ", (DOCS / "bibliography.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) > 5
    assert [(a, b) for a, b in pairwise(keys) if not a.lower() < b.lower()] == []


def test_every_citation_is_in_the_bibliography() -> None:
    known = set(CITATION.findall((DOCS / "bibliography.md").read_text(encoding="utf-8")))
    missing = {
        f"{name(path)}: {key}"
        for path in project_files()
        if path.suffix in {".py", ".md"}
        for key in CITATION.findall(path.read_text(encoding="utf-8"))
        if key not in known
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_generated_pages_are_current(page: str) -> None:
    assert (DOCS / "reference" / page).read_text(encoding="utf-8") == PAGES[page](), "run: make docs"


def test_every_command_argument_and_option_is_explained() -> None:
    silent = []
    for path, context in commands(main, "goodoffices"):
        if not (context.command.help or "").strip():
            silent.append(path)
        options = [p for p in context.command.params if isinstance(p, click.Option) and not p.hidden]
        silent += [f"{path} {option.opts[0]}" for option in options if not (option.help or "").strip()]
    assert silent == []


def test_every_example_folder_is_on_the_page_of_examples() -> None:
    page = DOCS / "reference" / "examples.md"
    folders = {
        path.relative_to(ROOT / "examples").parts[0] for path in project_files() if (ROOT / "examples") in path.parents
    }
    assert [
        folder for folder in sorted(folders) if f"(../../examples/{folder}/" not in page.read_text(encoding="utf-8")
    ] == []


def test_the_changelog_has_a_place_for_what_is_not_yet_released() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading) for heading in headings[1:])
