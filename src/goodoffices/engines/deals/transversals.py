"""Minimal transversals: the smallest-by-inclusion sets that meet every set of a family.

Depth first, branching on an uncovered set with the fewest open members; a branch is cut as soon as a chosen member no longer
covers any set alone [MurakamiUno2014]_. Each minimal transversal is found once, and nothing found need be remembered for
that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["minimal_sets", "minimal_transversals"]


def minimal_sets(sets: Sequence[int]) -> list[int]:
    """Those of the sets (as bits) that contain no other, fewest members first.

    >>> minimal_sets([0b111, 0b011, 0b100, 0b011])
    [4, 3]
    """
    kept: list[int] = []
    for candidate in sorted(set(sets), key=lambda bits: (bits.bit_count(), bits)):
        if not any(candidate & smaller == smaller for smaller in kept):
            kept.append(candidate)
    return kept


def minimal_transversals(sets: Sequence[int]) -> Iterator[int]:
    """Every minimal set (as bits) that shares a member with each of the sets, in no particular order.

    An empty family is met by the empty set; a family that holds the empty set cannot be met.

    >>> sorted(minimal_transversals([0b011, 0b110]))
    [2, 5]
    """
    members = [bit for bit in range(max(sets, default=0).bit_length()) if any(row >> bit & 1 for row in sets)]
    covers = {bit: sum(1 << k for k, row in enumerate(sets) if row >> bit & 1) for bit in members}
    everything = (1 << len(sets)) - 1
    yield from _search(sets, covers, everything, sum(1 << bit for bit in members), {})


def _search(
    sets: Sequence[int], covers: dict[int, int], uncovered: int, open_to: int, alone: dict[int, int]
) -> Iterator[int]:
    """``alone``: for each member chosen, the sets that only it covers; none of them may become empty."""
    if not uncovered:
        yield sum(1 << bit for bit in alone)
        return
    branch = min((sets[k] & open_to for k in _bits(uncovered)), key=int.bit_count)
    open_to &= ~branch
    for bit in _bits(branch):
        still = {chosen: rows & ~covers[bit] for chosen, rows in alone.items()}
        if all(still.values()):
            still[bit] = uncovered & covers[bit]
            yield from _search(sets, covers, uncovered & ~covers[bit], open_to, still)
        open_to |= 1 << bit


def _bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
