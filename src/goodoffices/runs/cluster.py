"""Tasks on a Dask cluster: one that is there already, or a local one of single-threaded workers for the time of the run.

What all tasks share goes once to each worker. A task whose worker dies is run again on another; since tasks return counts of
named blocks, nothing is counted twice. Nothing else of the package knows of Dask.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from goodoffices.errors import MissingExtra, UsageError

__all__ = ["carry_out_on_dask"]

T = TypeVar("T")

_PATIENCE = "20s"
"""How long to wait for a scheduler to answer."""


def carry_out_on_dask(
    function: Callable[..., T],
    shared: Any,
    tasks: Sequence[tuple[int, ...]],
    workers: int | None = None,
    address: str | None = None,
) -> Iterator[tuple[tuple[int, ...], T]]:
    """Each task with its result, as it is done.

    Parameters
    ----------
    function, shared, tasks
        As for :func:`goodoffices.runs.execute.carry_out`.
    workers
        Of a local cluster; as many as there are processors if None.
    address
        Of a scheduler. The package must be installed in the same version on its workers.

    Raises
    ------
    MissingExtra
        If Dask is not installed.
    UsageError
        If nothing answers at the address.
    """
    try:
        config: Any = import_module("dask.config")
        distributed: Any = import_module("distributed")
    except ImportError:
        raise MissingExtra("Computing on a Dask cluster", "cluster") from None
    with ExitStack() as stack:
        stack.enter_context(config.set({"distributed.comm.timeouts.connect": _PATIENCE}))
        if address is None:
            made = distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            )
            client = stack.enter_context(distributed.Client(stack.enter_context(made)))
        else:
            try:
                client = stack.enter_context(distributed.Client(address, timeout=_PATIENCE))
            except (OSError, ValueError, TimeoutError) as error:
                raise UsageError(f"No Dask scheduler answers at {address}: {error}") from None
        held = client.scatter(shared, broadcast=True, hash=False)
        task_of = {client.submit(_one, function, held, task, pure=False): task for task in tasks}
        for future in distributed.as_completed(list(task_of)):
            yield task_of.pop(future), future.result()
            future.release()


def _one(function: Callable[..., T], shared: Any, task: tuple[int, ...]) -> T:
    """One task on a worker, on one thread."""
    with threadpool_limits(1):
        return function(shared, *task)
