"""Who does what a verb group says: the noun phrase before it, over insertions, relative pronouns and joined verbs."""

from __future__ import annotations

from typing import Final

from goodoffices.reading.document import Document
from goodoffices.reading.grammar import (
    FINITE,
    HEADS,
    SUBORDINATORS,
    WINDOW,
    VerbGroup,
    is_time,
    noun_phrase_left,
    verb_group,
)

__all__ = ["insertion_subject", "subject_of"]

_FLOATING: Final = frozenset(
    "however meanwhile though too instead also therefore nevertheless nonetheless moreover then yet still".split()
)


def subject_of(doc: Document, group: VerbGroup, low: int) -> tuple[int, int] | None:
    """[first, last) of the phrase that does what the group says, or None."""
    words, tags = doc.tokens.lower, doc.tags
    at = group.first - 1
    at = _over_floating(doc, at, low)
    while at >= low and (
        is_time(doc, at)
        and tags[at] in ("NN", "NNP", "RB")
        and at - 1 >= low
        and tags[at - 1] in ("NN", "NNS", "NNP", "PRP", ",", ".")
    ):
        if words[at] in ("week", "month", "year", "morning", "night", "evening", "afternoon"):
            break
        at -= 1
    if at < low:
        return None
    if (
        at - 1 >= low
        and is_time(doc, at)
        and words[at - 1] in ("on", "in", "late", "early", "last", "this")
        and group.finite
    ):
        at -= 2 if words[at - 2 : at - 1] != ["on"] else 3  # "the council on Monday vetoed"
        if at < low:
            return None
    if group.infinitive:
        return _governing_subject(doc, group.first, low)
    if words[at] == ")":  # "Sen. A (R-B) said"
        opened = at
        while opened > max(low, at - 12) and words[opened] != "(":
            opened -= 1
        if opened - 1 >= low and words[opened] == "(":
            at = opened - 1
    word, kind = words[at], tags[at]
    if kind in ("WDT", "WP") or (word == "that" and group.finite and at > low and tags[at - 1] in ("NN", "NNS", "NNP")):
        return _relative(doc, at, low)
    if word == ",":
        if group.participle:
            return _governing_subject(doc, group.first, low)
        return insertion_subject(doc, at, low) or _governing_subject(doc, group.first, low)
    if word in ("—", "--", "–", "-") and group.finite:
        return insertion_subject(doc, at, low)
    if word in ("and", "but", "or", "then"):
        return _governing_subject(doc, group.first, low)
    if kind in HEADS and (doc.quoted[at] < 0 or doc.quoted[at] == doc.quoted[group.verb]):
        first = noun_phrase_left(doc, at, low)
        if first <= at:
            if (
                first - 1 >= low
                and tags[first - 1] in ("IN", "TO")
                and words[first - 1] not in SUBORDINATORS
                and group.participle
            ):
                return (first, at + 1) if words[first - 1] == "with" else _governing_subject(doc, group.first, low)
            return first, at + 1
    if group.participle:
        return _governing_subject(doc, group.first, low)
    return None


def _over_floating(doc: Document, at: int, low: int) -> int:
    """Step over ", however," and the like."""
    words = doc.tokens.lower
    if at - 2 >= low and words[at] == "," and words[at - 1] in _FLOATING and words[at - 2] == ",":
        return at - 3
    return at


def _relative(doc: Document, at: int, low: int) -> tuple[int, int] | None:
    """The pronoun of a relative clause stands for what is before it: the pronoun's own place is given."""
    before = at - 1
    if before >= low and doc.tokens.lower[before] == ",":
        before -= 1
    if (before >= low and doc.tags[before] in HEADS | {"POS"}) or doc.tokens.lower[at] == "who":
        return at, at + 1
    return None


def insertion_subject(doc: Document, comma: int, low: int) -> tuple[int, int] | None:
    """The subject before an insertion that ends in a comma: "Madden, a strategist, said"; its naming part is included."""
    words, tags = doc.tokens.lower, doc.tags
    opener = words[comma]
    at, limit = comma - 1, max(low, comma - WINDOW)
    commas = []
    while at > limit:
        if words[at] == opener and doc.quoted[at] == doc.quoted[comma]:
            commas.append(at)
        at -= 1
    for place in commas[:4]:
        if words[place - 1] == ")":  # "the Union (U), a trade union, announced"
            while place > low + 1 and words[place] != "(":
                place -= 1
        if tags[place - 1] not in HEADS or place - 1 < low:
            continue
        inserted = place + 1
        kind = tags[inserted]
        first = noun_phrase_left(doc, place - 1, low)
        if first > place - 1:
            continue
        naming = kind in ("DT", "NN", "NNP", "PRP$", "JJ", "NNS", "CD") and not any(
            tags[i] in FINITE for i in range(inserted, min(comma, inserted + 3))
        )
        if naming:
            return first, comma
        if kind in ("WP", "WDT", "IN", "VBG", "VBN", "RB", "TO") or words[inserted] in (
            "who",
            "whose",
            "like",
            "including",
        ):
            return first, place
    return None


def _governing_subject(doc: Document, before: int, low: int) -> tuple[int, int] | None:
    """The subject of the nearest finite verb on the left: participles, infinitives and joined verbs share it."""
    tags, words = doc.tags, doc.tokens.lower
    at, steps = before - 1, 0
    while at >= low and steps < 60:
        if tags[at] in FINITE and doc.quoted[at] == doc.quoted[before] and words[at] not in ("'s",):
            group = verb_group(doc, at, low)
            inner = group.first - 1
            if (inner >= low and tags[inner] in ("WDT", "WP")) or (inner >= low and words[inner] == "that"):
                found = None
                relative = _relative(doc, inner, low) if tags[inner] in ("WDT", "WP") else None
                if relative and before - at < 12 and words[before - 1] not in (",",):
                    return relative
            else:
                found = subject_of(doc, VerbGroup(group.first, at, 0, False, False, None, True), low)
            if found:
                return found
            at = group.first
        at -= 1
        steps += 1
    return None
