"""Whole quotations that no verb of the dictionary has claimed.

The marks and the comma tell that somebody speaks, whatever the verb:
"I'll be back," the minister quipped; "No," exhorted a guard; One man wrote, "No."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.before import with_apposition
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import noun_phrase_left, noun_phrase_right
from goodoffices.reading.lexicon import lexicon

__all__ = ["quotation_acts"]

_ENDS: Final = frozenset({",", ".", "?", "!", "…", "--", "—"})
_PAST: Final = frozenset({"VBD", "VBZ", "VBN", "VBP"})
_MISTAKEN: Final = frozenset({"NN", "NNS", "JJ"})
_LEAST: Final = 4
"""[tokens] of a quotation with its marks, below which it is a quoted word."""


def quotation_acts(doc: Document, number: int, sentence: Sentence, acts: Sequence[Act]) -> Iterator[Act]:
    """An act for each whole quotation of the sentence that no other act covers and that has a speaker beside it."""
    covered = {index for act in acts for first, last in act.content for index in range(first, min(last, first + 3))}
    at = sentence.first
    while at < sentence.last:
        quotation = doc.quoted[at]
        if quotation < 0:
            at += 1
            continue
        end = at
        while end < sentence.last and doc.quoted[end] == quotation:
            end += 1
        whole = end - at >= _LEAST and doc.tokens.lower[end - 2] in _ENDS
        if whole and not covered & set(range(at, min(end, at + 3))):
            found = _after(doc, end, sentence.last) or _before(doc, at, sentence.first)
            if found:
                speaker, verb = found
                lemma = lexicon().lemma.get(doc.tokens.lower[verb], "say")
                yield Act("quotation/1", speaker, (verb, verb + 1), ((at, end),), lemma, "quote", sentence=number)
        at = end


def _after(doc: Document, at: int, high: int) -> tuple[Tokens2, int] | None:
    """Speaker and verb, in either order, right after a quotation."""
    if at + 1 >= high:
        return None
    if _verb(doc, at) and doc.tags[at + 1] in ("NNP", "DT", "CD", "PRP$", "NN", "NNS", "JJ"):
        end = noun_phrase_right(doc, at + 1, high)
        return ((at + 1, with_apposition(doc, end, high)), at) if end > at + 1 else None
    end = noun_phrase_right(doc, at, high)
    if end == at:
        return None
    last = end
    if end < high and doc.tokens.lower[end] == ",":  # "Franco, a columnist for a newspaper, wrote"
        closing = end + 1
        while closing < high and doc.tokens.lower[closing] != "," and closing - end < 20:
            closing += 1
        if closing + 1 < high and doc.tokens.lower[closing] == ",":
            end = closing + 1
            last = closing
    return ((at, last), end) if end < high and _verb(doc, end) else None


def _before(doc: Document, at: int, low: int) -> tuple[Tokens2, int] | None:
    """Speaker and verb right before a quotation and its comma or colon."""
    verb = at - 2
    if verb - 1 < low or doc.tokens.lower[at - 1] not in (",", ":") or not _verb(doc, verb):
        return None
    first = noun_phrase_left(doc, verb - 1, low)
    return ((first, verb), verb) if first < verb else None


def _verb(doc: Document, at: int) -> bool:
    """Whether a token is, or must be, a finite verb."""
    word, tag = doc.tokens.lower[at], doc.tags[at]
    if not word.isalpha() or doc.quoted[at] >= 0:
        return False
    if tag in _PAST:
        return word not in ("is", "was", "were", "are", "has", "have", "had")
    return tag in _MISTAKEN and (word.endswith(("ed", "s")) or word in lexicon().lemma) and word.islower()
