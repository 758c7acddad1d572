"""Nouns and adjectives that carry a statement: "the south's refusal to", "voiced its hope that", "is ready to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.clauses import clause_end
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import BE, FINITE, noun_phrase_left, noun_phrase_right, verb_group
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.subjects import subject_of

__all__ = ["adjective_acts", "clear_acts", "noun_acts"]

_LINKING: Final = BE | {
    "remain",
    "remains",
    "remained",
    "seem",
    "seems",
    "seemed",
    "sound",
    "sounded",
    "appear",
    "appears",
    "appeared",
    "stood",
    "feel",
    "felt",
    "became",
    "become",
}
_STARTS: Final = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ", "CD", "VBG", "VBN", "WP", "WRB", "X", "EX"})
_AGENTS: Final = frozenset({"by", "from", "among"})


def noun_acts(doc: Document, number: int, sentence: Sentence, taken: frozenset[int] = frozenset()) -> Iterator[Act]:
    """Acts named by nouns, where somebody is said to hold or utter them."""
    lex = lexicon()
    words, tags = doc.tokens.lower, doc.tags
    low, high = sentence.first, sentence.last
    for at in range(low, high - 2):
        lemma = lex.noun_lemma.get(words[at])
        if lemma is None or at in taken or tags[at] not in ("NN", "NNS") or doc.quoted[at] >= 0:
            continue
        found = _complement(doc, at, lemma, high)
        if found is None:
            continue
        frame, start = found
        holder = _holder(doc, at, low, high, start)
        if holder is None:
            continue
        speaker, first, negations, modal, stop = holder
        end = min(clause_end(doc, start, high, phrase=frame != "noun-that", low=low), stop)
        if end <= start or _unsure(doc, end, high):
            continue
        cue_end = start if frame == "noun-prep" else at + 1
        yield Act(
            f"{frame}/1",
            speaker,
            (first, cue_end),
            ((start, end),),
            lemma,
            frame,
            negations,
            False,
            modal,
            weak=frame != "noun-that" and doc.tags[first][0] not in "VM",
            sentence=number,
        )


def _complement(doc: Document, at: int, lemma: str, high: int) -> tuple[str, int] | None:
    """What follows the noun: a clause, an infinitive or one of its prepositions; with the first token of the content."""
    lex, words, tags = lexicon(), doc.tokens.lower, doc.tags
    frames = lex.nouns[lemma]
    after = at + 1
    if words[after] == "that" and "that" in frames and tags[after + 1] not in ("VBD", "VBZ", "MD", "VBP"):
        return "noun-that", after
    if tags[after] == "TO" and "inf" in frames and tags[after + 1] in ("VB", "RB", "VBP"):
        return "noun-inf", after
    follows = "prep" in frames and words[after] in lex.noun_prepositions.get(lemma, ()) and after + 1 < high
    if follows and (tags[after + 1] in _STARTS or doc.quoted[after + 1] >= 0):
        return "noun-prep", after + 1
    return None


def _unsure(doc: Document, at: int, high: int) -> bool:
    """Whether the clause goes on to say that there is no such thing: "its agreement to a truce is far from certain"."""
    words = doc.tokens.lower
    if at >= high or (words[at] not in BE and doc.tags[at] != "MD"):
        return False
    return bool(
        {
            "far",
            "not",
            "n't",
            "uncertain",
            "unclear",
            "unlikely",
            "doubtful",
            "doubt",
            "needed",
            "required",
            "key",
            "crucial",
        }
        & set(words[at : at + 4])
    )


def _holder(
    doc: Document, at: int, low: int, high: int, start: int
) -> tuple[Tokens2, int, int, str | None, int] | None:
    """Speaker, first token of the cue, negations, modal, and where the content must stop.

    A possessor, an agent, or the subject of a light verb.
    """
    words, tags = doc.tokens.lower, doc.tags
    begin = at
    while (
        begin > low
        and tags[begin - 1] in ("JJ", "NN", "RB", "VBN", "CD", "VBG")
        and at - begin < 4
        and words[begin - 1] not in BE
    ):
        begin -= 1
    before = begin - 1
    light = _light(doc, before, low)
    if light:
        return (*light, high)
    if before >= low and tags[before] == "PRP$" and words[before] not in ("my", "your", "our"):
        return (before, begin), begin, 0, None, high
    if before > low and tags[before] == "POS":
        first = noun_phrase_left(doc, before - 1, low, attach=False)
        if first < before:
            return (first, before), begin, 0, None, high
    for place in range(start, min(high - 1, start + 16)):
        if words[place] in _AGENTS and tags[place + 1] in ("NNP", "DT", "JJ", "NN", "NNS", "PRP$"):
            last = noun_phrase_right(doc, place + 1, high)
            if (
                last > place + 1
                and any(tags[i] == "NNP" or words[i].endswith("s") for i in range(place + 1, last))
                and words[place] == "by"
            ):
                return (place + 1, last), begin, 0, None, place
        if tags[place] in FINITE:
            break
    return None


def _light(doc: Document, before: int, low: int) -> tuple[Tokens2, int, int, str | None] | None:
    """The subject of a light verb whose object the noun is: "made a new call for"."""
    lex, words, tags = lexicon(), doc.tokens.lower, doc.tags
    at = before
    while at >= low and before - at < 5 and tags[at] in ("DT", "JJ", "PRP$", "RB", "NN", "CD", "POS", "VBN"):
        if tags[at] == "VBN" and words[at] in lex.lemma:
            break
        at -= 1
    if at < low or tags[at] not in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
        return None
    if lex.lemma.get(words[at]) not in lex.light:
        return None
    group = verb_group(doc, at, low)
    if group.passive or group.infinitive:
        return None
    speaker = subject_of(doc, group, low)
    if speaker is None:
        return None
    return speaker, group.first, group.negations, group.modal


def adjective_acts(
    doc: Document, number: int, sentence: Sentence, taken: frozenset[int] = frozenset()
) -> Iterator[Act]:
    """Acts by a linking verb and an adjective: "is adamant that", "are open to"."""
    lex = lexicon()
    words, tags = doc.tokens.lower, doc.tags
    low, high = sentence.first, sentence.last
    for at in range(low + 1, high - 1):
        frames = lex.adjectives.get(words[at])
        if not frames or at in taken or tags[at] not in ("JJ", "VBN", "VBD", "RB", "IN", "NN") or doc.quoted[at] >= 0:
            continue
        link = at - 1
        while link > low and tags[link] == "RB" and at - link < 5:
            link -= 1
        if words[link] not in _LINKING or tags[link] == "POS":
            continue
        content = _content_of_adjective(doc, at, frames, high)
        if content is None:
            continue
        group = verb_group(doc, link, low)
        speaker = subject_of(doc, group, low)
        if speaker is None or words[speaker[0]] in ("it", "there", "this", "that"):
            continue
        frame, start, end = content
        negations = group.negations + sum(words[i] in ("not", "n't", "never") for i in range(link + 1, at))
        yield Act(
            f"{frame}/1",
            speaker,
            (group.first, start if frame == "adjective-prep" else at + 1),
            ((start, end),),
            words[at],
            frame,
            negations,
            False,
            group.modal,
            weak=frame == "adjective-inf",
            position=True,
            sentence=number,
        )


def clear_acts(doc: Document, number: int, sentence: Sentence, taken: frozenset[int] = frozenset()) -> Iterator[Act]:
    """As in "Has made it clear that", "made plain that"."""
    words = doc.tokens.lower
    low, high = sentence.first, sentence.last
    for at in range(low + 1, high - 2):
        if words[at] not in ("made", "makes", "make", "making") or at in taken or doc.quoted[at] >= 0:
            continue
        clear = at + 1
        while clear < min(high - 2, at + 7) and words[clear] not in ("clear", "plain", "known", "explicit"):
            clear += 1
        if words[clear] not in ("clear", "plain", "known", "explicit") or words[clear + 1] not in (
            "that",
            "how",
            "why",
            "what",
            "whether",
        ):
            continue
        group = verb_group(doc, at, low)
        speaker = subject_of(doc, group, low)
        end = clause_end(doc, clear + 1, high, low=low)
        if speaker is not None and end > clear + 2:
            yield Act(
                "made-clear/1",
                speaker,
                (group.first, clear + 1),
                ((clear + 1, end),),
                "state",
                "that",
                group.negations,
                sentence=number,
            )


def _content_of_adjective(doc: Document, at: int, frames: frozenset[str], high: int) -> tuple[str, int, int] | None:
    """Frame and span of what the adjective is about."""
    lex, words, tags = lexicon(), doc.tokens.lower, doc.tags
    after = at + 1
    start = None
    if "prep" in frames:
        known = lex.adjective_prepositions.get(words[at], frozenset())
        if not known:
            start, frame = (after, "adjective-prep") if tags[at] == "IN" else (None, "")
        elif words[after] in known:
            start, frame = after + 1, "adjective-prep"
    if start is None and "inf" in frames and tags[after] == "TO":
        start, frame = after, "adjective-inf"
    if start is None and "that" in frames:
        if words[after] == "that":
            start, frame = after, "adjective-that"
        elif tags[after] in ("PRP", "NNP", "DT", "NNS"):
            end = noun_phrase_right(doc, after, high)
            if after < end < high and tags[end] in FINITE:
                start, frame = after, "adjective-that"
    if start is None or start >= high:
        return None
    end = clause_end(doc, start, high)
    return (frame, start, end) if end > start else None
