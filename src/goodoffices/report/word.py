"""The briefing as a Word document, for desks that comment and forward in one. An extra: ``pip install goodoffices[docx]``.

Marks become bookmarked numbers: each figure's number links to its statement at the end, as on the page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from goodoffices.errors import MissingExtra
from goodoffices.report.briefing import AnswerCell, Briefing, Chip, StatementEntry
from goodoffices.report.prose import Evidence, Jump, Piece, Prose, Quote, Strong, evidence_runs, plain
from goodoffices.report.text import revealed

__all__ = ["render_docx"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(briefing: Briefing) -> bytes:
    """The whole briefing as a document.

    Raises
    ------
    MissingExtra
        If python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtra("Word output", "docx") from None
    writer = _Writer(docx.Document(), {entry.key for entry in (*briefing.passages, *briefing.statements)})
    writer.whole(briefing)
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """Puts the parts of a briefing into a document, one after the other."""

    def __init__(self, document: Any, known: set[str]) -> None:
        self.document = document
        self._known = known
        self._bookmarks = 0

    def whole(self, b: Briefing) -> None:
        """Every section in the order of the page."""
        self.document.core_properties.title = _clean(b.title)
        self.document.core_properties.author = "Good Offices"
        self.document.sections[0].header.paragraphs[0].text = _clean(f"Good Offices briefing. Handling: {b.handling}")
        self.document.add_heading(_clean(b.title), 0)
        self.text((b.standfirst,))
        self.text(b.answer)
        self.text((", ".join(f"{count} {what}".strip() for count, what in b.meta),))
        self._page_one(b)
        self._working(b)
        self._evidence(b)

    def heading(self, text: str, level: int = 1) -> None:
        self.document.add_heading(_clean(text), level)

    def text(self, sentence: Prose, style: str | None = None) -> None:
        """A paragraph, unless there is nothing to say."""
        if plain(sentence).strip():
            self._into(self.document.add_paragraph(style=style), sentence)

    def bullets(self, sentences: Iterable[Prose]) -> None:
        for sentence in sentences:
            self.text(sentence, "List Bullet")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Prose]]) -> None:
        table = self.document.add_table(rows=1, cols=len(heads), style="Light Grid")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = _clean(head)
        for row in rows:
            for cell, sentence in zip(table.add_row().cells, row, strict=True):
                self._into(cell.paragraphs[0], sentence)
        self.document.add_paragraph()

    def _into(self, paragraph: Any, sentence: Prose) -> None:
        for piece in sentence:
            self._piece(paragraph, piece)

    def _piece(self, paragraph: Any, piece: Piece) -> None:
        if isinstance(piece, Evidence):
            for run, label in evidence_runs([key for key in piece.keys if key in self._known]):
                paragraph.add_run(" ")
                self._link(paragraph, f"[{label}]", run[0])
        elif isinstance(piece, Strong):
            paragraph.add_run(_clean(piece.text)).bold = True
        elif isinstance(piece, Quote):
            paragraph.add_run(_clean(f"“{piece.text}”")).italic = True
        elif not isinstance(piece, Jump):
            paragraph.add_run(_clean(piece))

    def _link(self, paragraph: Any, text: str, anchor: str) -> None:
        """A link within the document, which the library has no call for."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        run = paragraph.add_run(text)
        run.font.superscript = True
        link.append(run._r)
        paragraph._p.append(link)

    def _bookmark(self, paragraph: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def _page_one(self, b: Briefing) -> None:
        if b.standing:
            self.heading("Where do we stand?")
            self.text(b.standing.finding)
            rows = [[_named(row.name, row.by), *map(_cell, row.cells)] for row in b.standing.rows]
            self.table(["Proposal", *b.standing.parties], rows)
            self.bullets(b.standing.notes)
        if b.agreement:
            self.heading("What could be agreed?")
            self.text(b.agreement.finding)
            self.bullets((f"{d.key}  ", *d.text, f" {d.verdict}, {d.note}.") for d in b.agreement.deals)
            for conflict in b.agreement.conflicts:
                self.text(conflict.lead)
                self.bullets((f"{r.chip.word}, {r.party}: ", *r.words) for r in conflict.refusals)
            self.text((b.agreement.closing,))
        if b.holding:
            self.heading("Would it hold?")
            self.text(b.holding.finding)
            self.bullets(
                (
                    f"{line.key}  ",
                    *(piece for text in line.texts for piece in (*text, " ")),
                    f"{line.verdict}, {line.note}.",
                )
                for line in b.holding.lines
            )
            self.text((b.holding.note,))
        if b.changes:
            self.heading("What has changed")
            self.bullets((Strong(f"{row.label}. "), *row.text) for row in b.changes.rows)

    def _working(self, b: Briefing) -> None:
        if b.needs:
            self.heading("What each side says it needs")
            rows = [[(Strong(row.question),), *map(_cell, row.cells)] for row in b.needs.rows]
            self.table(["Issue", *b.needs.parties], rows)
        if b.deals and b.deals.rows:
            self.heading("The deals, side by side")
            self.text((f"{b.deals.finding}. {b.deals.note}",))
            self.table(
                ["Deal", *b.deals.parties, "All who must agree", "Rests on"],
                [
                    [
                        _named(f"{row.key}  {row.name}", row.terms),
                        *(_verdict(*verdict) for verdict in row.verdicts),
                        _verdict(*row.everyone),
                        (row.rests_on,),
                    ]
                    for row in b.deals.rows
                ],
            )
        if b.deals and b.deals.holds:
            self.heading(b.deals.hold_caption, 2)
            self.text((b.deals.hold_note,))
            heads = ["Outcome", *(f"{words} ({name})" for words, name in b.deals.concepts)]
            rows = [
                [(Strong(f"{row.key}  {row.name}"),), *((": ".join(filter(None, cell)),) for cell in row.cells)]
                for row in b.deals.holds
            ]
            self.table(heads, rows)
        if b.consent:
            self.heading("Who must agree to what")
            self.text(b.consent.finding)
            self.text((b.consent.note,))
            rows = [[_named(row.option, row.issue), *(cell.sentence for cell in row.cells)] for row in b.consent.rows]
            self.table(["Term", *b.consent.parties], rows)
        pictures = [picture for picture in (b.utilities, b.parallel) if picture]
        if pictures:
            self.heading("What deals are worth")
        for picture in pictures:
            self.text((picture.finding + ".",))
            self.bullets((Strong(f"{key}. "), words) for key, words in picture.listed)
        if b.graph:
            self.heading("The graph of moves")
            self.text((f"{b.graph.finding}. {b.graph.basis}",))
            self.table(
                ["Code", "Outcome", "Lasts under", "Left by"],
                [
                    [(str(n.code),), (n.terms,), (", ".join(n.holds) or "none",), ("; ".join(n.left_by) or "nobody",)]
                    for n in b.graph.nodes
                ],
            )
        if b.timeline:
            self.heading("Who said what, when")
            self.text((b.timeline.finding + ".",))
            self.bullets((Strong(f"{when}. "), *what) for when, what in b.timeline.listed)
        self.heading("What this rests on")
        self.bullets(b.limits.assumptions)
        if b.limits.unknowns:
            self.heading("What is not known", 2)
            self.bullets(b.limits.unknowns)
        self.heading("Who is not heard", 2)
        self.bullets((line,) for line in b.limits.unheard)

    def _evidence(self, b: Briefing) -> None:
        self.heading("Sources")
        rows = [
            [(str(s.number),), _named(s.title, s.detail), (f"{s.read_as}. {s.read_note}",), (s.left_out,)]
            for s in b.sources
        ]
        self.table(["", "Source", "Read as", "Left out as boilerplate"], rows)
        self.bullets((problem,) for problem in b.problems)
        for title, entries in (("Passages", b.passages), ("Statements", b.statements)):
            if entries:
                self.heading(title)
            for entry in entries:
                self._entry(entry)

    def _entry(self, entry: StatementEntry) -> None:
        paragraph = self.document.add_paragraph()
        self._bookmark(paragraph, entry.key)
        who = ", ".join(part for part in (entry.who, entry.role) if part)
        paragraph.add_run(_clean(f"{entry.number}  {who}: ")).bold = True
        for part in entry.sentence:
            paragraph.add_run(_clean(part.text)).underline = part.relied
        place = (
            f"source {entry.source}, characters {entry.characters[0]} to {entry.characters[1]}" if entry.source else ""
        )
        paragraph.add_run(_clean(" " + "; ".join(p for p in (*entry.lines, entry.manner, place, entry.state) if p)))


def _cell(cell: AnswerCell) -> Prose:
    detail = (f" {cell.detail}",) if cell.detail else ()
    more = tuple(piece for chip, said in cell.more for piece in ("; ", Strong(chip.word), " ", *said))
    return (Strong(cell.chip.word), *detail, " ", *cell.said, *more)


def _verdict(chip: Chip, note: str) -> Prose:
    return (Strong(chip.word), f" {note}" if note else "")


def _named(name: str, detail: str) -> Prose:
    return (Strong(name), f" {detail}")


def _clean(text: str) -> str:
    """Text that XML can hold, hidden characters written out."""
    return _ILLEGAL.sub("", revealed(text))
