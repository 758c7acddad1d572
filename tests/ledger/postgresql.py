"""A PostgreSQL server of the tests' own: started on a Unix socket in a temporary folder, gone when they are done."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["server"]

PORT = "54329"  # only names the socket; no port is opened


def program(name: str) -> str:
    """A program of the server, from the path or from where distributions put it."""
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[::-1]), None)
    if found is None:
        pytest.skip("no PostgreSQL server is installed")
    return found


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database, or a skip where there can be none."""
    pytest.importorskip("pg8000", reason="goodoffices[postgresql] is not installed")
    programs = [program(name) for name in ("initdb", "pg_ctl")]
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = "postgres"
        if shutil.which("runuser") is None or subprocess.run(["id", user], capture_output=True, check=False).returncode:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp())
    try:
        if user:
            shutil.chown(folder, user)
        prefix = ["runuser", "-u", user, "--"] if user else []
        data = str(folder / "data")
        run([*prefix, programs[0], "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8"], folder)
        options = f"-c listen_addresses='' -c port={PORT} -c unix_socket_directories='{folder}' -c fsync=off"
        control = [*prefix, programs[1], "-D", data, "-w"]
        run([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgresql://tester@/postgres?unix_sock={folder}/.s.PGSQL.{PORT}"
        finally:
            run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)


def run(command: list[str], folder: Path) -> None:
    # Not captured by a pipe: the server would inherit it and keep it open.
    with (folder / "setup").open("w", encoding="utf-8") as said:
        done = subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, check=False, cwd=folder)
    assert done.returncode == 0, (folder / "setup").read_text(encoding="utf-8")
