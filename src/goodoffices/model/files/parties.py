"""Checks of the parties: who speaks for them, who belongs to whom, whether anyone must consent."""

from __future__ import annotations

from goodoffices.model.files.names import Names, entries, items, part, word
from goodoffices.model.files.yaml import Node

__all__ = ["check_parties"]


def check_parties(names: Names, root: Node) -> None:
    """Members exist and form no circle, dates run forward, and some party's consent is needed."""
    parties = part(root, "parties")
    for key, party in entries(parties):
        for speaker in items(part(party, "speakers")):
            _dates(names, speaker)
        for member in items(part(party, "members")):
            _dates(names, member)
            named = part(member, "party")
            if named is not None and names.party(named) and _reaches(parties, str(word(named)), key.text):
                names.note(named, f'"{key.text}" would be a member of itself', "A coalition holds other parties.")
    roles = {word(part(party, "role")) for _, party in entries(parties)}
    if names.parties and "principal" not in roles:
        where = next(key for key, _ in entries(parties))
        hint = "Give the role principal to those whose consent every deal needs."
        names.warn(where, "no party is a principal, so a deal may need nobody's consent", hint)


def _reaches(parties: Node | None, start: str, goal: str) -> bool:
    """Whether one party is another or holds it, at whatever depth."""
    seen, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            ahead += [
                found for member in items(part(parties, name, "members")) if (found := word(part(member, "party")))
            ]
    return False


def _dates(names: Names, node: Node) -> None:
    start, end = part(node, "from"), part(node, "until")
    first, last = word(start), word(end)
    if end is not None and first and last and len(first) == len(last) == 10 and first > last:
        names.note(end, f'"until" lies before "from" ({first})', "Both days count as within.")
