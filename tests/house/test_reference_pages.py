"""The pages of the reference are made from what click was told: options, choices, defaults, examples."""

from __future__ import annotations

import click
import pytest

from scripts import reference


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of a small program."""

    @click.group()
    def program() -> None:
        """Does something."""

    @program.command()
    @click.argument("case")
    @click.argument("names", nargs=-1)
    @click.option("--json/--plain", help="As JSON.")
    @click.option(
        "--format", type=click.Choice(["html", "pdf"]), default="html", show_default=True, help="Form | shape."
    )
    @click.option("--party", multiple=True, metavar="ID", help="Only this party.")
    @click.option("--secret", hidden=True)
    def deals(**_: object) -> None:
        """What could
        be agreed.

        \b
        goodoffices deals one
        goodoffices deals two
        """

    @program.command(hidden=True)
    def inner() -> None:
        """Not for people."""

    monkeypatch.setattr("goodoffices.cli.main", program)
    return reference.commands_page()


def test_a_call_shows_what_must_and_what_may_be_given(page: str) -> None:
    assert "\ngoodoffices deals [OPTIONS] CASE [NAMES...]\n" in page


def test_an_option_shows_its_choices_and_default(page: str) -> None:
    assert "| `--format` html, pdf | Form \\| shape. Default: `html`. |" in page


def test_both_sides_of_a_switch_are_shown(page: str) -> None:
    assert "| `--json`, `--plain` | As JSON. |" in page


def test_an_option_that_may_be_repeated_says_so(page: str) -> None:
    assert "| `--party` ID | Only this party. May be repeated. |" in page


def test_a_paragraph_is_joined_and_an_example_is_kept_as_it_stands(page: str) -> None:
    assert "What could be agreed." in page
    assert "```text\ngoodoffices deals one\ngoodoffices deals two\n```" in page


def test_what_is_hidden_stays_hidden(page: str) -> None:
    assert "secret" not in page
    assert "inner" not in page


def test_a_function_is_shown_with_its_parameters() -> None:
    def analyse(case: object, *, seed: int = 1) -> None: ...

    assert reference._signature("analyse", analyse) == "analyse(case, *, seed=…)"
