"""Topics by lexicon, and from topics to the case's issues.

Cues are matched on stems of tokens, longest first, by look-up of their first word. A case adds cues of its own
under an issue, and the words of its questions and options decide between two issues on one topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from goodoffices.reading.gazetteer import Gazetteer, IssueWords
from goodoffices.reading.lexicon import data_file
from goodoffices.reading.tokens import tokenize

__all__ = ["IssueFinder", "TopicHit", "find_topics", "stem"]

_SUFFIX: Final = re.compile(r"(?:ies|ied)$")
_PLAIN: Final = set(
    "the a an of to in on for and or is are be does do who what may can which its it their by with from that this"
    " s will must not no any all "
    "has have how as at into after before would should between new end side sides go goes stay stays get gets".split()
)


@dataclass(frozen=True)
class TopicHit:
    """A topic and where its cue stands, in tokens."""

    code: str
    first: int
    last: int
    strong: bool = True
    modifies: bool = False
    """Whether the cue only names whose something is: "alliance countries", "alliance troops"."""


@cache
def stem(word: str) -> str:
    """A light stem: plural, past and -ing endings off, so that a cue meets its forms.

    >>> stem("ceasefires"), stem("withdrawing"), stem("territories"), stem("talks")
    ('ceasefire', 'withdraw', 'territory', 'talks')
    """
    if (
        word in ("talks", "arms", "forces", "assets", "ties", "relations", "polls", "united", "nations")
        or len(word) < 4
    ):
        return word
    if _SUFFIX.search(word) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            elif word.endswith(("at", "iz", "is", "ut", "ir", "uc", "uit")):
                word += "e"
            break
    return word


@dataclass(frozen=True)
class _Table:
    """Cues by first stem, longest first: (stems, code); and weak cues with the words that must stand beside them."""

    strong: dict[str, list[tuple[tuple[str, ...], str]]]
    weak: dict[str, list[tuple[tuple[str, ...], str]]]
    beside: dict[str, frozenset[str]]
    heads: dict[str, frozenset[str]]
    """Stems of the nouns before which a cue of the topic is a mere modifier."""


@cache
def _table() -> _Table:
    raw = data_file("topics.toml")
    strong: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    weak: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    beside, heads = {}, {}
    for code, entry in raw.items():
        _add(strong, entry["cues"], code)
        _add(weak, entry.get("second", ()), code)
        beside[code] = frozenset(stem(word) for word in entry.get("beside", ()))
        if "heads" in entry:
            heads[code] = frozenset(stem(word) for word in entry["heads"])
    return _Table(strong, weak, beside, heads)


def _add(index: dict[str, list[tuple[tuple[str, ...], str]]], cues: Sequence[str], code: str) -> None:
    for cue in cues:
        stems = tuple(stem(word) for word in tokenize(cue).lower)
        index.setdefault(stems[0], []).append((stems, code))
        index[stems[0]].sort(key=lambda entry: -len(entry[0]))


def find_topics(stems: Sequence[str], first: int = 0) -> list[TopicHit]:
    """Every topic cue in a stretch of stems [n]; ``first`` is the index of the first in its document."""
    table = _table()
    hits: list[TopicHit] = []
    at, total = 0, len(stems)
    here = set(stems)
    while at < total:
        entry = _match(table.strong.get(stems[at], ()), stems, at)
        if entry:
            end = at + len(entry[0])
            modifies = end < total and stems[end] in table.heads.get(entry[1], ())
            hits.append(TopicHit(entry[1], first + at, first + end, modifies=modifies))
            at = end
            continue
        for cue, code in table.weak.get(stems[at], ()):
            if tuple(stems[at : at + len(cue)]) == cue and (here - set(cue)) & table.beside[code]:
                hits.append(TopicHit(code, first + at, first + at + len(cue), strong=False))
        at += 1
    if any(hit.modifies for hit in hits) and not all(hit.modifies for hit in hits):
        return [hit for hit in hits if not hit.modifies]  # "troops from alliance countries" is about troops
    return hits


def _match(
    entries: Sequence[tuple[tuple[str, ...], str]], stems: Sequence[str], at: int
) -> tuple[tuple[str, ...], str] | None:
    """The longest cue that begins here; "height of the city's walls" meets "height of the walls"."""
    for entry in entries:
        if tuple(stems[at : at + len(entry[0])]) == entry[0]:
            return entry
    return None


class IssueFinder:
    """From the words of a passage to the issues of a case."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.issues = gazetteer.issues
        self._by_topic: dict[str, list[IssueWords]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._cues: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for issue in gazetteer.issues:
            for topic in issue.topics:
                self._by_topic.setdefault(topic, []).append(issue)
            printed = " ".join([issue.id.replace("_", " "), issue.question, *(label for _, label in issue.options)])
            self._words[issue.id] = frozenset(
                stem(w) for w in tokenize(printed).lower if w.isalpha() and w not in _PLAIN
            )
            _add(self._cues, issue.cues, issue.id)

    def issues_of(self, stems: Sequence[str], hits: Sequence[TopicHit], first: int = 0) -> list[tuple[str, int]]:
        """Issues that a passage is about with the place of their first cue, in text order; a tie yields none of the tied.

        ``first`` is the index of the passage in its document, as for :func:`find_topics`.
        """
        found: dict[str, int] = {}
        for at in range(len(stems)):
            entry = _match(self._cues.get(stems[at], ()), stems, at)
            if entry:
                found.setdefault(entry[1], first + at)
        strong = any(hit.strong for hit in hits)
        here = frozenset(stems)
        for hit in hits:
            if strong and not hit.strong:
                continue
            issue = self._best(self._by_topic.get(hit.code, ()), here)
            if issue:
                found.setdefault(issue, hit.first)
        return sorted(found.items(), key=lambda item: item[1])

    def by_words(self, stems: Sequence[str]) -> str | None:
        """The issue without topics whose own words the passage shares, at least two of them, and more than any other."""
        here = frozenset(stems)
        scored = sorted(((len(self._words[i.id] & here), i.id) for i in self.issues if not i.topics), reverse=True)
        if scored and scored[0][0] >= 2 and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            return scored[0][1]
        return None

    def _best(self, issues: Sequence[IssueWords], here: frozenset[str]) -> str | None:
        """Of issues on one topic the one that shares more words with the passage; None on a tie."""
        if len(issues) <= 1:
            return issues[0].id if issues else None
        scored = sorted(((len(self._words[issue.id] & here), issue.id) for issue in issues), reverse=True)
        return scored[0][1] if scored[0][0] > scored[1][0] else None
