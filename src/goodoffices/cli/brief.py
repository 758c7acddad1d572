"""``goodoffices brief``: the main job."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import click

from goodoffices.cli.common import Progress, as_of_option, case_argument, emit_json, json_option
from goodoffices.errors import UsageError
from goodoffices.settings import Rule

__all__ = ["command"]

FORMATS = ("html", "pdf", "docx", "md")


@click.command("brief", short_help="Read new sources, analyse, write the briefing.")
@case_argument
@as_of_option
@click.option(
    "--format",
    "formats",
    default="html",
    show_default=True,
    metavar="F,...",
    help=f"Any of {', '.join(FORMATS)}; several with commas.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write it; beside the case if not given."
)
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.LEGAL.value,
    show_default=True,
    help="Which sequences of the others' moves count as a reply.",
)
@json_option
def command(case: str, as_of: object, formats: str, output: Path | None, rule: str, as_json: bool) -> None:
    """Read what is new in the case's sources, analyse, and write the briefing beside the case.

    Prints one screen and where the briefing lies. A source that cannot be used is reported and the rest is briefed all the
    same; the exit status is then 4.
    """
    from goodoffices.cli.cases import opened
    from goodoffices.report import brief_screen, build_briefing, write_briefing
    from goodoffices.runs import analyse

    wanted = _formats(formats)
    casefile, _ = opened(case)
    with Progress() as progress:
        analysis = analyse(casefile, as_of=cast("date | None", as_of), rule=Rule(rule), progress=progress)
    for warning in analysis.warnings[len(casefile.warnings) :]:
        click.echo(f"Note: {warning}", err=True)
    for name in analysis.passed_over:
        click.echo(f"Note: {name} is of a type that is not read.", err=True)
    for problem in analysis.unread:
        click.echo(problem, err=True)
    written = write_briefing(analysis, output, wanted)
    if as_json:
        emit_json(
            {
                "case": analysis.case.case,
                "as_of": analysis.as_of,
                "files": [str(path) for path in written],
                "statements": len(analysis.statements),
                "added": analysis.added,
                "unread": list(analysis.unread),
                "passed_over": list(analysis.passed_over),
                "answers": {name: dict(proposal.answers) for name, proposal in analysis.case.proposals.items()},
                "differences": list(analysis.answers),
                "deals": analysis.deals.to_json(),
                "stability": analysis.stability.to_json(),
            }
        )
    else:
        click.echo(brief_screen(build_briefing(analysis)))
        click.echo("\n".join(f"Briefing: {path}" for path in written))
    if analysis.unread:
        raise click.exceptions.Exit(4)


def _formats(text: str) -> tuple[str, ...]:
    """The formats asked for, each once."""
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise UsageError(f'There is no format "{", ".join(unknown)}". Formats are: {", ".join(FORMATS)}.')
    return asked
