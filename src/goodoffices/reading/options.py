"""Which answer to its issue a row names: by words of the option's label that no other option shares.

Only a single named option counts; where two are named, or a needed number is missing, there is none. A negation or
"an end to" before the word unnames it, except in a row that rejects: there the negation is the refusal itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from goodoffices.model.statements import Stance
from goodoffices.reading.gazetteer import Gazetteer, IssueWords
from goodoffices.reading.grammar import NEGATIONS
from goodoffices.reading.lexicon import data_file
from goodoffices.reading.tokens import tokenize
from goodoffices.reading.topics import stem

__all__ = ["OptionFinder", "naming_words"]

_SMALL: Final = frozenset(
    "the a an of to in on for and or is are be do it they its their by with from that this will not no any all may go "
    "goes get again under after before while only they're there is both side".split()
)
_REACH: Final = 3
"""[tokens] how far a negation may stand before the word that it denies."""


class OptionFinder:
    """From the words of a row to an option of its issue."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        names = frozenset(form for name in gazetteer.names for form in _forms(name))
        self._named = {issue.id: _telling(issue, names) for issue in gazetteer.issues}

    def option_of(self, issue: str | None, words: Sequence[str], stance: Stance) -> str | None:
        """The one option that folded words [n] name, or None."""
        options = self._named.get(issue or "")
        if not options:
            return None
        here = _present(words, stance)
        named = []
        for option, telling in options:
            numbers = {word for word in telling if word.isdigit()}
            if here & telling and (not numbers or here & numbers):
                named.append((len(here & telling), option))
        named.sort(reverse=True)
        if not named or (len(named) > 1 and named[0][0] == named[1][0]):
            return None
        return named[0][1]


@lru_cache(maxsize=50_000)
def naming_words(printed: str) -> frozenset[str]:
    """The words of a name that tell it from others, in the form in which they are compared.

    >>> sorted(naming_words("A 30-day truce"))
    ['30', 'ceasefire', 'day']
    """
    return frozenset(_forms(tokenize(printed).lower)) - {""}


def _telling(issue: IssueWords, names: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """Each option with the words that neither another option nor the question has, nor the name of a party."""
    asked = frozenset(_forms(tokenize(issue.question).lower))
    words = {option: naming_words(f"{option.replace('_', ' ')} {label}") for option, label in issue.options}
    found = []
    for option, own in words.items():
        others = frozenset().union(*(other for name, other in words.items() if name != option))
        found.append((option, own - others - asked - names))
    return found


def _present(words: Sequence[str], stance: Stance) -> frozenset[str]:
    """The forms of the words that stand undenied."""
    found: set[str] = set()
    away = _away()
    for at, word in enumerate(words):
        before = words[max(0, at - _REACH) : at]
        denied = stance is not Stance.REJECTS and any(other in NEGATIONS for other in before)
        if denied or any(other in away and other != word for other in before):
            continue
        found |= naming_words(word)
    return frozenset(found)


def _forms(words: Sequence[str]) -> list[str]:
    """Stems, a hyphenated word by its parts, numbers as digits, words of one group as its first."""
    same = _same()
    found = []
    for word in words:
        for part in (word, *word.split("-")) if "-" in word else (word,):
            if part not in _SMALL and (part.isalnum() or "-" in part):
                root = stem(part)
                found.append(same.get(part) or same.get(root, root))
    return [form for form in found if "-" not in form]


@cache
def _same() -> dict[str, str]:
    raw = data_file("options.toml")
    found = {}
    for group in raw["same"]:
        words = group.split()
        for word in words:
            found[word] = found[stem(word)] = stem(words[0])
    found |= {name: str(number) for number, name in enumerate(raw["numbers"].split(), start=1)}
    found |= {name: str(10 * number) for number, name in enumerate(raw["tens"].split(), start=3)}
    return found


@cache
def _away() -> frozenset[str]:
    return frozenset(data_file("options.toml")["away"].split())
