"""Verbs of speech and attitude: subject, verb group and what follows or precedes it.

One pass over the verbs of a sentence. For each, the constructions that its dictionary entry allows are tried in a
fixed order; the first that fits makes the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.before import following_subject, inverted, sentence_final
from goodoffices.reading.clauses import clause_end, object_end
from goodoffices.reading.complements import CLAUSE_OPENERS, complement
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import FINITE, VerbGroup, is_time, noun_phrase_left, noun_phrase_right, verb_group
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.stance import refuses
from goodoffices.reading.subjects import subject_of

__all__ = ["verb_acts"]

_VERBAL: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
_OPENERS: Final = frozenset({'"', "“", "''", "``", "«", "„", "‘", "'"})
_NOBODY: Final = frozenset(
    "days weeks months years hours moments times developments events circumstances peace truce ceasefire war fighting".split()
)
"""Heads that hold no opinion."""


def verb_acts(doc: Document, number: int, sentence: Sentence, taken: frozenset[int] = frozenset()) -> Iterator[Act]:
    """The acts that the verbs of one sentence make, in order; verbs at ``taken`` belong to acts found before."""
    lex = lexicon()
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    low, high = sentence.first, sentence.last
    used = low
    for at in range(low, high):
        lemma = lex.lemma.get(words[at])
        if (
            lemma is None
            or at in taken
            or quoted[at] >= 0
            or (tags[at] not in _VERBAL and not _surely_verb(doc, at, low, high))
        ):
            continue
        if lemma == "say" and words[at] == "saying" and at > low and tags[at - 1] == "DT":
            continue
        lemma, particle = _with_particle(doc, at, lemma, high)
        frames = lex.frames.get(lemma)
        if not frames:
            continue
        act = _act(doc, at, lemma, particle, frames, low, high, used)
        if act is None:
            continue
        if act.content[0][0] < at:
            used = max(used, act.content[0][1])
        yield replace(act, sentence=number)


def _surely_verb(doc: Document, at: int, low: int, high: int) -> bool:
    """Whether a form that the tagger took for something else must be a verb.

    A past form of saying with a mark or a name beside it.
    """
    word, tags = doc.tokens.lower[at], doc.tags
    if word in ("said", "told", "wrote", "added", "tweeted", "asked"):
        return at == low or tags[at - 1] not in ("DT", "JJ", "PRP$")
    if word.endswith("s") and tags[at] == "NNS" and at > low and tags[at - 1] in ("NNP", "PRP"):
        return at + 1 < high and (doc.tokens.lower[at + 1] in ("that", "to") or doc.tokens.words[at + 1] in _OPENERS)
    return False


def _with_particle(doc: Document, at: int, lemma: str, high: int) -> tuple[str, int]:
    """Lemma joined with a particle that follows, and how many tokens the particle takes."""
    words = doc.tokens.lower
    for tail in lexicon().particles.get(lemma, ()):
        parts = tail.split("_")
        if tail == "to" and at + 2 < high and doc.tags[at + 2] == "VB":
            continue  # "agreed to open" takes an infinitive
        if [*words[at + 1 : at + 1 + len(parts)]] == parts and at + 1 + len(parts) <= high:
            return f"{lemma}_{tail}", len(parts)
    return lemma, 0


def _act(
    doc: Document, at: int, lemma: str, particle: int, frames: frozenset[str], low: int, high: int, used: int
) -> Act | None:
    """The act that the verb at ``at`` makes, or None."""
    group = verb_group(doc, at, low)
    if group.passive:
        return _passive(doc, group, lemma, frames, low, high)
    if "quote" in frames and doc.tags[at] in ("VBD", "VBZ", "VBP", "VBN", "NNS"):
        found = inverted(doc, group, lemma, low, high, used)
        if found:
            return found
    if doc.tags[at] == "VBN" and group.first == at:
        return None
    speaker = subject_of(doc, group, low)
    if speaker is None and group.participle and group.first == low:
        speaker = following_subject(doc, at, high)
    if speaker is not None and frames & {"noun", "weak"}:
        gap = _relative_object(doc, group, lemma, frames, speaker, particle, low, high)
        if gap:
            return gap
    if (
        "quote" in frames
        and speaker is not None
        and speaker[0] > low
        and doc.quoted[speaker[0] - 1] >= 0 > doc.quoted[speaker[0]]
    ):
        final = sentence_final(doc, group, lemma, speaker, low, high, used)
        if final:
            return final
    if speaker is not None and doc.tokens.lower[speaker[1] - 1] in _NOBODY:
        return None
    if "evidence" in frames and (speaker is None or not _holds_evidence(doc, speaker)):
        frames -= {"evidence"}
        if not frames:
            return None
    after = complement(doc, group, lemma, particle, frames, high)
    if after is not None:
        frame, cue_end, start, addressee = after
        end = (
            object_end(doc, start, high)
            if frame in ("noun", "weak", "act", "prep", "naming", "evidence")
            else clause_end(doc, start, high, low=low, subordinate=_subordinate(doc, speaker, low))
        )
        if end <= start:
            return None
        spans: tuple[Tokens2, ...] = ((_deed_start(group, lemma, frame, start), end),)
        if speaker is None and frame not in ("quote", "that"):
            return None
        if frame in ("weak", "act", "weak-inf") and group.modal and speaker and doc.tags[speaker[0]] == "PRP":
            return None  # "it will withdraw" is told by whoever says so
        if frame in ("noun", "weak", "act", "prep", "inf", "weak-inf") and (
            group.modal in _UNREAL or (frame in ("weak", "act") and _gerund(doc, group, low))
        ):
            return None
        if group.infinitive and frame not in ("quote", "that", "inf"):
            return None
        return Act(f"verb-{frame}/1", speaker, (group.first, cue_end), spans, lemma, frame, group.negations, False, group.modal,
                   addressee, weak=frame.startswith("weak") or frame == "act")  # fmt: skip
    closes = group.verb + 1 >= high - 1 and "clause" in frames
    if ("quote" in frames or closes) and speaker is not None and not group.infinitive:
        return sentence_final(doc, group, lemma, speaker, low, high, used)
    return None


def _deed_start(group: VerbGroup, lemma: str, frame: str, start: int) -> int:
    """Where the content of a reported act begins.

    A deed is its own proposition, "lifted its pause": without the verb its object alone would say the opposite. A
    refusal keeps the object, since the stance already says that it is refused.
    """
    deed = frame in ("act", "weak") and "act" in lexicon().frames.get(lemma, frozenset()) and not refuses(lemma)
    return group.verb if deed else start


def _holds_evidence(doc: Document, speaker: Tokens2) -> bool:
    """Whether the subject is a poll, a study or a record."""
    return not lexicon().evidence.isdisjoint(doc.tokens.lower[speaker[0] : speaker[1]])


def _subordinate(doc: Document, speaker: Tokens2 | None, low: int) -> bool:
    """Whether the clause of a verb of saying is itself a subordinate one."""
    return speaker is not None and speaker[0] > low and doc.tokens.lower[speaker[0] - 1] in CLAUSE_OPENERS


_UNREAL: Final = frozenset("must should can could may might ought shall".split())


def _gerund(doc: Document, group: VerbGroup, low: int) -> bool:
    """Whether a bare -ing form is a noun in its clause ("the difficulty of lifting sanctions")."""
    return group.participle and group.first > low and doc.tokens.lower[group.first - 1] != ","


def _relative_object(
    doc: Document,
    group: VerbGroup,
    lemma: str,
    frames: frozenset[str],
    speaker: Tokens2,
    particle: int,
    low: int,
    high: int,
) -> Act | None:
    """The object stands before: "a plan which the south has accepted", "a step it calls premature"."""
    words, tags = doc.tokens.lower, doc.tags
    before = speaker[0] - 1
    if before - 1 < low or speaker[1] > group.first or group.infinitive or group.modal in _UNREAL:
        return None
    if tags[before] in ("WDT", "WP") or words[before] in ("that", "which"):
        end = before - 1 if words[before - 1] == "," else before
        if tags[end - 1] not in ("NN", "NNS", "NNP"):
            return None
    elif (
        tags[before] in ("NN", "NNS")
        and words[before] not in ("time", "week", "day", "night")
        and tags[speaker[0]] in ("NNP", "PRP")
    ):
        end = before + 1
    else:
        return None
    after = group.verb + 1 + particle
    if after < high and words[after] == "that":
        return None  # "in a statement the south declared that": the object follows
    complement = after < high and (
        tags[after] in ("JJ", "VBN")
        or (lemma in ("deem", "call", "label", "describe", "consider") and doc.quoted[after] >= 0)
    )
    if (
        after < high
        and not complement
        and tags[after] in ("DT", "NN", "NNS", "NNP", "PRP", "PRP$", "TO")
        and not is_time(doc, after)
    ):
        return None
    first = noun_phrase_left(doc, end - 1, low)
    if first >= end or first < low:
        return None
    spans: tuple[Tokens2, ...] = ((first, end),)
    if complement:
        stop = clause_end(doc, after, high)
        spans = (*spans, (after, stop)) if stop > after else spans
    cue = (group.first, group.verb + 1 + particle)
    return Act("relative/1", speaker, cue, spans, lemma, "noun", group.negations, False, group.modal, weak=True)


def _passive(doc: Document, group: VerbGroup, lemma: str, frames: frozenset[str], low: int, high: int) -> Act | None:
    """The passive with an agent ("was rejected by the south"): the agent speaks, the subject is what it is about."""
    words, tags = doc.tokens.lower, doc.tags
    at = group.verb + 1
    while at < min(high, group.verb + 8) and words[at] != "by":
        if tags[at] in FINITE or words[at] in (".", ";", ","):
            return None
        at += 1
    if at + 1 >= min(high, group.verb + 8) or not frames & {"noun", "weak", "quote"} or is_time(doc, at + 1):
        return None
    end = noun_phrase_right(doc, at + 1, high)
    subject = subject_of(doc, group, low)
    if end == at + 1 or subject is None or tags[at + 1] == "VBG":
        return None
    cue = (group.first, group.verb + 1)
    return Act(
        "passive/1", (at + 1, end), cue, (subject,), lemma, "noun", group.negations, True, group.modal, weak=True
    )
