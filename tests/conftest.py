"""What holds for every test: nothing leaves this machine, in the tests or in the programs that they start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.no_network import sitecustomize

settings.register_profile("house", deadline=None)  # machines are noisy; speed is measured by ``make bench``
settings.load_profile("house")

GUARD = Path(sitecustomize.__file__).parent


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Have every Python that a test starts refuse connections; importing ``sitecustomize`` above has seen to this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(GUARD), prepend=os.pathsep)
        yield
