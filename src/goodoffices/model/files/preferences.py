"""Checks of what is known of the parties' preferences: one form each, orders without circles, complete score sheets."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from goodoffices.model.case import FORMS
from goodoffices.model.files.names import Names, entries, items, part, word
from goodoffices.model.files.page import listed, suggestion
from goodoffices.model.files.yaml import Mapping, Node, Scalar, Sequence

__all__ = ["check_preferences"]

_KEYS = ("red_lines", "walk_away", "importance", *FORMS, "weights", "reservation")
"""What a party's ``because`` may explain besides its issues and each of its red lines."""


def check_preferences(names: Names, root: Node) -> None:
    """Check every party's preferences, except rankings: those need the feasible outcomes."""
    for key, preference in entries(part(root, "preferences")):
        names.party(key)
        _one_form(names, preference)
        _orders(names, part(preference, "orders"))
        _importance(names, part(preference, "importance"))
        for form in ("priorities", "red_lines"):
            for expression in items(part(preference, form)):
                names.expression(expression)
        _scores(names, preference)
        lines = [text for line in items(part(preference, "red_lines")) if (text := word(line)) is not None]
        for topic, _ in entries(part(preference, "because")):
            if topic.text not in names.issues and topic.text not in (*_KEYS, *lines):
                known = [*names.issues, *_KEYS, *lines]
                hint = suggestion(
                    topic.text, known, "Evidence goes to an issue, a red line as written, or one of these"
                )
                names.note(topic, f'"{topic.text}" is nothing that this party\'s preferences hold', hint)


def _one_form(names: Names, preference: Node) -> None:
    """At most one of the four forms, with what belongs to it."""
    if not isinstance(preference, Mapping):
        return
    given = [form for form in FORMS if form in preference.entries]
    if "importance" in preference.entries and "orders" not in given:
        given.insert(0, "importance")
    for form in given[1:]:
        key = preference.entries[form][0]
        names.note(
            key, f'"{form}" and "{given[0]}" are two forms of preference', "A party has one: keep the one you know."
        )
    for extra in ("weights", "reservation"):
        if extra in preference.entries and "scores" not in preference.entries:
            names.note(preference.entries[extra][0], f'"{extra}" belongs to scores, and there are none')


def _orders(names: Names, orders: Node | None) -> None:
    for key, order in entries(orders):
        if not names.issue(key):
            continue
        if not isinstance(order, Sequence):
            names.order(order, key.text)
            continue
        for position, clause in enumerate(order.items):
            when = part(clause, "when")
            names.expression(when)
            names.order(part(clause, "order"), key.text)
            if when is None and isinstance(clause, Mapping) and position < len(order.items) - 1:
                names.note(clause, 'only the last order may have no "when"', "The ones after it could never count.")


def _importance(names: Names, importance: Node | None) -> None:
    seen: set[str] = set()
    for tier in items(importance):
        for issue in items(tier) if isinstance(tier, Sequence) else [tier]:
            name = word(issue)
            if names.issue(issue) and name in seen:
                names.note(issue, f'"{name}" stands twice', "An issue has one place; tie issues by [one, other].")
            seen.add(name or "")


def _scores(names: Names, preference: Node) -> None:
    """Scores for every option of every issue; weights for issues, none below zero."""
    if not isinstance(preference, Mapping):
        return
    scores, weights = part(preference, "scores"), part(preference, "weights")
    for key, sheet in entries(scores):
        if names.issue(key):
            missing = _missing(
                names.issues[key.text], sheet, [names.option(each, key.text) for each, _ in entries(sheet)]
            )
            if missing:
                hint = "A score sheet scores every option."
                names.note(key, f'no score for {listed(missing)} of "{key.text}"', hint)
    missing = _missing(names.issues, scores, [key.text in names.issues for key, _ in entries(scores)])
    if missing:
        hint = "A score sheet scores every option of every issue; give 0 to all options of one that does not count."
        names.note(preference.entries["scores"][0], f"no scores for {listed(missing)}", hint)
    for _, weight in entries(weights):
        low = part(weight, "low") or weight
        if isinstance(low, Scalar) and isinstance(low.value, (int, Decimal)) and low.value < 0:
            names.note(low, "a weight below zero", "Turn the scores round instead.")
    missing = _missing(names.issues, weights, [names.issue(key) for key, _ in entries(weights)])
    if missing:
        names.warn(
            preference.entries["weights"][0], f"no weight for {listed(missing)}", "It counts as 1. Better say so."
        )


def _missing(wanted: Iterable[str], node: Node | None, known: list[bool]) -> list[str]:
    """Names that a mapping lacks; none where it holds an unknown one, which is likely meant."""
    if not isinstance(node, Mapping) or not all(known):
        return []
    return [name for name in wanted if name not in node.entries]
