"""Names in narrow columns: cut between words, and never so that two different ones read the same."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from goodoffices.report.text import clipped

__all__ = ["runs_of", "told_apart"]


def told_apart(names: Sequence[str], width: int) -> list[str]:
    """Names cut to a width; a name that begins as the first one does gives only what it adds, where it would be cut.

    >>> told_apart(["A long pause", "A long pause; troops leave"], 20)
    ['A long pause', '… troops leave']
    """
    first = names[0].split("; ") if names else []
    shown: list[str] = []
    for name in names:
        parts = name.split("; ")
        same = _shared(first, parts)
        short = "… " + "; ".join(parts[same:]) if shown and len(name) > width and 0 < same < len(parts) else name
        text = _cut(short, width)
        twin = next((other for other, old in zip(names, shown, strict=False) if old == text and other != name), None)
        shown.append(_cut("…" + _after(name, twin), width) if twin else text)
    return shown


def _cut(text: str, width: int) -> str:
    """The text cut between words, or within its first where that alone is too long."""
    if len(text) <= width:
        return text
    found = clipped(text, width - 1)
    return found if len(found) > width // 3 else text[: width - 1] + "…"


def _after(name: str, twin: str) -> str:
    """What a name has from the word on at which it differs from another."""
    start = _shared(name, twin)
    return name[name.rfind(" ", 0, start) + 1 :]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two sequences have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def runs_of(letters: Sequence[str]) -> str:
    """Letters as a list, runs of three or more as ``B to F``.

    >>> runs_of(["B", "C", "D", "F", "A2"])
    'B to D, F, A2'
    """
    runs: list[list[str]] = []
    for letter in letters:
        if runs and _follows(runs[-1][-1], letter):
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _follows(one: str, other: str) -> bool:
    return one[1:] == other[1:] and ascii_uppercase.find(one[0]) + 1 == ascii_uppercase.find(other[0])
