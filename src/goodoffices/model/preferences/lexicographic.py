"""The lexicographic reading: the most important issue on which two outcomes differ decides, whatever the others say.

A strong assumption, offered because some users mean it. Where the issue that would decide has no stated order, or
which one decides is not stated, the comparison stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.preferences.base import Comparison, Preference
from goodoffices.model.preferences.certain import IssueOrder

__all__ = ["LexicographicPreference", "lexicographic_values"]

BETTER, LEVEL, WORSE, UNKNOWN = 1, 0, -1, 2


@dataclass(frozen=True)
class LexicographicPreference(Preference):
    """Comparisons by the first issue that differs, where something about orders or importance is not stated."""

    tiers: tuple[tuple[IssueOrder, ...], ...]
    missing: tuple[IssueOrder, ...]

    def raw(self, code: int) -> Comparison:
        """All outcomes against one; an issue of unstated importance may be the one that decides, so it must agree."""
        verdict = np.full(self.feasible.size, LEVEL, dtype=np.int8)
        for tier in self.tiers:
            here = _agreed([_sign(order, code) for order in tier], self.feasible.size)
            verdict = np.where(verdict == LEVEL, here, verdict)
        verdict = _agreed([verdict, *(_sign(order, code) for order in self.missing)], self.feasible.size)
        return Comparison(
            (verdict == BETTER) | (verdict == LEVEL), (verdict == WORSE) | (verdict == LEVEL), verdict == WORSE
        )


def _sign(order: IssueOrder, code: int) -> NDArray[np.int8]:
    """[outcomes] better, level, worse or unknown than the reference on one issue."""
    gains, unattained = order.least_gains
    here = order.cells[code]
    table = np.full(gains.shape[0], UNKNOWN, dtype=np.int8)
    forth, back = gains[:, here], gains[here]
    table[(forth > 0) | ((forth == 0) & unattained[:, here])] = BETTER
    table[(back > 0) | ((back == 0) & unattained[here])] = WORSE
    table[(forth == 0) & (back == 0) & ~unattained[:, here]] = LEVEL
    return table[order.cells]


def _agreed(signs: Sequence[NDArray[np.int8]], size: int) -> NDArray[np.int8]:
    """[outcomes] what all issues that differ agree on; unknown where they do not, or where one is unknown."""
    found = np.full(size, LEVEL, dtype=np.int8)
    for sign in signs:
        clash = (sign != LEVEL) & (found != LEVEL) & (sign != found)
        found = np.where(clash, UNKNOWN, np.where(sign == LEVEL, found, sign)).astype(np.int8)
    return found


def lexicographic_values(
    orders: dict[str, IssueOrder], tiers: Sequence[Sequence[str]], missing: Sequence[str]
) -> NDArray[np.int64] | None:
    """[outcomes] values that order outcomes completely; None where orders or importance leave something open."""
    caring = [[issue for issue in tier if not orders[issue].indifferent] for tier in tiers]
    open_importance = any(not orders[issue].indifferent for issue in missing) or any(len(tier) > 1 for tier in caring)
    if open_importance or any(not orders[issue].complete for tier in caring for issue in tier):
        return None
    key = np.zeros(next(iter(orders.values())).cells.size, dtype=np.int64)
    for issue in (issue for tier in caring for issue in tier):
        worth = orders[issue].values()
        steps = sorted(set(worth))
        level = np.array([steps.index(value) for value in worth], dtype=np.int64)
        key = key * len(steps) + level[orders[issue].cells]
        key = np.unique(key, return_inverse=True)[1].astype(np.int64).reshape(-1)
    return key
