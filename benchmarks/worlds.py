"""Preference worlds: speed against the targets, the same counts on any number of workers, and parallel efficiency.

Random strict orders; issues shared out among four parties, each with an owner; every world is a different profile.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from goodoffices.engines.worlds.equilibria import CONCEPTS
from goodoffices.model.case import Case
from goodoffices.runs.ask import run_ask
from goodoffices.runs.execute import On, Place
from goodoffices.runs.worlds import draw_worlds

__all__ = ["main"]

PARTIES = ("north", "south", "east", "west")


def case_of(sizes: Sequence[int], unknown: int = 0) -> Case:
    """A case of so many options an issue, fully stated but for the first ``unknown`` orders of each party."""
    draw = np.random.default_rng(3)
    names = [f"issue{k}" for k in range(len(sizes))]
    options = [[f"o{n}" for n in range(size)] for size in sizes]
    preferences: dict[str, Any] = {}
    for party in PARTIES:
        orders = {
            name: "?" if k < unknown else " > ".join(str(option) for option in draw.permutation(options[k]))
            for k, name in enumerate(names)
        }
        preferences[party] = {"importance": [str(name) for name in draw.permutation(names)], "orders": orders}
    return Case.model_validate(
        {
            "case": "A drawn case",
            "left_out": ["Everyone: this is a benchmark"],
            "parties": {party: {"name": party.title(), "role": "principal"} for party in PARTIES},
            "issues": {
                name: {
                    "question": f"{name.title()}?",
                    "options": {option: option.title() for option in options[k]},
                    "controlled_by": PARTIES[k % 4],
                }
                for k, name in enumerate(names)
            },
            "status_quo": dict.fromkeys(names, "o0"),
            "preferences": preferences,
        }
    )


def main() -> None:
    """Print the table."""
    small, large = case_of((4, 4, 3, 3, 2, 2)), case_of((10, 10, 10, 10))
    print(f"{os.cpu_count()} cores\n{'worlds':54}{'seconds':>9}{'target':>8}")
    draw_worlds(small, draws=256)  # imports and first allocations are not what is measured
    _told("2,000 x 576, 4 parties: acceptability", 0.5, small, draws=2_000, concepts=())
    _told("the same with nash, gmr, smr, seq: one core", None, small, draws=2_000)
    _told("the same on two processes, start included", 5.0, small, draws=2_000, place=Place(On.PROCESSES, 2))
    same = [
        draw_worlds(small, draws=2_000, place=place).tally
        for place in (Place(), Place(On.PROCESSES, 2), Place(On.PROCESSES, 4))
    ]
    equal = all(
        np.array_equal(one.both, same[0].both) and np.array_equal(one.accepted, same[0].accepted) for one in same
    )
    print(f"{'identical counts for 1, 2 and 4 workers':54}{'yes' if equal else 'NO':>9}")
    _cluster(large)
    unsure = case_of((4, 4, 3, 3, 2, 2), unknown=2)
    began = time.perf_counter()
    found = run_ask(unsure)
    print(f"{f'ask, {found.asked} questions, 2,000 worlds':54}{time.perf_counter() - began:>9.2f}{'-':>8}")
    print(f"{CONCEPTS[0].value} to {CONCEPTS[-1].value}; every world a profile of its own: {len(same[0].profiles):,}")


def _cluster(case: Case) -> None:
    """Parallel efficiency on a local Dask cluster from one worker to two, start and warm-up left out."""
    try:
        from distributed import LocalCluster
    except ImportError:
        print("Dask is not installed: its rows are left out.")
        return
    took = []
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made:  # type: ignore[no-untyped-call]
            place = Place(On.DASK, workers, made.scheduler_address)
            draw_worlds(case, draws=2_048, concepts=(), place=place)
            took.append(
                _told(
                    f"10,000 x 10,000: acceptability, Dask, {workers} worker(s)",
                    None,
                    case,
                    draws=10_000,
                    concepts=(),
                    place=place,
                )
            )
    print(f"{'parallel efficiency, time on one / (2 x time on two)':54}{took[0] / (2 * took[1]):>9.2f}{0.7:>8.2f}")


def _told(task: str, target: float | None, case: Case, **settings: Any) -> float:
    """Run one task, print how long it took."""
    began = time.perf_counter()
    draw_worlds(case, **settings)
    took = time.perf_counter() - began
    print(f"{task:54}{took:>9.2f}{'-' if target is None else f'{target:.1f}':>8}")
    return took


if __name__ == "__main__":
    main()
