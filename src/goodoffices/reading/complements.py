"""What follows a verb of speech or attitude: a quotation, a clause, a question, an infinitive, an addressee, an object."""

from __future__ import annotations

from typing import Final

from goodoffices.reading.acts import Tokens2
from goodoffices.reading.document import Document
from goodoffices.reading.grammar import FINITE, VerbGroup, is_time, noun_phrase_right
from goodoffices.reading.lexicon import lexicon

__all__ = ["CLAUSE_OPENERS", "complement"]

_QUESTION: Final = frozenset("whether if how why what who where when which".split())
_SKIP_PREPOSITIONS: Final = frozenset(
    "in on at during to of from by through via after before with about over for into as".split()
)
_NOMINAL_START: Final = frozenset(
    {"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ", "CD", "EX", "VBG", "RB", "X", "IN", "WP"}
)
CLAUSE_OPENERS: Final = frozenset("if when while because unless as once although though after before since".split())
_REACH: Final = 24
"""[tokens] how far what is said may stand from its verb."""


def complement(
    doc: Document, group: VerbGroup, lemma: str, particle: int, frames: frozenset[str], high: int
) -> tuple[str, int, int, Tokens2 | None] | None:
    """Frame, end of the cue, first token of what is said, and addressee, where it follows the verb."""
    tags = doc.tags
    lex = lexicon()
    at = group.verb + 1 + particle
    limit = min(high, at + _REACH)
    clausal = frames & {"quote", "clause", "that", "told"}
    if at >= high:
        return None
    shifted = at + 1 if is_time(doc, at) and at + 2 < high else at  # "called Thursday on all sides to"
    preposition = _preposition(doc, shifted, lex.prepositions.get(lemma, frozenset()), high) if "prep" in frames else 0
    if preposition:
        start = shifted + preposition
        if start < high and (tags[start] in _NOMINAL_START or doc.quoted[start] >= 0):
            return "prep", start, start, None
    if "told" in frames:
        told = _told(doc, at, limit, frames)
        if told:
            return told[0], at, told[1], told[2]
    found = (
        _clause(doc, at, limit, frames, bare="told" not in frames)
        if clausal or frames & {"wh", "inf", "weak-inf"}
        else None
    )
    if found:
        return found[0], at, found[1], None
    if "told-inf" in frames:
        told = _told(doc, at, limit, frames)
        if told:
            return told[0], at, told[1], told[2]
    if (
        frames & {"noun", "weak", "act", "evidence"}
        and (
            tags[at] in _NOMINAL_START
            or (tags[at] == "VBN" and at + 1 < high and tags[at + 1] in ("NN", "NNS", "JJ", "NNP"))
        )
        and not (tags[at] in ("RB", "IN") and doc.quoted[at] < 0)
        and not is_time(doc, at)
    ):
        return next(frame for frame in ("noun", "evidence", "weak", "act") if frame in frames), at, at, None
    if "naming" in frames and _named(doc, at, high):
        return "naming", at, at, None
    if frames & {"noun", "weak", "act"} and doc.quoted[at] >= 0:
        return ("noun" if "noun" in frames else "weak"), at, at, None
    return None


def _named(doc: Document, at: int, high: int) -> bool:
    """Whether an object and a name for it follow: "the plan a trap", "it “a trap”"."""
    if doc.tags[at] not in _NOMINAL_START or doc.quoted[at] >= 0:
        return False
    end = noun_phrase_right(doc, at, high)
    if end == at or end >= high:
        return doc.tags[at] == "PRP" and end < high
    return (
        doc.quoted[end] >= 0
        or doc.tags[end] in ("DT", "JJ", "PRP$")
        or (doc.tags[at] == "PRP" and doc.tags[end] in ("NN", "NNP", "RB"))
    )


def _preposition(doc: Document, at: int, known: frozenset[str], high: int) -> int:
    """How many tokens the preposition at ``at`` takes, 0 if it is not one of those."""
    words = doc.tokens.lower
    for item in known:
        parts = item.split("_")
        if words[at : at + len(parts)] == parts and at + len(parts) < high:
            return len(parts)
    return 0


def _clause(doc: Document, at: int, limit: int, frames: frozenset[str], *, bare: bool = True) -> tuple[str, int] | None:
    """Where a quotation, a clause, a question or an infinitive begins after the verb, over words of time and place."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    here, moved = at, False
    while here < limit:
        word, kind = words[here], tags[here]
        if quoted[here] >= 0:
            return ("quote", here) if "quote" in frames or ("clause" in frames and not moved) else None
        if word == ":":
            return ("quote", here + 1) if "quote" in frames and here + 1 < limit else None
        if word == "that" and here + 1 < limit and frames & {"quote", "clause", "that"}:
            if tags[here + 1] in FINITE and here == at and frames & {"quote", "clause"}:
                return "clause", here  # "believes that is because": a pronoun
            if (
                kind == "IN"
                or quoted[here + 1] >= 0
                or tags[here + 1] in ("DT", "PRP", "NNP", "NNS", "PRP$", "EX", "IN", "JJ", "RB", "WRB", "CD")
                or (here == at and tags[here + 1] == "NN")
            ):
                return "that", here
            return None
        if word in _QUESTION and "wh" in frames and not (word == "when" and moved):
            return "wh", here
        if kind == "TO" and here + 1 < limit and frames & {"inf", "weak-inf"} and not moved:
            return ("inf" if "inf" in frames else "weak-inf"), here
        if (
            bare
            and not moved
            and "clause" in frames
            and (
                _finite_clause(doc, here, limit, lenient="quote" in frames)
                or ("sure" in frames and _any_clause(doc, here, limit))
            )
        ):
            return "clause", here
        if (
            kind == "RB"
            or is_time(doc, here)
            or (
                word == ","
                and here + 1 < limit
                and (quoted[here + 1] >= 0 or words[here + 1] in ("however", "too", "though", "in", "on", "at"))
            )
        ):
            here += 1
        elif word in (
            "in",
            "on",
            "at",
            "during",
            "to",
            "of",
            "from",
            "by",
            "through",
            "via",
            "after",
            "with",
            "about",
            "before",
            "over",
        ) or (kind == "IN" and word in _SKIP_PREPOSITIONS):
            after = noun_phrase_right(doc, here + 1, limit)
            if after == here + 1:
                return None
            moved = moved or not is_time(doc, here + 1)
            here = after
        else:
            return None
    return None


def _finite_clause(doc: Document, at: int, limit: int, *, lenient: bool = False) -> bool:
    """Whether a noun phrase with a finite verb begins at ``at``; ``lenient`` after verbs that hardly take anything else."""
    tags, words, quoted = doc.tags, doc.tokens.lower, doc.quoted
    if (tags[at] not in _NOMINAL_START and words[at] != "there") or words[at] == "that":
        return False
    if is_time(doc, at) and (at + 1 >= limit or tags[at + 1] not in FINITE):
        return False
    if tags[at] == "IN" and words[at] not in CLAUSE_OPENERS:
        return lenient and words[at] in ("about", "around") and tags[at + 1] in ("CD", "NN", "DT")
    here = max(noun_phrase_right(doc, at, limit), at + 1)
    start = here
    while here < limit and here - start < 14:
        kind = tags[here]
        if kind in FINITE or (lenient and quoted[here] >= 0):
            return True
        if not lenient and (
            kind == "TO" or (words[here] in ",:;" and tags[min(here + 1, limit - 1)] not in ("WP", "WDT", "DT"))
        ):
            return False
        if words[here] in (".", ";", ":"):
            return False
        here += 1
    return False


def _any_clause(doc: Document, at: int, limit: int) -> bool:
    """Whether something like a clause begins at ``at``, for a verb after which a noun phrase alone makes no sense."""
    end = noun_phrase_right(doc, at, limit)
    return (
        end > at
        and limit - at >= 3
        and not is_time(doc, at)
        and doc.tags[at] in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN")
    )


def _told(doc: Document, at: int, limit: int, frames: frozenset[str]) -> tuple[str, int, Tokens2] | None:
    """Addressee, then a clause, a quotation, a question or an infinitive."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    if quoted[at] >= 0:
        return None
    end = noun_phrase_right(doc, at, limit)
    if end == at:
        return None
    wanted = set(frames)
    if (
        "told-inf" in frames
        and end + 1 < limit
        and tags[end] == "VBZ"
        and tags[end + 1] == "TO"
        and tags[end - 1] == "NN"
    ):
        end += 1  # "wants night shifts to": between a verb and "to" it is a plural
    if "told-inf" in frames and end < limit and tags[end] == "TO":
        return "told-inf", at, (at, end)
    if "told" not in wanted:
        return None
    found = _clause(doc, end, limit, frozenset(wanted | {"quote", "clause", "wh"}))
    if found:
        return ("told" if found[0] != "quote" else "quote"), found[1], (at, end)
    if end < limit and words[end] in ("of", "about", "against"):
        return "told", end + 1, (at, end)
    return None
