"""Good Offices: from what the sides of a negotiation say to what could be agreed, and whether it would hold.

The names below are the public interface; everything else may move between versions. They are looked up when first used, so that
``import goodoffices`` costs next to nothing and loads no numerical, database or plotting library::

    import goodoffices

    case = goodoffices.read_case("examples/ukraine-2025-03").case
    print(case.parties["russia"].name)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if (
    TYPE_CHECKING
):  # type checkers and editors follow these; `_HOMES` says the same to the interpreter, and a test compares them
    from goodoffices.errors import (
        CaseError,
        EvidenceError,
        GoodOfficesError,
        LedgerBusy,
        LedgerError,
        MissingExtra,
        NoDeal,
        OutputError,
        PathNotFound,
        Problem,
        RowChanged,
        SourceError,
        TooLarge,
        UnknownStatement,
        UsageError,
    )
    from goodoffices.ledger import Ledger
    from goodoffices.model.case import Case
    from goodoffices.model.files import CaseFile, read_case
    from goodoffices.model.statements import Kind, Stance, Statement
    from goodoffices.runs import Analysis, analyse, read, run_ask, run_deals, run_stability, run_worlds

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "Case",
    "CaseError",
    "CaseFile",
    "EvidenceError",
    "GoodOfficesError",
    "Kind",
    "Ledger",
    "LedgerBusy",
    "LedgerError",
    "MissingExtra",
    "NoDeal",
    "OutputError",
    "PathNotFound",
    "Problem",
    "RowChanged",
    "SourceError",
    "Stance",
    "Statement",
    "TooLarge",
    "UnknownStatement",
    "UsageError",
    "__version__",
    "analyse",
    "read",
    "read_case",
    "run_ask",
    "run_deals",
    "run_stability",
    "run_worlds",
]

_HOMES = {
    "Analysis": "goodoffices.runs",
    "Case": "goodoffices.model.case",
    "CaseError": "goodoffices.errors",
    "CaseFile": "goodoffices.model.files",
    "EvidenceError": "goodoffices.errors",
    "GoodOfficesError": "goodoffices.errors",
    "Kind": "goodoffices.model.statements",
    "Ledger": "goodoffices.ledger",
    "LedgerBusy": "goodoffices.errors",
    "LedgerError": "goodoffices.errors",
    "MissingExtra": "goodoffices.errors",
    "NoDeal": "goodoffices.errors",
    "OutputError": "goodoffices.errors",
    "PathNotFound": "goodoffices.errors",
    "Problem": "goodoffices.errors",
    "RowChanged": "goodoffices.errors",
    "SourceError": "goodoffices.errors",
    "Stance": "goodoffices.model.statements",
    "Statement": "goodoffices.model.statements",
    "TooLarge": "goodoffices.errors",
    "UnknownStatement": "goodoffices.errors",
    "UsageError": "goodoffices.errors",
    "analyse": "goodoffices.runs",
    "read": "goodoffices.runs",
    "read_case": "goodoffices.model.files",
    "run_ask": "goodoffices.runs",
    "run_deals": "goodoffices.runs",
    "run_stability": "goodoffices.runs",
    "run_worlds": "goodoffices.runs",
}


def __getattr__(name: str) -> Any:
    """Look a public name up in the module it lives in, once."""
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Names an editor or a notebook offers after ``goodoffices.``."""
    return sorted(__all__)
