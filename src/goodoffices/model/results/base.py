"""What every result has in common: its provenance, and the ways it turns into other forms.

A result is a frozen dataclass that inherits :class:`Result` and gives ``records()`` (one plain dictionary a row, for tables and
data frames) and ``to_json()`` (the contract of DESIGN.md). Notebooks show the records as a table.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Any

from goodoffices.errors import MissingExtra

__all__ = ["Provenance", "Result", "versions"]

LISTED_AT_MOST = 10_000
"""Longest list of codes in JSON; longer ones are cut and marked ``truncated``."""


def versions() -> Mapping[str, str]:
    """Versions of what a figure depends on: this package, Python, numpy."""
    found = {"python": platform.python_version()}
    for name in ("goodoffices", "numpy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # run from a plain folder
            found[name] = "unknown"
    return MappingProxyType(found)


@dataclass(frozen=True)
class Provenance:
    """How a result was made: method, settings as printed, seed where anything was drawn, versions, evidence ids."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    versions: Mapping[str, str] = field(default_factory=versions)
    evidence: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists."""
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "seed": self.seed,
            "versions": dict(self.versions),
            "evidence": list(self.evidence),
        }


class Result:
    """Mixin of all results. Subclasses are frozen dataclasses with a ``provenance`` field."""

    provenance: Provenance

    def records(self) -> list[dict[str, Any]]:
        """One plain dictionary a row."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The JSON of DESIGN.md section 4, as plain dictionaries and lists."""
        raise NotImplementedError

    def to_pandas(self) -> Any:
        """The records as a pandas data frame.

        Raises
        ------
        MissingExtra
            If pandas is not installed.
        """
        return _frame("pandas")(self.records())

    def to_polars(self) -> Any:
        """The records as a polars data frame.

        Raises
        ------
        MissingExtra
            If polars is not installed.
        """
        return _frame("polars")(self.records())

    def _repr_html_(self) -> str:
        """Show the first hundred records as a table, with the method above it."""
        rows = self.records()
        if not rows:
            return f"<p>{escape(self.provenance.method)}: no rows.</p>"
        columns = list(rows[0])
        head = "".join(f"<th>{escape(str(column))}</th>" for column in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(row.get(column, '')))}</td>" for column in columns) + "</tr>"
            for row in rows[:100]
        )
        caption = f"{escape(self.provenance.method)}; {len(rows)} rows"
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _frame(library: str) -> Any:
    """The ``DataFrame`` class of a library, imported only now."""
    try:
        return import_module(library).DataFrame
    except ImportError:
        raise MissingExtra(f"A {library} data frame", "frames") from None
