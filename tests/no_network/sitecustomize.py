"""Refuse every connection that leaves this machine.

``tests/conftest.py`` imports this for the tests themselves, and puts its folder on ``PYTHONPATH`` so that every Python that a
test starts imports it as well (Python imports a module of this name by itself). An audit hook sees each use of a socket,
whatever library makes it. The error is not an ``OSError``, so that code which survives a lost connection does not hide it.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

__all__ = ["NetworkUsed", "is_local"]

WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")


class NetworkUsed(RuntimeError):
    """Something tried to leave this machine during a test."""


def is_local(address: Any) -> bool:
    """Whether an address stays on this machine: a Unix socket's path, no host at all, or loopback.

    >>> is_local(("127.0.0.1", 80)), is_local("/run/some.sock"), is_local(("example.org", 80))
    (True, True, False)
    """
    if not isinstance(address, tuple):  # a path, or a socket that is connected already
        return True
    host = address[0]
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in WATCHED:
        address = arguments[:1] if event.startswith("socket.get") else arguments[1]
        if not is_local(address):
            raise NetworkUsed(f"a test reached for the network: {event} {address!r}")


if not hasattr(sys, "_good_offices_no_network"):  # pytest may import this file under a second name
    sys._good_offices_no_network = True  # type: ignore[attr-defined]
    sys.addaudithook(_refuse)
