"""The section ``forecast`` of a case: where actors stand on a scale, how much they care and what they can bring to bear.

From these alone a compromise is forecast, as ``docs/methods/forecast.md`` tells.
"""

from __future__ import annotations

from pydantic import Field

from goodoffices.model.parts import Amount, Evidence, Identifier, Number, Part, Text

__all__ = ["ForecastActor", "ForecastQuestion", "Scale"]


class Scale(Part):
    """The scale on which positions are given."""

    low: Number
    high: Number
    unit: Text | None = None


class ForecastActor(Part):
    """One party's position, how much it cares (0 to 100), and its capability in any common unit."""

    at: Amount
    salience: Amount = Field(description="0 to 100.")
    capability: Amount
    because: list[Evidence] = []


class ForecastQuestion(Part):
    """A question whose answer is a point on a scale."""

    question: Text
    scale: Scale
    actors: dict[Identifier, ForecastActor] = Field(min_length=1)
