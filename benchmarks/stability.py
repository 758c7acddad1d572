"""Speed and memory of the stability engine, set-up included, against its targets; and whether growth is linear.

Random strict orders, binary issues shared out evenly. "Rules" excludes 30 % of the outcomes and makes one issue of each party
one-way, which may cost at most three times the target. Each case runs in a process of its own, so that its peak memory is its
own.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from math import log
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage

import numpy as np

from goodoffices.engines.stability import PartialOrder, ProductMoves, Relation, analyse, complete_orders
from goodoffices.model.results.stability import Concept

__all__ = ["main"]

CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
TARGETS = [(4, 12, 0.01, None), (4, 18, 0.4, None), (4, 20, 2.0, 0.5), (3, 24, 60.0, 8.0)]


def main() -> None:
    """Print three tables: targets, growth, unknown preferences."""
    print("nash, gmr, smr, seq; rule legal; set-up included; best of repeats for small cases")
    print(f"{'parties':>8}{'outcomes':>12}{'rules':>7}{'seconds':>10}{'target':>9}{'GB':>7}{'target':>8}")
    for parties, bits, seconds, memory in TARGETS:
        for rules in (False, True):
            took, used = _alone(_complete, parties, bits, rules)
            most = seconds * (3 if rules else 1)
            room = f"{memory:8.1f}" if memory else f"{'-':>8}"
            said = "yes" if rules else "no"
            print(f"{parties:>8}{2**bits:>12,}{said:>7}{took:>10.4f}{most:>9.2f}{used:>7.2f}{room}")
    sizes = (14, 16, 18, 20)
    times = [_alone(_complete, 4, bits, rules=True)[0] for bits in sizes]
    work = [bits * 2**bits for bits in sizes]
    slope = np.polyfit([log(w) for w in work], [log(t) for t in times], 1)[0]
    print("growth with outcomes × issues, 4 parties, with rules: ", end="")
    print(", ".join(f"2^{bits} {took:.3f} s" for bits, took in zip(sizes, times, strict=True)), end="; ")
    print(f"log-log slope {slope:.2f} (1 is linear)")
    took, used = _alone(_unknown, 4, 12, rules=False)
    print(f"unknown preferences, types a-d, 4 parties, 4,096 outcomes: {took:.2f} s (target 3), {used:.2f} GB")


def _alone(job: object, parties: int, bits: int, rules: bool) -> tuple[float, float]:
    """Run one measurement in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(job, parties, bits, rules).result()  # type: ignore[arg-type]


def _complete(parties: int, bits: int, rules: bool) -> tuple[float, float]:
    """Seconds of the best run, and peak memory [GB]."""
    rng = np.random.default_rng(1)
    ranks = np.stack([rng.permutation(2**bits).astype(np.int32) for _ in range(parties)])
    feasible = rng.random(2**bits) > 0.3 if rules else None
    best = float("inf")
    for _ in range(7 if bits <= 14 else 3 if bits <= 20 else 1):
        start = time.perf_counter()
        analyse(_moves(parties, bits, rules, feasible), complete_orders(ranks), CONCEPTS)
        best = min(best, time.perf_counter() - start)
    return best, _peak()


def _unknown(parties: int, bits: int, rules: bool) -> tuple[float, float]:
    """The same for orders of which three comparisons in ten are unknown."""
    rng = np.random.default_rng(1)
    orders = []
    for order in complete_orders(np.stack([rng.permutation(2**bits).astype(np.int32) for _ in range(parties)])):
        table = order.table()
        blank = np.triu(rng.random(table.shape) < 0.3, 1)
        table[blank | blank.T] = Relation.UNKNOWN
        orders.append(PartialOrder(table))
    start = time.perf_counter()
    analyse(_moves(parties, bits, rules, None), orders, CONCEPTS)
    return time.perf_counter() - start, _peak()


def _moves(parties: int, bits: int, rules: bool, feasible: np.ndarray | None) -> ProductMoves:
    """Binary issues shared out evenly; with rules, each party's first issue can only be entered, never left."""
    enterable = []
    for party in range(parties):
        own = [k for k in range(bits) if k * parties // bits == party]
        options = [np.full(2, k in own) for k in range(bits)]
        if rules:
            options[own[0]] = np.array([False, True])
        enterable.append(tuple(options))
    return ProductMoves((2,) * bits, tuple(enterable), feasible)


def _peak() -> float:
    """Peak memory of this process [GB]."""
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e9
