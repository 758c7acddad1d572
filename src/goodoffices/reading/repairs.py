"""Repairs to tags, where what stands beside a word tells more than the tagger saw: names, past forms, participles before "that"."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Final

from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.tokens import Tokens

__all__ = ["repaired"]

_NO_NAMES: Final = frozenset("NN RB VB VBD VBZ VBP VBN VBG X UH IN RP MD WDT WP .".split())
_DOUBTFUL: Final = frozenset("IN MD RB RP WDT WP".split())
_MISTAKEN: Final = frozenset("NN JJ VB VBP IN RB".split())
_NOUNS: Final = frozenset("NN NNS NNP JJ".split())
_SUBJECTS: Final = frozenset("he she it they we i who".split())
_OPENING: Final = frozenset("“ \" '' ‘ ' « : ; ( [ — -- - … .".split())
_AUXILIARIES: Final = frozenset("be is are was were been being am 's 're has have had having 've get got gets getting".split())
_BARE: Final = frozenset("do does did let lets make makes made help helps helped to not n't see saw watch hear heard that".split())
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def repaired(tokens: Tokens, tags: list[str], openings: Set[int]) -> list[str]:
    """The tags with repairs; ``openings`` are the tokens that begin a sentence."""
    words, lower = tokens.words, tokens.lower
    last = len(tags) - 1
    for at in range(1, last):
        kind, word = tags[at], words[at]
        if word[0].isupper() and kind in _NO_NAMES and word != "I":
            if at not in openings and words[at - 1] not in _OPENING:
                if kind not in _DOUBTFUL or words[at - 1][0].isupper() or len(word) > 3:
                    tags[at] = "NNP"
                continue
            if kind == "NN" and tags[at + 1] == "NNP" and word.endswith("."):
                tags[at] = "NNP"
                continue
        elif kind[0] in "VNJUIR.":
            better = _better(lower, tags, at, last)
            if better:
                tags[at] = better
        elif kind == "WDT" and lower[at] == "that" and tags[at - 1].startswith("VB") and lower[at - 1] in lexicon().lemma:
            tags[at] = "IN"
    return tags


def _better(lower: list[str], tags: list[str], at: int, last: int) -> str | None:
    """A better tag for a word that is no name, or None."""
    word, kind, before = lower[at], tags[at], tags[at - 1]
    if kind in ("VB", "UH", ".") and word in ("say", "tell"):
        return "VBP" if before not in ("TO", "MD", "RB") and lower[at - 1] not in _BARE else None
    if kind == "VB" and (before == "NNP" or lower[at - 1] in _SUBJECTS) and not _led(lower, tags, at):
        return "VBD"  # a bare form right after its subject is a past form that the tagger does not know
    if kind in _MISTAKEN and word in _past_of_saying() and before not in ("DT", "JJ", "PRP$", "MD", "TO"):
        return "VBD"
    if kind in ("VBD", "VBN") and lower[at - 1] == "said" and tags[at + 1] in _NOUNS:
        return "JJ"  # "said undecided voters"
    if kind == "VBZ" and tags[at + 1] in ("VBP", "VBD", "MD") and before in ("VBZ", "VBD", "DT", "JJ", "IN"):
        return "NNS"  # "says progressives agree"
    if kind == "VBN":
        return _finite(lower, tags, at, last)
    if kind in ("NN", "JJ") and word.endswith("ing") and lower[at + 1] == "that" and word in lexicon().lemma:
        return "VBG"
    return None


def _finite(lower: list[str], tags: list[str], at: int, last: int) -> str | None:
    """The past tense, where a participle has a subject or an object and no auxiliary."""
    before, after = tags[at - 1], tags[at + 1]
    if before in ("NNP", "PRP") and lower[at - 1] not in _AUXILIARIES:
        return "VBD" if lower[at + 1] != "by" or lower[min(last, at + 2)].endswith("ing") else None
    if before not in ("NN", "NNS", "CC", "WDT", "WP") and lower[at - 1] != ",":
        return None
    has_object = after in ("DT", "NNP", "PRP", "PRP$") and lower[at + 1] not in _DAYS
    quotes = lower[at - 1] == "," and after == "." and lower[at] in _past_of_saying()
    return "VBD" if (has_object or quotes) and not _helped(lower, tags, at) else None


def _led(lower: list[str], tags: list[str], at: int) -> bool:
    """Whether something before asks for a bare form: a modal, "to", "do", "let", "make", "help"."""
    return any(tags[i] in ("MD", "TO") or lower[i] in _BARE for i in range(max(0, at - 7), at))


def _helped(lower: list[str], tags: list[str], at: int) -> bool:
    """Whether an auxiliary stands before, over adverbs and joined participles."""
    here = at - 1
    while here >= 0 and at - here < 8:
        if lower[here] in _AUXILIARIES:
            return True
        if tags[here] not in ("RB", "CC", "VBN", ".") or lower[here] in (".", ";"):
            return False
        here -= 1
    return False


@cache
def _past_of_saying() -> frozenset[str]:
    """Past forms of verbs that wrap quotations: hardly ever anything but verbs."""
    lex = lexicon()
    return frozenset(
        form
        for form, lemma in lex.lemma.items()
        if "quote" in lex.frames.get(lemma, ()) and form != lemma and not form.endswith(("s", "ing"))
    )
