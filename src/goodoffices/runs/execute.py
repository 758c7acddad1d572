"""Where tasks are carried out: in line, on processes of this machine, or on a Dask cluster. Results come as they are done.

A task is a function of plain data and some integers. What all tasks share is sent once to each worker. Linear algebra runs on one
thread everywhere: two workers that each start a thread a core would wait for each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from goodoffices.errors import UsageError

__all__ = ["On", "Place", "carry_out", "one_thread"]

T = TypeVar("T")
Shared = TypeVar("Shared")

_held: Any = None
"""In a worker process: what all tasks share."""


class On(StrEnum):
    """Where to compute."""

    HERE = "here"
    PROCESSES = "processes"
    DASK = "dask"


@dataclass(frozen=True)
class Place:
    """Where to compute, how many tasks at a time, and the address of a cluster that is there already."""

    on: On = On.HERE
    asked: int | None = None
    """Workers; as many as there are processors if None."""
    address: str | None = None
    """Of a Dask scheduler, such as ``tcp://10.0.0.5:8786``; a local cluster is started if None."""

    def __post_init__(self) -> None:
        """An address is of a Dask scheduler."""
        if self.address is not None and self.on is not On.DASK:
            raise UsageError("An address belongs to a Dask cluster: give --on dask as well.")

    @property
    def workers(self) -> int:
        """How many tasks run at a time, as far as is known before a cluster is asked."""
        return 1 if self.on is On.HERE else self.asked or os.cpu_count() or 1


def one_thread() -> Any:
    """A context in which linear algebra uses one thread."""
    return threadpool_limits(1)


def carry_out(
    function: Callable[..., T], shared: Shared, tasks: Sequence[tuple[int, ...]], place: Place
) -> Iterator[tuple[tuple[int, ...], T]]:
    """Each task with ``function(shared, *task)``, as it is done.

    Parameters
    ----------
    function
        A function of a module, so that it can be named to a worker.
    shared
        What all tasks need; sent once to each worker.
    tasks
        The other arguments of each.
    place
        Where, and how many at a time.

    Raises
    ------
    MissingExtra
        If a Dask cluster is asked for and Dask is not installed.
    UsageError
        If there is no cluster at the address.
    """
    if place.on is On.DASK:
        from goodoffices.runs.cluster import carry_out_on_dask

        yield from carry_out_on_dask(function, shared, tasks, place.asked, place.address)
    elif place.workers < 2 or len(tasks) < 2:
        with one_thread():
            for task in tasks:
                yield task, function(shared, *task)
    else:
        yield from _on_processes(function, shared, tasks, place.workers)


def _on_processes(
    function: Callable[..., T], shared: Any, tasks: Sequence[tuple[int, ...]], workers: int
) -> Iterator[tuple[tuple[int, ...], T]]:
    pool = ProcessPoolExecutor(
        min(workers, len(tasks)), mp_context=get_context("spawn"), initializer=_hold, initargs=(shared,)
    )
    try:
        task_of = {pool.submit(_on_held, function, task): task for task in tasks}
        waiting = set(task_of)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield task_of.pop(future), future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _hold(shared: Any) -> None:
    """Keep what all tasks share, and one thread."""
    global _held
    _held = shared
    threadpool_limits(1)


def _on_held(function: Callable[..., T], task: tuple[int, ...]) -> T:
    return function(_held, *task)
