"""Who speaks: from the words printed to a person, a role and a party.

A dictionary decides, never a likeness of spelling. Persons come from the case and from the text itself (a full name
with a role, used once, holds for the whole text); pronouns and bare roles are resolved to the last fitting mention
in this and the two blocks before, or stay open.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Final

from goodoffices.reading.document import Document
from goodoffices.reading.gazetteer import Gazetteer, KnownSpeaker
from goodoffices.reading.lexicon import data_file

__all__ = ["People", "Person"]

_HE: Final = frozenset({"he", "his", "him", "she", "her"})
_THEY: Final = frozenset({"they", "their", "them", "it", "its"})
_WE: Final = frozenset({"i", "we", "my", "our", "me", "us", "you", "your"})
_ANAPHORS: Final = frozenset({"latter", "former"})
_BETWEEN: Final = frozenset({"of", "for", "in", "at", "from", "on"})
_BLOCKS_BACK: Final = 2


@dataclass(frozen=True)
class Person:
    """Who a mention stands for; every part may be unknown."""

    name: str | None = None
    role: str | None = None
    party: str | None = None
    actor: str | None = None
    """The printed actor, where no case gives a party."""


@cache
def _offices() -> dict[str, frozenset[str]]:
    return {key: frozenset(words.split()) for key, words in data_file("offices.toml").items()}


@dataclass
class People:
    """The memory of one text: who was named, by what name and role, and who spoke last."""

    doc: Document
    gazetteer: Gazetteer
    day: date | None
    by_surname: dict[str, Person] = field(default_factory=dict)
    by_role: dict[str, tuple[int, Person]] = field(default_factory=dict)
    last_person: tuple[int, Person] | None = None
    last_body: tuple[int, Person] | None = None

    def introduce(self, first: int, last: int) -> None:
        """Learn the full names with roles in the tokens [first, last), so that later surnames resolve."""
        tags = self.doc.tags
        at = first
        while at < last:
            if tags[at] != "NNP":
                at += 1
                continue
            end = at
            while (
                end < last and tags[end] in ("NNP", "NN", "JJ") and (tags[end] == "NNP" or self._is_office(end))
            ) or (end < last and self._of_state(end)):
                end += 1
            if end - at >= 2:
                begin = at
                while begin > first and self._is_office(begin - 1):
                    begin -= 1
                self._learn(begin, end)
            at = max(end, at + 1)

    def resolve(self, span: tuple[int, int] | None, block: int) -> Person:
        """The person, role and party behind a printed mention."""
        if span is None:
            return Person()
        first, last = span
        word = self.doc.tokens.lower[first]
        if last - first == 1:
            pronoun = self._pronoun(word, first, block)
            if pronoun is not None:
                return pronoun
        person = self._mention(first, last, block)
        if person.name and not self._is_body(person):
            self.last_person = (block, person)
        elif person.party or person.actor:
            self.last_body = (block, person)
        return person

    def _is_body(self, person: Person) -> bool:
        return person.name is not None and person.actor == person.name and person.role is None

    def _pronoun(self, word: str, at: int, block: int) -> Person | None:
        """Who a pronoun stands for; an empty person where nobody fits; None if it is no pronoun."""
        if word in _HE or word in ("who",):
            if word == "who":
                return self._antecedent(at, block)
            near = self.last_person
        elif word in _THEY:
            near = self.last_body
        elif word in _WE or word in ("that", "which", "this", "these", "those", "some", "many", "others", "both"):
            return self._antecedent(at, block) if word in ("that", "which") else Person()
        else:
            return None
        if near is None or block - near[0] > _BLOCKS_BACK:
            return Person()
        return near[1]

    def _antecedent(self, at: int, block: int) -> Person:
        """What a relative pronoun stands for: the phrase before it."""
        from goodoffices.reading.grammar import noun_phrase_left

        end = at - 1
        if end >= 0 and self.doc.tokens.lower[end] == ",":
            end -= 1
        first = noun_phrase_left(self.doc, end, max(0, end - 20)) if end >= 0 else 0
        return self._mention(first, end + 1, block) if 0 <= first <= end else Person()

    def _mention(self, first: int, last: int, block: int) -> Person:
        """Name, role and party of a noun phrase."""
        head_end = self._head_end(first, last)
        known = self._known(first, head_end)
        begin, end = self._name_span(first, head_end)
        printed = self.doc.words(begin, end) if end > begin else None
        role = self._role(first, begin if printed else head_end, head_end, last)
        party = self._party(first, last)
        actor = self.doc.words(*self._trimmed(first, head_end))
        if known:
            return Person(known.name, role or known.role, known.party, known.name)
        if printed and end - begin == 1:
            remembered = self.by_surname.get(self.doc.tokens.lower[end - 1])
            if remembered:
                return replace(remembered, role=role or remembered.role, party=remembered.party or party)
        if not printed and role:
            begin, end = self._named_after(head_end, last)  # "its spokesman, Colonel Ivan Horvat"
            printed = self.doc.words(begin, end) if end > begin else None
            party = party or self._owner(first, block)
        if printed:
            person = Person(printed, role, party, printed)
            self.by_surname.setdefault(self.doc.tokens.lower[end - 1], person)
            if role:
                self.by_role[_role_key(role)] = (block, person)
            return person
        if role:
            return self._by_role(role, party, actor, block)
        return Person(None, None, party, actor)

    def _named_after(self, comma: int, last: int) -> tuple[int, int]:
        """The full name in the naming part after a comma; empty if there is none."""
        if comma + 2 >= last or self.doc.tokens.lower[comma] != ",":
            return last, last
        end = comma + 1
        while end < last and self.doc.tags[end] == "NNP":
            end += 1
        begin, stop = self._name_span(comma + 1, end)
        return (begin, stop) if stop - begin >= 2 else (last, last)

    def _owner(self, first: int, block: int) -> str | None:
        """Whose office it is, where a possessive pronoun stands for the body or person spoken of last."""
        word = self.doc.tokens.lower[first]
        near = self.last_body if word in ("its", "their") else self.last_person if word in ("his", "her") else None
        return near[1].party if near and block - near[0] <= _BLOCKS_BACK else None

    def _by_role(self, role: str, party: str | None, actor: str, block: int) -> Person:
        """A bare role: the person named with it before, if near."""
        found = self.by_role.get(_role_key(role))
        if found and (party is None or found[1].party == party):
            return replace(found[1], role=role)
        return Person(None, role, party, actor)

    def _learn(self, first: int, last: int) -> None:
        """Remember a full name printed with its role."""
        begin, end = self._name_span(first, last)
        if end - begin < 2 or self._names_party(begin, end):
            return
        known = self._known(begin, end)
        role = self._role(first, begin, last, last)
        party = known.party if known else self._party(first, begin) if begin > first else None
        name = known.name if known else self.doc.words(begin, end)
        surname = self.doc.tokens.lower[end - 1]
        held = self.by_surname.get(surname)
        if held is None or held.name == name:
            person = Person(name, (held.role if held else None) or role or (known.role if known else None),
                            (held.party if held else None) or party, name)  # fmt: skip
            self.by_surname[surname] = person
            if role:
                self.by_role[_role_key(role)] = (0, person)

    def _names_party(self, first: int, last: int) -> bool:
        found = self.gazetteer.party_at(self.doc.tokens, first, last)
        return found is not None and found[1] == last - first

    def _known(self, first: int, last: int) -> KnownSpeaker | None:
        """A speaker of the case: by full name, or by a surname that only one bears and no other first name contradicts."""
        lower, tags = self.doc.tokens.lower, self.doc.tags
        for at in range(last - 1, first - 1, -1):
            for speaker in self.gazetteer.by_surname.get(lower[at], ()):
                if not speaker.speaks_on(self.day) or not self.doc.tokens.words[at][0].isupper():
                    continue
                if at + 1 < last and lower[at + 1] in ("'s", "'"):
                    continue  # "Harel's office" is not Harel
                given = speaker.name.split()[0].lower()
                before = lower[at - 1] if at > first else ""
                alone = at == first or tags[at - 1] != "NNP" or self._is_office(at - 1) or before.endswith(".")
                if (
                    before == given
                    or given in lower[first:at]
                    or (alone and len(self.gazetteer.by_surname[lower[at]]) == 1)
                ):
                    return speaker
        return None

    def _head_end(self, first: int, last: int) -> int:
        """Where the head of the phrase ends: before an apposition, a relative clause or a preposition that attaches."""
        words = self.doc.tokens.lower
        for at in range(first + 1, last):
            if words[at] in (",", "who", "including") or (
                words[at] in ("for", "in", "at", "from", "on", "with", "to") and self.doc.tags[at] in ("IN", "TO")
            ):
                return at
            if words[at] == "of" and not self._of_state(at):
                return at
        return last

    def _of_state(self, at: int) -> bool:
        """As in "of State", "of the Treasury": part of a title, not a new phrase."""
        lower = self.doc.tokens.lower
        if lower[at] == "of":
            after = lower[at + 1] if at + 1 < len(lower) else ""
            return lower[at - 1] in _OF_STATE and after in ("state", "staff", "defense", "defence", "health", "the")
        return lower[at] in ("state", "staff") and at > 1 and lower[at - 1] == "of" and lower[at - 2] in _OF_STATE

    def _is_office(self, at: int) -> bool:
        word = self.doc.tokens.lower[at]
        offices = _offices()
        return (
            word in offices["titles"]
            or word in offices["modifiers"]
            or self._of_state(at)
            or word.rstrip(".") in _SHORT_TITLES
        )

    def _name_span(self, first: int, last: int) -> tuple[int, int]:
        """The run of name words that ends the head: after titles and adjectives of place."""
        tags, words = self.doc.tags, self.doc.tokens
        if any(
            (found := self.gazetteer.party_at(words, at, last)) and found[1] == last - at for at in range(first, last)
        ):
            return last, last  # the head is the name of a party
        end = last
        while end > first and not (tags[end - 1] == "NNP" and words.words[end - 1][0].isupper()):
            end -= 1
            if end > first and words.lower[end] not in ("'s", "'") and tags[end] in ("NN", "NNS"):
                return last, last
        begin = end
        while (
            begin > first
            and words.words[begin - 1][0].isupper()
            and tags[begin - 1] in ("NNP", "X", "JJ", "NN")
            and not self._is_office(begin - 1)
        ):
            if self._adjective(begin - 1):
                break
            begin -= 1
        if end < last and words.lower[end] in ("'s", "'") and end + 1 < last:
            return last, last
        if begin < end and (self._names_party(begin, end) or self._bodily(end - 1)):
            return last, last
        return begin, end

    def _adjective(self, at: int) -> bool:
        """Whether a token is the adjective of a state (or of a party) before a title."""
        return self.doc.tags[at] == "JJ" or self.gazetteer.party_at(self.doc.tokens, at, at + 1) is not None

    def _bodily(self, at: int) -> bool:
        return self.doc.tokens.lower[at] in _offices()["bodies"]

    def _role(self, first: int, name: int, head_end: int, last: int) -> str | None:
        """The role printed before the name, or in the naming part after it."""
        words = self.doc.tokens
        begin = first
        while begin < name and not self._is_office(begin):
            begin += 1
        end = name
        while end > begin and not self._is_office(end - 1):
            end -= 1
        titled = any(words.lower[i] in _offices()["titles"] for i in range(begin, end))
        if titled:
            return self.doc.words(begin, end)
        if head_end < last and words.lower[head_end] == ",":
            start = head_end + 1
            while start < last and self.doc.tags[start] in ("DT", "PRP$"):
                start += 1
            stop = start
            while stop < last and words.lower[stop] not in (",", "who", ";"):
                stop += 1
            if any(words.lower[i] in _offices()["titles"] for i in range(start, stop)):
                return self.doc.words(start, stop)
        return None

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        while first + 1 < last and self.doc.tags[first] in ("DT", "PRP$"):
            first += 1
        return first, last

    def _party(self, first: int, last: int) -> str | None:
        """The party that a phrase speaks for.

        A name of the party as head, its adjective before a head that speaks, or the party after "of", "for", "in"
        where the head is an office or a body. A possessor counts only for an office or a body ("the south's
        minister"), not for "the south's allies".
        """
        tokens, lower = self.doc.tokens, self.doc.tokens.lower
        offices = _offices()
        at = first
        while at < last:
            found = self.gazetteer.party_at(tokens, at, last)
            if found is None:
                if lower[at] in ("to", "against") and self.doc.tags[at] in ("IN", "TO"):
                    return None  # "the envoy to the south" is not the south's
                at += 1
                continue
            party, size = found
            after = lower[at + size] if at + size < last else ""
            rest = lower[at + size : last]
            if after in ("'s", "'") and any(word in offices["others"] for word in rest[:5]):
                at += size + 1
                continue
            if size == 1 and rest[:1] and rest[0] in offices["others"] and at == first:
                at += size
                continue
            return party
        return None


_OF_STATE: Final = frozenset({"secretary", "minister", "chief", "speaker"})
_SHORT_TITLES: Final = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt prof hon rev sir dame lord lady".split())


def _role_key(role: str) -> str:
    return role.lower().removeprefix("the ")
