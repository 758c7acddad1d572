"""What small changes would do to the share of worlds in which a deal is acceptable to all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodoffices.model.edits import PreferenceEdit, TermEdit

__all__ = ["ShareChange", "ShareChanges"]


@dataclass(frozen=True)
class ShareChange:
    """One or two edits, and the share after them."""

    edits: tuple[PreferenceEdit | TermEdit, ...]
    code: int
    """The deal after them: another one where a term is edited."""
    share: float
    delta: float
    """Share after less share before, in the same worlds."""
    error: float
    """Standard error of ``delta``."""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "edits": [edit.to_json() for edit in self.edits],
            "code": self.code,
            "share": self.share,
            "delta": self.delta,
            "error": self.error,
        }


@dataclass(frozen=True)
class ShareChanges:
    """The single edits and the pairs that raise a deal's share beyond simulation error, best first."""

    about: int
    before: float
    single: tuple[ShareChange, ...]
    pairs: tuple[ShareChange, ...]
    """Pairs that do more than the better of the two alone."""
    looked_at: int
    draws: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "about": self.about,
            "before": self.before,
            "single": [change.to_json() for change in self.single],
            "pairs": [change.to_json() for change in self.pairs],
            "looked_at": self.looked_at,
            "draws": self.draws,
        }
