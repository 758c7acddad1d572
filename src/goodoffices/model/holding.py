"""The section ``holding`` of a case: judgements, with ranges, of what would make a truce enforce itself.

What the numbers mean is told in ``docs/methods/holding.md``. They are somebody's judgement: the section says whose, and of when.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import ConfigDict, Field

from goodoffices.model.parts import Amount, Because, Identifier, Part, Text

__all__ = ["CHANCES", "COSTS", "Definition", "Effect", "Holding", "HoldingParty", "Input", "Judged", "Period", "Shift"]


class Period(StrEnum):
    """The unit of every number that counts periods."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Input(StrEnum):
    """What is judged for each party."""

    STAKE = "stake"
    TEMPTATION = "temptation"
    PATIENCE = "patience"
    DETECTION = "detection"
    FALSE_ALARM = "false_alarm"
    RESPONSE = "response"
    PENALTY = "penalty"
    SUSPENSION = "suspension"


CHANCES = frozenset({Input.PATIENCE, Input.DETECTION, Input.FALSE_ALARM, Input.RESPONSE})
"""Inputs between 0 and 1; what ``closes`` may change."""

COSTS = frozenset({Input.TEMPTATION, Input.PENALTY})
"""Inputs counted in periods of stake; what ``adds`` may change."""


class Definition(StrEnum):
    """What "it is holding" may mean; several are shown side by side."""

    RATE_BELOW_HALF = "rate_below_half"
    NO_OFFENSIVE_ACTION = "no_offensive_action"
    DEATHS = "deaths"
    NO_RENUNCIATION = "no_renunciation"
    TEXT = "text"


class Judged(Part):
    """Whose judgement the numbers are, and of which day."""

    model_config = ConfigDict(title="judgement")

    by: list[Text] = Field(min_length=1)
    on: date


class HoldingParty(Part):
    """What is judged for one party that must comply."""

    stake: Amount = Field(description="What a period of truce is worth over a period of war; 1 by definition.")
    temptation: Amount = Field(description="One-off gain from a serious violation, in periods of stake.")
    patience: Amount = Field(description="Weight of the next period against this one, 0 to 1.")
    detection: Amount = Field(description="Chance that a violation is seen and credited, 0 to 1.")
    false_alarm: Amount = Field(description="Chance of a bad signal when all comply, 0 to 1.")
    response: Amount = Field(description="Chance that a bad signal ends or suspends the truce, 0 to 1.")
    penalty: Amount = Field(description="Expected loss that a guarantor imposes, in periods of stake.")
    suspension: Amount | None = Field(default=None, description="For how many periods the truce is then off.")
    because: Because = {}


class Shift(Part):
    """A shift of power between two sides, with which a commitment problem may come."""

    declining: Identifier
    p1: Amount = Field(description="Chance that the declining side wins a war now, 0 to 1.")
    p2: Amount = Field(description="The same a period later, 0 to 1.")
    cost: Amount = Field(description="What a war costs the declining side once; the pie is 1 a period.")
    guarantee: Amount = Field(description="Share of the shift that a guarantee returns, 0 to 1.")


class Effect(Part):
    """What a term of the deal does to the inputs, where ``when`` holds."""

    when: Text
    adds: dict[Input, Amount] = {}
    cuts: dict[Input, Amount] = {}
    closes: dict[Input, Amount] = {}
    party: Identifier | None = None


class Holding(Part):
    """The whole section."""

    model_config = ConfigDict(title="holding section")

    period: Period
    judged: Judged
    parties: dict[Identifier, HoldingParty] = Field(min_length=1)
    shared: list[Input] = Field(default=[], description="Inputs drawn at one common quantile for all parties.")
    shift: Shift | None = None
    effects: list[Effect] = []
    holds_if: list[Definition] = []
