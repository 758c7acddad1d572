"""Which proposal a row speaks of: the case's, by its name or by its terms, else the words that name one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.tokens import tokenize

__all__ = ["proposal_of"]

_NOUNS: Final = frozenset("proposal plan offer initiative draft package roadmap".split())


def proposal_of(doc: Document, gazetteer: Gazetteer, content: Sequence[int], sentence: Sentence) -> str | None:
    """The key of the case's proposal, else the words of the content that name one, else None."""
    words = doc.tokens.lower
    here = [words[index] for index in content]
    for proposal in gazetteer.proposals:
        if proposal.name and _contains(here, tokenize(proposal.name).lower):
            return proposal.id
    for position, index in enumerate(content):
        if words[index] in _NOUNS and doc.tags[index] in ("NN", "NNS"):
            first = index
            while (
                position > 0
                and content[position - 1] == first - 1
                and doc.tags[first - 1] in ("NN", "JJ", "NNP", "CD", "POS", "VBN")
            ):
                first -= 1
                position -= 1
            if first < index:
                return doc.words(first, index + 1)
    return None


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(words[at : at + size]) == list(part) for at in range(len(words) - size + 1))
