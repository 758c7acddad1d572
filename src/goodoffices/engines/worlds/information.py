"""What an answer is worth: uncertainty that it takes away, and how much better a deal it lets one choose.

Information about a deal is the expected fall of the entropy of "acceptable to all" [bits]. The gain is the expected value of
partial perfect information where tabling an acceptable deal is worth 1 and any other 0 [Howard1966]_ [RaiffaSchlaifer1961]_:
Σ_a P(a) max_D p(D | a) − max_D p(D). Both are biased upwards when estimated from draws. Information is corrected by the bias of
an entropy from counts [Miller1955]_; for the gain the best deals are chosen on the even blocks and judged on the odd ones, and
the other way round. Errors are by bootstrap over blocks, each half by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.engines.worlds.questions import BlockAnswers
from goodoffices.engines.worlds.uniforms import BLOCK, uniforms

__all__ = ["PairWorth", "Worth", "ceiling", "pair_worth", "worth"]

Floats = NDArray[np.float64]

_REPLICATES = 100


@dataclass(frozen=True)
class Worth:
    """What one question is worth, with standard errors."""

    information: float
    information_error: float
    gain: float
    gain_error: float


@dataclass(frozen=True)
class PairWorth:
    """What two questions tell together, and how much more than each by itself."""

    information: float
    synergy: float
    error: float


@dataclass(frozen=True, eq=False)
class _Counts:
    """Counts by block about one question and all deals."""

    worlds: Floats
    """[blocks]"""
    table: Floats
    """[blocks, answers, 2] by whether the deal asked about is acceptable."""
    accepted: Floats
    """[blocks, deals]"""
    with_yes: Floats
    """[blocks, deals]"""


def worth(blocks: Sequence[BlockAnswers], question: int, seed: int) -> Worth:
    """The worth of one question; at least two blocks are needed for its gain."""
    counts = _Counts(
        worlds=np.array([part.worlds for part in blocks], dtype=np.float64),
        table=np.array([_table(part.yes[question], part.about) for part in blocks]),
        accepted=np.array([part.accepted for part in blocks], dtype=np.float64),
        with_yes=np.array([part.with_yes[question] for part in blocks], dtype=np.float64),
    )
    even, odd = _samples(len(blocks), seed)
    information, gain = _mutual(_mixed(even, odd, counts.table)), _gain(counts, even, odd)
    return Worth(
        max(0.0, float(information[0])), float(information[1:].std()), max(0.0, float(gain[0])), float(gain[1:].std())
    )


def ceiling(blocks: Sequence[BlockAnswers]) -> float:
    """What knowing everything would gain: the share with any acceptable deal, less that of the best deal."""
    zone = np.array([part.zone for part in blocks], dtype=np.float64)
    worlds = np.array([part.worlds for part in blocks], dtype=np.float64)
    accepted = np.array([part.accepted for part in blocks], dtype=np.float64)
    if accepted.shape[1] == 0:
        return 0.0
    even, odd = _halves(len(blocks))
    found = []
    for choose, judge in ((even, odd), (odd, even)):
        best = int((choose @ accepted).argmax())
        found.append(float(judge @ (zone - accepted[:, best]) / (judge @ worlds)))
    return max(0.0, float(np.mean(found)))


def pair_worth(blocks: Sequence[BlockAnswers], one: int, other: int, seed: int) -> PairWorth:
    """What the answers to two questions tell together."""
    cells = np.array([_table(part.yes[one] * 2 + part.yes[other], part.about, 4) for part in blocks])
    table = _mixed(*_samples(len(blocks), seed), cells)
    together = _mutual(table)
    by_answers = table.reshape(-1, 2, 2, 2)
    synergy = together - _mutual(by_answers.sum(axis=2)) - _mutual(by_answers.sum(axis=1))
    return PairWorth(max(0.0, float(together[0])), float(synergy[0]), float(synergy[1:].std()))


def _table(answer: NDArray[Any], about: NDArray[np.bool_], answers: int = 2) -> Floats:
    """[answers, 2] worlds by answer and by whether the deal is acceptable."""
    return np.bincount(answer * 2 + about, minlength=2 * answers).reshape(answers, 2).astype(np.float64)


def _mixed(even: Floats, odd: Floats, tables: Floats) -> Floats:
    """[samples, answers, 2] tables of blocks added up, each block so many times."""
    times = even + odd if tables.shape[0] > 1 else even
    return np.tensordot(times, tables, axes=1)


def _halves(blocks: int) -> tuple[Floats, Floats]:
    """[blocks] 1 for even blocks, 1 for odd ones; both all of them where there is but one."""
    if blocks < 2:
        return np.ones(blocks), np.ones(blocks)
    odd = (np.arange(blocks) % 2).astype(np.float64)
    even = np.ones(blocks) - odd
    return even, odd


@lru_cache(maxsize=4)
def _samples(blocks: int, seed: int) -> tuple[Floats, Floats]:
    """[samples, blocks] how often each block counts: first as they are, then in bootstrap samples of each half."""
    found = []
    for which, half in enumerate(_halves(blocks)):
        members = np.flatnonzero(half)
        rows = [half]
        for sample in range(_REPLICATES):
            drawn = uniforms(seed, f"bootstrap.{which}", sample, -(-members.size // BLOCK)).reshape(-1)[: members.size]
            picked = members[(drawn * members.size).astype(np.intp)]
            rows.append(np.bincount(picked, minlength=blocks).astype(np.float64))
        found.append(np.array(rows))
    return found[0], found[1]


def _gain(counts: _Counts, even: Floats, odd: Floats) -> Floats:
    """[samples] deals chosen on one half of the blocks, judged on the other; both ways round."""
    total = np.zeros(len(even))
    if counts.accepted.shape[1] == 0:
        return total
    without = counts.accepted - counts.with_yes
    for choose, judge in ((even, odd), (odd, even)):
        now = (choose @ counts.accepted).argmax(axis=1)
        after_yes, after_no = (choose @ counts.with_yes).argmax(axis=1), (choose @ without).argmax(axis=1)
        judged = counts.with_yes[:, after_yes] + without[:, after_no] - counts.accepted[:, now]  # [blocks, samples]
        total += (judge.T * judged).sum(axis=0) / (judge @ counts.worlds)
    return total / 2


def _mutual(table: Floats) -> Floats:
    """[samples] mutual information of rows and columns [bits], less the bias of so many answers in so many worlds."""
    worlds = table.sum(axis=(1, 2))
    rows, columns = table.sum(axis=2), table.sum(axis=1)
    bias = ((rows > 0).sum(axis=1) - 1) * ((columns > 0).sum(axis=1) - 1) / (2 * worlds * log(2))
    found: Floats = _entropy(rows) + _entropy(columns) - _entropy(table.reshape(len(table), -1)) - bias
    return found


def _entropy(counts: Floats) -> Floats:
    """[samples] entropy [bits] of shares given by counts."""
    shares = counts / counts.sum(axis=1, keepdims=True)
    found: Floats = -(shares * np.log2(np.where(shares > 0, shares, 1))).sum(axis=1)
    return found
