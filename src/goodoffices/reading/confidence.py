"""Confidence: the share of rows of a rule that were right when measured, smoothed; stored as a table in the package.

It says how often such rows are right, not how sure the speaker is. The table is made by ``benchmarks/reading.py
--calibrate``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Final

__all__ = ["confidence_of"]

_UNMEASURED: Final = 0.5


@cache
def _table() -> dict[str, float]:
    text = resources.files("goodoffices.reading").joinpath("data/confidence.json").read_text("utf-8")
    table: dict[str, float] = json.loads(text)
    return table


def confidence_of(rule: str) -> float:
    """The measured share of right rows of a rule, or of all rules where it has none."""
    table = _table()
    return table.get(rule, table.get("*", _UNMEASURED))
