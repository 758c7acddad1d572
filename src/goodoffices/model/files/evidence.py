"""The passages a case names as evidence: each must stand in its source letter for letter, and then has a place in it.

Reading sources is not the model's work: whoever has their texts hands them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio_alignment

from goodoffices.errors import Problem
from goodoffices.model.case import Case
from goodoffices.model.files.changes import Keys
from goodoffices.model.files.names import Names, part
from goodoffices.model.files.page import Page, suggestion
from goodoffices.model.files.read import CaseFile
from goodoffices.model.parts import Evidence, PassageEvidence
from goodoffices.model.sources import Passage

__all__ = ["EvidenceReport", "check_evidence", "evidence", "find_evidence", "locate"]

ALIKE = 50.0
"""Least likeness, of 100, at which a passage is worth showing as the nearest."""


@dataclass(frozen=True)
class EvidenceReport:
    """What became of a case's passages: where they stand, what is wrong, what may not be meant."""

    passages: Mapping[Keys, Passage]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def evidence(case: Case) -> Iterator[tuple[Keys, Evidence]]:
    """Every piece of evidence in a case, with the place in the file where it stands."""
    for party, preference in case.preferences.items():
        for topic, pieces in preference.because.items():
            yield from _each(("preferences", party, "because", topic), pieces)
    for proposal, row in case.proposals.items():
        for party, pieces in row.because.items():
            yield from _each(("proposals", proposal, "because", party), pieces)
    for party, inputs in case.holding.parties.items() if case.holding else ():
        for topic, pieces in inputs.because.items():
            yield from _each(("holding", "parties", party, "because", topic), pieces)
    for question, forecast in case.forecast.items():
        for party, actor in forecast.actors.items():
            yield from _each(("forecast", question, "actors", party, "because"), actor.because)


def locate(passage: PassageEvidence, text: str) -> tuple[Passage, ...]:
    r"""All places where a quote stands in a text, first one first.

    A line break in the source may stand where the quote has a space; every other character must agree.

    Examples
    --------
    >>> locate(PassageEvidence(source="note.txt", quote="remain neutral"), "It must remain\nneutral.")
    (Passage(source='note.txt', start=8, end=22, quote='remain\nneutral'),)
    """
    words = [re.escape(word) for word in passage.quote.split()]
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(words))
    return tuple(Passage(passage.source, found.start(), found.end(), found[0]) for found in pattern.finditer(text))


def check_evidence(casefile: CaseFile, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with the passages of a case, in file order; see :func:`find_evidence` for where they stand."""
    return find_evidence(casefile, texts).problems


def find_evidence(casefile: CaseFile, texts: Mapping[str, str]) -> EvidenceReport:
    """Find every passage of a case in the texts of its sources.

    Parameters
    ----------
    texts
        Path relative to the case folder, as the case names it, to the text as kept. Sources that cannot be read are left out.
    """
    page = Page(str(casefile.path), casefile.text)
    names = Names.of(page, casefile.tree)
    passages: dict[Keys, Passage] = {}
    for keys, piece in evidence(casefile.case):
        if isinstance(piece, PassageEvidence):
            found = _find(names, casefile, keys, piece, texts)
            if found is not None:
                passages[keys] = found
    return EvidenceReport(passages, page.found(), page.warned())


def _find(
    names: Names, casefile: CaseFile, keys: Keys, piece: PassageEvidence, texts: Mapping[str, str]
) -> Passage | None:
    """The passage; what is wrong with it is noted."""
    source, quote = part(casefile.tree, *keys, "source"), part(casefile.tree, *keys, "quote")
    assert source is not None  # noqa: S101  the case was read from this tree
    assert quote is not None  # noqa: S101
    if piece.source not in texts:
        if (casefile.folder / piece.source).is_file():
            names.note(
                source, f'the source "{piece.source}" could not be read', "Mend the source, or name another one."
            )
        else:
            hint = suggestion(piece.source, texts, "Sources of this case")
            names.note(source, f'no source is named "{piece.source}"', hint)
        return None
    found = locate(piece, texts[piece.source])
    if not found:
        names.note(quote, "these words are not in the source", _nearest(piece, texts[piece.source]))
        return None
    if len(found) > 1:
        hint = f"The first counts, characters {found[0].start} to {found[0].end}. Quote more words to tell them apart."
        names.warn(quote, f"these words stand {len(found)} times in {piece.source}", hint)
    return found[0]


def _nearest(piece: PassageEvidence, text: str) -> str:
    """What to tell of the passage most like a quote that is not there."""
    rule = "A quote must stand in the source letter for letter."
    like = partial_ratio_alignment(piece.quote, text) if len(piece.quote) <= len(text) else None
    if like is None or like.score < ALIKE:
        return f"Nothing in {piece.source} is like it. {rule}"
    start, end = like.dest_start, like.dest_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    shown = " ".join(text[start:end].split())
    return f'The nearest passage in {piece.source} is "{shown}", characters {start} to {end}. {rule}'


def _each(keys: Keys, pieces: list[Evidence]) -> Iterator[tuple[Keys, Evidence]]:
    for position, piece in enumerate(pieces):
        yield (*keys, position), piece
