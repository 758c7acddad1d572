"""Shallow grammar over tags: verb groups and noun phrases.

Everything looks at a bounded window of one sentence, so the time is linear in the text. Indices are token indices
of the document; spans are [first, last).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from goodoffices.reading.document import Document
from goodoffices.reading.lexicon import data_file

__all__ = [
    "BE",
    "DO",
    "FINITE",
    "HAVE",
    "HEADS",
    "NEGATIONS",
    "SUBORDINATORS",
    "WINDOW",
    "VerbGroup",
    "is_time",
    "noun_phrase_left",
    "noun_phrase_right",
    "verb_group",
]

BE: Final = frozenset("be is are was were been being am 's 're 'm".split())
HAVE: Final = frozenset("have has had having 've".split())
DO: Final = frozenset("do does did".split())
NEGATIONS: Final = frozenset("not n't never no neither nor cannot hardly".split())
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
HEADS: Final = frozenset({"NN", "NNS", "NNP", "PRP", "CD", "DT", "EX", "X", "JJ"})
_INSIDE: Final = frozenset({"NN", "NNS", "NNP", "JJ", "CD", "POS", "X"})
_ATTACH: Final = frozenset(
    "of for in at from on with to against near among inside within behind around across between outside".split()
)
_TIME: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february "
    "march april may june july "
    "august september october november december recently earlier later afterward afterwards morning afternoon "
    "evening night week month year "
    "jan. feb. aug. sept. oct. nov. dec.".split()
)
SUBORDINATORS: Final = frozenset(
    "that while as after before when because although though since if unless until where whether how why what".split()
)
WINDOW: Final = 40
"""[tokens] how far a subject may stand from its verb."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, adverbs and negation."""

    first: int
    verb: int
    negations: int
    passive: bool
    infinitive: bool
    modal: str | None
    finite: bool

    @property
    def participle(self) -> bool:
        """A bare -ing or -ed form without an auxiliary."""
        return not self.finite and not self.infinitive


def verb_group(doc: Document, verb: int, low: int) -> VerbGroup:
    """The group that ends in the verb at ``verb``, not reaching below ``low``."""
    words, tags = doc.tokens.lower, doc.tags
    first, negations, passive, infinitive, modal = verb, 0, False, False, None
    finite = tags[verb] in FINITE
    nearest = True
    at = verb - 1
    while at >= low and verb - at < 10:
        word, kind = words[at], tags[at]
        if word in NEGATIONS:
            negations += 1
        elif word in BE and kind != "POS":
            passive = passive or (nearest and tags[verb] in ("VBN", "VBD"))
            finite = finite or kind in FINITE
            nearest = False
        elif word in HAVE or word in DO:
            finite = finite or kind in FINITE
            nearest = False
        elif kind == "MD":
            modal, finite = word, True
        elif kind == "TO":
            infinitive, first = True, at
            break
        elif (kind == "RB" and word not in _TIME) or (
            word in ("both", "all", "each") and tags[at - 1] not in ("IN", "TO")
        ):
            pass
        else:
            break
        first = at
        at -= 1
    while (
        first < verb
        and tags[first] == "RB"
        and words[first] in ("then", "so", "not", "only")
        and words[first] not in NEGATIONS
    ):
        first += 1
    return VerbGroup(first, verb, negations, passive, infinitive, modal, finite and not infinitive)


def is_time(doc: Document, at: int) -> bool:
    """Whether a token is a word of time."""
    return doc.tokens.lower[at] in _TIME


def noun_phrase_left(doc: Document, end: int, low: int, *, attach: bool = True) -> int:
    """First token of the noun phrase whose last token is ``end``; ``end + 1`` if no phrase ends there."""
    words, tags = doc.tokens.lower, doc.tags
    if end < low or tags[end] not in HEADS or (doc.quoted[end] != doc.quoted[max(low, end - 1)] and words[end] in '”"'):
        return end + 1
    first = end
    if tags[end] != "PRP":
        first = _chunk_left(doc, end, low)
    limit = max(low, end - WINDOW)
    while attach and first - 2 >= limit:
        before = first - 1
        if (
            words[before] == "with"
            and words[before - 1] in ("along", "together")
            and before - 2 >= limit
            and tags[before - 2] in _INSIDE
        ):
            first = _chunk_left(doc, before - 2, low)
        elif words[before] in _ATTACH and tags[before - 1] in _INSIDE and not is_time(doc, before - 1):
            first = _chunk_left(doc, before - 1, low)
        elif words[before] in ("and", "&", "or") and tags[before - 1] in _INSIDE | {"PRP"}:
            other = noun_phrase_left(
                doc, before - 1, limit, attach=words[_chunk_left(doc, before - 1, low) - 1] == "of"
            )
            attached = other - 2 >= limit and words[other - 1] in _ATTACH and tags[other - 2] in _INSIDE
            if not attached and not _clause_start(doc, other, low) and not _listed(doc, other, low):
                break
            first = other
        elif words[before] == "," and _listed(doc, first, low) and _has_and(words, first, end):
            other = _chunk_left(doc, before - 1, low)
            if not _clause_start(doc, other, low) and not _listed(doc, other, low):
                break
            first = other
        else:
            break
    while first < end and is_time(doc, first) and tags[first + 1] in ("NNP", "DT", "PRP", "PRP$", "NN", "NNS"):
        first += 1
    return first


def _has_and(words: list[str], first: int, end: int) -> bool:
    return "and" in words[first : min(end, first + 12)]


def _listed(doc: Document, first: int, low: int) -> bool:
    """Whether a comma and another name stand before, as in a list of names."""
    return (
        first - 2 >= low
        and doc.tokens.lower[first - 1] == ","
        and doc.tags[first] == "NNP"
        and doc.tags[first - 2] == "NNP"
    )


def _chunk_left(doc: Document, end: int, low: int) -> int:
    """First token of the bare noun group ending at ``end``."""
    tags, words, quoted = doc.tags, doc.tokens.lower, doc.quoted
    first = end
    if tags[end] == "DT":
        return end
    while first > low:
        before = first - 1
        kind = tags[before]
        if quoted[before] != quoted[end]:
            break
        if kind in ("DT", "PRP$"):
            first = before
            if not (before > low and tags[before - 1] == "DT"):
                break
        elif (
            kind in ("NN", "NNS")
            and tags[first] == "NNP"
            and words[before] not in _titles()
            and not (before > low and tags[before - 1] == "NNP")
        ):
            break  # "a plan Kyiv has ..." is two phrases, "the spokesman Ivan Horvat" is one
        elif (
            kind in _INSIDE
            or (kind == "RB" and tags[first] == "JJ")
            or words[before] in ("&", "-")
            or (
                kind in ("VBN", "VBG", "VBD")
                and before > low
                and tags[before - 1] in ("DT", "PRP$", "JJ", "POS", "CD")
                and words[before] not in BE
            )
        ):
            first = before
        else:
            break
    while first < end and tags[first] == "POS":
        first += 1
    return first


@cache
def _titles() -> frozenset[str]:
    offices = data_file("offices.toml")
    return frozenset(" ".join((offices["titles"], offices["modifiers"], offices["bodies"], offices["outlets"])).split())


def _clause_start(doc: Document, first: int, low: int) -> bool:
    """Whether a phrase that begins at ``first`` opens its clause."""
    if first <= low:
        return True
    before = doc.tokens.lower[first - 1]
    return (
        before in SUBORDINATORS
        or before in ("but", "and", ",", ";", ":", "—", "-", "”", '"', "''")
        or doc.tags[first - 1] in ("RB", "WRB")
    )


def noun_phrase_right(doc: Document, first: int, high: int, *, attach: bool = True) -> int:
    """One past the last token of the noun phrase that begins at ``first``; ``first`` if none begins there."""
    tags, words = doc.tags, doc.tokens.lower
    at = first
    if at < high and tags[at] == "PRP":
        return at + 1
    seen = False
    while at < high and at - first < WINDOW:
        kind = tags[at]
        if kind in ("NN", "NNS", "NNP", "CD", "X"):
            if seen and is_time(doc, at):
                break
            seen = True
        elif kind in ("DT", "PRP$"):
            if seen and not (at > first and tags[at - 1] == "POS"):
                break
        elif kind == "JJ" and seen and (at + 1 >= high or tags[at + 1] not in ("NN", "NNS", "NNP", "JJ")):
            break  # "called the plan unacceptable"
        elif (kind not in ("JJ", "POS", "VBN", "VBG", "RB") and words[at] not in ("&", "-")) or (
            kind in ("VBN", "VBG", "RB") and seen
        ):
            break
        at += 1
    while at > first and tags[at - 1] in ("RB", "VBN", "VBG", "DT", "POS") and not seen:
        at -= 1
    if not seen:
        return at if at > first and tags[at - 1] in ("DT", "JJ") else first
    while attach and at + 1 < high and words[at] in _ATTACH and not is_time(doc, at + 1):
        after = noun_phrase_right(doc, at + 1, high, attach=False)
        if after == at + 1:
            break
        at = after
    if attach and at + 1 < high and words[at] in ("and", "&") and tags[at + 1] in ("NNP", "DT"):
        after = noun_phrase_right(doc, at + 1, high, attach=False)
        if after > at + 1 and (after >= high or tags[after] not in FINITE):
            at = after
    return at
