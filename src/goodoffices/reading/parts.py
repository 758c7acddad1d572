"""An act's content parted by issue: coordinated clauses, "that A, but that B", and what an anaphor is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.document import Document
from goodoffices.reading.grammar import FINITE, SUBORDINATORS, noun_phrase_right
from goodoffices.reading.marks import find_condition
from goodoffices.reading.stance import judge
from goodoffices.reading.topics import IssueFinder, TopicHit, find_topics, stem

__all__ = ["Part", "Parts"]

_ANAPHORS: Final = frozenset(
    "it this that idea plan proposal move step suggestion demand offer request deal decision result these those them "
    "such text terms".split()
)
_CLAIMS: Final = frozenset(
    "must require requires required include includes need needs mean means demand demands entail".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an act's content that is about one issue (or none)."""

    spans: tuple[Tokens2, ...]
    hits: tuple[TopicHit, ...]
    issue: str | None
    tied: bool = False


class Parts:
    """Parts the content of a text's acts; remembers the topic spoken of last, for "the idea" and "this"."""

    def __init__(self, doc: Document, issues: IssueFinder) -> None:
        self.doc = doc
        self.issues = issues
        self.stems = [stem(word) for word in doc.tokens.lower]
        self._last: tuple[int, tuple[TopicHit, ...], str | None] | None = None

    def of(self, act: Act) -> list[Part]:
        """The content parted where its coordinated clauses are about different issues."""
        whole = self._about(act, act.content)
        if len(act.content) == 1:
            cuts = self._cuts(*act.content[0])
            pieces = [self._about(act, (piece,)) for piece in cuts] if len(cuts) > 1 else []
            issues = [piece.issue or (piece.hits[0].code if piece.hits else None) for piece in pieces]
            if len(pieces) > 1 and all(issues) and len(set(issues)) > 1:
                return pieces
            return self._contrasted(act) or [whole]
        return [whole]

    def _contrasted(self, act: Act) -> list[Part]:
        """The two parts of "that A, but that B" where they take different stances; "such a halt" takes the topic of A."""
        first, last = act.content[0]
        words, tags, quoted = self.doc.tokens.lower, self.doc.tags, self.doc.quoted
        for at in range(first + 3, last - 3):
            if words[at] != "but" or quoted[at] >= 0:
                continue
            opens = words[at + 1] == "that" if words[first] == "that" else self._clause_at(at + 1, last)
            if not opens or not any(tag in FINITE for tag in tags[first:at]):
                continue
            end = at - 1 if words[at - 1] == "," else at
            spans = ((first, end), (at + 1, last))
            if len({judge(self.doc, act, range(*span), False) for span in spans}) < 2:
                return []
            one, other = (self._about(act, (span,)) for span in spans)
            if not other.hits and other.issue is None:
                other = replace(other, hits=one.hits[:1], issue=one.issue)
            return [one, other]
        return []

    def _cuts(self, first: int, last: int) -> list[Tokens2]:
        """The coordinated parts of a clause: "that A and that B", "to do A and do B"."""
        words, tags, quoted = self.doc.tokens.lower, self.doc.tags, self.doc.quoted
        starts = [first]
        for at in range(first + 2, last - 1):
            if words[at] != "and" or quoted[at] >= 0:
                continue
            after = at + 1
            opens = words[after] in ("that", "to") or tags[after] in ("VB", "MD", "VBZ", "VBD", "VBP", "VBG")
            if opens or (self._clause_at(after, last) and not self._joins_subjects(at, first)):
                starts.append(after)
        spans = []
        for number, begin in enumerate(starts):
            end = starts[number + 1] - 1 if number + 1 < len(starts) else last
            while end > begin and words[end - 1] in (",", "and"):
                end -= 1
            if end > begin:
                spans.append((begin, end))
        return spans

    def _joins_subjects(self, at: int, first: int) -> bool:
        """Whether "and" stands in the subject of a clause just opened: "until a pause | and a settlement are agreed"."""
        words, tags = self.doc.tokens.lower, self.doc.tags
        for before in range(at - 1, max(first, at - 10), -1):
            if tags[before][0] == "V" or tags[before] == "MD" or words[before] in (",", ";"):
                return False
            if words[before] in SUBORDINATORS:
                return True
        return False

    def _clause_at(self, at: int, last: int) -> bool:
        end = noun_phrase_right(self.doc, at, last)
        return at < end < last and self.doc.tags[end] in FINITE

    def _about(self, act: Act, spans: tuple[Tokens2, ...]) -> Part:
        """Topics and issue of some content; an anaphor takes those of what was spoken of last."""
        hits: list[TopicHit] = []
        issues: list[tuple[str, int]] = []
        for first, last in spans:
            aside = find_condition(self.doc, first, last, question=act.frame == "wh")
            if aside and aside[0] - first >= 4:
                last = aside[0]  # what an answer hangs on is not what it is about
            stems = self.stems[first:last]
            here = find_topics(stems, first)
            issues += self.issues.issues_of(stems, here, first)
            hits += here
        if not hits and not issues and act.cue is not None and (act.silence or self.anaphoric(spans)):
            low, high = self._around(act, spans)
            here = find_topics(self.stems[low:high], low)
            if here:
                hits = here[:1]
                issues = self.issues.issues_of(self.stems[low:high], here, low)[:1]
            elif self._last and act.sentence - self._last[0] <= 3:
                hits = list(self._last[1])
                issues = [(self._last[2], 0)] if self._last[2] else []
        strong = [hit for hit in hits if hit.strong] or hits
        issue = self._choose(issues, spans)
        if issue is None and not hits:
            issue = self.issues.by_words([s for first, last in spans for s in self.stems[first:last]])
        if strong or issue:
            self._last = (act.sentence, tuple(strong[:1]), issue)
        return Part(spans, tuple(strong), issue)

    def _choose(self, issues: Sequence[tuple[str, int]], spans: Sequence[Tokens2]) -> str | None:
        """The issue that the clause claims something of; of several the one most spoken of, of equals the first."""
        if not issues:
            return None
        names = [name for name, _ in issues]
        counts = {name: names.count(name) for name in names}
        focus = self._focus(spans)
        places = {name: max(at for other, at in issues if other == name) for name in names}
        return max(names, key=lambda name: (places[name] >= focus, counts[name], -names.index(name)))

    def _focus(self, spans: Sequence[Tokens2]) -> int:
        """The first token after what the clause is about: "these guarantees would require | it to stay neutral"."""
        for first, last in spans:
            for at in range(first + 1, last - 1):
                if self.doc.tokens.lower[at] in _CLAIMS:
                    return at
        return spans[0][0]

    def anaphoric(self, spans: Sequence[Tokens2]) -> bool:
        """Whether the content is short and stands for something said before: "the idea", "this"."""
        lower, tags = self.doc.tokens.lower, self.doc.tags
        words = [
            lower[at]
            for first, last in spans
            for at in range(first, last)
            if lower[at] != "that" or (at > first and tags[at] == "DT")  # the conjunction stands for nothing
        ]
        return len(words) <= 14 and bool(_ANAPHORS & set(words))

    def _around(self, act: Act, spans: Sequence[Tokens2]) -> Tokens2:
        sentence = self.doc.sentences[act.sentence]
        return sentence.first, min(spans[0][0], sentence.last)
