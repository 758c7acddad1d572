"""Small cases for tests of worlds: two sides, binary issues unless said otherwise."""

from __future__ import annotations

from typing import Any

from goodoffices.model.case import Case
from goodoffices.model.results.stability import Concept
from goodoffices.runs.worlds_case import WorldsCase, worlds_case

__all__ = ["ALL", "arrays", "case_of"]

ALL = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)


def case_of(preferences: dict[str, Any], *, options: dict[str, list[str]] | None = None, **more: Any) -> Case:
    """A case in which every issue is in the hands of the first party named, and the first option is the status quo."""
    issues = options or {name: ["no", "yes"] for name in ("truce", "limits", "relief")}
    first = next(iter(preferences))
    return Case.model_validate(
        {
            "case": "Small",
            "left_out": ["Everyone: this is a test"],
            "parties": {party: {"name": party.title(), "role": "principal"} for party in preferences},
            "issues": {
                issue: {
                    "question": f"{issue.title()}?",
                    "options": {name: name.title() for name in names},
                    "controlled_by": first,
                }
                for issue, names in issues.items()
            },
            "status_quo": {issue: names[0] for issue, names in issues.items()},
            "preferences": {party: stated for party, stated in preferences.items() if stated is not None},
            **more,
        }
    )


def arrays(case: Case, **settings: Any) -> WorldsCase:
    """Its arrays, without stability unless asked for."""
    return worlds_case(case, **{"concepts": (), **settings})
