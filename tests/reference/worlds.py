"""Preference worlds one at a time, by other recipes than the package's: sorted exponential spacings, shuffles, rejection.

A world is a utility for every outcome of one party, made from the text of the case file and nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

__all__ = ["acceptance_share", "utility"]


def linear_order(stated: Sequence[Sequence[str]], missing: Sequence[str], draw: random.Random) -> list[tuple[str, ...]]:
    """Shuffle all items until the stated ones stand in their order."""
    items = [tuple(level) for level in stated] + [(name,) for name in missing]
    chain = [tuple(level) for level in stated]
    while True:
        draw.shuffle(items)
        if [item for item in items if item in chain] == chain:
            return list(items)


def option_values(order: Sequence[tuple[str, ...]], draw: random.Random) -> dict[str, float]:
    """1 for the best level, 0 for the worst, sorted uniforms between; a half where all are level."""
    if len(order) == 1:
        return dict.fromkeys(order[0], 0.5)
    between = sorted((draw.random() for _ in order[2:]), reverse=True)
    worth = [1.0, *between, 0.0]
    return {name: value for level, value in zip(order, worth, strict=True) for name in level}


def weights(tiers: Sequence[Sequence[str]], draw: random.Random) -> dict[str, float]:
    """Uniform on the weights that fall from tier to tier, are equal within one, and sum to 1.

    Without ties these are sorted spacings. With ties, a point of the mixture of vertices, drawn as spacings of a sorted sample.
    """
    cuts = sorted(draw.random() for _ in tiers[1:])
    mixture = [high - low for low, high in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    found = {issue: 0.0 for tier in tiers for issue in tier}
    for t, part in enumerate(mixture):
        members = [issue for tier in tiers[: t + 1] for issue in tier]
        for issue in members:
            found[issue] += part / len(members)
    return found


def parse(text: str, options: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Levels and missing options of ``a > b ~ c`` or ``?``."""
    levels = [] if text == "?" else [[name.strip() for name in level.split("~")] for level in text.split(">")]
    named = {name for level in levels for name in level}
    return levels, [name for name in options if name not in named]


def utility(
    options: Mapping[str, Sequence[str]],
    orders: Mapping[str, str],
    importance: Sequence[str | Sequence[str]],
    draw: random.Random,
) -> dict[tuple[str, ...], float]:
    """One world: outcome, as one option an issue in the order of ``options``, to utility."""
    values = {}
    for issue, names in options.items():
        levels, missing = parse(orders.get(issue, "?"), names)
        if len(levels) + len(missing) > 1:
            values[issue] = option_values(linear_order(levels, missing, draw), draw)
    tiers = [[entry] if isinstance(entry, str) else list(entry) for entry in importance]
    kept = [kept for tier in tiers if (kept := [issue for issue in tier if issue in values])]
    placed = {issue for tier in tiers for issue in tier}
    order = linear_order(kept, [issue for issue in values if issue not in placed], draw)
    weight = weights(order, draw) if order else {}
    return {
        outcome: sum(
            weight[issue] * values[issue][name] for issue, name in zip(options, outcome, strict=True) if issue in values
        )
        for outcome in outcomes(options)
    }


def outcomes(options: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every outcome."""
    return product(*options.values())


def acceptance_share(
    options: Mapping[str, Sequence[str]],
    orders: Mapping[str, str],
    importance: Sequence[str | Sequence[str]],
    walk_away: tuple[str, ...],
    draws: int,
) -> dict[tuple[str, ...], float]:
    """Share of worlds in which each outcome is at least as good as the walk-away."""
    draw = random.Random(11)
    counts = dict.fromkeys(outcomes(options), 0)
    for _ in range(draws):
        world = utility(options, orders, importance, draw)
        for outcome, worth in world.items():
            counts[outcome] += worth >= world[walk_away] - 1e-12
    return {outcome: count / draws for outcome, count in counts.items()}
