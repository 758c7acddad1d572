"""The rule reader: a source to statements. No model, no network, the same answer every time.

Stages: tokens, quotations, blocks and sentences; acts by rules; rows by speaker and issue; repeats linked;
everything checked verbatim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Kind, Stance, Statement
from goodoffices.reading.acts import Act
from goodoffices.reading.audit import faults
from goodoffices.reading.carried import carry_quotations
from goodoffices.reading.document import Document, make_document
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.language import is_english
from goodoffices.reading.people import People
from goodoffices.reading.repeats import link_repeats
from goodoffices.reading.rows import RowMaker
from goodoffices.reading.rules import sentence_acts
from goodoffices.reading.topics import IssueFinder

__all__ = ["READER", "read_statements"]

READER: Final = "rules/1"
"""Name and version of this reader; every row also carries its rule's."""

_READ: Final = (None, "headline")
_TELLING: Final = frozenset({"quote", "clause", "that", "told", "according"})


def read_statements(source: SourceText, gazetteer: Gazetteer) -> tuple[Statement, ...]:
    """Who said what, about which issue, taking which stance.

    Parameters
    ----------
    source
        The kept text with its boilerplate and headings marked; rows are not proposed from what is marked.
    gazetteer
        The case's names and words, or :meth:`Gazetteer.empty`.

    Returns
    -------
    tuple of Statement
        In text order, all ``proposed``. Empty where the text is not English: the source's notes say so.
    """
    if is_english(source.text) is False:
        return ()
    doc = make_document(source)
    found = sorted(
        _rows(doc, gazetteer), key=lambda row: (row.support[0], row.content[0], row.speaker.start or 0, row.key)
    )
    headlines = [span for span in source.headings if span.why == "headline"]
    linked = link_repeats(doc, found, headlines)
    return tuple(
        row for row in linked if not any(faults(source.text, [row]))
    )  # what its text contradicts is not proposed


def _rows(doc: Document, gazetteer: Gazetteer) -> Iterable[Statement]:
    """The rows of all acts, each key once."""
    people = People(doc, gazetteer, doc.source.published_on)
    maker = RowMaker(doc, people, IssueFinder(gazetteer))
    acts = carry_quotations(doc, list(_acts(doc)))
    rows: dict[str, Statement] = {}
    firsts: dict[int, Statement] = {}
    learnt = 0
    for index, act in sorted(enumerate(acts), key=lambda pair: (pair[1].sentence, pair[0])):
        while learnt <= act.sentence:  # names are learnt before the sentence that uses them is resolved
            _learn(doc, people, learnt)
            learnt += 1
        origin = firsts.get(act.carries) if act.carries is not None else None
        for row in maker.rows(act, origin):
            rows.setdefault(row.key, row)
            firsts.setdefault(index, row)
    for inner, outer in _nested(acts):
        if inner in firsts and outer in firsts:
            _settle(rows, firsts[inner], firsts[outer])
    return rows.values()


def _acts(doc: Document) -> Iterator[Act]:
    for number, sentence in enumerate(doc.sentences):
        if sentence.marked in _READ:
            yield from sentence_acts(doc, number, sentence)


def _learn(doc: Document, people: People, number: int) -> None:
    """Names that a sentence introduces; headlines name people too."""
    sentence = doc.sentences[number]
    if sentence.marked in _READ:
        people.introduce(sentence.first, sentence.last)


def _nested(acts: Sequence[Act]) -> Iterator[tuple[int, int]]:
    """Each act whose cue stands in what another act of its sentence tells, with that other."""
    by_sentence: dict[int, list[int]] = {}
    for index, act in enumerate(acts):
        by_sentence.setdefault(act.sentence, []).append(index)
    for indices in by_sentence.values():
        for inner in indices:
            cue = acts[inner].cue
            if cue is None:
                continue
            for outer in indices:
                if (
                    outer != inner
                    and acts[outer].frame in _TELLING
                    and any(a <= cue[0] < b for a, b in acts[outer].content)
                ):
                    yield inner, outer
                    break


def _settle(rows: dict[str, Statement], inner: Statement, outer: Statement) -> None:
    """A position told by somebody else.

    The teller's own side confirms it (``via``), another side's word for it is no row.
    """
    if outer.party is None or inner.key not in rows:
        return
    if inner.party is None and inner.speaker.name is None and inner.kind is not Kind.QUOTE:
        del rows[inner.key]  # nobody's position, told by a party
        return
    told = rows.get(outer.key)
    if told is not None and told.stance is Stance.ASSESSES and inner.party == outer.party and _main(inner, outer):
        rows[outer.key] = told.changed(stance=inner.stance)  # "said that she wanted A": the words decide
    if _speaks_of_self(inner, outer):
        del rows[inner.key]
        return
    if inner.kind is not Kind.REPORTED_POSITION or inner.party is None:
        return
    if inner.party == outer.party:
        rows[inner.key] = rows[inner.key].changed(via=outer.key)
    else:
        del rows[inner.key]


def _speaks_of_self(inner: Statement, outer: Statement) -> bool:
    """Whether the same person tells a position of their own, all of it within what they say: it adds no row."""
    same = inner.party == outer.party and inner.speaker.name is not None and inner.speaker.name == outer.speaker.name
    return same and all(any(a <= c and d <= b for a, b in outer.content) for c, d in inner.content)


def _main(inner: Statement, outer: Statement) -> bool:
    """Whether the position is what the teller's clause says first: no other subject stands before its own."""
    start = inner.speaker.start
    return start is not None and inner.kind is not Kind.QUOTE and start - outer.content[0][0] <= len("that also ")
