"""``goodoffices read``: files or folders to statements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from goodoffices.cli.common import Progress, emit_json, json_option

if TYPE_CHECKING:
    from goodoffices.runs import ReadReport

__all__ = ["command"]


@click.command("read", short_help="Read files or folders to statements.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--case", "case", metavar="CASE", help="Read with this case's names, into its ledger.")
@click.option("--jsonl", is_flag=True, help="Print one statement a line, as JSON.")
@json_option
def command(sources: tuple[str, ...], case: str | None, jsonl: bool, as_json: bool) -> None:
    """Read sources and say who said what, about which issue, taking which stance.

    With --case the rows go into the case's ledger as proposals; else they are printed. A source that cannot be used is
    reported, the others are read, and the exit status is 4.
    """
    from goodoffices.runs import sources as runs

    with Progress() as progress:
        if case is None:
            report = runs.read(sources, progress=progress)
        else:
            from goodoffices.cli.cases import opened

            casefile, _ = opened(case)
            report = runs.read_for_case(casefile, sources, progress=progress)
    for problem in report.problems:
        click.echo(problem, err=True)
    for name in report.passed_over:
        click.echo(f"Note: {name} is of a type that is not read.", err=True)
    if jsonl:
        for row in report.statements:
            click.echo(json.dumps(row.to_json(), ensure_ascii=False))
    elif as_json:
        emit_json([row.to_json() for row in report.statements])
    else:
        from goodoffices.report.terminal import statements_screen

        if report.statements:
            click.echo(statements_screen(report.statements, report.sources))
        click.echo(_counted(report, case is not None))
    if report.problems:
        raise click.exceptions.Exit(4)


def _counted(report: ReadReport, into_ledger: bool) -> str:
    """How much was read, in a sentence."""
    sources, rows = len(report.sources), len(report.statements)
    told = f"{sources} source{'s' * (sources != 1)} read, {rows} statement{'s' * (rows != 1)} found"
    return f"{told}; {report.added} new in the ledger." if into_ledger else f"{told}."
