"""Where tasks are carried out: here, on processes, on a cluster that loses a worker; what is kept of a run that was stopped."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from goodoffices.engines.worlds import tally
from goodoffices.engines.worlds.equilibria import CONCEPTS
from goodoffices.errors import MissingExtra, OutputError, UsageError
from goodoffices.runs import cluster, worlds_count
from goodoffices.runs.execute import On, Place, carry_out
from goodoffices.runs.worlds import run_worlds
from tests.engines.worlds.small import case_of

CASE = case_of(
    {
        "north": {"importance": ["truce"], "orders": {"truce": "?", "limits": "yes > no", "relief": "yes > no"}},
        "south": {"orders": {"truce": "yes > no", "limits": "no > yes"}},
    }
)


def added(shared: int, one: int, other: int) -> int:
    return shared + one * other


def slow(shared: float, number: int) -> int:
    time.sleep(shared)
    return number * number


@pytest.mark.parametrize("place", [Place(), Place(On.PROCESSES, 2)])
def test_every_task_is_done_once_wherever_it_is_done(place: Place) -> None:
    tasks = [(k, 2) for k in range(7)]
    found = dict(carry_out(added, 100, tasks, place))
    assert found == {(k, 2): 100 + 2 * k for k in range(7)}


def test_an_address_belongs_to_a_cluster() -> None:
    with pytest.raises(UsageError, match="--on dask"):
        Place(On.PROCESSES, 2, "tcp://127.0.0.1:8786")


def test_dask_not_installed_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(cluster, "import_module", absent)
    with pytest.raises(MissingExtra, match=r"goodoffices\[cluster\]"):
        list(carry_out(added, 1, [(1, 1)], Place(On.DASK, 1)))


@pytest.mark.filterwarnings("ignore")
def test_a_local_cluster_gives_the_same_answer() -> None:
    pytest.importorskip("distributed")
    here = run_worlds(CASE, draws=1_024).to_json()
    assert run_worlds(CASE, draws=1_024, place=Place(On.DASK, 2)).to_json() == here


@pytest.mark.filterwarnings("ignore")
def test_a_worker_killed_half_way_changes_nothing() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
        distributed.Client(made) as client,
    ):
        first = sorted(client.run(os.getpid).values())[0]
        killer = threading.Timer(0.5, lambda: os.kill(first, signal.SIGKILL))
        killer.start()
        place = Place(On.DASK, address=made.scheduler_address)
        found = dict(carry_out(slow, 0.15, [(k,) for k in range(12)], place))
        killer.join()
    assert found == {(k,): k * k for k in range(12)}


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_at_an_address_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(carry_out(added, 1, [(1, 1)], Place(On.DASK, address="tcp://127.0.0.1:9")))


def test_a_run_that_was_stopped_is_taken_up_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_worlds(CASE, draws=2_560, concepts=CONCEPTS)
    counted: list[tuple[int, ...]] = []
    real = tally

    def stopping(problem: Any, *task: int) -> Any:
        if len(counted) == 2:
            raise KeyboardInterrupt
        counted.append(task)
        return real(problem, *task)

    monkeypatch.setattr(worlds_count, "tally", stopping)
    with pytest.raises(KeyboardInterrupt):
        run_worlds(CASE, draws=2_560, concepts=CONCEPTS, cache=tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 2
    counted.clear()
    again = run_worlds(CASE, draws=2_560, concepts=CONCEPTS, cache=tmp_path)
    assert len(counted) == 1  # three tasks in all, two of them kept
    assert again.to_json() == whole.to_json()
    assert list(tmp_path.glob("*.part")) == []


def test_what_is_kept_answers_only_for_the_same_case_settings_and_seed(tmp_path: Path) -> None:
    run_worlds(CASE, draws=256, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    run_worlds(CASE, draws=256, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    run_worlds(CASE, draws=256, seed=8, cache=tmp_path)
    run_worlds(CASE, draws=256, concepts=(), cache=tmp_path)
    run_worlds(CASE.model_copy(update={"preferences": {}}), draws=256, concepts=(), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_damaged_part_is_counted_again(tmp_path: Path) -> None:
    whole = run_worlds(CASE, draws=512, cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:200])
    assert run_worlds(CASE, draws=512, cache=tmp_path).to_json() == whole.to_json()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be kept here"):
        run_worlds(CASE, draws=256, cache=tmp_path / "file" / "below")
