"""Opening a ledger: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from goodoffices.errors import LedgerBusy, LedgerError
from goodoffices.ledger import Ledger, migrate, tables
from tests.ledger.rows import a_row, a_source


def refused(place: Path | str, **how: bool) -> str:
    """The message with which opening is refused."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(place, **how)
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


def test_a_ledger_stays_when_it_is_closed_and_opened(place: Path) -> None:
    with Ledger.open(place) as ledger:
        ledger.take_in(a_source(), [a_row(a_source())])
        ledger.accept(["s1"], "Ana")
        before = ledger.statements(), ledger.log()
    with Ledger.open(str(place), create=False) as ledger:
        assert (ledger.statements(), ledger.log()) == before
        assert ledger.location == str(place)
    assert sorted(path.name for path in place.parent.iterdir()) == ["ledger.db"]


def test_durability_settings_are_what_the_page_promises(ledger: Ledger) -> None:
    with ledger._store.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }


def test_the_migrations_make_the_tables_that_the_queries_expect(ledger: Ledger) -> None:
    with ledger._store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrate.VERSION_TABLE, "compare_type": False}
        )
        assert compare_metadata(context, tables.METADATA) == []


def test_the_last_migration_is_the_one_this_version_names() -> None:
    folder = Path(migrate.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_heads() == [migrate.HEAD]


def test_the_package_does_not_load_the_database_library() -> None:
    code = (
        "import sys, goodoffices, goodoffices.ledger; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_opening_a_ledger_that_is_up_to_date_does_not_load_the_migration_library(ledger: Ledger, place: Path) -> None:
    code = (
        "import sys; from goodoffices.ledger import Ledger; Ledger.open(sys.argv[1]).close(); "
        "print('alembic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, place], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_ledger_that_is_not_there_is_not_made_unasked(place: Path) -> None:
    assert "there is no ledger here" in refused(place, create=False)
    assert "there is no ledger here" in refused(place, read_only=True)
    assert not place.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in refused(tmp_path / "nowhere" / "ledger.db")


def test_a_folder_is_not_a_ledger(tmp_path: Path) -> None:
    assert "ledger.db" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ledger.db")
    assert "not a regular file" in refused(tmp_path / "ledger.db")


@pytest.mark.parametrize("content", [b"case: A ceasefire\n", b"\x00" * 5000, b"SQLite format 2\x00" + b"x" * 4096])
def test_a_file_that_is_something_else_is_left_as_it_is(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    assert "not a ledger" in refused(place)
    assert place.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.close()
    before = place.read_bytes()
    assert "recipes" in refused(place)
    assert place.read_bytes() == before


def test_an_empty_file_becomes_a_ledger(place: Path) -> None:
    place.touch()
    assert "no ledger in it yet" in refused(place, create=False)
    with Ledger.open(place) as ledger:
        assert ledger.verify().ok


@pytest.mark.parametrize("damage", ["head", "middle", "cut"])
def test_a_damaged_ledger_is_told_as_such(ledger: Ledger, place: Path, damage: str) -> None:
    ledger.close()
    content = bytearray(place.read_bytes())
    if damage == "head":
        content[16:100] = b"\xff" * 84
    elif damage == "middle":
        content[4096:] = b"\xa5" * (len(content) - 4096)
    else:
        del content[6000:]
    place.write_bytes(content)
    with pytest.raises(LedgerError, match=r"damaged|not a ledger") as caught, Ledger.open(place) as broken:
        broken.statements()
    assert str(place) in str(caught.value)


def test_a_ledger_of_a_newer_version_is_left_as_it_is(ledger: Ledger, place: Path) -> None:
    ledger.close()
    connection = sqlite3.connect(place, isolation_level=None)
    connection.execute("UPDATE ledger_version SET version_num = '9999'")
    connection.close()
    message = refused(place)
    assert "newer version" in message
    assert "9999" in message


def test_a_ledger_held_by_another_program_is_busy_and_soon_said_to_be(ledger: Ledger, place: Path) -> None:
    holder = sqlite3.connect(place, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with Ledger.open(place, timeout=0.1) as other:
            assert len(other.statements()) == 3
            with pytest.raises(LedgerBusy, match="another program is writing") as caught:
                other.accept(["s1"], "Ana")
        assert str(place) in str(caught.value)
    finally:
        holder.close()
    assert ledger.accept(["s1"], "Ana").changed == ("s1",)


def test_a_new_ledger_held_by_another_program_is_busy(place: Path) -> None:
    holder = sqlite3.connect(place, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerBusy):
            Ledger.open(place, timeout=0.1)
    finally:
        holder.close()


@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_opening_a_new_ledger_waits_its_turn(place: Path, begin: str) -> None:
    holder = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    holder.execute(begin)
    holder.execute("SELECT count(*) FROM sqlite_master").fetchone()
    release = threading.Timer(0.3, holder.close)
    release.start()
    with Ledger.open(place) as ledger:
        assert ledger.verify().ok
    release.join()


def test_a_ledger_opened_for_reading_is_not_written(ledger: Ledger, place: Path) -> None:
    with Ledger.open(place, read_only=True) as reader:
        assert len(reader.statements()) == 3
        with pytest.raises(LedgerError, match="reading only"):
            reader.accept(["s1"], "Ana")


def test_a_closed_ledger_says_that_it_is_closed(ledger: Ledger) -> None:
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.statements()


@pytest.mark.parametrize("address", ["mysql://host/ledger", "postgresql://ana:secret@/x:y:z", "://"])
def test_an_address_that_cannot_be_used_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address, timeout=0.1)
    assert "secret" not in str(caught.value)


def test_a_sqlite_url_is_a_path(place: Path) -> None:
    with Ledger.open(f"sqlite:///{place}") as ledger:
        assert ledger.location == str(place)
    assert place.exists()


def test_odd_file_names_are_only_names(tmp_path: Path) -> None:
    place = tmp_path / "a?mode=memory&x#%41 é.db"
    with Ledger.open(place) as ledger:
        ledger.keep_source(a_source())
    assert place.stat().st_size > 0
    with Ledger.open(place, read_only=True) as ledger:
        assert len(ledger.sources()) == 1


READ_IT = """
import os, sys, tempfile
from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
with tempfile.TemporaryDirectory() as folder:  # loads all there is to load, while it can still be read
    Ledger.open(folder + "/ledger.db").close()
if os.geteuid() == 0:  # root may write anywhere, so it steps down
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Ledger.open(sys.argv[1], read_only=sys.argv[2] == "read") as ledger:
        if sys.argv[2] == "write":
            ledger.accept(["s1"], "Ana")
        print(len(ledger.statements()))
except LedgerError as error:
    print(error)
"""


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a ledger that the next process may read and not write."""
    folder = Path(tempfile.mkdtemp())  # not tmp_path: another user must be able to reach it
    with Ledger.open(folder / "ledger.db") as ledger:
        ledger.take_in(a_source(), [a_row(a_source())])
    (folder / "ledger.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_somebody(folder: Path, how: str) -> str:
    """Open the ledger in a process that has no more rights than the folder grants."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no users in that sense")
    command = [sys.executable, "-c", READ_IT, str(folder / "ledger.db"), how]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return str(run.stdout).strip()


def test_a_ledger_in_a_folder_that_cannot_be_written_can_be_read(locked_folder: Path) -> None:
    assert as_somebody(locked_folder, "read") == "1"


def test_writing_where_one_may_not_is_told_plainly(locked_folder: Path) -> None:
    said = as_somebody(locked_folder, "write")
    assert "ledger.db" in said
    assert "read-only" in said or "may not" in said


def test_no_ledger_can_be_made_in_a_folder_that_cannot_be_written(locked_folder: Path) -> None:
    locked_folder.chmod(0o755)
    (locked_folder / "ledger.db").unlink()
    locked_folder.chmod(0o555)
    assert "may not read or write there" in as_somebody(locked_folder, "make")


def test_every_column_is_told_apart_by_type() -> None:
    # compare_metadata above looks at names and constraints; types are compared here as each database will write them.
    written = {
        table.name: {column.name: str(column.type) for column in table.columns}
        for table in tables.METADATA.sorted_tables
    }
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrate.migrate(connection, None)
        made = {
            name: {column["name"]: str(column["type"]) for column in sa.inspect(connection).get_columns(name)}
            for name in written
        }
    engine.dispose()
    assert made == written
