"""Preference worlds the long way: every completion of every order, every order of importance, every extreme of
weights and values.

A party's utility is linear in its weights and in the values between best and worst, so what holds at all extremes
holds in all worlds. Slow and obvious; imports nothing that it checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from typing import Any

__all__ = ["central_utilities", "compare_in_every_world"]

Levels = tuple[tuple[str, ...], ...]
Outcome = dict[str, str]


def completions(order: str, options: Sequence[str]) -> list[Levels]:
    """All complete orders that keep what is stated; options left out stand anywhere, each alone."""
    stated = () if order.strip() == "?" else tuple(
        tuple(name.strip() for name in level.split("~")) for level in order.split(">")
    )  # fmt: skip
    missing = [(option,) for option in options if not any(option in level for level in stated)]
    return sorted(
        {line for line in permutations([*stated, *missing]) if [x for x in line if x in stated] == list(stated)}
    )


def importance_orders(tiers: Sequence[Any], issues: Sequence[str]) -> list[Levels]:
    """All complete orders of importance; issues left out stand anywhere, each alone."""
    stated = [tuple([tier] if isinstance(tier, str) else tier) for tier in tiers]
    missing = [(issue,) for issue in issues if not any(issue in tier for tier in stated)]
    return sorted({line for line in permutations([*stated, *missing]) if [x for x in line if x in stated] == stated})


def clauses_of(entry: Any, holds: Any, outcome: Outcome) -> int:
    """Which clause of a conditional order counts in an outcome; the number of clauses where none does."""
    for n, clause in enumerate(entry):
        if clause.get("when") is None or holds(clause["when"], outcome):
            return n
    return len(entry)


def worlds(preference: dict[str, Any], options: dict[str, list[str]], holds: Any) -> Iterator[Any]:
    """For each choice of completions: the order of every (issue, clause), that of importance, and which clause counts."""
    entries = {issue: (preference.get("orders") or {}).get(issue, "?") for issue in options}
    lists = {
        issue: [{"order": entry}]
        if isinstance(entry, str)
        else [*entry, *([{"order": "?"}] if entry[-1].get("when") else [])]
        for issue, entry in entries.items()
    }
    slots = [(issue, n) for issue, clauses in lists.items() for n in range(len(clauses))]
    choices = [completions(lists[issue][n]["order"], options[issue]) for issue, n in slots]

    def clause(issue: str, outcome: Outcome) -> int:
        entry = entries[issue]
        return 0 if isinstance(entry, str) else clauses_of(entry, holds, outcome)

    for chosen in product(*choices):
        levels = dict(zip(slots, chosen, strict=True))
        caring = [issue for issue in options if any(len(levels[slot]) > 1 for slot in slots if slot[0] == issue)]
        tiers = [[tier] if isinstance(tier, str) else tier for tier in preference.get("importance") or []]
        kept = [[issue for issue in tier if issue in caring] for tier in tiers]
        for ranks in importance_orders([tier for tier in kept if tier], caring):
            yield levels, ranks, clause


def level_of(levels: Levels, option: str) -> int:
    """Place of an option, best first."""
    return next(n for n, level in enumerate(levels) if option in level)


def compare_in_every_world(
    preference: dict[str, Any], options: dict[str, list[str]], holds: Any, x: Outcome, y: Outcome
) -> tuple[bool, bool, bool]:
    """Whether x is at least as good as y in every world; at most as good in every world; worse in every world."""
    at_least = at_most = below = True
    for levels, ranks, clause in worlds(preference, options, holds):
        gaps = list(_gaps(levels, ranks, clause, x, y))
        at_least &= min(gaps, default=0) >= 0
        at_most &= max(gaps, default=0) <= 0
        below &= max(gaps, default=0) <= 0 and min(gaps, default=0) < 0
    return at_least, at_most, below


def _gaps(levels: Any, ranks: Levels, clause: Any, x: Outcome, y: Outcome) -> Iterator[int]:
    """Twice the difference of utilities at every extreme: weight on the first t places, values at thresholds."""
    used = sorted({(issue, clause(issue, outcome)) for tier in ranks for issue in tier for outcome in (x, y)})
    thresholds = [range(1, max(2, len(levels[slot]))) for slot in used]
    for cut in product(*thresholds):
        threshold = dict(zip(used, cut, strict=True))

        def worth(
            issue: str, outcome: Outcome, threshold: dict[tuple[str, int], int] = threshold
        ) -> int:  # twice the value
            slot = (issue, clause(issue, outcome))
            if len(levels[slot]) == 1:
                return 1
            return 2 if level_of(levels[slot], outcome[issue]) < threshold[slot] else 0

        total = 0
        for tier in ranks:
            total += sum(worth(issue, x) - worth(issue, y) for issue in tier)
            yield total


def central_utilities(
    preference: dict[str, Any], options: dict[str, list[str]], holds: Any, outcomes: Sequence[Outcome]
) -> list[Fraction]:
    """Mean utility of each outcome over all worlds, weights and values at their means in each."""
    totals, count = [Fraction(0)] * len(outcomes), 0
    for levels, ranks, clause in worlds(preference, options, holds):
        count += 1
        sizes = [sum(len(tier) for tier in ranks[: t + 1]) for t in range(len(ranks))]
        for n, outcome in enumerate(outcomes):
            for place, tier in enumerate(ranks):
                weight = sum((Fraction(1, size) for size in sizes[place:]), Fraction(0)) / len(ranks)
                for issue in tier:
                    line = levels[(issue, clause(issue, outcome))]
                    level = level_of(line, outcome[issue])
                    value = Fraction(len(line) - 1 - level, len(line) - 1) if len(line) > 1 else Fraction(1, 2)
                    totals[n] += weight * value
    return [total / max(count, 1) for total in totals]
