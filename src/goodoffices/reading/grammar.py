"""Shallow grammar over tags: verb groups, noun phrases, subjects and where a clause ends.

Everything looks at a bounded window of one sentence, so the time is linear in the text. Indices are token indices of the document;
spans are [first, last).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from goodoffices.reading.document import Document
from goodoffices.reading.lexicon import data_file, lexicon

__all__ = ["BE", "NEGATIONS", "VerbGroup", "clause_end", "is_time", "noun_phrase_left", "noun_phrase_right", "subject_of", "verb_group"]

BE: Final = frozenset("be is are was were been being am 's 're 'm".split())
HAVE: Final = frozenset("have has had having 've".split())
DO: Final = frozenset("do does did".split())
NEGATIONS: Final = frozenset("not n't never no neither nor cannot hardly".split())
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HEADS: Final = frozenset({"NN", "NNS", "NNP", "PRP", "CD", "DT", "EX", "X", "JJ"})
_INSIDE: Final = frozenset({"NN", "NNS", "NNP", "JJ", "CD", "POS", "X"})
_ATTACH: Final = frozenset("of for in at from on with to against near among inside within behind around across between outside".split())
_TIME: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february march april may june july "
    "august september october november december recently earlier later afterward afterwards morning afternoon evening night week month year "
    "jan. feb. aug. sept. oct. nov. dec.".split()
)
_SUBORDINATORS: Final = frozenset("that while as after before when because although though since if unless until where whether how why what".split())
_OPENING_SUBORDINATORS: Final = frozenset("while although though as when if since because despite after before even whereas".split())
_FLOATING: Final = frozenset("however meanwhile though too instead also therefore nevertheless nonetheless moreover then yet still".split())
_WINDOW: Final = 40
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
        elif kind == "RB" and word not in _TIME or word in ("both", "all", "each") and tags[at - 1] not in ("IN", "TO"):
            pass
        else:
            break
        first = at
        at -= 1
    while first < verb and tags[first] == "RB" and words[first] in ("then", "so", "not", "only") and words[first] not in NEGATIONS:
        first += 1
    return VerbGroup(first, verb, negations, passive, infinitive, modal, finite and not infinitive)


def is_time(doc: Document, at: int) -> bool:
    """Whether a token is a word of time."""
    return doc.tokens.lower[at] in _TIME


def noun_phrase_left(doc: Document, end: int, low: int, *, attach: bool = True) -> int:
    """First token of the noun phrase whose last token is ``end``; ``end + 1`` if no phrase ends there."""
    words, tags = doc.tokens.lower, doc.tags
    if end < low or tags[end] not in _HEADS or doc.quoted[end] != doc.quoted[max(low, end - 1)] and words[end] in "”\"":
        return end + 1
    first = end
    if tags[end] != "PRP":
        first = _chunk_left(doc, end, low)
    limit = max(low, end - _WINDOW)
    while attach and first - 2 >= limit:
        before = first - 1
        if words[before] in _ATTACH and tags[before - 1] in _INSIDE and not is_time(doc, before - 1):
            first = _chunk_left(doc, before - 1, low)
        elif words[before] in ("and", "&", "or") and tags[before - 1] in _INSIDE | {"PRP"}:
            other = noun_phrase_left(doc, before - 1, limit, attach=words[_chunk_left(doc, before - 1, low) - 1] == "of")
            if not _clause_start(doc, other, low) and not _listed(doc, other, low):
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
    return first - 2 >= low and doc.tokens.lower[first - 1] == "," and doc.tags[first] == "NNP" and doc.tags[first - 2] == "NNP"


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
        elif kind in ("NN", "NNS") and tags[first] == "NNP" and words[before] not in _titles() and not (before > low and tags[before - 1] == "NNP"):
            break  # "a plan Kyiv has ..." is two phrases, "the spokesman Ivan Horvat" is one
        elif kind in _INSIDE or kind == "RB" and tags[first] == "JJ" or words[before] in ("&", "-"):
            first = before
        elif kind in ("VBN", "VBG", "VBD") and before > low and tags[before - 1] in ("DT", "PRP$", "JJ", "POS") and words[before] not in BE:
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
    return before in _SUBORDINATORS or before in ("but", "and", ",", ";", ":", "—", "-", "”", '"', "''") or doc.tags[first - 1] in ("RB", "WRB")


def noun_phrase_right(doc: Document, first: int, high: int, *, attach: bool = True) -> int:
    """One past the last token of the noun phrase that begins at ``first``; ``first`` if none begins there."""
    tags, words = doc.tags, doc.tokens.lower
    at = first
    if at < high and tags[at] == "PRP":
        return at + 1
    seen = False
    while at < high and at - first < _WINDOW:
        kind = tags[at]
        if kind in ("NN", "NNS", "NNP", "CD", "X"):
            if seen and is_time(doc, at):
                break
            seen = True
        elif kind in ("DT", "PRP$"):
            if seen and not (at > first and tags[at - 1] == "POS"):
                break
        elif kind not in ("JJ", "POS", "VBN", "VBG", "RB") and words[at] not in ("&", "-") or kind in ("VBN", "VBG", "RB") and seen:
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


def subject_of(doc: Document, group: VerbGroup, low: int) -> tuple[int, int] | None:
    """[first, last) of the phrase that does what the group says, or None."""
    words, tags = doc.tokens.lower, doc.tags
    at = group.first - 1
    at = _over_floating(doc, at, low)
    while at >= low and (is_time(doc, at) and tags[at] in ("NN", "NNP", "RB") and at - 1 >= low and tags[at - 1] in ("NN", "NNS", "NNP", "PRP", ",", ".")):
        if words[at] in ("week", "month", "year", "morning", "night", "evening", "afternoon"):
            break
        at -= 1
    if at < low:
        return None
    if group.infinitive:
        return _governing_subject(doc, group.first, low)
    word, kind = words[at], tags[at]
    if kind in ("WDT", "WP") or word == "that" and group.finite and at > low and tags[at - 1] in ("NN", "NNS", "NNP"):
        return _relative(doc, at, low)
    if word == ",":
        if group.participle:
            return _governing_subject(doc, group.first, low)
        return _before_insertion(doc, at, low) or _governing_subject(doc, group.first, low)
    if word in ("—", "--", "–", "-") and group.finite:
        return _before_insertion(doc, at, low)
    if word in ("and", "but", "or", "then"):
        return _governing_subject(doc, group.first, low)
    if kind in _HEADS and (doc.quoted[at] < 0 or doc.quoted[at] == doc.quoted[group.verb]):
        first = noun_phrase_left(doc, at, low)
        if first <= at:
            if first - 1 >= low and tags[first - 1] in ("IN", "TO") and words[first - 1] not in _SUBORDINATORS and group.participle:
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
    if before >= low and doc.tags[before] in _HEADS | {"POS"} or doc.tokens.lower[at] == "who":
        return at, at + 1
    return None


def _before_insertion(doc: Document, comma: int, low: int) -> tuple[int, int] | None:
    """The subject before an insertion that ends in a comma: "Madden, a strategist, said"; its naming part is included."""
    words, tags = doc.tokens.lower, doc.tags
    opener = words[comma]
    at, limit = comma - 1, max(low, comma - _WINDOW)
    commas = []
    while at > limit:
        if words[at] == opener and doc.quoted[at] == doc.quoted[comma]:
            commas.append(at)
        at -= 1
    for place in commas[:4]:
        if tags[place - 1] not in _HEADS or place - 1 < low:
            continue
        inserted = place + 1
        kind = tags[inserted]
        first = noun_phrase_left(doc, place - 1, low)
        if first > place - 1:
            continue
        naming = kind in ("DT", "NN", "NNP", "PRP$", "JJ", "NNS", "CD") and not any(tags[i] in FINITE for i in range(inserted, min(comma, inserted + 3)))
        if naming:
            return first, comma
        if kind in ("WP", "WDT", "IN", "VBG", "VBN", "RB", "TO") or words[inserted] in ("who", "whose", "like", "including"):
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
            if inner >= low and tags[inner] in ("WDT", "WP") or inner >= low and words[inner] == "that":
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
    if before < doc_limit(doc, before) and tags[before] in ("VBG", "VBN") and before == low:
        return None
    return None


def doc_limit(doc: Document, at: int) -> int:
    """One past the last token of the document, or of the window that rules may look at."""
    return min(len(doc.tokens), at + _WINDOW)


def clause_end(doc: Document, first: int, high: int, *, phrase: bool = False, low: int | None = None) -> int:
    """One past the last token of the clause that begins at ``first``: the reporter's next clause does not belong to it.

    With ``phrase`` a noun phrase or infinitive is meant, which ends before a finite verb of the clause around it. Where the clause around it opens
    with a subordinator at ``low`` ("while ..., the north refused"), it ends at the comma before the main clause.
    """
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    at, depth = first, 0
    subordinate = low is not None and words[low] in _OPENING_SUBORDINATORS
    while at < high:
        if quoted[at] >= 0:
            end = at
            while end < high and quoted[end] == quoted[at]:
                end += 1
            inner = words[end - 2] if end - 2 >= at else ""
            if end < high and inner in (".", "?", "!") and end - at > 3:
                return end
            if inner == "," and end < high and _new_clause(doc, end - 2, end, high):
                return end
            at = end
            continue
        word = words[at]
        if word in (";",):
            return at
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            if not depth:
                return at
            depth -= 1
        elif word == "," and not depth:
            if _new_clause(doc, at, at + 1, high) or subordinate and _main_clause(doc, at + 1, high):
                return at
        elif phrase and tags[at] in FINITE and at > first and not _relative_verb(doc, at, first):
            return at
        elif word in ("and", "but") and at > first + 1 and not depth and _next_act(doc, at + 1, high):
            return at
        at += 1
    while at > first and words[at - 1] in (".", "!", "?", "…", ",", ":") and quoted[at - 1] < 0:
        at -= 1
    return at


def _main_clause(doc: Document, at: int, high: int) -> bool:
    """Whether a noun phrase and a finite verb come next."""
    end = noun_phrase_right(doc, at, high)
    while end < high and doc.tags[end] == "RB":
        end += 1
    return end > at and end < high and doc.tags[end] in FINITE


def _relative_verb(doc: Document, at: int, first: int) -> bool:
    """Whether a finite verb belongs to a relative or subordinate clause inside the phrase."""
    words, tags = doc.tokens.lower, doc.tags
    for before in range(at - 1, max(first - 1, at - 9), -1):
        if tags[before] in ("WDT", "WP", "WRB") or words[before] in _SUBORDINATORS:
            return True
        if tags[before] in FINITE and before > first:
            return _relative_verb(doc, before, first) if before - first < 40 else True
    return False


def _new_clause(doc: Document, comma: int, after: int, high: int) -> bool:
    """Whether the reporter goes on after this comma."""
    words, tags = doc.tokens.lower, doc.tags
    if after >= high:
        return False
    word = words[after]
    if word in ("but", "while", "although", "though", "whereas", "yet", "according", "prompting", "despite", "even"):
        return True
    lemma = lexicon().lemma.get(word)
    if tags[after] == "VBG" and lemma and lexicon().frames.get(lemma, frozenset()) & {"quote", "noun", "told", "clause"}:
        return True
    if word in ("and", "as", "when"):
        return _next_act(doc, after + 1, high)
    return _next_act(doc, after, high) and tags[after] in ("NNP", "PRP", "DT", "NN", "NNS", "PRP$", "VBD", "VBZ")


def _next_act(doc: Document, at: int, high: int) -> bool:
    """Whether a subject, if any, and a finite verb of saying come next."""
    words, tags = doc.tokens.lower, doc.tags
    lex = lexicon()
    start, helped = at, False
    while at < high and at - start < 8:
        kind = tags[at]
        if kind in FINITE or kind in ("VBN", "VBG") and (at == start or helped):
            lemma = lex.lemma.get(words[at])
            if words[at] in HAVE or kind == "MD" or words[at] in DO:
                helped = True
                at += 1
                continue
            return bool(lemma and lex.frames.get(lemma, frozenset()) & {"quote", "noun", "told", "prep"}) and kind in ("VBD", "VBZ", "VBN")
        if kind not in ("NN", "NNS", "NNP", "PRP", "DT", "JJ", "PRP$", "RB", "VBN", "POS", "CD") and words[at] not in ("of",):
            return False
        at += 1
    return False
