"""Keeping sources: files known by the hash of their bytes, each with every version of its text.

A file under a second name is the same source; a new extraction is a new text beside the old one. What is known about a source
may be completed or corrected by reading it again under its first name; a copy only fills gaps, and nothing is ever blanked.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from goodoffices.errors import LedgerError
from goodoffices.ledger.chain import canonical
from goodoffices.ledger.journal import OUTSIDE, record, unpacked
from goodoffices.ledger.records import KeptSource
from goodoffices.ledger.tables import source, source_name, text
from goodoffices.model.sources import MarkedSpan, SourceText

__all__ = ["ABOUT", "describe", "keep_source", "source_text", "sources", "words_of"]

ABOUT = ("title", "publisher", "author", "language", "published_on", "dated_by", "track", "handling")
"""Columns of ``source`` that tell about it."""

MARKS = ("extractor", "encoding", "boilerplate", "headings", "notes")
"""Columns of ``text`` that may be renewed while its body stays."""


def keep_source(connection: sa.Connection, kept: SourceText, who: str) -> KeptSource:
    """Store a source and its text unless both are there; log whatever changed."""
    found = connection.execute(sa.select(source).where(source.c.sha256 == kept.sha256)).mappings().first()
    before = describe(connection, found["id"]) if found else None
    source_id = found["id"] if found else _new_source(connection, kept)
    first_name = found is None or found["name"] == kept.source
    if found:
        _complete(connection, found, kept, first_name)
    names = sa.select(source_name.c.name).where(source_name.c.source_id == source_id)
    if kept.source not in connection.execute(names).scalars().all():
        connection.execute(sa.insert(source_name).values(source_id=source_id, name=kept.source))
    text_id, new_text = _keep_text(connection, source_id, kept, first_name)
    after = describe(connection, source_id)
    if after != before:
        record(connection, who, "keep", before=before, after=after)
    return KeptSource(source_id, text_id, new=found is None or new_text)


def _new_source(connection: sa.Connection, kept: SourceText) -> int:
    values = {"sha256": kept.sha256, "name": kept.source, **_about(kept)}
    result = connection.execute(sa.insert(source).values(**values))
    return _new_id(result)


def _new_id(result: sa.CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    if key is None:
        raise LedgerError("The database gave no id for a new row.")
    return int(key[0])


def _complete(connection: sa.Connection, found: Any, kept: SourceText, first_name: bool) -> None:
    """Under its first name what is said now counts; under another it fills what was empty. Nothing said changes nothing."""
    said = {name: value for name, value in _about(kept).items() if value is not None}
    changed = {
        name: value for name, value in said.items() if value != found[name] and (first_name or found[name] is None)
    }
    if not first_name and found["published_on"] is not None:
        changed.pop("dated_by", None)  # it says where the date came from, and the date stays
    if changed:
        connection.execute(sa.update(source).where(source.c.id == found["id"]).values(**changed))


def _keep_text(connection: sa.Connection, source_id: int, kept: SourceText, first_name: bool) -> tuple[int, bool]:
    marks = {name: canonical(value) for name, value in _marks(kept).items()}
    marks |= {"extractor": kept.extractor, "encoding": kept.encoding}
    wanted = (text.c.source_id == source_id) & (text.c.text_sha256 == kept.text_sha256)
    found = connection.execute(sa.select(text).where(wanted)).mappings().first()
    if found is None:
        versions = sa.select(sa.func.coalesce(sa.func.max(text.c.version), 0)).where(text.c.source_id == source_id)
        values = {
            "source_id": source_id,
            "version": connection.execute(versions).scalar_one() + 1,
            "text_sha256": kept.text_sha256,
            "body": kept.text.encode("utf-8", "surrogatepass"),
            **marks,
        }
        result = connection.execute(sa.insert(text).values(**values))
        return _new_id(result), True
    if first_name and any(found[name] != marks[name] for name in MARKS):
        connection.execute(sa.update(text).where(text.c.id == found["id"]).values(**marks))
    return int(found["id"]), False


def _about(kept: SourceText) -> dict[str, Any]:
    values = {name: getattr(kept, name) for name in ABOUT}
    return values | {"published_on": kept.published_on.isoformat() if kept.published_on else None}


def _marks(kept: SourceText) -> dict[str, list[Any]]:
    return {
        "boilerplate": [[span.start, span.end, span.why] for span in kept.boilerplate],
        "headings": [[span.start, span.end, span.why] for span in kept.headings],
        "notes": list(kept.notes),
    }


def describe(connection: sa.Connection, source_id: int) -> dict[str, Any]:
    """All that is stored about a source but the bodies of its texts, which their hashes stand for. The log's form of it."""
    about = connection.execute(sa.select(source).where(source.c.id == source_id)).mappings().one()
    names = sa.select(source_name.c.name).where(source_name.c.source_id == source_id)
    columns = [text.c[name] for name in ("id", "version", "text_sha256", *MARKS)]
    texts = sa.select(*columns).where(text.c.source_id == source_id)
    described = dict(about)
    described["names"] = sorted(connection.execute(names).scalars())
    described["texts"] = [dict(row) for row in connection.execute(texts.order_by(text.c.version)).mappings()]
    return described


def sources(connection: sa.Connection) -> tuple[SourceText, ...]:
    """The latest text of each source, in the order in which they were kept."""
    latest = (
        sa.select(text.c.source_id, sa.func.max(text.c.version).label("version")).group_by(text.c.source_id).subquery()
    )
    query = (
        _texts()
        .join(latest, (latest.c.source_id == text.c.source_id) & (latest.c.version == text.c.version))
        .order_by(source.c.id)
    )
    return tuple(_source_text(row) for row in connection.execute(query).mappings())


def source_text(connection: sa.Connection, text_sha256: str) -> SourceText:
    """One kept text with what is known about its source.

    Raises
    ------
    LedgerError
        If no text with this hash was kept.
    """
    query = _texts().where(text.c.text_sha256 == text_sha256).order_by(text.c.id).limit(1)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise LedgerError(f"No text with the hash {text_sha256[:16]!r} is kept in this ledger.")
    return _source_text(row)


def _texts() -> Any:
    columns = [text.c[name] for name in ("body", *MARKS)]
    about = [source.c[name] for name in ("sha256", "name", *ABOUT)]
    return sa.select(*about, *columns).join_from(text, source)


def _source_text(row: Any) -> SourceText:
    def spans(name: str) -> tuple[MarkedSpan, ...]:
        return tuple(MarkedSpan(start, end, why) for start, end, why in unpacked(row[name]))

    return SourceText(
        source=row["name"],
        sha256=row["sha256"],
        text=words_of(row["body"]),
        extractor=row["extractor"],
        encoding=row["encoding"],
        boilerplate=spans("boilerplate"),
        headings=spans("headings"),
        notes=tuple(unpacked(row["notes"])),
        **{**{name: row[name] for name in ABOUT}, "published_on": _day(row["published_on"])},
    )


def _day(stored: str | None) -> date | None:
    try:
        return date.fromisoformat(stored) if stored else None
    except ValueError:
        raise LedgerError(f"The ledger holds {stored!r} as a day of publication: {OUTSIDE}") from None


def words_of(body: bytes) -> str:
    """A kept text from its stored bytes."""
    try:
        return bytes(body).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise LedgerError(f"A kept text cannot be read: {OUTSIDE}") from None
