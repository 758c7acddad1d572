"""The same ledger on PostgreSQL, where a server is installed: one schema, the same promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from goodoffices.errors import LedgerBusy, LedgerError, RowChanged
from goodoffices.ledger import Ledger
from goodoffices.model.statements import State
from tests.ledger.postgresql import server
from tests.ledger.rows import a_row, a_source, rows_of

TABLES = ("log", "revision", "statement", "source", "text", "source_name")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with server() as found:
        yield found


@pytest.fixture
def fresh(address: str) -> str:
    """The address of a database with nothing in it."""
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return address


def test_the_whole_path_works(fresh: str) -> None:
    source = a_source("The port\0 must reopen \udc80 first, the envoy said. 🕊", title="A\0 title")
    with Ledger.open(fresh) as ledger:
        assert ledger.take_in(source, rows_of(source, 3))[1].added == ("s1", "s2", "s3")
        assert ledger.take_in(source, rows_of(source, 3))[1].known == ("s1", "s2", "s3")
        ledger.accept(["s1", "s2"], "Ana")
        ledger.edit("s3", {"stance": "warns", "note": "\0"}, "Ben", seen_revision=1)
        ledger.undo("Ana")
    with Ledger.open(fresh, read_only=True) as ledger:
        assert [row.state for row in ledger.statements()] == [State.PROPOSED, State.PROPOSED, State.EDITED]
        assert [row.id for row in ledger.statements(stance="warns", party="north", text="port")] == ["s3"]
        assert ledger.sources() == (source,)
        assert ledger.verify().problems == ()
        with pytest.raises(LedgerError, match="reading only"):
            ledger.undo("Ben")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["DELETE FROM {0}", "UPDATE {0} SET {1}", "TRUNCATE {0} CASCADE"])
def test_triggers_refuse_tampering(fresh: str, table: str, deed: str) -> None:
    columns = {"log": "who = 'Eve'", "revision": "state = 'accepted'", "statement": "key = 'x'"}
    columns |= {"source": "sha256 = 'x'", "text": "body = 'x'", "source_name": "name = 'x'"}
    with Ledger.open(fresh) as ledger:
        ledger.take_in(a_source(), [a_row(a_source())])
        with pytest.raises(LedgerError, match="append-only"), ledger._store.writing() as connection:
            connection.exec_driver_sql(deed.format(table, columns[table]))
        assert ledger.verify().ok


def test_a_change_made_behind_the_triggers_shows(fresh: str) -> None:
    with Ledger.open(fresh) as ledger:
        ledger.take_in(a_source(), [a_row(a_source())])
        with ledger._store.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE revision DISABLE TRIGGER USER")
            connection.exec_driver_sql("UPDATE revision SET row = replace(row, 'demands', 'accepts')")
        assert any("entry 2 wrote" in problem for problem in ledger.verify().problems)


def test_writers_take_turns_and_say_so_when_it_is_not_theirs(fresh: str) -> None:
    with Ledger.open(fresh) as ledger, Ledger.open(fresh, timeout=0.1) as other:
        ledger.take_in(a_source(), [a_row(a_source())])
        with ledger._store.writing():
            assert len(other.statements()) == 1
            with pytest.raises(LedgerBusy, match="another program"):
                other.accept(["s1"], "Ben")
        other.accept(["s1"], "Ben")
        with pytest.raises(RowChanged):
            ledger.reject(["s1"], "Ana", seen={"s1": 1})


def test_two_writers_at_once_lose_and_double_nothing(fresh: str) -> None:
    source = a_source("The port must reopen before the talks begin. " * 20)
    errors: list[BaseException] = []

    def write(first: int) -> None:
        try:
            with Ledger.open(fresh, timeout=60) as ledger:
                for step in range(15):
                    ledger.take_in(source, [a_row(source, first + step), a_row(source, 500 + step)])
        except BaseException as error:  # told to the test, which would not see it in a thread
            errors.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Ledger.open(fresh) as ledger:
        starts = sorted(row.content[0][0] for row in ledger.statements())
        assert starts == [*range(15), *range(100, 115), *range(500, 515)]
        assert ledger.verify().ok


def test_another_programs_tables_are_left_alone(fresh: str) -> None:
    engine = sa.create_engine(fresh.replace("postgresql:", "postgresql+pg8000:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE log (line text)")
    engine.dispose()
    with pytest.raises(LedgerError, match="not a Good Offices ledger"):
        Ledger.open(fresh)


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: object) -> None:
    pytest.importorskip("pg8000", reason="goodoffices[postgresql] is not installed")
    with pytest.raises(LedgerError) as caught:
        Ledger.open(f"postgresql://ana:secret@/db?unix_sock={tmp_path}/nobody")
    assert "secret" not in str(caught.value)
    assert "nobody" in str(caught.value)
