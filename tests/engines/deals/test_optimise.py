"""Optimisation: the same solutions as by listing, with what was proven; sizes that no list would hold."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.engines.deals import find_deals
from goodoffices.engines.deals.additive import Additive
from goodoffices.engines.deals.optimise import optimise
from goodoffices.engines.deals.quiet import quiet_output
from goodoffices.model.outcomes import OutcomeSpace
from goodoffices.model.results.deals import Solution, Unavailable
from tests.engines.deals.large import additives, drawn, listed

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


@given(additives(), st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_optimisation_finds_every_solution_that_listing_finds(problem: Additive, name: str) -> None:
    by_list = getattr(find_deals(listed(problem)), name)
    found = optimise(problem, name, ties_at_most=90)
    if isinstance(by_list, Unavailable):
        assert isinstance(found, Unavailable)
        return
    assert isinstance(found, Solution)
    assert found.proof in ("proven", "proven within 1e-6")
    assert found.value == pytest.approx(by_list.value, rel=1e-12)
    assert found.left_out == by_list.left_out
    if found.left_out != found.parties:
        assert found.codes.tolist() == by_list.codes.tolist()
        assert found.utilities == pytest.approx(by_list.utilities)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", NAMES)
def test_a_larger_case_gives_the_same_either_way(name: str, seed: int) -> None:
    problem = drawn(issues=4, options=6, parties=3, bans=12, seed=seed)
    by_list, found = getattr(find_deals(listed(problem)), name), optimise(problem, name)
    assert isinstance(found, Solution)
    assert found.codes.tolist() == by_list.codes.tolist()
    assert found.value == pytest.approx(by_list.value, rel=1e-12)


def test_a_million_million_outcomes_with_twenty_rules_are_settled_and_proven() -> None:
    problem = drawn(issues=12, options=10, parties=3, bans=20, seed=4)
    begun = perf_counter()
    found = optimise(problem, "nash")
    assert perf_counter() - begun < 5
    assert isinstance(found, Solution)
    assert found.proof.startswith("proven")
    assert problem.allows(int(found.codes[0]))


def test_codes_beyond_a_machine_integer_are_exact() -> None:
    problem = drawn(issues=24, options=10, parties=2, bans=3, seed=0)
    found = optimise(problem, "utilitarian")
    assert isinstance(found, Solution)
    assert found.codes.dtype == object or int(found.codes.max()) < 2**63
    sums = [sum(problem.utilities(code)) for code in found.codes.tolist()]
    assert sums == [found.value] * len(sums)


def test_deals_that_tie_are_counted_up_to_a_limit() -> None:
    space = OutcomeSpace(tuple(f"i{k}" for k in range(6)), (("yes", "no"),) * 6)
    level = (np.zeros(2, dtype=np.int64),) * 6
    found = optimise(Additive(space, ("north",), (level,), (1,), (0,)), "utilitarian", ties_at_most=5)
    assert isinstance(found, Solution)
    assert len(set(found.codes.tolist())) == 5
    assert any("At least 5" in note for note in found.notes)


def test_out_of_time_is_not_the_same_as_no_deal() -> None:
    problem = drawn(issues=4, options=4, parties=2, bans=0, seed=0)
    for name in NAMES:
        found = optimise(problem, name, seconds=0)
        assert isinstance(found, Unavailable)
        assert "in the time given" in found.reason


def test_no_acceptable_deal_is_said_plainly() -> None:
    space = OutcomeSpace(("a",), (("x", "y"),))
    problem = Additive(space, ("north",), ((np.array([0, 1]),),), (1,), (2,))
    for name in NAMES:
        found = optimise(problem, name)
        assert isinstance(found, Unavailable)
        assert "No deal is acceptable" in found.reason


def test_what_compiled_code_prints_does_not_reach_standard_output(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import ctypes\n"
        "from goodoffices.engines.deals.quiet import quiet_output\n"
        "print('before')\n"
        "with quiet_output():\n"
        "    ctypes.CDLL(None).puts(b'noise')\n"
        "print('after')\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["before", "after"]


def test_without_a_standard_output_there_is_nothing_to_keep_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "dup", closed)
    with quiet_output():
        assert ctypes.sizeof(ctypes.c_int) > 0
