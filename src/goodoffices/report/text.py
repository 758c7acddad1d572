"""Text from outside, made safe to look at: characters that cannot be seen, or that turn the writing round, are spelt out.

A name with a hidden character is another name, and a right-to-left override can make words read as their opposite. Such
characters are therefore printed as ``⟨U+202E⟩`` wherever a source's or a case's words are shown. Joiners belong to the spelling
of several scripts and are left alone there.
"""

from __future__ import annotations

import re

__all__ = ["clipped", "revealed"]

_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_JOINERS = "\u200c\u200d"
_LATIN_ENDS = 0x24F


def revealed(text: str) -> str:
    r"""The text with every invisible or direction-changing character written out.

    >>> revealed("ab\u202ecd")
    'ab⟨U+202E⟩cd'
    """
    if text.isascii() and text.isprintable():
        return text

    def show(match: re.Match[str]) -> str:
        char = match.group()
        before = match.string[match.start() - 1] if match.start() else ""
        if char in _JOINERS and before and ord(before) > _LATIN_ENDS:
            return char
        return f"⟨U+{ord(char):04X}⟩"

    return _CONTROL.sub(show, _HIDDEN.sub(show, text))


def clipped(text: str, at_most: int, *, end: bool = False) -> str:
    """The first (or, with ``end``, the last) words of a text, cut between words and marked where cut.

    >>> clipped("a good deal of ground", 12)
    'a good deal…'
    >>> clipped("a good deal of ground", 12, end=True)
    '…of ground'
    """
    text = " ".join(text.split())
    if len(text) <= at_most:
        return text
    if end:
        return "…" + text[-at_most:].partition(" ")[2]
    return text[:at_most].rpartition(" ")[0].rstrip(",;:–") + "…"
