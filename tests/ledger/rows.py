"""Sources and rows for the ledger's tests, of our own invention."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from goodoffices.model.sources import SourceText
from goodoffices.model.statements import Kind, Mark, Speaker, Stance, Statement

__all__ = ["TEXT", "a_row", "a_source", "rows_of"]

TEXT = (
    "The northern delegation would accept monitors if the port reopens, its chief negotiator said on Tuesday.\n"
    "The south rejects the plan, said its envoy. 🕊 Nobody in the coastal towns was asked.\n"
)


def a_source(text: str = TEXT, name: str = "sources/2031-05-08-port.txt", **known: Any) -> SourceText:
    """A kept text, its file being the text in UTF-8."""
    values = {
        "extractor": "text/1",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        **known,
    }
    return SourceText(source=name, text=text, **values)


def a_row(source: SourceText, at: int = 0, **known: Any) -> Statement:
    """A row whose content is one word's worth of characters from ``at`` on."""
    values: dict[str, Any] = {
        "speaker": Speaker(name="Vera Lund", text=source.text[at : at + 2], start=at, end=at + 2, role="envoy"),
        "content": ((at, at + 4),),
        "support": (at, at + 8),
        "kind": Kind.PARAPHRASE,
        "stance": Stance.DEMANDS,
        "rule": "by-hand/1",
        "confidence": 0.8,
        "party": "north",
        "issue": "port",
        "topics": ("ImPK",),
        "cue": Mark(source.text[at + 1 : at + 3], at + 1, at + 3),
        "published_on": date(2031, 5, 8),
        **known,
    }
    return Statement(source=source.source, sha256=source.sha256, text_sha256=source.text_sha256, **values)


def rows_of(source: SourceText, count: int, **known: Any) -> list[Statement]:
    """Rows at the first ``count`` places of a text."""
    return [a_row(source, at, **known) for at in range(count)]
