"""Repairs to tags, where what stands beside a word tells more than the tagger saw: names, past forms, participles before "that"."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.tokens import Tokens

__all__ = ["repaired"]

_NO_NAMES: Final = frozenset({"NN", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "X", "UH", "IN", "RP", "MD"})
_DOUBTFUL: Final = frozenset({"IN", "MD", "RB", "RP"})
_OPENING: Final = frozenset("“ \" '' ‘ ' « : ; ( [ — -- - … .".split())
_AUXILIARIES: Final = frozenset(
    "be is are was were been being am 's 're has have had having 've get got gets getting".split()
)


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


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


def repaired(tokens: Tokens, tags: list[str], openings: Set[int]) -> list[str]:
    """The tags with repairs; ``openings`` are the tokens that begin a sentence."""
    words, lower = tokens.words, tokens.lower
    lemma = lexicon().lemma
    last = len(tags) - 1
    for at, kind in enumerate(tags):
        word = words[at]
        if kind in _NO_NAMES and word[0].isupper() and at not in openings and word != "I" and words[at - 1] not in _OPENING:
            if kind not in _DOUBTFUL or words[at - 1][0].isupper() or len(word) > 3:
                tags[at] = "NNP"
            continue
        if at == 0 or at == last:
            continue
        if kind == "VBN" and tags[at - 1] in ("NNP", "PRP") and lower[at - 1] not in _AUXILIARIES:
            if lower[at + 1] != "by" or lower[min(last, at + 2)].endswith("ing"):
                tags[at] = "VBD"
        elif kind == "VBN" and tags[at + 1] in ("DT", "NNP", "PRP", "PRP$") and lower[at + 1] not in _DAYS:
            if (tags[at - 1] in ("NN", "NNS", "CC", "WDT", "WP") or lower[at - 1] == ",") and not _helped(lower, tags, at):
                tags[at] = "VBD"  # it has an object and no auxiliary
        elif kind in ("NN", "JJ") and lower[at].endswith("ing") and lower[at] in lemma and lower[at + 1] == "that":
            tags[at] = "VBG"
        elif kind == "WDT" and lower[at] == "that" and lower[at - 1] in lemma and tags[at - 1].startswith("VB"):
            tags[at] = "IN"
    return tags
