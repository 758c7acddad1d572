"""The guard that keeps tests off the network does keep them off it."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request

import pytest

OUTSIDE = "192.0.2.1"  # an address that the standards reserve for documentation


def is_refusal(error: BaseException) -> bool:
    return type(error).__name__ == "NetworkUsed"


def test_a_connection_to_the_outside_is_refused() -> None:
    with socket.socket() as plug, pytest.raises(RuntimeError) as caught:
        plug.connect((OUTSIDE, 80))
    assert is_refusal(caught.value)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError) as caught:
        urllib.request.urlopen("http://example.org/")
    assert is_refusal(caught.value)


def test_a_datagram_to_the_outside_is_refused() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug, pytest.raises(RuntimeError) as caught:
        plug.sendto(b"hello", (OUTSIDE, 53))
    assert is_refusal(caught.value)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as plug:
        assert plug.getpeername() == server.getsockname()


def test_a_program_that_a_test_starts_is_refused_as_well() -> None:
    code = f"import socket; socket.create_connection(('{OUTSIDE}', 80), timeout=5)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "NetworkUsed" in run.stderr
