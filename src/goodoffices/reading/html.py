"""A web page to kept text: trafilatura's main text, one block a line, with the headings it drops put back in their places.

The page is parsed, never run: no scripts, no network, no entities beyond HTML's own, a limit on size, depth and
number of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from goodoffices.model.sources import MarkedSpan

__all__ = ["MAX_HTML", "Page", "UnreadablePage", "declared_encoding", "read_page"]

MAX_HTML: Final = 20 * 1024 * 1024
"""[bytes] the largest page that is parsed."""
_MAX_DEPTH: Final = 250
_MAX_ELEMENTS: Final = 500_000
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINKED_DATE: Final = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"(\d{4}-\d{2}-\d{2})')
_DATE_NAMES: Final = frozenset(
    "article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.date pubdate "
    "publish-date publication_date "
    "parsely-pub-date citation_publication_date sailthru.date".split()
)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


class UnreadablePage(ValueError):
    """A page from which no main text can be had; the message says why."""


@dataclass(frozen=True)
class Page:
    """The main text of a page and what its metadata say."""

    text: str
    headings: tuple[MarkedSpan, ...]
    extractor: str
    title: str | None
    publisher: str | None
    author: str | None
    language: str | None
    published_on: date | None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobytes."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def read_page(markup: str) -> Page:
    """Main text, headings and metadata of a page.

    Raises
    ------
    UnreadablePage
        If it is nested too deeply, has too many elements, or holds no main text.
    """
    import trafilatura  # slow to import, and needed only here

    tree = _parse(markup)
    page_headings = list(_page_headings(tree))
    published = _published(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    try:
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    except (RecursionError, ValueError, etree.LxmlError) as error:
        raise UnreadablePage(f"the page cannot be parsed ({type(error).__name__}).") from None
    blocks = [_SPACE.sub(" ", line).strip() for line in (_field(found, "text") or "").split("\n")]
    blocks = [block for block in blocks if block]
    if not blocks:
        raise UnreadablePage("the page has no main text.")
    text, headings = _with_headings(blocks, page_headings)
    return Page(
        text=text,
        headings=headings,
        extractor=f"trafilatura/{trafilatura.__version__}",
        title=_field(found, "title"),
        publisher=_field(found, "sitename"),
        author=_field(found, "author"),
        language=language.split("-")[0].lower() if language else None,
        published_on=published,
    )


def _field(found: object, name: str) -> str | None:
    """A field of what trafilatura returns, None where it found none."""
    value = getattr(found, name, None)
    return value if isinstance(value, str) and value else None


def _parse(markup: str) -> lxml_html.HtmlElement:
    """The page's tree; comments, scripts and the like are dropped by the extractor."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadablePage("the page is empty or not HTML.") from None
    depth = 0
    for count, (event, _) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            raise UnreadablePage(f"the page is nested more than {_MAX_DEPTH} elements deep.")
        if count > 2 * _MAX_ELEMENTS:
            raise UnreadablePage(f"the page has more than {_MAX_ELEMENTS} elements.")
    return tree


def _page_headings(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each heading of the page, with the start of the paragraph that follows it."""
    pending: list[str] = []
    for element in tree.iter(*_HEADINGS, "p", "li", "blockquote"):
        text = _SPACE.sub(" ", element.text_content()).strip()
        if not text:
            continue
        if element.tag in _HEADINGS:
            pending.append(text)
        else:
            for heading in pending:
                yield heading, text[:60]
            pending = []


def _with_headings(blocks: list[str], page_headings: list[tuple[str, str]]) -> tuple[str, tuple[MarkedSpan, ...]]:
    """The blocks with missing headings put back before the paragraph that they head on the page, and all headings marked."""
    known = {heading for heading, _ in page_headings}
    before: dict[str, list[str]] = {}
    present = set(blocks)
    for heading, following in page_headings:
        if heading not in present:
            before.setdefault(following, []).append(heading)
    lines: list[str] = []
    headed: list[bool] = []
    for block in blocks:
        for missing in before.pop(block[:60], ()):
            lines.append(missing)
            headed.append(True)
        lines.append(block)
        headed.append(block in known)
    spans, at = [], 0
    for number, (line, is_heading) in enumerate(zip(lines, headed, strict=True)):
        if is_heading:
            spans.append(MarkedSpan(at, at + len(line), "headline" if number == 0 else "heading"))
        at += len(line) + 1
    return "\n".join(lines), tuple(spans)


def _published(tree: lxml_html.HtmlElement) -> date | None:
    """The day of publication that the page's metadata name; never a guess from its words, and never dependent on today."""
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in _DATE_NAMES:
            found = _DAY.match(element.get("content") or "")
            if found:
                return _date(found.group())
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            found = _LINKED_DATE.search(element.text or "")
            if found:
                return _date(found.group(1))
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            found = _DAY.match(element.get("datetime") or "")
            if found:
                return _date(found.group())
    return None


def _date(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None
