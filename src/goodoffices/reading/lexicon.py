"""The cue dictionary: which words introduce a statement, and what may follow them. Read once from ``data/cues.toml``.

Look-ups are by whole token, so the time a text takes does not depend on the size of the dictionary.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

__all__ = ["Lexicon", "data_file", "forms", "lexicon"]

_VOWELS: Final = set("aeiou")


@dataclass(frozen=True)
class Lexicon:
    """Look-up tables, keyed by folded tokens."""

    lemma: dict[str, str]
    """A form of a cue verb -> its lemma."""
    frames: dict[str, frozenset[str]]
    """Lemma (or ``lemma_particle``) -> the constructions it takes."""
    prepositions: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    """Lemma -> particles that make another verb of it."""
    adjectives: dict[str, frozenset[str]]
    adjective_prepositions: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    noun_prepositions: dict[str, frozenset[str]]
    noun_lemma: dict[str, str]
    light: frozenset[str]
    evidence: frozenset[str]


def data_file(name: str) -> dict[str, Any]:
    """A data file of the reading room, parsed."""
    return tomllib.loads(resources.files("goodoffices.reading").joinpath(f"data/{name}").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """The one dictionary of this process."""
    raw = data_file("cues.toml")
    frames: dict[str, set[str]] = defaultdict(set)
    for group in raw["verbs"]:
        for word in group["words"].split():
            frames[word].update(group["frames"].split())
    particles: dict[str, set[str]] = defaultdict(set)
    lemmas = set(frames) | set(raw["light"]["verbs"].split())
    for word in list(frames):
        head, _, tail = word.partition("_")
        if tail:
            particles[head].add(tail)
            lemmas.add(head)
    lemma: dict[str, str] = {}
    irregular = {head: printed.split() for head, printed in raw["irregular"].items()}
    for head in sorted(lemmas):
        if "_" not in head:
            for form in (head, *irregular.get(head, forms(head))):
                lemma.setdefault(form, head)
    nouns: dict[str, set[str]] = defaultdict(set)
    for frame in ("that", "inf"):
        for word in raw["nouns"][frame].split():
            nouns[word].add(frame)
    noun_prepositions = _prepositions(raw["nouns"]["prep"])
    for word in noun_prepositions:
        nouns[word].add("prep")
    adjectives: dict[str, set[str]] = defaultdict(set)
    for frame in ("that", "inf"):
        for word in raw["adjectives"][frame].split():
            adjectives[word].add(frame)
    adjective_prepositions = _prepositions(raw["adjectives"]["prep"])
    for word in adjective_prepositions:
        adjectives[word].add("prep")
    return Lexicon(
        lemma=lemma,
        frames={word: frozenset(found) for word, found in frames.items()},
        prepositions={word: frozenset(printed.split()) for word, printed in raw["prepositions"].items()},
        particles={word: frozenset(found) for word, found in particles.items()},
        adjectives={word: frozenset(found) for word, found in adjectives.items()},
        adjective_prepositions=adjective_prepositions,
        nouns={word: frozenset(found) for word, found in nouns.items()},
        noun_prepositions=noun_prepositions,
        noun_lemma={form: word for word in nouns for form in (word, _plural(word))},
        evidence=frozenset(raw["evidence"]["words"].split()),
        light=frozenset(raw["light"]["verbs"].split()),
    )


def forms(lemma: str) -> tuple[str, str, str]:
    """The regular third person, past and participle of a verb.

    >>> forms("deny")
    ('denies', 'denied', 'denying')
    >>> forms("urge")
    ('urges', 'urged', 'urging')
    """
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ing"


def _plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _prepositions(printed: str) -> dict[str, frozenset[str]]:
    """``word:of,for`` pairs."""
    pairs = (item.partition(":") for item in printed.split())
    return {word: frozenset(filter(None, rest.split(","))) for word, _, rest in pairs}
