"""The rules of the reader, in the order in which they read a sentence.

What one rule has used as its cue, no later rule uses again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from goodoffices.reading.acts import Act
from goodoffices.reading.attribution import according_acts, colon_acts, compound_acts, verbless_acts
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.nominal import adjective_acts, clear_acts, noun_acts
from goodoffices.reading.quoted import quotation_acts
from goodoffices.reading.silence import silence_acts
from goodoffices.reading.speech import verb_acts
from goodoffices.reading.suppositions import without_supposed

__all__ = ["MOST", "sentence_acts"]

MOST: Final = 60
"""[acts] kept of one sentence: no prose comes near, and what is no prose must not cost more than it."""


def sentence_acts(doc: Document, number: int, sentence: Sentence) -> list[Act]:
    """The acts of one sentence, in text order."""
    acts: list[Act] = []
    taken: set[int] = set()
    for act, used in silence_acts(doc, number, sentence):
        if not used & taken:
            acts.append(act)
            taken |= used
    here = frozenset(doc.tokens.lower[sentence.first : sentence.last])
    for rule, triggers in _by_triggers():
        if triggers.isdisjoint(here):
            continue
        for act in rule(doc, number, sentence, frozenset(taken)):
            acts.append(act)
            if act.cue:
                taken.update(range(*act.cue))
    if "according" in here:
        acts += according_acts(doc, number, sentence)
    if ":" in here:
        acts += colon_acts(doc, number, sentence, _colons(doc, acts))
    acts += quotation_acts(doc, number, sentence, acts)
    if "-" in here:
        acts += compound_acts(doc, number, sentence)
    acts += verbless_acts(doc, number, sentence)
    acts = without_supposed(doc, sentence, _without_questions(acts))
    acts.sort(key=lambda act: act.cue or act.content[0])
    return acts[:MOST]


_Rule = Callable[[Document, int, Sentence, frozenset[int]], Iterator[Act]]


@cache
def _by_triggers() -> tuple[tuple[_Rule, frozenset[str]], ...]:
    """The rules about cue words in their order, each with the words without which it finds nothing."""
    lex = lexicon()
    return (
        (clear_acts, frozenset({"made", "makes", "make", "making"})),
        (noun_acts, frozenset(lex.noun_lemma)),
        (adjective_acts, frozenset(lex.adjectives)),
        (verb_acts, frozenset(lex.lemma)),
    )


def _without_questions(acts: list[Act]) -> list[Act]:
    """Without positions told inside a question: "asked whether the south would accept" says nothing of the south."""
    questions = [span for act in acts if act.silence or act.frame == "wh" for span in act.content]
    return [
        act for act in acts
        if act.silence or act.cue is None or act.frame in ("quote", "according")
        or not any(first <= act.cue[0] < last for first, last in questions)
    ]  # fmt: skip


def _colons(doc: Document, acts: list[Act]) -> frozenset[int]:
    """Colons that a verb of saying has already used."""
    return frozenset(
        act.content[0][0] - 1
        for act in acts
        if act.content[0][0] > 0 and doc.tokens.lower[act.content[0][0] - 1] == ":"
    )
