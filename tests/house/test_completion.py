"""Shell completion as ``docs/how-to/shell-completion.md`` tells it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.house.repository import ROOT

SHELLS = ("bash", "zsh", "fish")


def complete(instruction: str, **environment: str) -> str:
    """What the program answers a shell."""
    call = [sys.executable, "-m", "goodoffices"]
    settings = os.environ | environment | {"_GOODOFFICES_COMPLETE": instruction}
    return subprocess.run(call, env=settings, capture_output=True, text=True, check=True).stdout


def test_a_command_is_completed() -> None:
    answer = complete("bash_complete", COMP_WORDS="goodoffices stab", COMP_CWORD="1")
    assert answer.split() == ["plain,stability"]


def test_an_option_is_completed() -> None:
    answer = complete("bash_complete", COMP_WORDS="goodoffices deals --js", COMP_CWORD="2")
    assert answer.split() == ["plain,--json"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_for_each_shell_is_printed(shell: str) -> None:
    assert "_GOODOFFICES_COMPLETE=" + shell + "_complete" in complete(shell + "_source").replace("env ", "")


def test_the_page_names_what_the_program_answers_to() -> None:
    page = (ROOT / "docs" / "how-to" / "shell-completion.md").read_text(encoding="utf-8")
    assert set(re.findall(r"_GOODOFFICES_COMPLETE=(\w+)_source", page)) == set(SHELLS)
