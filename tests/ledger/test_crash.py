"""Crashes, two writers at once, a full disk: what was committed stays, what was not leaves no trace."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from tests.ledger.rows import a_row, a_source, rows_of

ROOT = Path(__file__).resolve().parents[2]

WRITE_ON = """
import sys
from goodoffices.ledger import Ledger
from tests.ledger.rows import a_row, a_source
source = a_source("The port must reopen before the talks begin. " * 200)
with Ledger.open(sys.argv[1]) as ledger:
    ledger.keep_source(source)
    start = len(ledger.statements())
    for batch in range(max(start // 50 - 1, 0), 150):  # the last batch may not have been accepted
        ledger.propose([a_row(source, batch * 50 + step) for step in range(50)])
        ledger.accept([f"s{batch * 50 + 1}"], "Ana")
        print(batch + 1, flush=True)
"""

WRITE_BESIDE = """
import sys
from goodoffices.ledger import Ledger
from tests.ledger.rows import a_row, a_source
first, who = int(sys.argv[2]), sys.argv[3]
source = a_source("The port must reopen before the talks begin. " * 20)
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(sys.argv[1], timeout=60) as ledger:
    ledger.keep_source(source)
    for step in range(20):
        own = ledger.propose([a_row(source, first + step), a_row(source, 500 + step)])
        ledger.accept(own.added, who)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_kill_at_any_point_leaves_the_last_committed_state(place: Path) -> None:
    # A seed, so that a failure can be had again; the moments still fall where the machine is.
    draw = random.Random(7)
    promised = 0
    for _ in range(4):
        with start(WRITE_ON, place) as writer:
            assert writer.stdout is not None
            promised = int(writer.stdout.readline())
            time.sleep(draw.uniform(0.0, 0.08))
            writer.send_signal(signal.SIGKILL)
            promised = max([promised, *map(int, writer.stdout.read().split())])
        with Ledger.open(place) as ledger:
            assert ledger.verify().problems == ()
            rows = ledger.statements()
            assert len(rows) % 50 == 0
            assert len(rows) >= promised * 50
            accepted = {row.id for row in ledger.statements(state="accepted")}
            assert {f"s{batch * 50 + 1}" for batch in range(promised)} <= accepted


DIE_BEFORE_COMMIT = """
import os, signal, sys
import sqlalchemy as sa
from goodoffices.ledger import Ledger
from tests.ledger.rows import a_source, rows_of
ledger = Ledger.open(sys.argv[1])
sa.event.listen(ledger._store.engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
source = a_source("Another text, read when the power failed. " * 50)
ledger.take_in(source, rows_of(source, 500))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_crash_just_before_the_commit_leaves_nothing_of_it(ledger: Ledger, place: Path) -> None:
    with start(DIE_BEFORE_COMMIT, place) as writer:
        writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    assert len(ledger.statements()) == 3
    assert len(ledger.sources()) == 1
    assert ledger.propose([a_row(a_source(), 9)]).added == ("s4",)
    assert ledger.verify().ok


DIE_IN_MIGRATION = """
import os, signal, sys
from goodoffices.ledger import Ledger, connect
done = connect.migrate
def die(*arguments):
    done(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
connect.migrate = die
Ledger.open(sys.argv[1])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_crash_while_the_tables_are_made_leaves_a_file_that_opens(place: Path) -> None:
    with start(DIE_IN_MIGRATION, place) as writer:
        writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    assert place.exists()
    with Ledger.open(place) as ledger:
        assert ledger.take_in(a_source(), [a_row(a_source())])[1].added == ("s1",)
        assert ledger.verify().ok


def test_two_processes_write_at_once_and_nothing_is_lost_or_doubled(place: Path) -> None:
    # Neither finds a ledger: both make it, both add rows of their own and the same twenty rows.
    with start(WRITE_BESIDE, place, 0, "Ana") as one, start(WRITE_BESIDE, place, 100, "Ben") as other:
        for writer in (one, other):
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in (one, other):
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
    assert (one.returncode, other.returncode) == (0, 0)
    with Ledger.open(place) as ledger:
        rows = ledger.statements()
        assert [row.id for row in rows] == [f"s{number}" for number in range(1, 61)]
        starts = sorted(row.content[0][0] for row in rows)
        assert starts == [*range(20), *range(100, 120), *range(500, 520)]
        assert all(row.state.value == "accepted" for row in rows)
        assert ledger.verify().ok
        assert len(ledger.sources()) == 1


def test_a_full_disk_changes_nothing_and_is_said_to_be_full(ledger: Ledger) -> None:
    engine = ledger._store.engine
    pages: list[int] = []

    @sa.event.listens_for(engine, "begin")
    def limit(connection: sa.Connection) -> None:
        for most in pages:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")

    with ledger._store.reading() as connection:
        pages.append(connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 4)
    before, entries = ledger.statements(), ledger.log()
    long = a_source("No room for this. " * 5000)
    with pytest.raises(LedgerError, match=r"disk is full\. Nothing was changed"):
        ledger.take_in(long, rows_of(long, 200))
    assert (ledger.statements(), ledger.log()) == (before, entries)
    pages[0] += 10_000
    assert ledger.take_in(long, rows_of(long, 200))[1].added[0] == "s4"
    assert ledger.verify().ok
