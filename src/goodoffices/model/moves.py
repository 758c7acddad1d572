"""Who can bring which issue to which option: the case's right to move, as tables for the engines.

A party's unilateral move sets any of the issues that it alone can change to options that it alone can reach, in one
move. An option that only a group reaches is a joint move. An option that names nobody can never be entered, so
leaving it is final.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.case import Case

__all__ = ["JointEntry", "enterable", "joint_entries"]


@dataclass(frozen=True)
class JointEntry:
    """An option that these parties can bring about only together; all as indices in case order."""

    parties: frozenset[int]
    issue: int
    option: int


def enterable(case: Case) -> tuple[tuple[NDArray[np.bool_], ...], ...]:
    """[parties][issues] boolean arrays [options]: the options each party can reach alone."""
    return tuple(
        tuple(
            np.array([frozenset({party}) in issue.reached(option) for option in issue.options], dtype=np.bool_)
            for issue in case.issues.values()
        )
        for party in case.parties
    )


def joint_entries(case: Case) -> tuple[JointEntry, ...]:
    """Every option with each group of two or more that can reach it together."""
    index = {party: k for k, party in enumerate(case.parties)}
    return tuple(
        JointEntry(frozenset(index[party] for party in group), k, n)
        for k, issue in enumerate(case.issues.values())
        for n, option in enumerate(issue.options)
        for group in issue.reached(option)
        if len(group) > 1
    )
