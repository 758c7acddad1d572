"""Sets of outcomes as rows of bits: what a sequence of moves reaches from each outcome, for orders that leave things unknown.

With unknown comparisons no single number an outcome says what a reply is worth, so the sets themselves are needed. One bit a pair
of outcomes keeps 16,384 outcomes in 32 MB a set.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from goodoffices.engines.stability.arrays import BoolArray, IntArray
from goodoffices.settings import Rule

__all__ = ["MOST_ROWS", "Bits", "gathered", "meets", "over_arcs", "packed", "reached", "transposed", "unpacked"]

Bits = npt.NDArray[np.uint64]
Rows = tuple[IntArray, IntArray]

MOST_ROWS = 2**14
_WORDS_AT_ONCE = 2**23


def packed(table: BoolArray) -> Bits:
    """[rows, words] the bits of a table [rows, columns]; columns are padded with zeros."""
    padded = np.zeros((len(table), -(-table.shape[1] // 64) * 8), dtype=np.uint8)
    bits = np.packbits(table, axis=1)
    padded[:, : bits.shape[1]] = bits
    return padded.view(np.uint64)


def unpacked(bits: Bits, columns: int) -> BoolArray:
    """The inverse of :func:`packed`."""
    return np.unpackbits(bits.view(np.uint8), axis=1, count=columns).view(np.bool_)


def over_arcs(ufunc: np.ufunc, bits: Bits, rows: Rows, out: Bits) -> Bits:
    """Combine, for each row with arcs, the bits of its targets into ``out``; rows without arcs keep what ``out`` holds."""
    pointer, target = rows
    degree = np.diff(pointer)
    having = np.flatnonzero(degree)
    for nth in range(int(degree.max(initial=0))):  # the first arc of every row, then the second of those that have one
        having = having[degree[having] > nth]
        for start in range(0, len(having), max(1, _WORDS_AT_ONCE // bits.shape[1])):
            part = having[start : start + max(1, _WORDS_AT_ONCE // bits.shape[1])]
            gathered = bits[target[pointer[part] + nth]]
            if len(part) == len(out):
                ufunc(out, gathered, out=out)
            else:
                out[part] = ufunc(out[part], gathered)
    return out


def transposed(table: BoolArray) -> BoolArray:
    """A table turned over, by strips that stay in the cache: several times faster than one copy of the whole."""
    turned = np.empty(table.shape[::-1], dtype=bool)
    for start in range(0, len(table), 64):
        turned[:, start : start + 64] = table[start : start + 64].T
    return turned


def meets(one: Bits, one_rows: IntArray, other: Bits, other_rows: IntArray) -> BoolArray:
    """For each pair of rows, whether the two sets have a member in common."""
    hit = np.zeros(len(one_rows), dtype=bool)
    chunk = max(1, _WORDS_AT_ONCE // max(1, one.shape[1]))
    for start in range(0, len(one_rows), chunk):
        part = slice(start, start + chunk)
        hit[part] = (one[one_rows[part]] & other[other_rows[part]]).any(axis=1)
    return hit


def reached(arcs: Sequence[Rows], rule: Rule) -> Bits:
    """[rows, words] what sequences of these movers' arcs reach from each row: one mover after another, as the rule allows."""
    size = len(arcs[0][0]) - 1 if arcs else 0
    return gathered(np.bitwise_or, packed(np.eye(size, dtype=bool)), arcs, rule)


def gathered(ufunc: np.ufunc, unit: Bits, arcs: Sequence[Rows], rule: Rule) -> Bits:
    """[rows, words] the bits of all that sequences of these movers reach from each row, combined.

    Parameters
    ----------
    ufunc
        ``bitwise_or`` (some outcome reached has the bit) or ``bitwise_and`` (all have it).
    unit
        [rows, words] bits of each outcome.
    arcs
        One compressed row pair a mover.
    rule
        Which sequences count.
    """
    none = np.zeros_like(unit) if ufunc is np.bitwise_or else np.full_like(unit, np.iinfo(np.uint64).max)
    if rule is Rule.ONCE:
        shorter = {frozenset[int](): none}
        for count in range(1, len(arcs) + 1):
            longer = {}
            for subset in map(frozenset, combinations(range(len(arcs)), count)):
                opened = none.copy()
                for k in subset:
                    over_arcs(ufunc, ufunc(unit, shorter[subset - {k}]), arcs[k], opened)
                longer[subset] = opened
            shorter = longer
        return shorter[frozenset(range(len(arcs)))]
    first = [over_arcs(ufunc, unit, rows, none.copy()) for rows in arcs]
    changed = rule is Rule.LEGAL and len(arcs) > 1
    while changed:
        changed = False
        for k, rows in enumerate(arcs):
            onward = ufunc.reduce([unit, *(bits for j, bits in enumerate(first) if j != k)])
            wider = over_arcs(ufunc, onward, rows, first[k].copy())
            changed = changed or not np.array_equal(wider, first[k])
            first[k] = wider
    total: Bits = ufunc.reduce([none, *first])
    return total
