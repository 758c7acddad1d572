"""What an analysis needs, and the refusal, with advice, of what would not fit."""

from __future__ import annotations

import os
from collections.abc import Sequence

from goodoffices.engines.stability.ladders import ladder_entries
from goodoffices.engines.stability.moves import Moves
from goodoffices.engines.stability.product import ProductMoves
from goodoffices.errors import TooLarge
from goodoffices.model.results.stability import Concept

__all__ = ["bytes_needed", "check_fits"]


def bytes_needed(moves: Moves, concepts: Sequence[Concept]) -> int:
    """Estimate of the working memory for complete orders, beyond the ranks themselves [bytes]."""
    needed = moves.outcomes * (24 + len(concepts) * moves.parties)
    if Concept.SEQ in concepts:
        if isinstance(moves, ProductMoves):
            entries = [ladder_entries(moves.sizes, moves.rights(k)) for k in range(moves.parties)]
            needed += 16 * sum(entries) + 48 * max(entries, default=0)  # kept, and while one party's fibres are sorted
        else:
            needed += 24 * sum(moves.arc_count(k) for k in range(moves.parties))
    return int(needed)


def check_fits(needed: int, limit: int | None) -> None:
    """Refuse, with advice, what would not fit."""
    if limit is None:
        limit = int(0.8 * _physical_memory())
    if needed > limit:
        raise TooLarge(
            f"This needs about {needed / 1e9:.1f} GB of memory; {limit / 1e9:.1f} GB may be used. "
            "Leave out 'seq' (the concept that needs most), take issues out, or fix them by rules."
        )


def _physical_memory() -> int:
    """The machine's memory [bytes], or 8 GB where it cannot be asked."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 8 * 10**9
