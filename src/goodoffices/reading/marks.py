"""Conditions and hedges: the words themselves with their place, kept verbatim; no number is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goodoffices.reading.document import Document

__all__ = ["find_condition", "find_hedge"]

_CONDITIONS: Final = (
    "only if", "if", "unless", "once", "provided", "providing", "as long as", "so long as", "on condition",
    "on the condition", "in the event of", "in exchange for", "in return for", "until", "subject to", "only after",
    "only when", "assuming", "as soon as", "without",
)  # fmt: skip
_TIMED: Final = frozenset(
    "ceasefire cease-fire truce agreement deal settlement peace fighting war withdrawal elections election "
    "release".split()
)
_HEDGES: Final = (
    "in principle", "a very good chance", "a good chance", "a fair chance", "some chance", "little chance",
    "cautious optimism", "cautiously optimistic", "cautiously", "far from guaranteed", "far from certain",
    "more or less", "at this stage", "at least", "not necessarily", "possibly", "probably", "perhaps", "maybe",
    "likely", "unlikely", "may", "might", "could", "hopefully", "broadly", "largely", "in theory", "potentially",
    "apparently", "reportedly", "as far as possible", "to some extent", "to a degree", "optimistic", "for now",
    "so far", "almost", "roughly", "about to",
)  # fmt: skip


def _index(phrases: Sequence[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    for entries in found.values():
        entries.sort(key=len, reverse=True)
    return found


_CONDITION_INDEX: Final = _index(_CONDITIONS)
_HEDGE_INDEX: Final = _index(_HEDGES)


def find_condition(
    doc: Document, first: int, last: int, *, question: bool = False, refusal: bool = False
) -> tuple[int, int] | None:
    """[first, last) tokens of the conditional clause or phrase in a stretch, or None.

    In a question ("whether", "if") *if* opens no condition. With a refusal, *while* and *before* give it an end date.
    """
    words = doc.tokens.lower
    for at in range(first, last):
        if question and at <= first + 1:
            continue
        size = _match(_CONDITION_INDEX, words, at, last)
        if not size and refusal and words[at] in ("while", "before", "until"):
            size = 1
        if not size and words[at] == "after" and _TIMED & set(words[at + 1 : min(last, at + 5)]):
            size = 1
        if (
            size
            and at + size < last
            and not (words[at] == "if" and at > 0 and words[at - 1] in ("as", "even", "see", "asked", "wonder"))
        ):
            if words[at] == "without" and not _TIMED & set(words[at + 1 : min(last, at + 6)]):
                continue
            if words[at] == "once" and doc.tags[at + 1] not in ("DT", "PRP", "NN", "NNS", "NNP", "PRP$", "JJ", "EX"):
                continue
            return at, _end(doc, at + size, last)
    return None


def find_hedge(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    """[first, last) tokens of the first words of doubt or degree in a stretch, or None."""
    words = doc.tokens.lower
    for at in range(first, last):
        size = _match(_HEDGE_INDEX, words, at, last)
        if size and not (words[at] in ("may",) and doc.tags[at] == "NNP" and doc.tokens.words[at][0].isupper()):
            return at, at + size
    return None


def _match(index: dict[str, list[list[str]]], words: Sequence[str], at: int, last: int) -> int:
    for phrase in index.get(words[at], ()):
        if at + len(phrase) <= last and list(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _end(doc: Document, at: int, last: int) -> int:
    """The condition runs to the next comma outside it, or to the end of the stretch."""
    words = doc.tokens.lower
    here = at
    while here < last and words[here] not in (",", ";", "—", "--"):
        here += 1
    while here > at and words[here - 1] in (".", "”", '"', "!", "?", "''"):
        here -= 1
    return max(here, at)
