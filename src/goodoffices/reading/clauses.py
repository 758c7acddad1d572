"""Where what somebody says ends: the reporter's next clause, aside or adjunct does not belong to it."""

from __future__ import annotations

from typing import Final

from goodoffices.reading.document import Document
from goodoffices.reading.grammar import DO, FINITE, HAVE, SUBORDINATORS, is_time, noun_phrase_right
from goodoffices.reading.lexicon import lexicon

__all__ = ["clause_end", "object_end"]

_INFERENCES: Final = frozenset(
    "leaving raising fueling fuelling prompting marking reflecting escalating deepening sparking casting paving "
    "dashing sending triggering".split()
)
"""Participles with which reporters draw conclusions of their own."""
REACH: Final = 300
"""[tokens] the longest clause that is looked for."""
_CIRCUMSTANCES: Final = frozenset(
    "when while because although though before after whereas until since even despite following".split()
)
_OCCASIONS: Final = frozenset(
    "interview statement speech debate rally news tweet twitter facebook interview conference event interviews "
    "speeches week month year night morning "
    "evening afternoon weekend radio television tv show program column".split()
)
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OPENERS: Final = frozenset("while although though as when if since because despite after before even whereas".split())


def clause_end(
    doc: Document, first: int, high: int, *, phrase: bool = False, low: int | None = None, subordinate: bool = False
) -> int:
    """One past the last token of the clause that begins at ``first``: the reporter's next clause does not belong to it.

    With ``phrase`` a noun phrase or infinitive is meant, which ends before a finite verb of the clause around it.
    Where the clause around it opens with a subordinator at ``low`` ("while ..., the north refused"), it ends at the
    comma before the main clause.
    """
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    high = _window(doc, first, high)
    at, depth = first, 0
    subordinate = subordinate or (low is not None and words[low] in _OPENERS)
    if at + 2 < high and words[at] == "that" and words[at + 1] == ",":  # "that, according to the envoy, ..."
        at += 2
        while at < high - 1 and words[at] != "," and at - first < 25:
            at += 1
        at += 1
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
        if word == ";":
            return at
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            if not depth:
                return at
            depth -= 1
        elif word == "," and not depth:
            if _new_clause(doc, at, at + 1, high) or (subordinate and _main_clause(doc, at + 1, high)):
                return at
        elif (phrase and tags[at] in FINITE and at > first and not _relative_verb(doc, at, first)) or (
            word in ("and", "but")
            and at > first + 1
            and not depth
            and _next_act(doc, at + 1, high)
            and not (words[first] == "that" and _joint_subject(doc, first + 1, at))
        ):
            return at
        at += 1
    while at > first and words[at - 1] in (".", "!", "?", "…", ",", ":") and quoted[at - 1] < 0:
        at -= 1
    return at


def _joint_subject(doc: Document, first: int, last: int) -> bool:
    """Whether a clause has come to no verb yet, so that "and" joins its subject: "that the north | and the south proposed"."""
    return not any(tag[0] in "VM" or tag == "TO" for tag in doc.tags[first:last]) and doc.quoted[first] < 0


def _window(doc: Document, first: int, high: int) -> int:
    """The end of the window in which a clause may end; a quotation that reaches out of it is kept whole."""
    end = first + REACH
    if end >= high:
        return high
    quotation = doc.quoted[end]
    while quotation >= 0 and end < high and doc.quoted[end] == quotation:
        end += 1
    return end


def object_end(doc: Document, first: int, high: int) -> int:
    """One past the last token of a noun phrase with what belongs to it.

    Adjuncts of time, occasion and circumstance do not.
    """
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    end = clause_end(doc, first, high)
    for at in range(first + 1, end):
        if quoted[at] >= 0:
            continue
        word = words[at]
        after = words[at + 1] if at + 1 < end else ""
        if word in _CIRCUMSTANCES or (word == "as" and at + 1 < end and _main_clause(doc, at + 1, high)):
            return at
        listed = after in ("including", "like", "such", "one") or (
            tags[at - 1] == "JJ" and tags[min(at + 1, end - 1)] == "JJ"
        )
        if word == "," and not listed and not _in_list(doc, at, end):
            return at
        length = tags[at - 1] in ("CD", "DT") and words[at - 2] == "of"  # "a truce of a month"
        if is_time(doc, at) and at + 1 >= end - 1 and tags[at] in ("NN", "NNP", "RB") and not length:
            return at - 1 if words[at - 1] in ("on", "last", "this", "next", "earlier", "in") and at - 1 > first else at
        if word in ("on", "in", "at", "during", "last", "earlier") and (_occasion(words, at, end) or after in _DAYS):
            return at
        if (
            word in ("and", "but")
            and at + 1 < end
            and (
                tags[at + 1] in ("VBD", "VBZ", "VBG")
                or words[at + 1] == "that"
                or ((word == "but" or FINITE.isdisjoint(tags[first:at])) and _main_clause(doc, at + 1, high))
            )
        ):
            return at - 1 if words[at - 1] == "," and at - 1 > first else at
    return end


def _in_list(doc: Document, comma: int, end: int) -> bool:
    """Whether a comma parts the items of a list: "A, B and C"."""
    words, tags = doc.tokens.lower, doc.tags
    for at in range(comma + 1, min(end, comma + 8)):
        if tags[at] in FINITE or tags[at] in ("WP", "WDT"):
            return False
        if words[at] in ("and", "or"):
            return True
    return False


def _occasion(words: list[str], at: int, end: int) -> bool:
    """Whether the phrase at ``at`` names where or when something was said."""
    return bool(_OCCASIONS & set(words[at + 1 : min(end, at + 5)]))


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
        if tags[before] in ("WDT", "WP", "WRB") or words[before] in SUBORDINATORS:
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
    if word == "and" and _main_clause(doc, after + 1, high):
        return True
    if word in ("while", "although", "though", "whereas", "yet", "according", "prompting", "despite", "even"):
        return True
    if word in ("a", "an") or word in _INFERENCES:
        return True
    lemma = lexicon().lemma.get(word)
    if (
        tags[after] == "VBG"
        and lemma
        and lexicon().frames.get(lemma, frozenset()) & {"quote", "noun", "told", "clause"}
    ):
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
        if kind in FINITE or (kind in ("VBN", "VBG") and (at == start or helped)):
            lemma = lex.lemma.get(words[at])
            if words[at] in HAVE or kind == "MD" or words[at] in DO:
                helped = True
                at += 1
                continue
            return bool(lemma and lex.frames.get(lemma, frozenset()) & {"quote", "noun", "told", "prep"}) and kind in (
                "VBD",
                "VBZ",
                "VBN",
            )
        if kind not in ("NN", "NNS", "NNP", "PRP", "DT", "JJ", "PRP$", "RB", "VBN", "POS", "CD") and words[at] not in (
            "of",
        ):
            return False
        at += 1
    return False
