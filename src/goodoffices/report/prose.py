"""A sentence with its evidence: words, quoted words, and marks that lead to statements.

The same pieces become HTML, Markdown and plain text, so that no rendering can lose a hedge or a source. Quoted words are always
shown inside quotation marks, reported ones never.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

__all__ = [
    "Evidence",
    "Jump",
    "Piece",
    "Prose",
    "Quote",
    "Strong",
    "evidence_runs",
    "joined",
    "listed",
    "plain",
    "prose",
]


@dataclass(frozen=True)
class Strong:
    """Words that carry the finding."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Words as spoken, verbatim."""

    text: str


@dataclass(frozen=True)
class Jump:
    """A link to another place of the page."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Evidence:
    """Keys of the entries behind what was just said: ``s12`` for a statement, ``p3`` for a passage that the case names."""

    keys: tuple[str, ...]


Piece = str | Strong | Quote | Jump | Evidence
Prose = tuple[Piece, ...]


def prose(*pieces: Piece | Prose | None) -> Prose:
    """Pieces and parts of sentences in one row; nothing for None and for evidence without keys.

    >>> prose("Ukraine accepts", Evidence(()), None, ("; ", "Russia does not."))
    ('Ukraine accepts', '; ', 'Russia does not.')
    """
    row: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            row.extend(piece)
        elif piece is not None and piece != "" and not (isinstance(piece, Evidence) and not piece.keys):
            row.append(piece)
    return tuple(row)


def joined(parts: Sequence[Prose], separator: str = "; ") -> Prose:
    """Several parts of a sentence with a separator between them."""
    row: list[Piece] = []
    for part in parts:
        if row:
            row.append(separator)
        row.extend(part)
    return tuple(row)


def plain(sentence: Prose, *, evidence: bool = False) -> str:
    """The words alone; with ``evidence`` the numbers follow in square brackets.

    >>> plain((Strong("Yes."), " ", Quote("very good chance"), Evidence(("s1", "s3"))), evidence=True)
    'Yes. “very good chance” [1, 3]'
    """
    return "".join(_plain(piece, evidence) for piece in sentence)


def _plain(piece: Piece, evidence: bool) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Quote):
        return f"“{piece.text}”"
    if isinstance(piece, Evidence):
        labels = ", ".join(label for _, label in evidence_runs(piece.keys))
        return f" [{labels}]" if evidence else ""
    return piece.text


def evidence_runs(keys: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Marks to show: three or more statements in a row share one, in the order of their numbers, passages last.

    >>> list(evidence_runs(["s4", "p1", "s9", "s11", "s10"]))
    [(('s4',), '4'), (('s9', 's10', 's11'), '9–11'), (('p1',), 'p1')]
    """
    ordered = sorted(dict.fromkeys(keys), key=lambda key: (key[0] != "s", int(key[1:])))
    for (letter, _), group in groupby(enumerate(ordered), key=lambda pair: (pair[1][0], int(pair[1][1:]) - pair[0])):
        run = [key for _, key in group]
        name = "" if letter == "s" else letter
        if len(run) > 2:
            yield tuple(run), f"{name}{run[0][1:]}–{run[-1][1:]}"
        else:
            for key in run:
                yield (key,), f"{name}{key[1:]}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["Russia", "Ukraine", "the United States"])
    'Russia, Ukraine and the United States'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
