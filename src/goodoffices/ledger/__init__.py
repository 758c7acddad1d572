"""The ledger: sources, statements, the people who judged them, and everything that was ever changed.

The database library is loaded when a ledger is first asked for, not when this package is imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.ledger.anchors import selectors, targets
    from goodoffices.ledger.ledger import Ledger
    from goodoffices.ledger.records import Act, Entry, KeptSource, Proposed, Revision, Verification

__all__ = ["Act", "Entry", "KeptSource", "Ledger", "Proposed", "Revision", "Verification", "selectors", "targets"]

_HOMES = {
    "Ledger": "ledger",
    "selectors": "anchors",
    "targets": "anchors",
    **dict.fromkeys(("Act", "Entry", "KeptSource", "Proposed", "Revision", "Verification"), "records"),
}


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """All public names, loaded or not."""
    return sorted(__all__)
