"""What was said stands before who said it: "..., said the minister", "..., the minister said", "..., she said, ..."."""

from __future__ import annotations

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.clauses import clause_end
from goodoffices.reading.document import Document
from goodoffices.reading.grammar import FINITE, VerbGroup, noun_phrase_right
from goodoffices.reading.subjects import insertion_subject

__all__ = ["following_subject", "inverted", "sentence_final", "with_apposition"]


def inverted(doc: Document, group: VerbGroup, lemma: str, low: int, high: int, used: int) -> Act | None:
    """As in "...," said the minister."""
    words, tags, quoted = doc.tokens.lower, doc.tags, doc.quoted
    at = group.verb
    if group.first != at or at - 1 < low or at + 1 >= high:
        return None
    before = at - 1
    if not (quoted[before] >= 0 or (words[before] == "," and before - 1 >= low)):
        return None
    if tags[at + 1] not in ("NNP", "DT", "NN", "NNS", "PRP$", "JJ", "PRP", "CD") or words[at + 1] in ("that", "this"):
        return None
    end = noun_phrase_right(doc, at + 1, high)
    if end == at + 1 or (end < high and tags[end] in FINITE):
        return None
    after = end + 1 if end < high and tags[end] == "RB" else end
    if tags[at + 1] == "PRP" and after < high and (tags[after] in FINITE or tags[after] == "VB"):
        return None  # "..., said she treated"
    if words[before] == "," and quoted[before] < 0 and insertion_subject(doc, before, low):
        return None  # "the centre's founder, a lawyer, tells the paper"
    start = _content_start(doc, before, low, used)
    if start >= before or (quoted[before] < 0 and not any(kind in FINITE for kind in tags[start:before])):
        return None
    end = with_apposition(doc, end, high)
    last = before if words[before] == "," else before + 1
    return Act("inversion/1", (at + 1, end), (at, at + 1), _and_more(doc, (start, last), end, high), lemma, "quote")


def with_apposition(doc: Document, end: int, high: int) -> int:
    """Past ", a spokesman for the ministry"."""
    words, tags = doc.tokens.lower, doc.tags
    if end + 1 < high and words[end] == "," and tags[end + 1] in ("DT", "NN", "PRP$", "JJ", "NNP"):
        after = noun_phrase_right(doc, end + 1, high)
        if after > end + 1 and (after >= high or words[after] in (",", ".", "”", ";") or tags[after] in (".", "IN")):
            return after
    return end


def _content_start(doc: Document, before: int, low: int, used: int) -> int:
    """Where what precedes an attribution begins: the sentence, or what another act has left of it."""
    start = max(low, used)
    words = doc.tokens.lower
    while (
        start < before
        and (
            words[start] in (",", ".", ";", ":", "—", "--", ")", "-")
            or (start > low and words[start] in ("but", "and"))
        )
        and doc.quoted[start] < 0
    ):
        start += 1
    return start


def sentence_final(
    doc: Document, group: VerbGroup, lemma: str, speaker: Tokens2, low: int, high: int, used: int
) -> Act | None:
    """As in "..., the minister said": what comes before the speaker is what was said."""
    words, quoted, tags = doc.tokens.lower, doc.quoted, doc.tags
    before = speaker[0] - 1
    if before < low or speaker[1] > group.first or tags[group.verb] == "VBG":
        return None
    if before > low and words[before] == "as" and words[before - 1] == ",":
        before -= 1
    if before == low and words[before] == "as":  # "as the envoy put it, ..."
        return _as_said(doc, group, lemma, speaker, high)
    if not (quoted[before] >= 0 or words[before] in (",", "—", "--", "?", "!")) or tags[speaker[0]] in ("WP", "WDT"):
        return None
    if quoted[speaker[0]] >= 0:
        return None
    start = _content_start(doc, before, low, used)
    last = before if quoted[before] < 0 else before + 1
    start = _quotation_start(doc, start, last)
    cue = (group.first, group.verb + 1)
    verbal = any(kind in FINITE or kind in ("VB", "VBG") for kind in tags[start:last])
    if last > start and quoted[last - 1] < 0 and cue[1] < high - 2 and words[cue[1]] == "," and words[before] == ",":
        end = clause_end(doc, cue[1] + 1, high)  # "by then, she said, the port was open"
        if end > cue[1] + 2:
            return Act(
                "parenthesis/1",
                speaker,
                cue,
                ((start, last), (cue[1] + 1, end)),
                lemma,
                "quote",
                group.negations,
                modal=group.modal,
            )
    if last - start < 2 or (not verbal and quoted[last - 1] < 0):
        return None
    return Act(
        "final/1",
        speaker,
        cue,
        _and_more(doc, (start, last), cue[1], high),
        lemma,
        "quote",
        group.negations,
        modal=group.modal,
    )


def _and_more(doc: Document, first: Tokens2, after: int, high: int) -> tuple[Tokens2, ...]:
    """The content and, where the quotation goes on after the attribution, its second part."""
    words, quoted = doc.tokens.lower, doc.quoted
    at = after
    while at < high and at - after < 20:
        if quoted[at] >= 0:
            if at > after and words[at - 1] not in (",", ":", "—", "--", "-") and doc.tags[at - 1] not in ("RB", "IN"):
                return (first,)  # a quoted word of the reporter's next phrase
            end = clause_end(doc, at, high)
            return (first, (at, end)) if end > at else (first,)
        if words[at] in (":",) and at + 1 < high:
            end = clause_end(doc, at + 1, high)
            return (first, (at + 1, end)) if end > at + 1 else (first,)
        at += 1
    return (first,)


def _as_said(doc: Document, group: VerbGroup, lemma: str, speaker: Tokens2, high: int) -> Act | None:
    """As in "As the envoy put it, ...": what follows the comma."""
    at = group.verb + 1
    while at < high and doc.tokens.lower[at] not in (",", ":") and at - group.verb < 12:
        at += 1
    if at + 2 >= high or doc.tokens.lower[at] not in (",", ":"):
        return None
    end = clause_end(doc, at + 1, high)
    if end <= at + 2:
        return None
    return Act("as-said/1", speaker, (group.first, group.verb + 1), ((at + 1, end),), lemma, "quote", group.negations)


def _quotation_start(doc: Document, start: int, last: int) -> int:
    """Where the content ends in a whole quoted sentence, the reporter's words before it do not belong to it."""
    quoted = doc.quoted
    if quoted[last - 1] < 0:
        return start
    first = last - 1
    while first > start and quoted[first - 1] == quoted[last - 1]:
        first -= 1
    whole = last - first > 5 and doc.tokens.words[first + 1][0].isupper() and first > start
    return first if whole and doc.tokens.words[first - 1] in (":", ",", ".", ")", "”", '"', "''") else start


def following_subject(doc: Document, at: int, high: int) -> Tokens2 | None:
    """For a participle that opens its sentence: the subject of the clause after the comma."""
    words, tags = doc.tokens.lower, doc.tags
    here = at + 1
    while here < min(high, at + 60):
        if (
            words[here] == ","
            and doc.quoted[here] < 0
            and here + 1 < high
            and tags[here + 1] in ("NNP", "PRP", "DT", "PRP$", "NN", "NNS")
        ):
            end = noun_phrase_right(doc, here + 1, high)
            if end > here + 1 and end < high and (tags[end] in FINITE or tags[end] == "RB"):
                return here + 1, end
        here += 1
    return None
