"""Attributions without a verb of their own.

"according to", a label and a colon, "made its position clear:", "the mediator-backed plan", "for the south, ...".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.reading.acts import Act, Tokens2
from goodoffices.reading.clauses import clause_end
from goodoffices.reading.document import Document, Sentence
from goodoffices.reading.grammar import BE, FINITE, HAVE, noun_phrase_right, verb_group
from goodoffices.reading.lexicon import lexicon
from goodoffices.reading.subjects import subject_of

__all__ = ["according_acts", "colon_acts", "compound_acts", "verbless_acts"]

_LEAD_INS: Final = frozenset(
    "clear position positions demand demands condition conditions message warning answer reply response terms "
    "term view stance point priority "
    "priorities blunt adamant explicit unequivocal firm plain statement verdict conclusion goal aim argument "
    "question reason".split()
)
_REFUSALS: Final = frozenset(
    "non-negotiable nonnegotiable unacceptable impossible negotiable unthinkable essential paramount "
    "indispensable vital crucial sacred".split()
)
_PARTICIPLES: Final = frozenset(
    "backed proposed sponsored drafted brokered supported mediated endorsed demanded suggested approved favoured "
    "favored requested negotiated".split()
)


def according_acts(doc: Document, number: int, sentence: Sentence) -> Iterator[Act]:
    """As in "According to the envoy, ...", "..., according to the envoy"."""
    words, tags = doc.tokens.lower, doc.tags
    low, high = sentence.first, sentence.last
    for at in range(low, high - 2):
        if words[at] != "according" or words[at + 1] != "to" or doc.quoted[at] >= 0:
            continue
        end = noun_phrase_right(doc, at + 2, high)
        if end == at + 2:
            continue
        if end + 1 < high and words[end] == "," and tags[end + 1] in ("DT", "NN", "JJ", "PRP$"):
            after = noun_phrase_right(doc, end + 1, high)
            if after > end + 1 and (after >= high or words[after] in (",", ".")):
                end = after
        content = _beside(doc, at, end, low, high)
        if content:
            yield Act("according/1", (at + 2, end), (at, at + 2), content, "accord", "according", sentence=number)


def _beside(doc: Document, at: int, end: int, low: int, high: int) -> tuple[Tokens2, ...]:
    """What is attributed: what precedes the phrase, or follows it where it opens the sentence or its clause."""
    words = doc.tokens.lower
    if at - low >= 3:
        last = at - 1 if words[at - 1] in (",", "—", "--", "-") else at
        start = low
        while start < last and words[start] in ("but", "and", ","):
            start += 1
        return ((start, last),) if last > start else ()
    while end < high and words[end] not in (",", ":") and end - at < 25:
        end += 1
    if end + 1 < high:
        stop = clause_end(doc, end + 1, high)
        return ((end + 1, stop),) if stop > end + 1 else ()
    return ()


def colon_acts(doc: Document, number: int, sentence: Sentence, taken: frozenset[int]) -> Iterator[Act]:
    """A name and a colon at the start of a block, or a lead-in that ends in a colon.

    What follows may be the next block's quotation.
    """
    words = doc.tokens.lower
    low, high = sentence.first, sentence.last
    for at in range(low + 1, min(high, low + 60)):
        if words[at] != ":" or doc.quoted[at] >= 0 or at in taken:
            continue
        content = _after_colon(doc, at, high)
        if content is None:
            return
        if _label(doc, sentence, at) and content[1] - content[0] > 2:
            end = max(content[1], _block_end(doc, sentence, high))
            yield Act("label/1", (low, at), (at, at + 1), ((content[0], end),), "say", "quote", sentence=number)
            return
        lead = _lead_in(doc, low, at, quoted=doc.quoted[content[0]] >= 0)
        if lead:
            speaker, first, lemma = lead
            yield Act("lead-in/1", speaker, (first, at), (content,), lemma, "quote", sentence=number)
        return


def _after_colon(doc: Document, colon: int, high: int) -> Tokens2 | None:
    """What the colon introduces: the rest of the clause, or a quotation that opens the next block."""
    start = colon + 1
    if start < high:
        end = clause_end(doc, start, high)
        return (start, end) if end > start else None
    if start >= len(doc.tokens) or doc.quoted[start] < 0:
        return None
    end = start
    while end < len(doc.tokens) and doc.quoted[end] == doc.quoted[start]:
        end += 1
    return start, end


def _block_end(doc: Document, sentence: Sentence, high: int) -> int:
    """One past the last token of a sentence's block: in a transcript a label holds for the whole block."""
    end = doc.blocks[sentence.block][1]
    while high < len(doc.tokens) and doc.tokens.starts[high] < end:
        high += 1
    return high


def _label(doc: Document, sentence: Sentence, colon: int) -> bool:
    """Whether the sentence opens its block with nothing but a short name before the colon."""
    low = sentence.first
    opens = doc.tokens.starts[low] == doc.blocks[sentence.block][0]
    return opens and colon - low <= 5 and all(tag in ("NNP", ".", "NN") for tag in doc.tags[low:colon])


def _lead_in(doc: Document, low: int, colon: int, *, quoted: bool) -> tuple[Tokens2, int, str] | None:
    """Subject, first word of the predicate and lemma of "made its position clear", or of any clause before a quotation."""
    words, tags = doc.tokens.lower, doc.tags
    if not quoted and not any(words[i] in _LEAD_INS for i in range(max(low, colon - 4), colon)):
        return None
    for at in range(max(low, colon - 30 if quoted else colon - 12), colon):
        if (tags[at] in FINITE and tags[at] != "MD") or tags[at] == "VBN":
            group = verb_group(doc, at, low)
            if (tags[at] == "VBN" and group.first == at and at + 1 != colon) or (
                words[at] in HAVE and tags[min(at + 1, colon)] in ("VBN", "RB")
            ):
                continue
            speaker = subject_of(doc, group, low)
            if (
                speaker is None
                or words[speaker[1] - 1] in _LEAD_INS
                or words[speaker[0]] in ("it", "there", "that", "which", "this")
            ):
                return None
            return speaker, group.first, lexicon().lemma.get(words[at], "state") if quoted else "state"
    return None


def compound_acts(doc: Document, number: int, sentence: Sentence) -> Iterator[Act]:
    """As in "The mediator-backed plan": who backs it, and what."""
    words = doc.tokens.lower
    for at in range(sentence.first + 2, sentence.last - 1):
        if (
            words[at] in _PARTICIPLES
            and words[at - 1] == "-"
            and doc.tokens.words[at - 2][0].isalpha()
            and doc.tokens.ends[at - 1] == doc.tokens.starts[at]
        ):
            end = noun_phrase_right(doc, at + 1, sentence.last, attach=False)
            if end == at + 1 or words[at - 2] in ("well", "long", "much", "widely"):
                continue
            lemma = lexicon().lemma.get(words[at], words[at].removesuffix("ed"))
            yield Act(
                "compound/1",
                (at - 2, at - 1),
                (at, at + 1),
                ((at + 1, end),),
                lemma,
                "noun",
                weak=True,
                position=True,
                sentence=number,
            )


def verbless_acts(doc: Document, number: int, sentence: Sentence) -> Iterator[Act]:
    """As in "For the south, the border is not negotiable": a position stated as fact."""
    words, tags = doc.tokens.lower, doc.tags
    low, high = sentence.first, sentence.last
    at = low + 1 if words[low] in ("but", "and") else low
    if high - at < 6 or words[at] != "for" or tags[at] != "IN":
        return
    end = noun_phrase_right(doc, at + 1, high)
    if end == at + 1 or end >= high or (words[end] != "," and tags[end] != "RB") or tags[at + 1] == "CD":
        return
    start = end
    while start < high and (words[start] == "," or (tags[start] == "RB" and start - end < 3)):
        start += 1
    for verb in range(start, min(high - 1, start + 15)):
        if tags[verb] in FINITE and (words[verb] in BE or words[verb] in ("remains", "remain", "stays")):
            predicate = words[verb + 1 : min(high, verb + 8)]
            if _REFUSALS & set(predicate) or " ".join(predicate).startswith(
                (
                    "out of the question",
                    "off the table",
                    "a red line",
                    "not up for",
                    "not for",
                    "the red line",
                    "a matter of",
                )
            ):
                stop = clause_end(doc, start, high)
                yield Act(
                    "verbless/1",
                    (at + 1, end),
                    None,
                    ((start, stop),),
                    "take_position",
                    "position",
                    position=True,
                    sentence=number,
                )
            return
