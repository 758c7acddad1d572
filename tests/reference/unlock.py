"""Unlocking straight from the definition: every set of edits by rising size, each made in the case file and judged by others.

Works on documents as a case file holds them; edits are written out again here. Slow and obvious.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

__all__ = ["fewest", "guarantees", "preference_edits", "wants"]

Document = dict[str, Any]
Edits = Callable[[Document], Iterator[Document]]


def fewest(
    document: Document, edits: Edits, good: Callable[[Document], bool], at_most: int
) -> tuple[int, list[Document]]:
    """The least number of edits after which a document is good, and all documents that so many lead to; -1 if none is."""
    level, seen = [document], {repr(document)}
    for size in range(at_most + 1):
        found = [each for each in level if good(each)]
        if found:
            return size, found
        following: list[Document] = []
        for each in level:
            for after in edits(each):
                if repr(after) not in seen:
                    seen.add(repr(after))
                    following.append(after)
        level = following
    return -1, []


def wants(document: Document) -> Any:
    """What the parties want, in a form that can be compared; tied names in any order are the same."""
    return {party: _canonical(stated) for party, stated in document.get("preferences", {}).items()}


def preference_edits(document: Document) -> Iterator[Document]:
    """Every document one edit away."""
    for party, stated in document.get("preferences", {}).items():
        for after in _of_one(stated):
            yield {**document, "preferences": {**document["preferences"], party: after}}


def guarantees(deal: dict[str, str]) -> Edits:
    """Edits of who can move: a party can no longer enter an option alone, or can return what the deal changed."""

    def all_of_them(document: Document) -> Iterator[Document]:
        for issue, described in document["issues"].items():
            for option in described["options"]:
                for party in document["parties"]:
                    entries = _alone(described, option)
                    changed = deepcopy(document)
                    target = changed["issues"][issue]
                    target.pop("controlled_by", None)
                    target["reached_by"] = {each: list(_alone(described, each)) for each in described["options"]}
                    if party in entries:
                        target["reached_by"][option].remove(party)
                        target.setdefault("reached_by", {})
                        yield _noted(changed, party, issue, option)
                    elif document["status_quo"][issue] == option and deal[issue] != option:
                        target["reached_by"][option].append(party)
                        yield _noted(changed, party, issue, option)

    return lambda document: (each for each in all_of_them(document) if each is not None)


def _noted(document: Document, party: str, issue: str, option: str) -> Any:
    """The document with the guarantee noted; None where it would take another one back."""
    note = [party, issue, option]
    if note in document.setdefault("talks", []):
        return None
    document["talks"] = sorted([*document["talks"], note])
    return document


def _alone(described: dict[str, Any], option: str) -> list[Any]:
    if "controlled_by" in described:
        return [described["controlled_by"]]
    found: list[Any] = []
    for entry in described.get("reached_by", {}).get(option, []):
        flat = entry[0] if isinstance(entry, list) and len(entry) == 1 else entry
        if flat not in found:
            found.append(flat)
    return found


def _of_one(stated: dict[str, Any]) -> Iterator[dict[str, Any]]:
    lines = stated.get("red_lines", [])
    for line in dict.fromkeys(lines):
        yield {**stated, "red_lines": [each for each in lines if each != line]}
    for issue, entry in stated.get("orders", {}).items():
        if isinstance(entry, str):
            for text in _swapped_order(entry):
                yield {**stated, "orders": {**stated["orders"], issue: text}}
        else:
            for n, clause in enumerate(entry):
                for text in _swapped_order(clause["order"]):
                    clauses = [*entry[:n], {**clause, "order": text}, *entry[n + 1 :]]
                    yield {**stated, "orders": {**stated["orders"], issue: clauses}}
    for key in ("importance", "ranking"):
        for levels in _swapped([each if isinstance(each, list) else [each] for each in stated.get(key, [])]):
            yield {**stated, key: [level[0] if len(level) == 1 else level for level in levels]}
    priorities = stated.get("priorities", [])
    for k in range(1, len(priorities)):
        if priorities[k] != priorities[k - 1]:
            yield {
                **stated,
                "priorities": [*priorities[: k - 1], priorities[k], priorities[k - 1], *priorities[k + 1 :]],
            }


def _swapped_order(text: str) -> Iterator[str]:
    if text != "?":
        for levels in _swapped([level.split(" ~ ") for level in text.split(" > ")]):
            yield " > ".join(" ~ ".join(sorted(level)) for level in levels)


def _swapped(levels: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """Two names of adjacent levels in each other's place."""
    for k in range(len(levels) - 1):
        for a in levels[k]:
            for b in levels[k + 1]:
                changed = [list(level) for level in levels]
                changed[k] = sorted([each for each in levels[k] if each != a] + [b])
                changed[k + 1] = sorted([each for each in levels[k + 1] if each != b] + [a])
                yield changed


def _canonical(stated: dict[str, Any]) -> Any:
    def order(text: str) -> list[list[str]]:
        return [sorted(name.strip() for name in level.split("~")) for level in text.split(">")]

    def levels(entries: list[Any]) -> list[list[Any]]:
        return [sorted(entry) if isinstance(entry, list) else [entry] for entry in entries]

    return {
        "red_lines": list(stated.get("red_lines") or []),
        "orders": {
            issue: order(entry) if isinstance(entry, str) else [order(clause["order"]) for clause in entry]
            for issue, entry in (stated.get("orders") or {}).items()
        },
        "importance": levels(stated.get("importance") or []),
        "ranking": levels(stated.get("ranking") or []),
        "priorities": list(stated.get("priorities") or []),
    }
