"""The briefing as Markdown, for wikis, mail and version control: the same sentences, its evidence as footnotes.

Words from sources and cases are escaped, so that none of them can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from goodoffices.report.briefing import AnswerCell, Briefing, Chip, StatementEntry
from goodoffices.report.prose import Evidence, Jump, Piece, Prose, Quote, Strong
from goodoffices.report.text import revealed

__all__ = ["render_markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~^!&]|(?<=^)[-+](?=\s)|(?<=^)\d+(?=\.\s))", re.MULTILINE)


def render_markdown(briefing: Briefing) -> str:
    """The whole briefing; statements and passages stand as footnotes."""
    known = {entry.key for entry in (*briefing.passages, *briefing.statements)}
    page = _Page(known)
    parts = [f"# {escaped(briefing.title)}", f"*Handling: {escaped(briefing.handling)}*"]
    if briefing.standfirst:
        parts.append(escaped(briefing.standfirst))
    parts.append(page.prose(briefing.answer))
    parts.append(", ".join(f"{count} {escaped(what)}".strip() for count, what in briefing.meta))
    parts += _page_one(briefing, page)
    parts += _working(briefing, page)
    parts += _evidence(briefing, page)
    parts.append(escaped(briefing.made))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(revealed(text).split()))


class _Page:
    """Turns sentences into Markdown and knows which footnotes exist."""

    def __init__(self, known: set[str]) -> None:
        self._known = known

    def prose(self, sentence: Prose) -> str:
        return "".join(self._piece(piece) for piece in sentence).strip()

    def marks(self, evidence: Evidence) -> str:
        return "".join(f"[^{key}]" for key in evidence.keys if key in self._known)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return _spaced(piece, escaped(piece))
        if isinstance(piece, Strong):
            return _spaced(piece.text, f"**{escaped(piece.text)}**")
        if isinstance(piece, Quote):
            return f"*“{escaped(piece.text)}”*"
        if isinstance(piece, Jump):
            return ""
        return self.marks(piece)

    def cell(self, cell: AnswerCell) -> str:
        parts = [f"**{escaped(cell.chip.word)}**", escaped(cell.detail), self.prose(cell.said)]
        parts += [f"**{escaped(chip.word)}** {self.prose(said)}" for chip, said in cell.more]
        return "<br>".join(part for part in parts if part)


def _spaced(text: str, shown: str) -> str:
    """Keep the space that a piece of a sentence begins or ends with."""
    if not text.strip():
        return " " if text else ""
    return " " * text[:1].isspace() + shown + " " * text[-1:].isspace()


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell or " " for cell in line) + " |" for line in lines)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _page_one(b: Briefing, page: _Page) -> list[str]:
    parts: list[str] = []
    if b.standing:
        parts += ["## Where do we stand?", page.prose(b.standing.finding)]
        heads = ["Proposal", *map(escaped, b.standing.parties)]
        rows = [
            [f"**{escaped(row.name)}**<br>{escaped(row.by)}", *map(page.cell, row.cells)] for row in b.standing.rows
        ]
        parts += [_table(heads, rows), _bullets(page.prose(note) for note in b.standing.notes)]
    if b.agreement:
        parts += ["## What could be agreed?", page.prose(b.agreement.finding)]
        parts.append(
            _bullets(
                f"**{d.key}** {page.prose(d.text)} *{escaped(d.verdict)}, {escaped(d.note)}*" for d in b.agreement.deals
            )
        )
        for conflict in b.agreement.conflicts:
            parts.append(page.prose(conflict.lead))
            parts.append(
                _bullets(f"{r.chip.word}, {escaped(r.party)}: {page.prose(r.words)}" for r in conflict.refusals)
            )
        parts.append(escaped(b.agreement.closing))
    if b.holding:
        parts += ["## Would it hold?", page.prose(b.holding.finding)]
        parts.append(
            _bullets(
                f"**{line.key}** {' '.join(map(page.prose, line.texts))} *{escaped(line.verdict)}, {escaped(line.note)}*"
                for line in b.holding.lines
            )
        )
        parts.append(escaped(b.holding.note))
    if b.changes:
        parts += ["## What has changed", _bullets(f"**{row.label}** {page.prose(row.text)}" for row in b.changes.rows)]
    return parts


def _working(b: Briefing, page: _Page) -> list[str]:
    parts: list[str] = []
    if b.needs:
        parts.append("## What each side says it needs")
        rows = [[f"**{escaped(row.question)}**", *map(page.cell, row.cells)] for row in b.needs.rows]
        parts.append(_table(["Issue", *map(escaped, b.needs.parties)], rows))
    if b.deals and b.deals.rows:
        parts += ["## The deals, side by side", escaped(b.deals.finding + ".") + " " + escaped(b.deals.note)]
        heads = ["", "Deal", *map(escaped, b.deals.parties), "All who must agree", "Rests on"]
        parts.append(
            _table(
                heads,
                [
                    [
                        f"**{row.key}**",
                        f"{escaped(row.name)}<br>{escaped(row.terms)}",
                        *(_verdict(*verdict) for verdict in row.verdicts),
                        _verdict(*row.everyone),
                        page.marks(row.rests_on),
                    ]
                    for row in b.deals.rows
                ],
            )
        )
    if b.deals and b.deals.holds:
        parts += [f"### {escaped(b.deals.hold_caption)}", escaped(b.deals.hold_note)]
        heads = ["", "Outcome", *(f"{escaped(words)} ({name})" for words, name in b.deals.concepts)]
        rows = [
            [f"**{row.key}**", escaped(row.name), *(escaped(": ".join(filter(None, cell))) for cell in row.cells)]
            for row in b.deals.holds
        ]
        parts.append(_table(heads, rows))
    if b.consent:
        parts += ["## Who must agree to what", page.prose(b.consent.finding), escaped(b.consent.note)]
        rows = [
            [f"**{escaped(row.option)}**<br>{escaped(row.issue)}", *(page.prose(cell.sentence) for cell in row.cells)]
            for row in b.consent.rows
        ]
        parts.append(_table(["Term", *map(escaped, b.consent.parties)], rows))
    pictures = [picture for picture in (b.utilities, b.parallel) if picture]
    parts += ["## What deals are worth"] * bool(pictures)
    for picture in pictures:
        parts.append(escaped(picture.finding + "."))
        parts.append(_bullets(f"**{escaped(key)}** {escaped(words)}" for key, words in picture.listed))
    if b.graph:
        parts += ["## The graph of moves", escaped(b.graph.finding + ".") + " " + escaped(b.graph.basis)]
        rows = [
            [str(n.code), escaped(n.terms), ", ".join(n.holds) or "none", escaped("; ".join(n.left_by)) or "nobody"]
            for n in b.graph.nodes
        ]
        parts.append(_table(["Code", "Outcome", "Lasts under", "Left by"], rows))
    if b.timeline:
        parts += ["## Who said what, when", escaped(b.timeline.finding + ".")]
        parts.append(_bullets(f"**{escaped(when)}** {page.prose(what)}" for when, what in b.timeline.listed))
    parts += ["## What this rests on", _bullets(map(page.prose, b.limits.assumptions))]
    if b.limits.unknowns:
        parts += ["### What is not known", _bullets(map(page.prose, b.limits.unknowns))]
    parts += ["### Who is not heard", _bullets(map(escaped, b.limits.unheard))]
    return parts


def _verdict(chip: Chip, note: str) -> str:
    return f"**{escaped(chip.word)}**" + (f"<br>{escaped(note)}" if note else "")


def _evidence(b: Briefing, page: _Page) -> list[str]:
    parts = ["## Sources"]
    rows = [
        [
            str(s.number),
            f"**{escaped(s.title)}**<br>{escaped(s.detail)}",
            f"{escaped(s.read_as)}<br>{escaped(s.read_note)}",
            escaped(s.left_out),
        ]
        for s in b.sources
    ]
    parts.append(
        _table(["", "Source", "Read as", "Left out as boilerplate"], rows) if rows else "No source has been read."
    )
    if b.problems:
        parts += ["Not read:", _bullets(map(escaped, b.problems))]
    parts += [_footnote(entry) for entry in (*b.passages, *b.statements)]
    return parts


def _footnote(entry: StatementEntry) -> str:
    words = "".join(
        f"**{escaped(part.text)}** " if part.relied else f"{escaped(part.text)} " for part in entry.sentence
    )
    who = ", ".join(part for part in (entry.who, entry.role) if part)
    place = f"source {entry.source}, characters {entry.characters[0]} to {entry.characters[1]}" if entry.source else ""
    told = "; ".join(escaped(part) for part in (*entry.lines, entry.manner, place, entry.state) if part)
    return f"[^{entry.key}]: {escaped(entry.number)} {escaped(who)}: {words.strip()} ({told})"
