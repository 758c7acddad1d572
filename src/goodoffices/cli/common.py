"""What commands share: their arguments and options, JSON on stdout, warnings and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from goodoffices.settings import Reading, RedLines

__all__ = [
    "Progress",
    "as_of_option",
    "case_argument",
    "check_option",
    "emit_json",
    "json_option",
    "reading_options",
    "show_warnings",
]

F = TypeVar("F", bound=Callable[..., Any])

case_argument = click.argument("case", metavar="CASE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
check_option = click.option("--check", is_flag=True, help='Exit with status 1 if the answer is "no".')
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=lambda _context, _option, value: _day(value),
    help="Use only what was known on this day (YYYY-MM-DD).",
)


def reading_options(command: F) -> F:
    """``--reading`` and ``--red-lines``: how preferences become comparisons."""
    command = click.option(
        "--red-lines",
        type=click.Choice([setting.value for setting in RedLines]),
        default=RedLines.SINK.value,
        show_default=True,
        help="Whether an outcome that crosses a red line ranks below all others, or where the order puts it.",
    )(command)
    return click.option(
        "--reading",
        type=click.Choice([reading.value for reading in Reading]),
        default=Reading.CERTAIN.value,
        show_default=True,
        help="How stated orders become comparisons of outcomes.",
    )(command)


def _day(value: datetime | None) -> date | None:
    return None if value is None else value.date()


def emit_json(value: Any) -> None:
    """Print a value as JSON, dates in ISO form."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def show_warnings(warnings: Iterable[object]) -> None:
    """Tell on stderr what a person should know about a case that can be used all the same."""
    for warning in warnings:
        click.echo(f"Note: {warning}", err=True)


class Progress:
    """One line on stderr that is rewritten, and cleared when done; nothing at all where stderr is no terminal.

    Use as a context manager, and call it with the stage, how many are done, of how many, and a word about the last.
    """

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self._width = 0

    def __call__(self, stage: str, done: int, total: int, word: str = "") -> None:
        """Rewrite the line."""
        if self.shown:
            line = f"{stage:<10} {done:,} of {total:,}  {word}"[:79]
            sys.stderr.write("\r" + line.ljust(self._width))
            sys.stderr.flush()
            self._width = len(line)

    def share(self, what: str, behind: float) -> None:
        """Rewrite the line with a share of the work that is behind."""
        self(what, round(100 * behind), 100)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
