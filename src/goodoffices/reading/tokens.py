"""Tokens: words, numbers and marks with their place in the kept text.

One regular expression without nested or adjacent unbounded repeats, so the time is linear in the length of any text. Clitics
(``'s``, ``n't``) are tokens of their own, as in the Penn Treebank; a hyphenated compound (*mediator-backed*) stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Tokens", "fold", "tokenize"]

_TOKEN: Final = re.compile(
    r"([a-z]+)(?= )"  # most words: nothing below could take more of them
    r"|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"  # U.S., a.m., U.S.-backed
    r"|\b(?:M(?:r|rs|s)|[DJS]r|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Capt|St|Prof|Hon|Rev|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\."
    r"|\b[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|\d+(?:[.,:]\d+)*(?:-[^\W_]+)*"  # 30, 1,200, 5:30, 30-day
    r"|[^\W_]+(?:['’.&@-][^\W_]+|_+[^\W_]+)*"  # words, compounds, contractions
    r"|''|``|\.{2,}|--+"
    r"|\S",
)
_CLITIC: Final = {"'s", "'re", "'ve", "'ll", "'d", "'m"}
_JOINED: Final = frozenset(
    "backed proposed led sponsored drafted brokered supported mediated endorsed demanded suggested approved "
    "favoured favored requested imposed "
    "negotiated".split()
)
"""Participles that join with a hyphen to who does it; they are cut apart, since doer and deed are two things."""
_FOLD: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """[n] parallel lists: ``words`` as printed, ``lower`` folded for look-ups, ``starts`` and ``ends`` in code points."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.words)


def fold(word: str) -> str:
    """A word in lower case with plain quotation marks, apostrophes and hyphens: the form that dictionaries are keyed by.

    >>> fold("Don’t")
    "don't"
    """
    return word.lower().translate(_FOLD)


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut ``text[start:end]`` into tokens; offsets count from the beginning of ``text``.

    >>> tokenize("Kyiv’s reply wasn't given.").words
    ['Kyiv', '’s', 'reply', 'was', "n't", 'given', '.']
    """
    words: list[str] = []
    lower: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        at = match.start()
        if match.lastindex:
            words.append(word)
            lower.append(word)
            starts.append(at)
            ends.append(at + len(word))
            continue
        low = word.lower() if word.isascii() else fold(word)
        if "'" in low and len(low) > 2:
            cut = _clitic(low)
            if cut:
                words += (word[:-cut], word[-cut:])
                lower += (low[:-cut], low[-cut:])
                starts += (at, match.end() - cut)
                ends += (match.end() - cut, match.end())
                continue
        if "-" in low[1:] and low.rpartition("-")[2] in _JOINED:
            head, dash, tail = low.rpartition("-")
            size = len(word) - len(tail) - 1
            words += (word[:size], word[size : size + 1], word[size + 1 :])
            lower += (head, dash, tail)
            starts += (at, at + size, at + size + 1)
            ends += (at + size, at + size + 1, match.end())
            continue
        words.append(word)
        lower.append(low)
        starts.append(at)
        ends.append(match.end())
    return Tokens(words, lower, starts, ends)


def _clitic(low: str) -> int:
    """How many characters at the end are a clitic."""
    if low.endswith("n't") and len(low) > 3:
        return 3
    if low[-2:] in _CLITIC and len(low) > 2:
        return 2
    if low[-3:] in _CLITIC and len(low) > 3:
        return 3
    return 0
