"""Where tasks are carried out: in line, or on processes of this machine. Results come as they are done, in any order.

A task is a function of plain data and some integers. What all tasks share is sent once to each worker. Linear algebra runs on one
thread everywhere: two workers that each start a thread a core would wait for each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from enum import StrEnum
from multiprocessing import get_context
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

__all__ = ["On", "carry_out", "one_thread", "workers_of"]

T = TypeVar("T")
Shared = TypeVar("Shared")

_held: Any = None
"""In a worker process: what all tasks share."""


class On(StrEnum):
    """Where to compute."""

    HERE = "here"
    PROCESSES = "processes"


def workers_of(on: On, asked: int | None) -> int:
    """How many tasks run at a time."""
    return 1 if on is On.HERE else asked or os.cpu_count() or 1


def one_thread() -> Any:
    """A context in which linear algebra uses one thread."""
    return threadpool_limits(1)


def carry_out(
    function: Callable[..., T], shared: Shared, tasks: Sequence[tuple[int, ...]], on: On, workers: int
) -> Iterator[T]:
    """``function(shared, *task)`` for every task, as each is done.

    Parameters
    ----------
    function
        A function of a module, so that it can be named to a worker.
    shared
        What all tasks need; sent once to each worker.
    tasks
        The other arguments of each.
    on, workers
        Where, and how many at a time.
    """
    if on is On.HERE or workers < 2 or len(tasks) < 2:
        with one_thread():
            for task in tasks:
                yield function(shared, *task)
        return
    pool = ProcessPoolExecutor(
        min(workers, len(tasks)), mp_context=get_context("spawn"), initializer=_hold, initargs=(shared,)
    )
    try:
        waiting = {pool.submit(_on_held, function, task) for task in tasks}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _hold(shared: Any) -> None:
    """Keep what all tasks share, and one thread."""
    global _held
    _held = shared
    threadpool_limits(1)


def _on_held(function: Callable[..., T], task: tuple[int, ...]) -> T:
    return function(_held, *task)
