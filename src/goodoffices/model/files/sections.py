"""Checks of the sections ``holding`` and ``forecast``: names refer to something, numbers lie where they can."""

from __future__ import annotations

from decimal import Decimal

from goodoffices.model.files.names import Names, entries, items, part
from goodoffices.model.files.page import listed
from goodoffices.model.files.yaml import Mapping, Node, Scalar
from goodoffices.model.holding import CHANCES, COSTS, Input

__all__ = ["check_forecast", "check_holding"]


def check_holding(names: Names, root: Node) -> None:
    """Parties exist, chances are chances, a violation can be told from none, effects fit what they change."""
    holding = part(root, "holding")
    for key, party in entries(part(holding, "parties")):
        names.party(key)
        for name, value in entries(party):
            if name.text in CHANCES:
                _within(names, value, 0, 1, f'"{name.text}"')
            elif name.text in (*COSTS, Input.SUSPENSION):
                _within(names, value, 0, None, f'"{name.text}"')
        seen, alarm = _numbers(part(party, "detection")), _numbers(part(party, "false_alarm"))
        if seen and alarm and max(seen) <= min(alarm) and isinstance(party, Mapping):
            hint = "Then a signal tells nothing. Detection must be able to exceed false_alarm."
            names.note(party.entries["detection"][0], "detection lies wholly at or below false_alarm", hint)
        for topic, _ in entries(part(party, "because")):
            if topic.text not in list(Input):
                names.note(topic, f'"{topic.text}" is no input', f"Inputs: {listed(Input)}.")
    shift = part(holding, "shift")
    for name, value in entries(shift):
        if name.text == "declining":
            names.party(value)
        else:
            _within(names, value, 0, None if name.text == "cost" else 1, f'"{name.text}"')
    for effect in items(part(holding, "effects")):
        _effect(names, effect)


def check_forecast(names: Names, root: Node) -> None:
    """Actors are parties, positions lie on the scale, salience runs from 0 to 100."""
    for _, question in entries(part(root, "forecast")):
        low, high = (_numbers(part(question, "scale", end)) for end in ("low", "high"))
        scale = part(question, "scale")
        if low and high and low[0] >= high[0] and scale is not None:
            names.note(scale, "the scale has no length", "Its low end must lie below its high end.")
            low = high = []
        for actor, row in entries(part(question, "actors")):
            names.party(actor)
            for name, value in entries(row):
                if name.text == "at" and low and high:
                    _within(names, value, low[0], high[0], "a position on this scale")
                elif name.text == "salience":
                    _within(names, value, 0, 100, "salience")
                elif name.text == "capability":
                    _within(names, value, 0, None, "capability")


def _effect(names: Names, effect: Node) -> None:
    names.expression(part(effect, "when"))
    party = part(effect, "party")
    if party is not None:
        names.party(party)
    for verb, allowed, least in (("adds", COSTS, None), ("cuts", frozenset(Input), 0), ("closes", CHANCES, 0)):
        for name, value in entries(part(effect, verb)):
            if name.text in list(Input) and name.text not in allowed:
                fitting = listed(each for each in Input if each in allowed)
                names.note(name, f'"{verb}" cannot change {name.text}', f'"{verb}" is for: {fitting}.')
            elif least is not None:
                _within(names, value, least, 1, f'"{verb}"')


def _numbers(value: Node | None) -> list[Decimal]:
    """The finite numbers of an amount: one, or the bounds and mode of a range."""
    scalars = [each for _, each in entries(value)] if isinstance(value, Mapping) else [value]
    found = [each.value for each in scalars if isinstance(each, Scalar)]
    numbers = [Decimal(each) for each in found if isinstance(each, (int, Decimal)) and not isinstance(each, bool)]
    return [each for each in numbers if each.is_finite()]


def _within(names: Names, value: Node, low: Decimal | int, high: Decimal | int | None, what: str) -> None:
    numbers = _numbers(value)
    if any(each < low or (high is not None and each > high) for each in numbers):
        bounds = f"{low} to {high}" if high is not None else f"{low} or more"
        names.note(value, f"{what} must be {bounds}")
