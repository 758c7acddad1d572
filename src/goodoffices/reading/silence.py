"""Silence and evasion are rows: no answer, no comment, a question passed over. Their stance is non-committal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.clauses import clause_end
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import noun_phrase_right, verb_group
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.subjects import subject_of

__all__ = ["silence_acts"]

_ANSWER_FORMS: Final = frozenset(
    "respond responded responds reply replied replies answer answered answers comment commented comments return "
    "returned react reacted".split()
)
_NOUNS: Final = frozenset("answer comment response reply statement reaction".split())
_DODGES: Final = frozenset(
    "avoided avoids sidestepped sidesteps dodged dodges evaded evades deflected deflects ducked ducks skirted "
    "skirts brushed parried".split()
)
_DECLINES: Final = frozenset("declined declines decline refused refuses refuse".split())
_SAYS: Final = frozenset(
    "say comment answer respond reply elaborate discuss confirm specify disclose reveal speculate be".split()
)
_ASKED_WORDS: Final = frozenset("whether if how when what who where why or".split())
_TOLD_NOTHING: Final = frozenset("say confirm answer specify comment discuss elaborate disclose rule".split())
_TRIGGERS: Final = (
    _ANSWER_FORMS
    | _DODGES
    | _DECLINES
    | _TOLD_NOTHING
    | frozenset(
        "gave made offered issued had provided gives has remained stayed kept was been is changed changes".split()
    )
)


def silence_acts(doc: Document, number: int, sentence: Sentence) -> Iterator[tuple[Act, frozenset[int]]]:
    """Each silence with the tokens of its cue, which no other rule may use."""
    words, tags = doc.tokens.lower, doc.tags
    low, high = sentence.first, sentence.last
    if _TRIGGERS.isdisjoint(words[low:high]):
        return
    for at in range(low, high):
        if words[at] not in _TRIGGERS or doc.quoted[at] >= 0 or tags[at][0] not in "VNM":
            continue
        found = _silence(doc, at, low, high)
        if found is None:
            continue
        rule, speaker, cue, content = found
        if content[1] <= content[0]:
            continue
        act = Act(rule, speaker, cue, (content,), "keep_silence", "silence", silence=True, sentence=number)
        yield act, frozenset(range(*cue))


def _silence(doc: Document, at: int, low: int, high: int) -> tuple[str, Tokens2, Tokens2, Tokens2] | None:
    """Rule, speaker, cue and content of a silence whose verb stands at ``at``."""
    words = doc.tokens.lower
    word = words[at]
    group = verb_group(doc, at, low)
    if word in _ANSWER_FORMS and (group.negations % 2 == 1 or (group.infinitive and _yet(words, group.first))):
        first = group.first - 2 if group.infinitive else group.first
        return _row(doc, "no-answer/1", at, first, at + 1, low, high)
    if word in _DECLINES and at + 2 < high and words[at + 1] == "to" and words[at + 2] in _SAYS:
        return _row(doc, "declined/1", at, group.first, at + 3, low, high)
    unwilling = group.modal in ("would", "could", "will") and group.negations % 2 == 1 and word in _TOLD_NOTHING
    if unwilling and at + 1 < high and (words[at + 1] in _ASKED_WORDS or word in ("comment", "elaborate")):
        return _row(doc, "would-not-say/1", at, group.first, at + 1, low, high)
    if word in _DODGES and not group.passive and _about_answer(words, at, high):
        return _row(doc, "evasion/1", at, group.first, at + 1, low, high)
    if (
        word in ("gave", "made", "offered", "issued", "had", "provided", "gives", "made", "has")
        and at + 1 < high
        and words[at + 1] in ("no", "little")
    ):
        end = noun_phrase_right(doc, at + 1, high, attach=False)
        if end > at + 2 and words[end - 1] in _NOUNS:
            return _row(doc, "no-answer/1", at, group.first, end, low, high)
    if word in ("remained", "stayed", "kept", "was", "been", "is", "has") and words[at + 1 : at + 2] == ["silent"]:
        return _row(doc, "no-answer/1", at, group.first, at + 2, low, high)
    if word in ("changed", "changes") and words[at + 1 : at + 3] == ["the", "subject"]:
        return _row(doc, "evasion/1", at, group.first, at + 3, low, high)
    return None


def _yet(words: list[str], first: int) -> bool:
    return first >= 2 and words[first - 1] == "yet" and words[first - 2] in ("has", "have", "had")


def _about_answer(words: list[str], at: int, high: int) -> bool:
    return bool(
        {"answer", "question", "questions", "answering", "reply", "issue", "commitment", "response", "comment"}
        & set(words[at + 1 : min(high, at + 8)])
    )


def _row(
    doc: Document, rule: str, at: int, first: int, end: int, low: int, high: int
) -> tuple[str, Tokens2, Tokens2, Tokens2] | None:
    """Speaker from the clause.

    Content is the question passed over, else what was not answered, else the words of the silence.
    """
    group = verb_group(doc, first, low) if first < at and doc.tags[first].startswith("V") else verb_group(doc, at, low)
    speaker = subject_of(doc, group, low)
    if speaker is None:
        return None
    question = _question(doc, low, first)
    if question:
        return rule, speaker, (first, end), question
    if end + 1 < high and doc.tokens.lower[end] in ("to", "on", "about") and doc.tags[end + 1] != "VB":
        end += 1
    stop = clause_end(doc, end, high) if end < high else end
    if stop > end:
        return rule, speaker, (first, end), (end, stop)
    return rule, speaker, (first, end), (first, end)


def _question(doc: Document, low: int, before: int) -> Tokens2 | None:
    """The question that was put: "asked whether ...", up to the comma before the evasion."""
    words = doc.tokens.lower
    for at in range(low, before - 2):
        if lexicon().lemma.get(words[at]) in ("ask", "press") or words[at] in ("questioned", "pressed"):
            start = at + 1
            while start < before and words[start] not in (
                "whether",
                "if",
                "about",
                "how",
                "why",
                "what",
                "when",
                "who",
                "on",
            ):
                if words[start] == ",":
                    return None
                start += 1
            end = start
            last = None
            while end < before:
                if words[end] == "," and doc.quoted[end] < 0:
                    last = end
                end += 1
            if start + 1 < before and last is not None and last > start:
                return (start + 1 if words[start] in ("about", "on") else start), last
    return None
