"""What domains with additive scores come to, whatever file they stand in: issues, options, and each party's numbers for them.

Such a domain has no status quo: every outcome is a deal and every party must agree. Names are made safe here, for all formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from goodoffices.errors import Problem
from goodoffices.model.case import Case, Issue, Party, PartyRole, Preferences
from goodoffices.model.exchange.imported import Imported
from goodoffices.model.exchange.labels import Labels, label

__all__ = ["SheetIssue", "SheetParty", "as_case", "left_out"]


@dataclass(frozen=True)
class SheetIssue:
    """An issue as the file calls it, with its options in file order."""

    label: str
    options: tuple[str, ...]
    question: str | None = None


@dataclass(frozen=True)
class SheetParty:
    """A party's scores [issues][options], weights [issues] where the file has them, and what it is left with without a deal."""

    label: str
    scores: tuple[tuple[Decimal, ...], ...]
    weights: tuple[Decimal, ...] | None = None
    reservation: Decimal | None = None


def as_case(
    title: str,
    about: str,
    issues: Sequence[SheetIssue],
    parties: Sequence[SheetParty],
    *,
    format: str,
    source: str,
    notes: Sequence[Problem] = (),
    keep: bool = False,
) -> Imported:
    """A case of principals with scores; what was ignored stands in ``left_out``. ``keep``: as in :class:`Labels`."""
    keys = Labels("issue", keep=keep)
    names: list[str] = []
    options: list[list[str]] = []
    made: dict[str, Issue] = {}
    for issue in issues:
        family = Labels("option", keep=keep)
        names.append(keys.add(issue.label))
        options.append([family.add(option) for option in issue.options])
        labels = (label(option, f"Option {k}") for k, option in enumerate(issue.options, 1))
        question = issue.question or label(issue.label, f"Issue {len(names)}")
        made[names[-1]] = Issue(question=question, options=dict(zip(options[-1], labels, strict=True)))
    taken = Labels("party", keep=keep)
    people: dict[str, Party] = {}
    stated: dict[str, Preferences] = {}
    for number, party in enumerate(parties, 1):
        key = taken.add(party.label)
        people[key] = Party(name=label(party.label, f"Party {number}"), role=PartyRole.PRINCIPAL)
        stated[key] = Preferences(
            scores={
                name: dict(zip(some, row, strict=True))
                for name, some, row in zip(names, options, party.scores, strict=True)
            },
            weights=None if party.weights is None else dict(zip(names, party.weights, strict=True)),
            reservation=party.reservation,
        )
    case = Case(
        case=label(title, "An imported case"),
        about=f"{about} It holds {prod(map(len, options)):,} outcomes.",
        left_out=left_out(notes),
        parties=people,
        issues=made,
        preferences=stated,
    )
    return Imported(case, format, source, notes=tuple(notes))


def left_out(notes: Sequence[Problem]) -> list[str]:
    """The lines of ``left_out``: whom such files do not hear, then everything that was in them and is not in the case."""
    said = [f"{_sentence(note.message)} {note.hint or ''}".strip() for note in notes]
    return ["Everyone whom the imported file does not name, and the reasons behind its numbers.", *dict.fromkeys(said)]


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
