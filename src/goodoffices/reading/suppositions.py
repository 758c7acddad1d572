"""What is supposed, hoped or asked for is told of nobody: "if the north accepts", "she wants the north to accept".

Truth does not follow from such contexts (they are non-factive [KiparskyKiparsky1970]_), so what stands inside them is
no row of its subject. It stays in the row of whoever supposes or hopes it, or is that row's condition.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.document import Document, Sentence

__all__ = ["without_supposed"]

_OPENERS: Final = (
    "if", "unless", "once", "whether", "lest", "until", "provided", "provided that", "providing that", "as long as",
    "so long as", "on condition", "on the condition", "in order that", "so that", "in case", "assuming", "supposing",
    "as soon as", "in the event", "in the hope", "in hopes", "as though", "as if", "should",
)  # fmt: skip
_PHRASES: Final = {
    first: tuple(tuple(p.split()) for p in _OPENERS if p.split()[0] == first)
    for first in {p.split()[0] for p in _OPENERS}
}
_WISHES: Final = frozenset(
    "hope hopes want wish desire demand request appeal insist insistence require urge ask call call_on order press push "
    "expect expectation doubt fear worry pray beg wonder would_like prefer recommend plead encourage implore "
    "exhort doubtful hopeful unsure afraid unclear".split()
)
_TELLS: Final = frozenset({"quote", "according"})
_SUBJECT: Final = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ", "CD", "EX", "X", "VBN"})
_MOST: Final = 60
"""[wishes] looked at in one sentence; no prose comes near."""
_LONGEST: Final = 40
"""[tokens] the longest clause that an opener governs."""


def without_supposed(doc: Document, sentence: Sentence, acts: Sequence[Act]) -> list[Act]:
    """The acts that a sentence tells as facts; acts of speech in quotation marks and attributions are kept."""
    if not acts:
        return []
    clauses = _clauses(doc, sentence)
    starts = [first for first, _ in clauses]
    wishes = [(act, span) for act in acts for span in act.content if _wished(act)][:_MOST]
    return [act for act in acts if act.frame in _TELLS or not (
        _inside(doc, act, starts, clauses) or any(act is not outer and _told_of(act, span) for outer, span in wishes)
    )]  # fmt: skip


def _clauses(doc: Document, sentence: Sentence) -> list[Tokens2]:
    """Each clause of a sentence that an opener governs, up to the next comma."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    found = []
    for at in range(sentence.first, sentence.last - 2):
        for phrase in _PHRASES.get(words[at], ()) if quoted[at] < 0 else ():
            start = at + len(phrase)
            if tuple(words[at:start]) != phrase or start >= sentence.last:
                continue
            if words[start] == "that":
                start += 1
            if start >= sentence.last or tags[start] not in _SUBJECT or _main_verb(doc, sentence, at):
                continue
            end = start
            while end < sentence.last and end - start < _LONGEST and words[end] not in (",", ";", ":", "—", "--"):
                end += 1
            found.append((start, end))
            break
    return found


def _main_verb(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the word at ``at`` is a verb of its clause: "the port provided", "the side should"."""
    word, before = doc.tokens.lower[at], doc.tags[at - 1] if at > sentence.first else "."
    if word == "should":
        return at != sentence.first and doc.tokens.lower[at - 1] != ","
    return word in ("provided", "assuming") and before in ("NNP", "NN", "NNS", "PRP", "VBD", "VBZ", "VBP")


def _inside(doc: Document, act: Act, starts: Sequence[int], clauses: Sequence[Tokens2]) -> bool:
    """Whether who speaks and the verb both stand in a supposed clause."""
    if act.speaker is None or act.cue is None:
        return False
    nearest = bisect_right(starts, min(act.speaker[1] - 1, act.cue[0])) - 1
    return nearest >= 0 and max(act.speaker[0], act.cue[0]) < clauses[nearest][1]


def _wished(act: Act) -> bool:
    """Whether what an act tells is wished for, asked or denied."""
    return act.frame != "quote" and (act.lemma in _WISHES or act.frame in ("wh", "told-inf"))


def _told_of(act: Act, span: Tokens2) -> bool:
    """Whether an act and who does it both stand in what somebody wishes."""
    if act.speaker is None or act.cue is None:
        return False
    return span[0] <= act.speaker[0] < span[1] and span[0] <= act.cue[0] < span[1]
