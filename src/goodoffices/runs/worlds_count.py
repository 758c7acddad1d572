"""Counting the worlds of a case: planned as tasks of about a second, carried out anywhere, kept by content on request."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from goodoffices.engines.worlds import BLOCK, Tally, tally
from goodoffices.runs.execute import On, Place, carry_out
from goodoffices.runs.tally_cache import TallyCache
from goodoffices.runs.worlds_case import WorldsCase

__all__ = ["Progress", "count_worlds"]

Progress = Callable[[str, int, int, str], None]
"""Told the stage, how many are done, of how many, and a word."""

Task = tuple[int, int, int, int]
"""Seed, first block, blocks, draws of the whole run."""

_CELLS_A_SECOND = 20_000_000


def count_worlds(
    worlds: WorldsCase,
    seed: int,
    done: int,
    draws: int,
    place: Place,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Count the worlds from ``done`` (whole blocks) up to ``draws``.

    The counts do not depend on how they are cut into tasks, by whom those are carried out, or in which order they are done.
    """
    first, last = done // BLOCK, -(-draws // BLOCK)
    # With a cache the cut must not depend on the workers, or another machine would find nothing of what was kept.
    size = _blocks_a_task(worlds, last - first, place, alike=cache is not None)
    tasks = [(seed, start, min(size, last - start), draws) for start in range(first, last, size)]
    kept = None if cache is None else TallyCache(cache, worlds)
    began, total, found_ready = time.monotonic(), None, 0
    for part, was_kept in _parts(worlds, tasks, place, kept):
        total = part if total is None else total + part
        found_ready += part.draws if was_kept else 0
        if progress is not None and total.draws > found_ready:
            left = (time.monotonic() - began) * (draws - done - total.draws) / (total.draws - found_ready)
            progress("worlds", done + total.draws, draws, f"seed {seed}  {left:.0f} s left")
    if total is None:
        raise ValueError("a run without worlds")
    return total


def _parts(
    worlds: WorldsCase, tasks: Sequence[Task], place: Place, kept: TallyCache | None
) -> Iterator[tuple[Tally, bool]]:
    """Every task's counts, and whether they were kept from an earlier run; those first."""
    missing = []
    for task in tasks:
        found = None if kept is None else kept.find(*task)
        if found is None:
            missing.append(task)
        else:
            yield found, True
    for done, part in carry_out(tally, worlds.problem, missing, place):
        if kept is not None:
            seed, first, blocks, draws = done
            kept.keep(part, seed, first, blocks, draws)
        yield part, False


def _blocks_a_task(worlds: WorldsCase, blocks: int, place: Place, *, alike: bool) -> int:
    """Blocks that take about a second, and few enough that every worker has several tasks."""
    problem = worlds.problem
    cells = BLOCK * problem.feasible.size * len(problem.parties) * (4 if problem.concepts else 1)
    second = max(1, _CELLS_A_SECOND // max(1, cells))
    if alike or place.on is On.HERE:
        return min(second, 4)
    return min(second, max(1, -(-blocks // (4 * place.workers))))
