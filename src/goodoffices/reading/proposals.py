"""Which proposal a row speaks of: the case's, by its name or by its terms, else the words that name one.

A silence, and an answer to "it", speak of the proposal that was named last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goodoffices.model.statements import Stance
from goodoffices.reading.document import Document
from goodoffices.reading.gazetteer import Gazetteer
from goodoffices.reading.options import naming_words
from goodoffices.reading.tokens import tokenize

__all__ = ["ProposalFinder"]

_NOUNS: Final = frozenset("proposal plan offer initiative draft package roadmap".split())
_LOOSE: Final = 5
"""[tokens] that may stand between the words of a name: "a ceasefire of 30 days"."""


class ProposalFinder:
    """Finds the proposals of a case in a text."""

    def __init__(self, doc: Document, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self._proposals = gazetteer.proposals
        self._names = [
            (item.id, naming_words(item.name), len(tokenize(item.name))) for item in gazetteer.proposals if item.name
        ]
        self._terms = {item.id: dict(item.terms) for item in gazetteer.proposals}

    def named(self, content: Sequence[int]) -> str | None:
        """The key of the case's proposal that some tokens name, or None."""
        if not self._names:
            return None
        words = [self.doc.tokens.lower[index] for index in content]
        forms: list[frozenset[str]] | None = None
        for key, name, size in self._names:
            if not name:
                continue
            if forms is None:
                forms = [naming_words(word) for word in words]
                here = frozenset().union(*forms) if forms else frozenset()
            if name <= here and _close(forms, name, size + _LOOSE):
                return key
        return None

    def put_forward(self, party: str | None, issue: str | None, option: str | None, stance: Stance) -> str | None:
        """The one proposal of a party that has terms on an issue, where the row proposes just that."""
        if stance is not Stance.PROPOSES or party is None or issue is None:
            return None
        own = [item for item in self._proposals if item.by == party and issue in dict(item.terms)]
        if option is not None:
            own = [item for item in own if dict(item.terms)[issue] == option]
        return own[0].id if len(own) == 1 else None

    def option_in(self, proposal: str | None, issue: str | None) -> str | None:
        """The option of an issue that a proposal's terms name."""
        return self._terms.get(proposal or "", {}).get(issue or "")

    def printed(self, content: Sequence[int]) -> str | None:
        """The words of the content that name a proposal of no case, or None."""
        doc, words = self.doc, self.doc.tokens.lower
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


def _close(forms: Sequence[frozenset[str]], name: frozenset[str], window: int) -> bool:
    """Whether all words of a name stand within a window."""
    last: dict[str, int] = {}
    for at, form in enumerate(forms):
        for word in form & name:
            last[word] = at
        if len(last) == len(name) and at - min(last.values()) < window:
            return True
    return False
