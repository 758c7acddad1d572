"""The hash chain: one canonical form for whatever is hashed, and the hash of a revision and of a log entry.

Each log entry's hash covers the entry, the revisions it made and the hash of the entry before, so a change to anything that
was ever written, or a gap, shows from there on. Cutting off the end does not show unless the last hash was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["ENTRY_FIELDS", "FIRST", "REVISION_FIELDS", "canonical", "digest", "entry_hash"]

FIRST = "0" * 64
"""What the first entry names as the one before."""

ENTRY_FIELDS = ("seq", "at", "who", "act", "why", "before", "after", "previous")
REVISION_FIELDS = ("statement_id", "key", "text_sha256", "number", "restores", "state", "row")


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, ASCII only: the same value always gives the same text.

    >>> canonical({"b": 1, "a": [None]})
    '{"a":[null],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 over every field of a log entry but the hash itself; ``before`` and ``after`` as stored."""
    return _hash([entry[name] for name in ENTRY_FIELDS])


def digest(revisions: Iterable[Mapping[str, Any]]) -> str:
    """One hash over the revisions of an act, in the order of their statements."""
    ordered = sorted(revisions, key=lambda made: (made["statement_id"], made["number"]))
    return _hash([[made[name] for name in REVISION_FIELDS] for made in ordered])
