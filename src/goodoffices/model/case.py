"""The case: who negotiates, about what, under which rules, and what is known of what they want.

These models are the case file's one definition: reading checks against them, ``goodoffices schema`` prints their JSON Schema,
and every engine starts from them. They are frozen. What a single value cannot show (a name that refers to nothing, an order that
runs in a circle) is checked in :mod:`goodoffices.model.files.check`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import Annotated

import numpy as np
from annotated_types import MinLen
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from goodoffices.model.expressions import Expression, parse
from goodoffices.model.forecast import ForecastQuestion
from goodoffices.model.holding import Holding
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.parts import (
    Amount,
    Because,
    EmptyIsAbsent,
    Evidence,
    Identifier,
    Part,
    PassageEvidence,
    Range,
    Text,
)

__all__ = [
    "Answer",
    "Case",
    "ConditionalOrder",
    "Evidence",
    "Identifier",
    "Issue",
    "Member",
    "NamedSpeaker",
    "Party",
    "PartyRole",
    "PassageEvidence",
    "Preferences",
    "Proposal",
    "Range",
    "Rule",
    "Talk",
]

Group = Annotated[list[Identifier], MinLen(1)]
Importance = list[Identifier | Group]
Ranking = list[int | Annotated[list[int], MinLen(1)]]

FORMS = ("orders", "priorities", "scores", "ranking")
"""The four forms of a preference; ``importance`` belongs to the first, ``weights`` and ``reservation`` to the third."""

_CONFLICTS = [*combinations(FORMS, 2), *(("importance", form) for form in FORMS[1:])]


class PartyRole(StrEnum):
    """What part a party plays in the talks; principals consent to every deal."""

    PRINCIPAL = "principal"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    ALLY = "ally"
    AFFECTED = "affected"


class Answer(StrEnum):
    """What a party says to a proposal. None stated is unknown, which is not ``no_reply``: silence is data."""

    ACCEPTS = "accepts"
    ACCEPTS_WITH_CONDITIONS = "accepts_with_conditions"
    WILLING = "willing"
    NON_COMMITTAL = "non_committal"
    NO_REPLY = "no_reply"
    REJECTS = "rejects"


class NamedSpeaker(Part):
    """A person who speaks for a party, in a role, between dates (both inclusive)."""

    model_config = ConfigDict(title="speaker")

    name: Text
    role: str | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class Member(Part):
    """A party that belongs to a coalition, between dates (both inclusive)."""

    party: Identifier
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class Party(Part):
    """An actor with preferences; a coalition is a party with members."""

    name: Text
    role: PartyRole
    aliases: list[Text] = []
    speakers: list[NamedSpeaker] = []
    members: list[Member] = []


class Issue(Part):
    """A question on the table and its possible answers."""

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["reached_by", "controlled_by"]}})

    question: Text
    topics: list[Text] = Field(default=[], description="PA-X or go: codes; they drive the reader.")
    cues: list[Text] = Field(default=[], description="Words of this case that point to the issue.")
    options: dict[Identifier, Text] = Field(min_length=1)
    reached_by: dict[Identifier, list[Identifier | Group]] | None = Field(
        default=None, description="For each option, who can bring the issue to it: a party alone, or a list together."
    )
    controlled_by: Identifier | None = Field(
        default=None, description="Short for: every option is reached by this party alone."
    )

    def reached(self, option: str) -> tuple[frozenset[str], ...]:
        """Who can bring the issue to an option: each entry a group that can do so together (often of one)."""
        if self.controlled_by is not None:
            return (frozenset({self.controlled_by}),)
        entries = (self.reached_by or {}).get(option, [])
        return tuple(frozenset({entry} if isinstance(entry, str) else entry) for entry in entries)


class Rule(Part):
    """What cannot be: outcomes in which the expression holds are infeasible."""

    never: Text


class ConditionalOrder(Part):
    """An order that counts where ``when`` holds; the last of a list needs no ``when``."""

    when: Text | None = None
    order: Text


class Preferences(Part):
    """What is known of a party's order over outcomes, in exactly one of four forms, and its red lines."""

    model_config = ConfigDict(
        title="party's preferences",
        json_schema_extra={
            "allOf": [{"not": {"required": list(pair)}} for pair in _CONFLICTS],
            "dependentRequired": {"weights": ["scores"], "reservation": ["scores"]},
        },
    )

    importance: Importance | None = None
    orders: dict[Identifier, Text | Annotated[list[ConditionalOrder], MinLen(1)]] | None = None
    priorities: list[Text] | None = None
    scores: dict[Identifier, dict[Identifier, Amount]] | None = None
    weights: dict[Identifier, Amount] | None = None
    reservation: Amount | None = None
    ranking: Ranking | None = None
    red_lines: list[Text] = []
    because: Because = {}

    @property
    def form(self) -> str | None:
        """``orders``, ``priorities``, ``scores``, ``ranking``, or None where only red lines are known."""
        if self.orders is not None or self.importance is not None:
            return "orders"
        return next((form for form in ("priorities", "scores", "ranking") if getattr(self, form) is not None), None)


class Proposal(Part):
    """Named terms put forward by a party on a date, with each party's answer."""

    name: str | None = None
    by: Identifier
    on: date | None = None
    terms: dict[Identifier, Identifier]
    answers: dict[Identifier, Answer] = {}
    because: Because = {}


class Talk(Part):
    """A meeting or call, held or planned."""

    on: date
    who: list[Identifier]
    what: Text


class Case(Part):
    """A negotiation as its analyst models it."""

    case: Text = Field(description="Title of the case.")
    as_of: date | None = Field(default=None, description="The day up to which the case tells what is known.")
    about: str = ""
    left_out: list[Text] = Field(min_length=1, description="Who and what this model does not hear.")
    parties: dict[Identifier, Party] = Field(min_length=1)
    issues: dict[Identifier, Issue] = Field(min_length=1)
    rules: list[Rule] = []
    status_quo: dict[Identifier, Identifier] | None = None
    walk_away: dict[Identifier, dict[Identifier, Identifier]] = {}
    preferences: dict[Identifier, Preferences] = {}
    proposals: dict[Identifier, Proposal] = {}
    talks: list[Talk] = []
    holding: Annotated[Holding | None, EmptyIsAbsent()] = Field(
        default=None, description="Stated ranges: docs/methods/holding.md."
    )
    forecast: dict[Identifier, ForecastQuestion] = Field(
        default={}, description="Positions on a scale: docs/methods/forecast.md."
    )

    @cached_property
    def space(self) -> OutcomeSpace:
        """The outcomes all engines share."""
        return OutcomeSpace(tuple(self.issues), tuple(tuple(issue.options) for issue in self.issues.values()))

    @cached_property
    def never(self) -> tuple[Expression, ...]:
        """The rules, parsed."""
        return tuple(parse(rule.never) for rule in self.rules)

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """[outcomes] those that no rule excludes, by code."""
        return self.space.feasible(self.never)

    @cached_property
    def status_quo_code(self) -> int | None:
        """Code of the status quo; None for a score sheet, where every feasible outcome is a deal."""
        return None if self.status_quo is None else self.space.code(self.status_quo)

    @property
    def principals(self) -> tuple[str, ...]:
        """Parties whose consent every deal needs, in case order."""
        return tuple(name for name, party in self.parties.items() if party.role is PartyRole.PRINCIPAL)

    def walk_away_code(self, party: str) -> int | None:
        """The outcome a party is left with if there is no deal; None where it has none (a score sheet)."""
        if party in self.walk_away:
            return self.space.code(self.walk_away[party], base=self.status_quo_code)
        return self.status_quo_code

    def proposal_code(self, proposal: str) -> int | None:
        """The outcome that a proposal's terms lead to, all else as in the status quo; None if that is not a full outcome."""
        terms = self.proposals[proposal].terms
        if self.status_quo_code is None and len(terms) < len(self.issues):
            return None
        return self.space.code(terms, base=self.status_quo_code)

    def of(self, party: str) -> Preferences:
        """What is known of a party's preferences; empty where nothing is."""
        return self.preferences.get(party, Preferences())
