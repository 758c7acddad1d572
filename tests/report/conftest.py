"""A briefing made from a real folder, once for all tests that only look at it."""

from __future__ import annotations

import pytest

from goodoffices.report import Briefing, build_briefing
from goodoffices.runs import Analysis, analyse
from tests.report.small import write_case


@pytest.fixture(scope="session")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analyse(write_case(tmp_path_factory.mktemp("river") / "case"))


@pytest.fixture(scope="session")
def made(analysis: Analysis) -> Briefing:
    return build_briefing(analysis)
