"""Checks of the issues: who can bring each of them where."""

from __future__ import annotations

from goodoffices.model.files.names import Names, entries, items, part, word
from goodoffices.model.files.yaml import Node, Scalar

__all__ = ["check_issues"]


def check_issues(names: Names, root: Node) -> None:
    """Who can reach an option is a party, every option is one of the issue, and nothing is left unsaid unnoticed."""
    for key, issue in entries(part(root, "issues")):
        controlled, reached = part(issue, "controlled_by"), part(issue, "reached_by")
        if controlled is not None:
            names.party(controlled)
            if reached is not None:
                names.note(controlled, "controlled_by and reached_by exclude each other", "Keep one of them.")
        elif reached is None:
            if part(root, "status_quo") is not None:  # without one, every outcome is a deal
                hint = "Say so with reached_by or controlled_by; as it is, no deal can change this issue."
                names.warn(key, f'nobody can change "{key.text}"', hint)
        else:
            _reached(names, root, key, issue, reached)


def _reached(names: Names, root: Node, key: Scalar, issue: Node, reached: Node) -> None:
    for option, entry in entries(reached):
        names.option(option, key.text)
        for one in items(entry):
            for party in items(one) if word(one) is None else [one]:
                names.party(party)
    now = word(part(root, "status_quo", key.text))
    for option, _ in entries(part(issue, "options")):
        if option.text != now and not list(items(part(reached, option.text))):
            hint = "Name it under reached_by, unless leaving it is final."
            names.warn(option, f'nobody can bring "{key.text}" to "{option.text}"', hint)
