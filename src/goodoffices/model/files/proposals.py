"""Checks of what is on the table and on the calendar: proposals with their answers, and talks."""

from __future__ import annotations

from goodoffices.model.files.names import Names, entries, items, part, word
from goodoffices.model.files.yaml import Node

__all__ = ["check_proposals", "check_talks"]


def check_proposals(names: Names, root: Node) -> None:
    """Who proposes and who answers are parties, and terms name issues and their options."""
    today = word(part(root, "as_of"))
    for _, proposal in entries(part(root, "proposals")):
        on = part(proposal, "on")
        day = word(on)
        if on is not None and today and day and len(today) == len(day) == 10 and day > today:
            names.warn(on, f'this day lies after "as_of" ({today})', "A case tells what is known up to that day.")
        by, answers = part(proposal, "by"), part(proposal, "answers")
        if by is not None:
            names.party(by)
        names.terms(part(proposal, "terms"))
        for party, _ in entries(answers):
            names.party(party)
        for party, _ in entries(part(proposal, "because")):
            if names.party(party) and part(answers, party.text) is None and party.text != getattr(by, "text", None):
                hint = "Evidence is shown beside an answer, or beside who proposes."
                names.warn(party, f'evidence for an answer of "{party.text}", but no answer is given', hint)


def check_talks(names: Names, root: Node) -> None:
    """Everyone at the table is a party."""
    for talk in items(part(root, "talks")):
        for party in items(part(talk, "who")):
            names.party(party)
