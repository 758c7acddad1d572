"""Verbs of speech and attitude: subject, verb group and what follows or precedes it.

One pass over the verbs of a sentence. For each, the constructions that its dictionary entry allows are tried in a fixed order; the first that
fits makes the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.before import following_subject, inverted, sentence_final
from goodoffices.reading.clauses import clause_end, object_end
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import FINITE, VerbGroup, is_time, noun_phrase_left, noun_phrase_right, verb_group
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.subjects import subject_of

__all__ = ["verb_acts"]

_VERBAL: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
_QUESTION: Final = frozenset("whether if how why what who where when which".split())
_SKIP_PREPOSITIONS: Final = frozenset(
    "in on at during to of from by through via after before with about over for into as".split()
)
_NOMINAL_START: Final = frozenset(
    {"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ", "CD", "EX", "VBG", "RB", "X", "IN", "WP"}
)
_OPENERS: Final = frozenset({'"', "“", "''", "``", "«", "„", "‘", "'"})
_NOBODY: Final = frozenset("days weeks months years hours moments times developments events circumstances".split())
"""Heads that hold no opinion."""
_CLAUSE_OPENERS: Final = frozenset("if when while because unless as once although though after before since".split())
_REACH: Final = 24
"""[tokens] how far what is said may stand from its verb."""


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
    """Whether a form that the tagger took for something else must be a verb: a past form of saying with a mark or a name beside it."""
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
    if "quote" in frames and speaker is not None and speaker[0] > low and doc.quoted[speaker[0] - 1] >= 0 > doc.quoted[speaker[0]]:
        final = sentence_final(doc, group, lemma, speaker, low, high, used)
        if final:
            return final
    if speaker is not None and doc.tokens.lower[speaker[1] - 1] in _NOBODY:
        return None
    if "evidence" in frames and (speaker is None or not _holds_evidence(doc, speaker)):
        frames -= {"evidence"}
        if not frames:
            return None
    after = _after(doc, group, lemma, particle, frames, high)
    if after is not None:
        frame, cue_end, start, addressee = after
        end = (
            object_end(doc, start, high)
            if frame in ("noun", "weak", "act", "prep", "naming", "evidence")
            else clause_end(doc, start, high, low=low, subordinate=_subordinate(doc, speaker, low))
        )
        if end <= start:
            return None
        spans: tuple[Tokens2, ...] = ((start, end),)
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


def _holds_evidence(doc: Document, speaker: Tokens2) -> bool:
    """Whether the subject is a poll, a study or a record."""
    return not lexicon().evidence.isdisjoint(doc.tokens.lower[speaker[0] : speaker[1]])


def _subordinate(doc: Document, speaker: Tokens2 | None, low: int) -> bool:
    """Whether the clause of a verb of saying is itself a subordinate one."""
    return speaker is not None and speaker[0] > low and doc.tokens.lower[speaker[0] - 1] in _CLAUSE_OPENERS


_UNREAL: Final = frozenset("must should can could may might ought shall".split())


def _gerund(doc: Document, group: VerbGroup, low: int) -> bool:
    """Whether a bare -ing form is a noun in its clause ("the difficulty of lifting sanctions")."""
    return group.participle and group.first > low and doc.tokens.lower[group.first - 1] != ","


def _after(
    doc: Document, group: VerbGroup, lemma: str, particle: int, frames: frozenset[str], high: int
) -> tuple[str, int, int, Tokens2 | None] | None:
    """Frame, end of the cue, first token of what is said, and addressee, where it follows the verb."""
    words, tags = doc.tokens.lower, doc.tags
    lex = lexicon()
    at = group.verb + 1 + particle
    limit = min(high, at + _REACH)
    clausal = frames & {"quote", "clause", "that", "told"}
    if at >= high:
        return None
    shifted = at + 1 if is_time(doc, at) and at + 2 < high else at  # "called Thursday on all sides to"
    preposition = _preposition(doc, shifted, lex.prepositions.get(lemma, frozenset()), high) if "prep" in frames else 0
    if preposition:
        start = shifted + preposition
        if start < high and (tags[start] in _NOMINAL_START or doc.quoted[start] >= 0):
            return "prep", start, start, None
    if "told" in frames:
        told = _told(doc, at, limit, frames)
        if told:
            return told[0], at, told[1], told[2]
    found = (
        _clause(doc, at, limit, frames, bare="told" not in frames)
        if clausal or frames & {"wh", "inf", "weak-inf"}
        else None
    )
    if found:
        return found[0], at, found[1], None
    if "told-inf" in frames:
        told = _told(doc, at, limit, frames)
        if told:
            return told[0], at, told[1], told[2]
    if (
        frames & {"noun", "weak", "act", "evidence"}
        and (tags[at] in _NOMINAL_START or (tags[at] == "VBN" and at + 1 < high and tags[at + 1] in ("NN", "NNS", "JJ", "NNP")))
        and not (tags[at] in ("RB", "IN") and doc.quoted[at] < 0)
        and not is_time(doc, at)
    ):
        return next(frame for frame in ("noun", "evidence", "weak", "act") if frame in frames), at, at, None
    if "naming" in frames and _named(doc, at, high):
        return "naming", at, at, None
    if frames & {"noun", "weak", "act"} and doc.quoted[at] >= 0:
        return ("noun" if "noun" in frames else "weak"), at, at, None
    return None


def _named(doc: Document, at: int, high: int) -> bool:
    """Whether an object and a name for it follow: "the plan a trap", "it “a trap”"."""
    if doc.tags[at] not in _NOMINAL_START or doc.quoted[at] >= 0:
        return False
    end = noun_phrase_right(doc, at, high)
    if end == at or end >= high:
        return doc.tags[at] == "PRP" and end < high
    return doc.quoted[end] >= 0 or doc.tags[end] in ("DT", "JJ", "PRP$") or (doc.tags[at] == "PRP" and doc.tags[end] in ("NN", "NNP", "RB"))


def _preposition(doc: Document, at: int, known: frozenset[str], high: int) -> int:
    """How many tokens the preposition at ``at`` takes, 0 if it is not one of those."""
    words = doc.tokens.lower
    for item in known:
        parts = item.split("_")
        if words[at : at + len(parts)] == parts and at + len(parts) < high:
            return len(parts)
    return 0


def _clause(doc: Document, at: int, limit: int, frames: frozenset[str], *, bare: bool = True) -> tuple[str, int] | None:
    """Where a quotation, a clause, a question or an infinitive begins after the verb, over words of time and place."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    here, moved = at, False
    while here < limit:
        word, kind = words[here], tags[here]
        if quoted[here] >= 0:
            return ("quote", here) if "quote" in frames or ("clause" in frames and not moved) else None
        if word == ":":
            return ("quote", here + 1) if "quote" in frames and here + 1 < limit else None
        if word == "that" and here + 1 < limit and frames & {"quote", "clause", "that"}:
            if tags[here + 1] in FINITE and here == at and frames & {"quote", "clause"}:
                return "clause", here  # "believes that is because": a pronoun
            if (
                kind == "IN"
                or quoted[here + 1] >= 0
                or tags[here + 1] in ("DT", "PRP", "NNP", "NNS", "PRP$", "EX", "IN", "JJ", "RB", "WRB", "CD")
                or (here == at and tags[here + 1] == "NN")
            ):
                return "that", here
            return None
        if word in _QUESTION and "wh" in frames and not (word == "when" and moved):
            return "wh", here
        if kind == "TO" and here + 1 < limit and frames & {"inf", "weak-inf"} and not moved:
            return ("inf" if "inf" in frames else "weak-inf"), here
        if bare and not moved and "clause" in frames and (
            _finite_clause(doc, here, limit, lenient="quote" in frames) or ("sure" in frames and _any_clause(doc, here, limit))
        ):
            return "clause", here
        if (
            kind == "RB"
            or is_time(doc, here)
            or (
                word == ","
                and here + 1 < limit
                and (quoted[here + 1] >= 0 or words[here + 1] in ("however", "too", "though", "in", "on", "at"))
            )
        ):
            here += 1
        elif word in (
            "in",
            "on",
            "at",
            "during",
            "to",
            "of",
            "from",
            "by",
            "through",
            "via",
            "after",
            "with",
            "about",
            "before",
            "over",
        ) or (kind == "IN" and word in _SKIP_PREPOSITIONS):
            after = noun_phrase_right(doc, here + 1, limit)
            if after == here + 1:
                return None
            moved = moved or not is_time(doc, here + 1)
            here = after
        else:
            return None
    return None


def _finite_clause(doc: Document, at: int, limit: int, *, lenient: bool = False) -> bool:
    """Whether a noun phrase with a finite verb begins at ``at``; ``lenient`` after verbs that hardly take anything else."""
    tags, words, quoted = doc.tags, doc.tokens.lower, doc.quoted
    if (tags[at] not in _NOMINAL_START and words[at] != "there") or words[at] == "that":
        return False
    if is_time(doc, at) and (at + 1 >= limit or tags[at + 1] not in FINITE):
        return False
    if tags[at] == "IN" and words[at] not in _CLAUSE_OPENERS:
        return lenient and words[at] in ("about", "around") and tags[at + 1] in ("CD", "NN", "DT")
    here = max(noun_phrase_right(doc, at, limit), at + 1)
    start = here
    while here < limit and here - start < 14:
        kind = tags[here]
        if kind in FINITE or (lenient and quoted[here] >= 0):
            return True
        if not lenient and (kind == "TO" or (words[here] in ",:;" and tags[min(here + 1, limit - 1)] not in ("WP", "WDT", "DT"))):
            return False
        if words[here] in (".", ";", ":"):
            return False
        here += 1
    return False


def _any_clause(doc: Document, at: int, limit: int) -> bool:
    """Whether something like a clause begins at ``at``, for a verb after which a noun phrase alone makes no sense."""
    end = noun_phrase_right(doc, at, limit)
    return end > at and limit - at >= 3 and not is_time(doc, at) and doc.tags[at] in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN")


def _told(doc: Document, at: int, limit: int, frames: frozenset[str]) -> tuple[str, int, Tokens2] | None:
    """Addressee, then a clause, a quotation, a question or an infinitive."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    if quoted[at] >= 0:
        return None
    end = noun_phrase_right(doc, at, limit)
    if end == at:
        return None
    wanted = set(frames)
    if "told-inf" in frames and end < limit and tags[end] == "TO":
        return "told-inf", at, (at, end)
    if "told" not in wanted:
        return None
    found = _clause(doc, end, limit, frozenset(wanted | {"quote", "clause", "wh"}))
    if found:
        return ("told" if found[0] != "quote" else "quote"), found[1], (at, end)
    if end < limit and words[end] in ("of", "about", "against"):
        return "told", end + 1, (at, end)
    return None


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
    if before - 1 < low or speaker[1] > group.first:
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
    return Act(
        "relative/1", speaker, cue, spans, lemma, "noun", group.negations, False, group.modal, weak=True
    )


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
    return Act("passive/1", (at + 1, end), (group.first, group.verb + 1), (subject,), lemma, "noun", group.negations, True, group.modal,
               weak=True)  # fmt: skip
