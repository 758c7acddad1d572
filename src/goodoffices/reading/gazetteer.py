"""Who and what a text may speak of: the case's parties, speakers, issues and proposals, and a general list of states.

Names of persons and of sides come from the case. The list of states (``data/states.tsv``: names, peoples, capitals,
seats of government) only widens what the case names: if a party is called by any name of a state, every name of
that state points to it, unless another party claims it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from goodoffices.reading.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from goodoffices.model.case import Case

__all__ = ["Gazetteer", "IssueWords", "KnownSpeaker", "PartyNames", "ProposalWords", "StateNames", "states"]


@dataclass(frozen=True)
class KnownSpeaker:
    """A person who speaks for a party, in a role, between dates."""

    name: str
    party: str
    role: str | None = None
    from_: date | None = None
    until: date | None = None

    def speaks_on(self, day: date | None) -> bool:
        """Whether the person speaks for the party on a day; on an unknown day, if nothing limits it."""
        if day is None:
            return self.until is None
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class PartyNames:
    """A party with its names; ``members`` are ids of parties that belong to it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    speakers: tuple[KnownSpeaker, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssueWords:
    """An issue with the words that point to it."""

    id: str
    question: str
    topics: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposalWords:
    """A proposal: its terms, its name and who made it."""

    id: str
    by: str | None = None
    terms: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    on: date | None = None


@dataclass(frozen=True)
class StateNames:
    """The names of one state."""

    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    """Capital, palaces and offices that stand for the government."""


@dataclass(frozen=True)
class Gazetteer:
    """What the reader knows of a case before it reads."""

    parties: tuple[PartyNames, ...] = ()
    issues: tuple[IssueWords, ...] = ()
    proposals: tuple[ProposalWords, ...] = ()

    @classmethod
    def empty(cls) -> Gazetteer:
        """For reading without a case: parties stay null and the printed actor is kept."""
        return cls()

    @classmethod
    def from_case(cls, case: Case) -> Gazetteer:
        """The names and words of a case."""
        parties = tuple(
            PartyNames(
                id=key,
                name=party.name,
                aliases=tuple(party.aliases),
                speakers=tuple(KnownSpeaker(s.name, key, s.role, s.from_, s.until) for s in party.speakers),
                members=tuple(member.party for member in party.members),
            )
            for key, party in case.parties.items()
        )
        issues = tuple(
            IssueWords(key, issue.question, tuple(issue.topics), tuple(issue.options.items()), tuple(issue.cues))
            for key, issue in case.issues.items()
        )
        proposals = tuple(
            ProposalWords(key, item.by, tuple(item.terms.items()), item.name, item.on)
            for key, item in case.proposals.items()
        )
        return cls(parties, issues, proposals)

    @cached_property
    def names(self) -> dict[tuple[str, ...], str]:
        """Folded tokens of every name of a party -> its id. A party's own names stand before those of the list of states."""
        found: dict[tuple[str, ...], str] = {}
        coalitions = [party for party in self.parties if party.members]
        single = [party for party in self.parties if not party.members]
        for party in [*single, *coalitions]:
            for name in (party.name, *party.aliases):
                found.setdefault(_key(name), party.id)
        own = dict(found)
        for state in states():
            owner = next((own[_key(n)] for n in (state.name, *state.others, *state.seats) if _key(n) in own), None)
            if owner is not None:
                for name in (state.name, *state.others, *state.adjectives, *state.seats):
                    found.setdefault(_key(name), owner)
        return found

    @cached_property
    def by_first(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """First token of a name -> names that begin so, longest first."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, party in self.names.items():
            index.setdefault(name[0], []).append((name, party))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def speakers(self) -> tuple[KnownSpeaker, ...]:
        """Every known speaker of every party."""
        return tuple(speaker for party in self.parties for speaker in party.speakers)

    @cached_property
    def by_surname(self) -> dict[str, list[KnownSpeaker]]:
        """Folded last word of a name -> the speakers who bear it."""
        index: dict[str, list[KnownSpeaker]] = {}
        for speaker in self.speakers:
            key = _key(speaker.name)
            index.setdefault(key[-1], []).append(speaker)
        return index

    @cached_property
    def uncapitalised(self) -> frozenset[tuple[str, ...]]:
        """Names that the case itself writes without any capital ("the union")."""
        printed = [name for party in self.parties for name in (party.name, *party.aliases)]
        return frozenset(_key(name) for name in printed if name.islower())

    def party_at(self, tokens: Tokens, at: int, last: int) -> tuple[str, int] | None:
        """The party whose name begins at token ``at`` and how many tokens it takes; the longest name counts.

        A name is printed with a capital, one of up to three letters in capitals ("US" is not "us"), unless the case
        writes it without one.
        """
        entries = self.by_first.get(tokens.lower[at])
        if not entries:
            return None
        for name, party in entries:
            if at + len(name) <= last and tuple(tokens.lower[at : at + len(name)]) == name:
                if name in self.uncapitalised:
                    return party, len(name)
                if not tokens.words[at][0].isupper():
                    continue
                if len(name) == 1 and len(name[0]) <= 3 and not tokens.words[at].isupper():
                    continue
                return party, len(name)
        return None


@cache
def states() -> tuple[StateNames, ...]:
    """The general list of states."""
    text = resources.files("goodoffices.reading").joinpath("data/states.tsv").read_text("utf-8")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, others, adjectives, capital, seats = (line.split("\t") + [""] * 4)[:5]
            found.append(StateNames(name, _split(others), _adjectives(adjectives), (*_split(capital), *_split(seats))))
    return tuple(found)


def _split(printed: str) -> tuple[str, ...]:
    return tuple(filter(None, printed.split(";")))


def _adjectives(printed: str) -> tuple[str, ...]:
    """Adjectives are parted by spaces; a two-word one begins with a word that never stands alone."""
    words: list[str] = []
    for word in printed.split():
        if words and words[-1] in ("North", "South", "Costa", "Cape", "Central", "Saint", "Sao", "Sri", "Sierra"):
            words[-1] += " " + word
        else:
            words.append(word)
    return tuple(words)


@cache
def _key(name: str) -> tuple[str, ...]:
    words = tokenize(name).lower
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words) or ("",)
