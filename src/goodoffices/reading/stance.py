"""The stance of an act toward its own proposition: ten tests in a fixed order, the first that holds decides.

What the words do counts, not the verb that introduces them: "said it would never accept" rejects. Negations are
counted, so that two of them cancel. The words are in ``data/stances.toml``; they are the same for every speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from goodoffices.model.statements import Stance
from goodoffices.reading.acts import Act
from goodoffices.reading.document import Document
from goodoffices.reading.grammar import NEGATIONS
from goodoffices.reading.lexicon import data_file, lexicon

__all__ = ["judge", "plover_of", "refuses"]

_DEAL: Final = frozenset(
    "deal agreement accord settlement peace truce ceasefire cease-fire talks negotiations solution pact "
    "compromise treaty".split()
)
_NEEDS: Final = frozenset(
    "need needs require requires required depend depends hinge hinges take takes demand demands".split()
)
_STEPPERS: Final = frozenset("i we he she it they".split())
_DECIDES: Final = frozenset("decision matter question choice".split())


@cache
def _lemmas() -> dict[str, Stance]:
    found: dict[str, Stance] = {}
    for name, words in data_file("stances.toml")["lemmas"].items():
        for word in words.split():
            found.setdefault(word, Stance(name))
    return found


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First token -> phrases with the stance that they speak for."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in data_file("stances.toml")["phrases"].items():
        for phrase in phrases:
            words = tuple(filter(None, phrase.split("_")))
            index.setdefault(words[0], []).append((words, name))
    return index


@cache
def _plover() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in data_file("stances.toml")["plover"].items():
        for word in words.split():
            found.setdefault(word, name)
    return found


def refuses(lemma: str) -> bool:
    """Whether a verb by itself turns something down."""
    return _lemmas().get(lemma) is Stance.REJECTS


def judge(doc: Document, act: Act, content: Sequence[int], condition: bool) -> Stance:
    """The stance of an act.

    Parameters
    ----------
    doc, act
        The document and what was found in it.
    content
        Token indices of the row's own content.
    condition
        Whether a conditional clause was found with it.
    """
    if act.silence:
        return Stance.NON_COMMITTAL
    words = [doc.tokens.lower[index] for index in content]
    base = _lemmas().get(act.lemma)
    negated = act.negations % 2 == 1
    by_cue = _from_cue(act, base, negated, condition, words)
    if by_cue is not None:
        return by_cue
    return _from_words(doc, act, words, condition)


def _from_cue(act: Act, base: Stance | None, negated: bool, condition: bool, words: Sequence[str]) -> Stance | None:
    """The stance that the cue itself settles, or None where the content decides."""
    if base is None or act.frame == "naming":
        return None
    if act.frame == "act" and act.modal and not negated:
        return Stance.WARNS if act.lemma in _hostile() else Stance.ANNOUNCES
    if base is Stance.REJECTS:
        if negated:
            return Stance.NON_COMMITTAL if act.lemma == "rule_out" else Stance.ACCEPTS
        if act.lemma in ("deny", "denial", "dismiss") and act.frame in ("that", "clause", "quote"):
            return Stance.ASSESSES if act.lemma == "dismiss" else Stance.REJECTS
        if (
            act.lemma == "decline"
            and words[1:2]
            and words[1] in ("comment", "say", "answer", "elaborate", "discuss", "respond")
        ):
            return Stance.NON_COMMITTAL
        return Stance.REJECTS
    if base is Stance.ACCEPTS:
        if (act.lemma in ("agree", "concede") and act.frame in ("quote", "clause")) or (
            act.lemma == "agree" and act.frame == "that" and "should" not in words
        ):
            return None
        if negated:
            return Stance.REJECTS
        return Stance.CONDITIONAL if condition and act.modal in ("would", "could", "might", "will") else Stance.ACCEPTS
    if base is Stance.WILLING:
        if act.frame == "told-inf":
            return Stance.DEMANDS
        if negated:
            return Stance.REJECTS if act.lemma not in ("hope", "wish") else None
        if act.lemma in ("hope", "hopes") and act.frame not in ("inf", "noun-inf"):
            return Stance.ASSESSES
        return (
            None
            if act.frame in ("noun", "weak", "prep") and act.lemma in ("want", "seek") and words[:1] == ["to"]
            else Stance.WILLING
        )
    if base is Stance.WARNS:
        return Stance.ASSESSES if negated else Stance.WARNS
    if base is Stance.DEMANDS and negated:
        return Stance.ASSESSES
    if base is Stance.ANNOUNCES and (negated or act.frame in ("noun", "clause", "quote", "that", "inf", "noun-inf")):
        strong = _from_words_only(words)
        if _plan(words) in _hostile() or (words[:1] == ["to"] and words[1:2] and words[1] in _hostile()):
            return Stance.WARNS
        return strong if strong in (Stance.REJECTS, Stance.DEMANDS) else Stance.ANNOUNCES
    if (
        base is Stance.PROPOSES
        and act.lemma == "suggest"
        and act.frame in ("quote", "clause", "that")
        and "should" not in words
    ):
        return None
    if base is Stance.PROPOSES and act.lemma == "offer" and act.frame == "inf":
        return Stance.WILLING
    return base


def _from_words(doc: Document, act: Act, words: Sequence[str], condition: bool) -> Stance:
    """The stance that the content settles."""
    found = _from_words_only(words)
    if found is Stance.ACCEPTS and condition:
        return Stance.CONDITIONAL
    if found is not None:
        return found
    if _refuses_step(words):
        return Stance.REJECTS
    plan = _plan(words) if act.frame != "wh" else None
    if plan is not None:
        return Stance.WARNS if plan in _hostile() else Stance.ANNOUNCES
    return Stance.ASSESSES


def _from_words_only(words: Sequence[str]) -> Stance | None:
    """Tests on the words alone, in the order of the stance table."""
    found = _signs(words)
    if "non_committal" in found:
        return Stance.NON_COMMITTAL
    if ("rejects" in found and not _double(words)) or _denies_say(words):
        return Stance.REJECTS
    if "accepts" in found and not _negated(words):
        return Stance.ACCEPTS
    if "conditional" in found or _names_needs(words):
        return Stance.CONDITIONAL
    for stance in (Stance.DEMANDS, Stance.PROPOSES, Stance.WILLING, Stance.WARNS, Stance.ANNOUNCES):
        if stance.value in found:
            return Stance.REJECTS if stance is Stance.WILLING and _negated(words) else stance
    return None


def _signs(words: Sequence[str]) -> set[str]:
    """The stances that some phrase among the words speaks for."""
    phrases = _phrases()
    found = set()
    for at, word in enumerate(words):
        for phrase, name in phrases.get(word, ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                found.add(name)
    return found


def _double(words: Sequence[str]) -> bool:
    """Whether a refusal is itself denied ("did not say that it was unacceptable", "never ruled out")."""
    for at, word in enumerate(words):
        if word in (
            "rejected",
            "rejects",
            "unacceptable",
            "premature",
            "ruled",
            "opposes",
            "opposed",
            "refuse",
            "refused",
        ):
            return any(before in NEGATIONS for before in words[max(0, at - 3) : at])
    return False


def _negated(words: Sequence[str]) -> bool:
    """Whether the words up to the first verb of consent or readiness are negated."""
    for at, word in enumerate(words):
        if word in (
            "accept",
            "accepted",
            "agree",
            "agreed",
            "signed",
            "ready",
            "willing",
            "open",
            "prepared",
            "acceptable",
            "support",
            "supports",
        ):
            return any(before in NEGATIONS for before in words[max(0, at - 3) : at])
    return False


def _denies_say(words: Sequence[str]) -> bool:
    """As in "A decision for the south, not the north, to make", "not for the north to decide"."""
    for at, word in enumerate(words):
        if word in _DECIDES and "not" in words[at : at + 9] and words[at + 1 : at + 2] == ["for"]:
            return True
        if (
            word == "not"
            and words[at + 1 : at + 2] in (["for"], ["up"])
            and {"decide", "determine", "say", "choose"} & set(words[at : at + 9])
        ):
            return True
    return False


def _names_needs(words: Sequence[str]) -> bool:
    """As in "A deal needs sacrifices from both": what an agreement depends on, claimed for no side."""
    for at, word in enumerate(words):
        if word in _DEAL:
            window = words[at + 1 : at + 7]
            for step, other in enumerate(window):
                if other in _NEEDS and not ({"n't", "not"} & set(window[:step])):
                    rest = words[at + 2 + step :]
                    return "to" not in rest[:5] or "both" in rest
    return False


def _plan(words: Sequence[str]) -> str | None:
    """The verb of a step announced: "it would send", "the council will withdraw its observers"; None where there is none."""
    for at, word in enumerate(words[:12]):
        if word == "would" and words[at - 1 : at] and words[at - 1] not in _STEPPERS:
            return None  # "a truce would give them time" is a view, "it would send aid" a step
        if word in ("will", "would", "'ll", "shall") and at > 0:
            here = at + 1
            while here < len(words) - 1 and words[here].endswith("ly"):
                here += 1
            verb = words[here] if here < len(words) else ""
            return None if verb in ("be", "have", "not", "never", "") else verb
        if word in ("is", "are", "was", "were", "has", "have", "had", "must", "should"):
            return None
    return None


def _refuses_step(words: Sequence[str]) -> bool:
    """As in "it would not stop", "we will never leave": a step of one's own, refused."""
    for at, word in enumerate(words[:6]):
        if (
            word in ("will", "would", "wo", "shall", "'ll")
            and at > 0
            and words[at - 1] in ("it", "he", "she", "they", "we", "i")
        ):
            return words[at + 1 : at + 2] in (["not"], ["never"], ["n't"]) and words[at + 2 : at + 3] != ["be"]
    return False


@cache
def _hostile() -> frozenset[str]:
    return frozenset(data_file("stances.toml")["hostile"]["words"].split())


def plover_of(act: Act, stance: Stance, topics: Sequence[str]) -> str | None:
    """The PLOVER class of an act, or None; the stance stays primary."""
    by_lemma = _plover().get(act.lemma)
    negated = act.negations % 2 == 1
    if stance is Stance.REJECTS and by_lemma != "ACCUSE":
        return "REJECT"
    if (
        by_lemma
        and not negated
        and (
            by_lemma != "CONCEDE"
            or stance is Stance.ACCEPTS
            or act.lemma in ("apologize", "apologise", "resign", "release")
        )
    ):
        return by_lemma
    if stance is Stance.REJECTS:
        return "REJECT"
    if stance in (Stance.DEMANDS, Stance.PROPOSES):
        return "REQUEST"
    if stance is Stance.WARNS:
        return None if _lemmas().get(act.lemma) is Stance.WARNS and act.lemma not in ("warn", "warning") else "THREATEN"
    if (
        "go:Talks" in topics[:1]
        and stance in (Stance.ANNOUNCES, Stance.ASSESSES, Stance.WILLING)
        and act.lemma not in lexicon().nouns
    ):
        return "CONSULT" if stance is not Stance.ASSESSES else None
    if stance in (Stance.ACCEPTS, Stance.WILLING, Stance.CONDITIONAL, Stance.ANNOUNCES):
        return "AGREE"
    return None
