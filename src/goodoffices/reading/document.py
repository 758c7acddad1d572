"""A document: the kept text with its tokens, tags, quotations, blocks and sentences, made once and read by every rule."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from goodoffices.model.sources import SourceText
from goodoffices.reading.quotations import Quotation, find_quotations
from goodoffices.reading.repairs import repaired
from goodoffices.reading.sentences import find_blocks, quotation_of, split_sentences
from goodoffices.reading.tagger import tag
from goodoffices.reading.tokens import Tokens, tokenize

__all__ = ["Document", "Sentence", "make_document"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """[first, last) tokens, the block it stands in, and whether rules may propose rows from it."""

    first: int
    last: int
    block: int
    marked: str | None = None
    """Why it is left out (``heading``, ``related posts``), or None."""


@dataclass(frozen=True)
class Document:
    """Everything that reading a text needs, by token index."""

    source: SourceText
    text: str
    tokens: Tokens
    tags: list[str]
    blocks: list[tuple[int, int]]
    quotations: list[Quotation]
    quoted: list[int]
    """[tokens] index of the quotation a token lies in, or -1."""
    sentences: list[Sentence]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """[start, end) in code points of the tokens [first, last)."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def words(self, first: int, last: int) -> str:
        """The text of the tokens [first, last), as printed."""
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]


def make_document(source: SourceText) -> Document:
    """Cut a source into what the rules read."""
    text = source.text
    tokens = tokenize(text)
    blocks = find_blocks(text)
    quotations = find_quotations(text, blocks)
    quoted = quotation_of(tokens, quotations)
    marked = sorted([*source.boilerplate, *source.headings], key=lambda span: span.start)
    begins = [span.start for span in marked]
    block_starts = [start for start, _ in blocks]
    sentences = []
    for first, last in split_sentences(text, tokens, blocks, quoted, quotations):
        start = tokens.starts[first]
        nearest = bisect_right(begins, start) - 1
        why = marked[nearest].why if nearest >= 0 and marked[nearest].end > start else None
        sentences.append(Sentence(first, last, bisect_right(block_starts, start) - 1, why))
    return Document(
        source,
        text,
        tokens,
        repaired(tokens, tag(tokens), {sentence.first for sentence in sentences}),
        blocks,
        quotations,
        quoted,
        sentences,
    )
