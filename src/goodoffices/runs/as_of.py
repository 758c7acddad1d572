"""A case as it was known on a day: what rests only on later evidence is taken out.

What names no evidence, or evidence without a date, stays: a replay can only take out what it knows to be later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from goodoffices.model.case import Case, Evidence, Preferences, Proposal

__all__ = ["as_known", "without"]

Dated = Callable[[Evidence], date | None]


def as_known(case: Case, day: date, dated: Dated) -> Case:
    """The case as known on a day.

    Parameters
    ----------
    case
        The case as it is written.
    day
        The last day whose evidence counts.
    dated
        The day on which a piece of evidence was said or published; None where that is not known.
    """
    proposals = {
        name: _proposal(proposal, day, dated)
        for name, proposal in case.proposals.items()
        if _made(proposal, day, dated)
    }
    preferences = {party: _preferences(stated, day, dated) for party, stated in case.preferences.items()}
    foretold = case.as_of is not None and day >= case.as_of
    talks = [talk for talk in case.talks if foretold or talk.on <= day]
    return case.model_copy(update={"as_of": day, "proposals": proposals, "preferences": preferences, "talks": talks})


def _later(evidence: Sequence[Evidence], day: date, dated: Dated) -> bool:
    """Whether all of it, and there is some, came after the day."""
    days = [dated(item) for item in evidence]
    return bool(days) and all(found is not None and found > day for found in days)


def _made(proposal: Proposal, day: date, dated: Dated) -> bool:
    """Whether a proposal was made by a day; one without a date of its own counts from its earliest evidence on."""
    if proposal.on is not None:
        return proposal.on <= day
    days = [dated(item) for evidence in proposal.because.values() for item in evidence]
    return not days or any(found is None or found <= day for found in days)


def _proposal(proposal: Proposal, day: date, dated: Dated) -> Proposal:
    later = {party for party, evidence in proposal.because.items() if _later(evidence, day, dated)}
    answers = {party: answer for party, answer in proposal.answers.items() if party not in later}
    because = {party: evidence for party, evidence in proposal.because.items() if party not in later}
    return proposal.model_copy(update={"answers": answers, "because": because})


def _preferences(stated: Preferences, day: date, dated: Dated) -> Preferences:
    """Take out the parts whose evidence is later."""
    return without(stated, {key for key, evidence in stated.because.items() if _later(evidence, day, dated)})


def without(stated: Preferences, parts: Collection[str]) -> Preferences:
    """Preferences as if some parts had not been stated: the order of an issue, one red line, or a part named by its key."""
    changes: dict[str, object] = {
        "because": {key: evidence for key, evidence in stated.because.items() if key not in parts}
    }
    if stated.orders is not None:
        changes["orders"] = {issue: order for issue, order in stated.orders.items() if issue not in parts}
    for part in ("importance", "priorities", "scores", "weights", "reservation", "ranking"):
        if part in parts:
            changes[part] = None
    # A red line with evidence of its own stands or falls by that; the others by what is named for all of them.
    changes["red_lines"] = [
        line for line in stated.red_lines if (line if line in stated.because else "red_lines") not in parts
    ]
    return stated.model_copy(update=changes)
