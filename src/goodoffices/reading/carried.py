"""Quotations carried over sentences and paragraphs.

One quotation cut in two is one row; one that goes on later is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.reading.acts import Act
from goodoffices.reading.document import Document

__all__ = ["carry_quotations"]


def carry_quotations(doc: Document, acts: Sequence[Act]) -> list[Act]:
    """The acts with the sentences that are nothing but a quotation given to who spoke before."""
    by_sentence: dict[int, list[int]] = {}
    for index, act in enumerate(acts):
        by_sentence.setdefault(act.sentence, []).append(index)
    found = list(acts)
    last_quote: int | None = None
    last_sentence = -10
    covered = {first for act in acts for first, last in act.content}
    for number, sentence in enumerate(doc.sentences):
        here = by_sentence.get(number, [])
        quoting = [index for index in here if _quotes(doc, found[index])]
        if quoting:
            last_quote, last_sentence = quoting[-1], number
            continue
        if sentence.marked is not None or here:
            continue
        if sentence.first in covered:
            last_quote = next(
                i for i, act in enumerate(found) if any(first == sentence.first for first, _ in act.content)
            )
            last_sentence = number
            continue
        first, last = _bare_quotation(doc, sentence.first, sentence.last)
        if last <= first:
            if last_quote is not None and doc.sentences[last_sentence].block != sentence.block:
                last_quote = None
            continue
        if last_quote is None:
            continue
        previous = doc.sentences[last_sentence]
        if previous.block == sentence.block:
            found[last_quote] = replace(found[last_quote], content=(*found[last_quote].content, (first, last)))
            last_sentence = number
        elif sentence.block - previous.block == 1 or doc.quotations[doc.quoted[first]].continues:
            origin = found[last_quote]
            found.append(
                replace(
                    origin, rule="carried/1", cue=None, content=((first, last),), sentence=number, carries=last_quote
                )
            )
            last_quote, last_sentence = len(found) - 1, number
    return found


def _quotes(doc: Document, act: Act) -> bool:
    """Whether an act's content holds a quotation of some length."""
    return act.frame in ("quote", "clause", "that", "told") and any(
        doc.quoted[index] >= 0 for first, last in act.content for index in range(first, last)
    )


def _bare_quotation(doc: Document, first: int, last: int) -> tuple[int, int]:
    """[first, last) tokens of a sentence that opens with a quotation and is mostly one; empty otherwise."""
    if doc.quoted[first] < 0:
        return first, first
    inside = sum(doc.quoted[index] >= 0 for index in range(first, last))
    if inside < 4 or inside < 0.5 * (last - first):
        return first, first
    return first, last
