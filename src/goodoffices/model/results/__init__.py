"""What the engines answer: frozen results that carry how they were made and turn into records, JSON and data frames."""

from __future__ import annotations

from goodoffices.model.results.base import Provenance, Result

__all__ = ["Provenance", "Result"]
