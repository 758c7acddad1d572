"""What an export gives: the text, and what of the case it does not hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from goodoffices.errors import Problem
from goodoffices.model.case import Case

__all__ = ["Exported", "left_behind"]

ASIDE = "the case"


@dataclass(frozen=True)
class Exported:
    """A case as another program reads it. ``notes`` say what stays behind, or was changed on the way."""

    text: str
    format: str
    notes: tuple[Problem, ...] = ()


def left_behind(case: Case, parties: Collection[str], kept: Collection[str] = ()) -> tuple[Problem, ...]:
    """A note on each kind of thing that a case has and the format has not. ``kept`` names what it does hold."""
    lost = {
        "proposals": bool(case.proposals),
        "talks": bool(case.talks),
        "holding": case.holding is not None,
        "forecast": bool(case.forecast),
        "rules": bool(case.rules),
        "status_quo": case.status_quo is not None,
        "walk_away": bool(case.walk_away),
        "red_lines": any(case.of(party).red_lines for party in parties),
        "because": any(case.of(party).because for party in parties),
        "moves": any(issue.controlled_by or issue.reached_by for issue in case.issues.values()),
        "speakers": any(party.speakers or party.aliases or party.members for party in case.parties.values()),
    }
    words = {"status_quo": "the status quo", "walk_away": "walk-aways", "red_lines": "red lines",
             "because": "evidence", "moves": "who can bring about what", "speakers": "speakers and other names"}  # fmt: skip
    gone = [words.get(name, name) for name, has in lost.items() if has and name not in kept]
    notes = [Problem(ASIDE, f"not in the export: {', '.join(gone)}")] if gone else []
    missing = [name for name in case.parties if name not in parties]
    if missing:
        notes.append(Problem(ASIDE, f"parties not in the export: {', '.join(missing)}"))
    return tuple(notes)
