"""Repairs to tags, where what stands beside a word tells more than the tagger saw.

Names, past forms, participles before "that".
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Final

from goodoffices.reading.gazetteer import states
from goodoffices.reading.lexicon import data_file, lexicon
from goodoffices.reading.tokens import Tokens

__all__ = ["repaired", "state_words"]

_NO_NAMES: Final = frozenset("NN RB VB VBD VBZ VBP VBN VBG X UH IN RP MD WDT WP .".split())
_DOUBTFUL: Final = frozenset("IN MD RB RP WDT WP".split())
_MISTAKEN: Final = frozenset("NN JJ VB VBP IN RB".split())
_NOUNS: Final = frozenset("NN NNS NNP JJ".split())
_AFTER_VERB: Final = frozenset("DT NNP PRP PRP$ JJ VBN NN NNS CD TO IN".split())
_OBJECTS: Final = frozenset("DT NNP PRP PRP$ TO NN NNS".split())
_OFTEN_RIGHT: Final = frozenset({"NN", "NNS", "JJ", "IN", "RB", "UH", "."})
"""Tags that only a form of a cue verb can have wrongly."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS: Final = frozenset("he she it they we i who".split())
_OPENING: Final = frozenset("“ \" '' ‘ ' « : ; ( [ — -- - … .".split())
_AUXILIARIES: Final = frozenset(
    "be is are was were been being am 's 're has have had having 've get got gets getting".split()
)
_BARE: Final = frozenset(
    "do does did let lets make makes made help helps helped to not n't see saw watch hear heard that".split()
)
_SMALL: Final = frozenset(
    "and but or nor yet so for the a an this that these those some any each every both all no as at by in of on "
    "to with from about above after against "
    "along although amid among around because before behind below beneath beside besides between beyond despite "
    "down during except if inside into like "
    "near off once onto out outside over past per plus since than though through throughout till toward towards "
    "under underneath unless until up upon "
    "upside via when whenever where whereas wherever whether while within without worth again ago almost already "
    "also always anyway away back even ever "
    "far first further hence here how however indeed instead just later less maybe meanwhile more most much never"
    " next not now often only otherwise "
    "perhaps quite rather really second seldom so sometimes soon still then there therefore thereafter third thus"
    " today together tomorrow tonight too "
    "twice very well why yesterday yes no can could may might must shall should will would either neither another"
    " what which who whose many few several "
    "earlier once likewise nonetheless nevertheless moreover furthermore elsewhere oh ok okay please let thanks "
    "dear half such long enough same".split()
)
_COMMON_WORDS: Final = frozenset(
    "turkey male chad jordan lima rome nice guinea polish georgia niger jersey danish".split()
)
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def repaired(tokens: Tokens, tags: list[str], openings: Set[int]) -> list[str]:
    """The tags with repairs; ``openings`` are the tokens that begin a sentence."""
    words, lower = tokens.words, tokens.lower
    last = len(tags) - 1
    doubtful = lexicon().lemma.keys() | {"outright"}
    if tags:
        _opening_names(words, lower, tags, openings)
    for at in range(1, last):
        kind, word = tags[at], words[at]
        state = state_words().get(lower[at]) if word[0].isupper() else None
        if state and kind not in ("NNP", "JJ", "NNS"):
            tags[at] = kind = "JJ" if state == "JJ" and tags[at + 1] in _NOUNS else "NNP"
        if word[0].isupper() and kind in _NO_NAMES and word != "I":
            if at not in openings and words[at - 1] not in _OPENING:
                if kind not in _DOUBTFUL or words[at - 1][0].isupper() or len(word) > 3:
                    tags[at] = "NNP"
                continue
            if kind == "NN" and tags[at + 1] == "NNP" and word.endswith("."):
                tags[at] = "NNP"
                continue
        elif kind in _OFTEN_RIGHT and lower[at] not in doubtful:
            continue
        elif kind[0] in "VNJUIR." and not word[0].isupper():
            better = _better(lower, tags, at, last)
            if better:
                tags[at] = better
        elif (
            kind == "WDT" and lower[at] == "that" and tags[at - 1].startswith("VB") and lower[at - 1] in lexicon().lemma
        ):
            tags[at] = "IN"
    return tags


def _opening_names(words: list[str], lower: list[str], tags: list[str], openings: Set[int]) -> None:
    """A name that opens a sentence, taken for a small word: it is none of the small words there are."""
    for at in openings:
        if at + 1 >= len(tags) or not words[at][0].isupper():
            continue
        if lower[at] in _titles() and tags[at + 1] == "NNP" and tags[at] not in ("NN", "NNP"):
            tags[at] = "NN"
        elif lower[at] in state_words():
            tags[at] = "JJ" if state_words()[lower[at]] == "JJ" and tags[at + 1] in _NOUNS else "NNP"
        elif (
            (
                tags[at] in ("CC", "IN", "RB", "DT", "MD", "TO", "X", "UH")
                and lower[at] not in _SMALL
                and not lower[at].endswith("ly")
            )
            and tags[at + 1] in ("VBD", "VBZ", "MD", "VBN", "NNP", "POS", "RB")
            and words[at].isalpha()
        ):
            tags[at] = "NNP"


@cache
def _titles() -> frozenset[str]:
    return frozenset(data_file("offices.toml")["titles"].split())


@cache
def state_words() -> dict[str, str]:
    """Single words that name a state, its capital or its people, with their tag."""
    found: dict[str, str] = {}
    for state in states():
        for name in (state.name, *state.others, *state.seats):
            if " " not in name and len(name) > 3:
                found[name.lower()] = "NNP"
        for name in state.adjectives:
            if " " not in name:
                found.setdefault(name.lower(), "JJ")
    return {word: kind for word, kind in found.items() if word not in _COMMON_WORDS}


def _better(lower: list[str], tags: list[str], at: int, last: int) -> str | None:
    """A better tag for a word that is no name, or None."""
    word, kind, before = lower[at], tags[at], tags[at - 1]
    if kind in ("VB", "UH", ".") and word in ("say", "tell"):
        return "VBP" if before not in ("TO", "MD", "RB") and lower[at - 1] not in _BARE else None
    if kind == "VB" and (before == "NNP" or lower[at - 1] in _SUBJECTS) and not _led(lower, tags, at):
        return "VBD"  # a bare form right after its subject is a past form that the tagger does not know
    if (
        (
            kind in ("NN", "VB", "NNP")
            and (before == "NNS" or (before == "NNP" and lower[at - 1].endswith("s")))
            and tags[at + 1] in _AFTER_VERB
            and lexicon().lemma.get(word) == word
        )
        and _FINITE.isdisjoint(tags[max(0, at - 8) : at])
        and not _led(lower, tags, at)
    ):
        return "VBP"  # "the rebels reject every plan"
    past = kind in ("JJ", "NN") and before in ("NNP", "NNS") and word in _past_forms() and tags[at + 1] in _AFTER_VERB
    if past and _alone(tags, at):
        return "VBD"  # "the court cancelled restrictions"
    singular = before in ("NN", "NNP") or (before == "JJ" and tags[at + 1] == "TO" and tags[min(at + 2, last)] == "VB")
    object_follows = tags[at + 1] in _OBJECTS or lower[at + 1] == "that"
    if kind == "NNS" and singular and word in lexicon().lemma and object_follows and _alone(tags, at):
        return "VBZ"  # "the government plans to", "a deal needs sacrifices"
    if word == "outright":
        return "RB"
    if kind == "NNP" and word.endswith("ed"):
        return "VBD"
    if kind in _MISTAKEN and word in _past_of_saying() and before not in ("DT", "JJ", "PRP$", "MD", "TO"):
        return "VBD"
    if kind in ("VBD", "VBN") and lower[at - 1] == "said" and tags[at + 1] in _NOUNS:
        return "JJ"  # "said undecided voters"
    if kind == "VBZ" and tags[at + 1] in ("VBP", "VBD", "MD") and before in ("VBZ", "VBD", "DT", "JJ", "IN"):
        return "NNS"  # "says progressives agree"
    if kind == "VBN":
        return _finite(lower, tags, at, last)
    if kind in ("NN", "JJ") and word.endswith("ing") and lower[at + 1] == "that" and word in lexicon().lemma:
        return "VBG"
    return None


def _alone(tags: list[str], at: int) -> bool:
    """Whether no finite verb stands near before a word."""
    return _FINITE.isdisjoint(tags[max(0, at - 12) : at])


def _finite(lower: list[str], tags: list[str], at: int, last: int) -> str | None:
    """The past tense, where a participle has a subject or an object and no auxiliary."""
    before, after = tags[at - 1], tags[at + 1]
    if before in ("NNP", "PRP") and lower[at - 1] not in _AUXILIARIES:
        return "VBD" if lower[at + 1] != "by" or lower[min(last, at + 2)].endswith("ing") else None
    if before not in ("NN", "NNS", "CC", "WDT", "WP", "RB") and lower[at - 1] != ",":
        return None
    has_object = (after in ("DT", "NNP", "PRP", "PRP$") and (lower[at + 1] not in _DAYS or before == "RB")) or lower[
        at + 1
    ] == "that"
    if after in _NOUNS and before in ("NNS", "RB") and _alone(tags, at):
        has_object = True
    if lower[at + 1] == '"' and lower[at] in _past_forms() and not _helped(lower, tags, at):
        return "VBD"
    quotes = lower[at - 1] == "," and (after == "." or lower[at + 1] in _DAYS) and lower[at] in _past_of_saying()
    return "VBD" if (has_object or quotes) and not _helped(lower, tags, at) else None


def _led(lower: list[str], tags: list[str], at: int) -> bool:
    """Whether something before asks for a bare form: a modal, "to", "do", "let", "make", "help"."""
    return any(tags[i] in ("MD", "TO") or lower[i] in _BARE for i in range(max(0, at - 7), at))


def _helped(lower: list[str], tags: list[str], at: int) -> bool:
    """Whether an auxiliary stands before, over adverbs and joined participles."""
    here = at - 1
    while here >= 0 and at - here < 8:
        if lower[here] in _AUXILIARIES:
            return True
        if tags[here] not in ("RB", "CC", "VBN", ".") or lower[here] in (".", ";"):
            return False
        here -= 1
    return False


@cache
def _past_forms() -> frozenset[str]:
    """Past forms of all cue verbs."""
    return frozenset(
        form for form, lemma in lexicon().lemma.items() if form != lemma and not form.endswith(("s", "ing"))
    )


@cache
def _past_of_saying() -> frozenset[str]:
    """Past forms of verbs that wrap quotations: hardly ever anything but verbs."""
    lex = lexicon()
    return frozenset(
        form
        for form, lemma in lex.lemma.items()
        if "quote" in lex.frames.get(lemma, ()) and form != lemma and not form.endswith(("s", "ing"))
    )
