"""A statement: one speaker, one proposition, one issue, one stance, tied to exact characters of a source.

The reader proposes statements, the ledger keeps them, people judge them, a case names them as evidence. All offsets are Unicode
code points into the source's kept text, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = ["Kind", "Mark", "Span", "Speaker", "Stance", "State", "Statement", "statement_key"]

Span = tuple[int, int]
"""[start, end) in code points of the kept text."""


class Stance(StrEnum):
    """What the words do to the proposition. A closed list, in the order in which its tests are asked."""

    NON_COMMITTAL = "non_committal"
    REJECTS = "rejects"
    ACCEPTS = "accepts"
    CONDITIONAL = "conditional"
    DEMANDS = "demands"
    PROPOSES = "proposes"
    WILLING = "willing"
    WARNS = "warns"
    ANNOUNCES = "announces"
    ASSESSES = "assesses"


class Kind(StrEnum):
    """Whose words the content is in; kinds differ in weight as evidence."""

    QUOTE = "quote"
    MIXED = "mixed"
    PARAPHRASE = "paraphrase"
    REPORTED_POSITION = "reported_position"
    REPORTED_SILENCE = "reported_silence"


class State(StrEnum):
    """Where a row stands with the people who review it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Mark:
    """Words of the source, verbatim, with their place."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """[start, end)."""
        return (self.start, self.end)


@dataclass(frozen=True)
class Speaker:
    """Who speaks: as printed (``text`` and its place, absent in a carried quotation) and as resolved (``name``, ``role``)."""

    name: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    role: str | None = None


@dataclass(frozen=True)
class Statement:
    """One row of the ledger. Field meanings: ``docs/methods/reading.md``; JSON: :meth:`to_json`."""

    source: str
    sha256: str
    text_sha256: str
    speaker: Speaker
    content: tuple[Span, ...]
    support: Span
    kind: Kind
    stance: Stance
    rule: str
    confidence: float
    party: str | None = None
    cue: Mark | None = None
    issue: str | None = None
    topics: tuple[str, ...] = ()
    proposal: str | None = None
    condition: Mark | None = None
    hedge: Mark | None = None
    addressee: str | None = None
    said_on: date | None = None
    said_from: date | None = None
    said_to: date | None = None
    when: Mark | None = None
    published_on: date | None = None
    plover: str | None = None
    actor: str | None = None
    """The printed actor where no case gives a party."""
    carried: str | None = None
    """Key of the row whose quotation this one continues."""
    via: str | None = None
    """Key of the aide's row through which a principal's position was told."""
    repeats: str | None = None
    """Key (in a ledger the id) of the earlier row that says the same."""
    option: str | None = None
    """The option of ``issue`` that the content supports or opposes, where the words name one."""
    note: str | None = None
    id: str | None = None
    """``s1``, ``s2``, ... in a ledger; None outside."""
    state: State = State.PROPOSED
    key: str = field(default="")

    def __post_init__(self) -> None:
        """Fill the key, which is a function of the row."""
        if not self.content:
            raise ValueError("a statement has content")
        if not self.key:
            object.__setattr__(self, "key", statement_key(self))

    @property
    def dated(self) -> date | None:
        """The day to sort by: said, else published."""
        return self.said_on or self.said_to or self.published_on

    def changed(self, **values: Any) -> Statement:
        """A copy with some fields replaced; the key stays, since it names what the reader found."""
        return replace(self, **values)

    def to_json(self) -> dict[str, Any]:
        """The row as DESIGN.md gives it: spans as lists, dates in ISO form, absent things null."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Statement:
        """The inverse of :meth:`to_json`; keys it does not know are an error."""
        values = dict(row)
        values["speaker"] = Speaker(**values["speaker"])
        values["content"] = tuple((int(a), int(b)) for a, b in values["content"])
        values["support"] = (int(values["support"][0]), int(values["support"][1]))
        values["kind"], values["stance"] = Kind(values["kind"]), Stance(values["stance"])
        values["state"] = State(values.get("state") or "proposed")
        values["topics"] = tuple(values.get("topics") or ())
        for name in ("cue", "condition", "hedge", "when"):
            if values.get(name) is not None:
                values[name] = Mark(**values[name])
        for name in ("said_on", "said_from", "said_to", "published_on"):
            if values.get(name) is not None:
                values[name] = date.fromisoformat(values[name])
        return cls(**values)


def statement_key(row: Statement) -> str:
    """16 hex digits over text, spans and topic, so that reading a text twice proposes nothing twice."""
    parts = (
        row.text_sha256,
        (row.speaker.start, row.speaker.end) if row.speaker.start is not None else row.speaker.name,
        row.cue.span if row.cue else None,
        row.content,
        row.topics[:1],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Dataclasses to dictionaries, tuples to lists, dates to ISO text; all else as it is."""
    if isinstance(value, (Mark, Speaker)):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value
