"""Keep a compiled library's own printing off standard output, where results go.

HiGHS prints a line of its own now and then even when told to be silent, straight to the process's standard output and past
Python. It would land in the middle of somebody's JSON.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

__all__ = ["quiet_output"]

_STDOUT = 1
_ONE_AT_A_TIME = Lock()


@contextmanager
def quiet_output() -> Iterator[None]:
    """Send what compiled code prints to nowhere while the block runs; what Python printed before is written first."""
    with _ONE_AT_A_TIME:
        with suppress(AttributeError, ValueError, OSError):
            sys.stdout.flush()
        _flush()
        try:
            kept = os.dup(_STDOUT)
        except OSError:  # there is no standard output to protect
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _STDOUT)
            yield
        finally:
            _flush()
            os.dup2(kept, _STDOUT)
            os.close(kept)
            os.close(nowhere)


def _flush() -> None:
    """Have C's own buffers written, so that nothing printed inside the block comes out after it."""
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL("ucrtbase") if sys.platform == "win32" else ctypes.CDLL(None)
        library.fflush(None)
