"""The rule reader: a source to statements. No model, no network, the same answer every time.

Stages: tokens, quotations, blocks and sentences; acts by rules; rows by speaker and issue; repeats linked; everything checked verbatim.
"""

from __future__ import annotations

from typing import Final

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Statement
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
    people = People(doc, gazetteer, source.published_on)
    maker = RowMaker(doc, people, IssueFinder(gazetteer))
    rows: dict[str, Statement] = {}
    acts = carry_quotations(doc, [act for number, sentence in enumerate(doc.sentences) if sentence.marked in (None, "headline")
                                  for act in sentence_acts(doc, number, sentence)])  # fmt: skip
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
    found = sorted(rows.values(), key=lambda row: (row.support[0], row.content[0], row.speaker.start or 0, row.key))
    linked = link_repeats(doc, found)
    return tuple(row for row in linked if not any(faults(source.text, [row])))  # what its text contradicts is never proposed


def _learn(doc: Document, people: People, number: int) -> None:
    """Names that a sentence introduces; headlines name people too."""
    sentence = doc.sentences[number]
    if sentence.marked in (None, "headline"):
        people.introduce(sentence.first, sentence.last)
