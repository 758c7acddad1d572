"""Whether a text is English, by its commonest words: enough to know when rules written for English must abstain."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_english"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000
_COMMON: Final = set(
    "the of and to in a that for is on with was as by it he be from at are has his have this not an will said "
    "which would they "
    "but we were their or had its who been you she her all more if there about one what no so i do can".split()
)


def is_english(text: str) -> bool | None:
    """True or False; None where there are too few words to tell.

    >>> is_english("The delegation said that it would not return to the table until the port was open again, as agreed.")
    True
    >>> is_english("Die Delegation erklärte, sie werde erst dann an den Tisch zurückkehren, wenn der Hafen offen ist.")
    False
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 12:
        return None
    share = sum(word in _COMMON for word in words) / len(words)
    return share >= 0.18
