"""Slow and obvious: an expression evaluated by rewriting it as Python's own logic. Imports nothing of the package."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["holds"]


class Truth:
    """A truth value with operators whose strengths in Python are in the order of the grammar: ``-``, ``*``, ``+``, ``^``."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def __neg__(self) -> Truth:
        return Truth(not self.value)

    def __mul__(self, other: Truth) -> Truth:
        return Truth(self.value and other.value)

    def __add__(self, other: Truth) -> Truth:
        return Truth(self.value or other.value)

    def __xor__(self, other: Truth) -> Truth:
        return Truth(self.value == other.value)


def holds(text: str, outcome: Mapping[str, str]) -> bool:
    """Whether an expression without ``implies`` holds in an outcome."""
    signs = {"not": "-", "and": "*", "or": "+", "iff": "^", "(": "(", ")": ")"}
    python = []
    for part in re.findall(r"[\w-]+\.[\w-]+|\w+|[()]", text):
        issue, _, option = part.partition(".")
        python.append(signs[part] if part in signs else f"T({outcome[issue] == option})")
    found = eval(" ".join(python), {"__builtins__": {}, "T": Truth})  # noqa: S307  signs and truth values of our own making
    return bool(found.value)
