"""The log, the triggers that refuse tampering, and the hash chain that shows it where triggers were dropped."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.chain import FIRST
from tests.ledger.rows import a_row, a_source

TABLES = ("log", "revision", "statement", "source", "text", "source_name")


@pytest.fixture
def worked_on(ledger: Ledger) -> Ledger:
    """A ledger with a past: rows judged, edited, undone, a second source."""
    ledger.accept(["s1", "s2"], "Ana")
    ledger.edit("s2", {"stance": "warns"}, "Ben", why="as the recording has it")
    ledger.reject(["s3"], "Ana", "a question, not a claim")
    ledger.undo("Ana")
    other = a_source("Another text, another day.", name="sources/other.txt")
    ledger.take_in(other, [a_row(other)])
    return ledger


def outside(place: Path, *commands: str, without_triggers: bool = False) -> None:
    """What someone with a database program could do to the file."""
    connection = sqlite3.connect(place, isolation_level=None)
    try:
        if without_triggers:
            for [name] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        for command in commands:
            connection.execute(command)
    finally:
        connection.close()


def test_every_act_is_one_entry_that_names_who_what_and_why(worked_on: Ledger) -> None:
    log = worked_on.log()
    assert [(entry.seq, entry.who, entry.act, entry.why) for entry in log] == [
        (1, "reader", "keep", None),
        (2, "reader", "propose", None),
        (3, "Ana", "accept", None),
        (4, "Ben", "edit", "as the recording has it"),
        (5, "Ana", "reject", "a question, not a claim"),
        (6, "Ana", "undo", None),
        (7, "reader", "keep", None),
        (8, "reader", "propose", None),
    ]
    assert [entry.previous for entry in log] == [FIRST, *(entry.hash for entry in log[:-1])]
    assert all(entry.at.utcoffset() is not None for entry in log)
    assert (log[3].before, log[3].after["rows"]) == ({"rows": {"s2": 2}}, {"rows": {"s2": 3}}["rows"])


def test_a_sound_ledger_verifies(worked_on: Ledger) -> None:
    found = worked_on.verify()
    assert found.ok
    assert found.problems == ()
    assert found.entries == 8
    assert found.head == worked_on.log()[-1].hash
    assert worked_on.verify(found.head).ok


def test_an_empty_ledger_verifies(empty: Ledger) -> None:
    assert empty.verify().ok
    assert empty.verify().head == FIRST


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "deed", ["DELETE FROM {0}", "UPDATE {0} SET {1}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_triggers_refuse_update_delete_and_replacement(worked_on: Ledger, place: Path, table: str, deed: str) -> None:
    columns = {"log": "who = 'Eve'", "revision": "state = 'accepted'", "statement": "key = 'x'"}
    columns |= {"source": "sha256 = 'x'", "text": "body = x'00'", "source_name": "name = 'x'"}
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        outside(place, deed.format(table, columns[table]))
    assert worked_on.verify().ok


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("UPDATE log SET who = 'Eve' WHERE seq = 3", "log: entry 3 was changed"),
        ("UPDATE log SET at = '2031-01-01T00:00:00.000000Z' WHERE seq = 1", "log: entry 1 was changed"),
        ("UPDATE log SET why = NULL WHERE seq = 5", "log: entry 5 was changed"),
        ("UPDATE log SET after = replace(after, 's1', 's3') WHERE seq = 3", "log: entry 3 was changed"),
        ("UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2", "log: entry 3 does not follow"),
        ("UPDATE log SET after = 'nonsense' WHERE seq = 4", "log: entry 4 was changed"),
        ("DELETE FROM log WHERE seq = 4", "log: entry 4 is missing"),
        ("DELETE FROM log WHERE seq = 1", "log: entry 1 is missing"),
        ("UPDATE revision SET row = replace(row, 'warns', 'accepts') WHERE statement_id = 2", "entry 4 wrote"),
        ("UPDATE revision SET row = '{' WHERE statement_id = 2 AND number = 1", "s2 (revision 1) cannot be read"),
        ("UPDATE revision SET state = 'accepted' WHERE statement_id = 3", "columns of s3"),
        ("UPDATE revision SET party = 'south' WHERE statement_id = 1 AND number = 1", "columns of s1"),
        ("UPDATE revision SET restores = NULL", "entry 6 wrote"),
        ("DELETE FROM revision WHERE statement_id = 2 AND number = 3", "entry 4 wrote"),
        ("DELETE FROM revision WHERE statement_id = 3", "s3 is missing"),
        ("UPDATE revision SET entry = 3 WHERE entry = 4", "entry 4 wrote"),
        ("UPDATE statement SET key = 'other' WHERE id = 1", "not about the statement"),
        ("UPDATE statement SET text_id = 2 WHERE id = 1", "entry 2 wrote"),
        ("DELETE FROM statement WHERE id = 2", "s2 is missing"),
        ("UPDATE text SET body = CAST('Peace at last.' AS BLOB) WHERE id = 1", "text 1 is not the one"),
        ("UPDATE text SET boilerplate = '[[0,4,\"x\"]]' WHERE id = 1", "source 1 is not what was logged"),
        ("UPDATE source SET published_on = '2001-01-01' WHERE id = 2", "source 2 is not what was logged"),
        ("UPDATE source SET published_on = 'soon' WHERE id = 2", "source 2 is not what was logged"),
        ("UPDATE revision SET dated = 'soon' WHERE statement_id = 1", "columns of s1"),
        ("UPDATE text SET body = x'ff' WHERE id = 1", "text 1 is not the one"),
        ("DELETE FROM source WHERE id = 2", "source 2 is gone"),
        ("DELETE FROM source_name WHERE source_id = 1", "source 1 is not what was logged"),
        (
            "INSERT INTO revision (statement_id, number, entry, state, stance, row) "
            "SELECT statement_id, 9, 99, state, stance, row FROM revision WHERE id = 1",
            "entry 99, which is not in the log",
        ),
    ],
)
def test_a_change_made_behind_the_triggers_shows(worked_on: Ledger, place: Path, deed: str, words: str) -> None:
    outside(place, "PRAGMA foreign_keys = OFF", deed, without_triggers=True)
    found = worked_on.verify()
    assert not found.ok
    assert any(words in problem for problem in found.problems), found.problems


def test_cutting_off_the_end_shows_against_a_noted_hash(worked_on: Ledger, place: Path) -> None:
    head = worked_on.verify().head
    cut = (
        "DELETE FROM revision WHERE entry = 8",
        "DELETE FROM statement WHERE id = 4",
        "DELETE FROM log WHERE seq = 8",
    )
    outside(place, *cut, without_triggers=True)
    assert worked_on.verify().ok
    [problem] = worked_on.verify(head).problems
    assert "cut off" in problem


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE source SET published_on = 'soon'",
        "UPDATE text SET body = x'ff'",
        "UPDATE text SET notes = '['",
        "UPDATE revision SET row = '{}'",
        "UPDATE log SET before = '{'",
        "UPDATE log SET at = 'noon'",
    ],
)
def test_what_was_tampered_with_is_told_and_not_a_crash(worked_on: Ledger, place: Path, deed: str) -> None:
    outside(place, deed, without_triggers=True)
    with pytest.raises(LedgerError, match="changed from outside"):
        print(worked_on.sources(), worked_on.statements(text="port"), worked_on.log())
    assert not worked_on.verify().ok
