"""Entries: every statement and every passage that the case names, numbered, each with its sentence and its place in a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from goodoffices.model.case import Case
from goodoffices.model.expressions import parse
from goodoffices.model.sources import Passage, SourceText
from goodoffices.model.statements import Kind, Span, State, Statement
from goodoffices.report.briefing import KeptText, StatementEntry
from goodoffices.report.build.context import around, in_quotes, marked_text, sentence_of, stretches
from goodoffices.report.dates import day, day_short
from goodoffices.report.prose import Evidence, Prose, Quote, plain, prose
from goodoffices.report.text import clipped
from goodoffices.report.words import expression_words, manner, party_name, stance_chip

__all__ = ["Entries", "Item"]

Item = Passage | Statement
Where = tuple[str, str, str]
"""``("preferences", party, key)`` or ``("proposals", proposal, party)``."""

_STATES = {State.ACCEPTED: "accepted", State.EDITED: "accepted after editing"}
_WAITING = "not yet accepted, a machine’s reading"


class Entries:
    """All evidence of a briefing under one numbering: ``s12`` as in the ledger, ``p3`` in the order of the sources."""

    def __init__(
        self,
        case: Case,
        sources: Iterable[SourceText],
        statements: Iterable[Statement],
        passages: Mapping[Where, Sequence[Item]],
    ) -> None:
        self.case = case
        self.sources = tuple(sorted(sources, key=lambda s: (s.published_on or date.max, s.source)))
        self._numbers = {source.source: n for n, source in enumerate(self.sources, 1)}
        self.rows = tuple(row for row in statements if row.state is not State.REJECTED)
        self._keys = {row.key: row.id or f"s{n}" for n, row in enumerate(self.rows, 1)}
        self._because = passages
        named = {item for items in passages.values() for item in items if isinstance(item, Passage)}
        ordered = sorted(named, key=lambda p: (self._numbers.get(p.source, 0), p.start, p.end))
        self._passages = {passage: f"p{n}" for n, passage in enumerate(ordered, 1)}

    def because(self, kind: str, owner: str, part: str) -> tuple[Item, ...]:
        """The evidence that the case names in one place."""
        return tuple(item for item in self._because.get((kind, owner, part), ()) if self._known(item))

    def stated(self, party: str, issues: Iterable[str]) -> tuple[Item, ...]:
        """The evidence for what a party wants on some issues; for a whole ranking or list of priorities where that is given."""
        form = self.case.of(party).form
        whole = self.because("preferences", party, form) if form is not None and form != "orders" else ()
        by_issue = [item for issue in issues for item in self.because("preferences", party, issue)]
        return tuple(dict.fromkeys([*by_issue, *whole]))

    def red_line(self, party: str, line: str) -> tuple[Item, ...]:
        """The evidence for one red line: its own; else what stands under its issues too; else all that is for red lines."""
        own = self.because("preferences", party, line)
        if own:
            return own
        evidence = self.because("preferences", party, "red_lines")
        issues = {term.issue for term in parse(line).terms()}
        cited = {item for issue in issues for item in self.because("preferences", party, issue)}
        return tuple(item for item in evidence if item in cited) or evidence

    def over(self, item: Item) -> tuple[Statement, ...]:
        """The statements over the words of an item: itself, or those that a passage overlaps."""
        return (item,) if isinstance(item, Statement) else tuple(row for row in self.rows if _overlap(item, row))

    def key(self, item: Item) -> str:
        """The key of a statement or passage."""
        return self._passages[item] if isinstance(item, Passage) else self._keys[item.key]

    def marks(self, items: Iterable[Item]) -> Evidence:
        """Evidence marks for some items."""
        return Evidence(tuple(dict.fromkeys(self.key(item) for item in items if self._known(item))))

    def words(self, item: Item, at_most: int = 140) -> Prose:
        """The words of an item as said: quoted ones in quotation marks, reported ones plain."""
        text = self._text(item.source)
        shown = clipped(" … ".join(text[a:b] for a, b in _spans(item)), at_most).strip('“”" ')
        if not shown:
            return ()
        quoted = isinstance(item, Statement) and item.kind is Kind.QUOTE
        return (Quote(shown),) if quoted or all(in_quotes(text, span) for span in _spans(item)) else (shown,)

    def said(self, items: Sequence[Item], at_most: int = 140) -> Prose:
        """The first item's words and the marks of them all."""
        return prose(self.words(items[0], at_most), self.marks(items)) if items else ()

    def dated(self, item: Item) -> date | None:
        """The day to which an item belongs: said, else published."""
        if isinstance(item, Statement):
            return item.dated
        source = self._source(item.source)
        return source.published_on if source else None

    def statements(self) -> tuple[StatementEntry, ...]:
        """The entries of the ledger's rows, by number."""
        return tuple(self._statement(row) for row in sorted(self.rows, key=lambda row: int(self.key(row)[1:])))

    def passages(self) -> tuple[StatementEntry, ...]:
        """The entries of the passages that the case names."""
        return tuple(self._passage(passage) for passage in self._passages)

    def kept(self) -> tuple[KeptText, ...]:
        """Every source's text with the words of all entries marked."""
        items: list[Item] = [*self._passages, *self.rows]
        return tuple(
            KeptText(
                number,
                source.title or source.source,
                marked_text(
                    source,
                    [(self.key(item), span) for item in items if item.source == source.source for span in _spans(item)],
                ),
            )
            for number, source in enumerate(self.sources, 1)
        )

    def _known(self, item: Item) -> bool:
        return item in self._passages if isinstance(item, Passage) else item.key in self._keys

    def _source(self, name: str) -> SourceText | None:
        return self.sources[self._numbers[name] - 1] if name in self._numbers else None

    def _text(self, name: str) -> str:
        source = self._source(name)
        return source.text if source else ""

    def _statement(self, row: Statement) -> StatementEntry:
        who = row.speaker.name or row.speaker.text
        party = party_name(self.case, row.party) if row.party else (row.actor or "no party of this case")
        issue = self.case.issues[row.issue].question if row.issue in self.case.issues else _topics(row)
        said = [f"said {day(row.said_on)}"] if row.said_on else []
        published = [f"published {day(row.published_on)}"] if row.published_on else []
        lines = (f"for {party} · {stance_chip(row).word.lower()}", issue, ", ".join(said + published))
        text = self._text(row.source)
        whole = (min(row.support[0], row.content[0][0]), max(row.support[1], row.content[-1][1]))
        before, after = around(text, whole)
        return StatementEntry(
            key=self.key(row),
            number=self.key(row)[1:],
            who=who or f"Reported of {party}",
            role=row.speaker.role or "",
            lines=tuple(line for line in lines if line),
            before=before,
            sentence=stretches(text, whole, row.content),
            after=after,
            manner=manner(row.kind),
            source=self._numbers.get(row.source),
            characters=(row.content[0][0], row.content[-1][1]),
            state=_STATES.get(row.state, _WAITING),
            waiting=row.state not in _STATES,
            tip=self._tip(row, who or f"reported of {party}", row.speaker.role),
            also=tuple(key for passage, key in self._passages.items() if _overlap(passage, row)),
            note=f"says the same as {row.repeats[1:]}" if row.repeats and row.repeats.startswith("s") else "",
        )

    def _passage(self, passage: Passage) -> StatementEntry:
        uses = [self._use(*where) for where, items in self._because.items() if passage in items]
        rows = self.over(passage)
        speakers = [row.speaker for row in rows if row.speaker.name]
        text = self._text(passage.source)
        whole = sentence_of(text, (passage.start, passage.end))
        before, after = around(text, whole)
        published = self.dated(passage)
        lines = (*dict.fromkeys(what for _, what in uses), *([f"published {day(published)}"] if published else []))
        return StatementEntry(
            key=self.key(passage),
            number=self.key(passage),
            who=uses[0][0],
            role="",
            lines=lines,
            before=before,
            sentence=stretches(text, whole, [(passage.start, passage.end)]),
            after=after,
            manner="quoted" if in_quotes(text, (passage.start, passage.end)) else "reported",
            source=self._numbers.get(passage.source),
            characters=(passage.start, passage.end),
            state="named in the case file",
            waiting=False,
            tip=self._tip(passage, (speakers[0].name or "") if speakers else uses[0][0], None),
            also=tuple(self.key(row) for row in rows),
        )

    def _use(self, kind: str, owner: str, part: str) -> tuple[str, str]:
        """Whose position a passage stands for, and on what."""
        if kind == "proposals":
            proposal = self.case.proposals[owner]
            what = "on its own proposal" if part == proposal.by else "on the proposal"
            return party_name(self.case, part, first=True), f"{what} ‘{proposal.name or owner.replace('_', ' ')}’"
        if part in self.case.of(owner).red_lines:
            about = f"red line: {expression_words(self.case, part)}"
        else:
            about = self.case.issues[part].question if part in self.case.issues else part.replace("_", " ")
        return party_name(self.case, owner, first=True), about

    def _tip(self, item: Item, who: str, role: str | None) -> str:
        """One line on an item: number, who, when, and the words."""
        when = self.dated(item)
        head = ", ".join(part for part in (who, role, day_short(when, when) if when else None) if part)
        return f"{self.key(item).removeprefix('s')}  {head}: {plain(self.words(item, 320))}"


def _spans(item: Item) -> tuple[Span, ...]:
    return ((item.start, item.end),) if isinstance(item, Passage) else item.content


def _topics(row: Statement) -> str:
    """The topics of a statement that touches no issue of the case, by their codes."""
    return f"topic {', '.join(row.topics)}" if row.topics else ""


def _overlap(passage: Passage, row: Statement) -> bool:
    return passage.source == row.source and any(a < passage.end and passage.start < b for a, b in row.content)
