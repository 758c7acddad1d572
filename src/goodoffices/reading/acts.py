"""An act: what one rule found in one sentence, in token indices, before anyone is resolved or any stance judged."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Act", "Tokens2"]

Tokens2 = tuple[int, int]
"""[first, last) token indices."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who, by which words, said or holds what; found by which rule."""

    rule: str
    speaker: Tokens2 | None
    cue: Tokens2 | None
    content: tuple[Tokens2, ...]
    lemma: str
    """Of the verb, noun or adjective that makes it an act."""
    frame: str
    negations: int = 0
    passive: bool = False
    modal: str | None = None
    addressee: Tokens2 | None = None
    silence: bool = False
    weak: bool = False
    """Kept only where the content has a topic."""
    position: bool = False
    """A position stated as fact; no act of speech is told."""
    sentence: int = -1
    named: str | None = None
    """Who speaks where no words of the text say so (a quotation carried on)."""
    carries: int | None = None
    """Index of the act that this one carries on."""
