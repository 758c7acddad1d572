"""``goodoffices export``: a case as the files of another program."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.common import case_argument, emit_json, json_option, reading_options, show_warnings
from goodoffices.settings import Reading, RedLines

__all__ = ["command"]

FORMATS = ("csv", "gmcr", "nfg")


@click.command("export", short_help="A case as the files of another program.")
@case_argument
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("-o", "--output", metavar="FILE", help="The file to make; printed if not given.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@reading_options
@json_option
def command(case: str, form: str, output: str | None, force: bool, reading: str, red_lines: str, as_json: bool) -> None:
    """Write a case for another program.

    csv is a score sheet, gmcr a conflict for GMCR+, nfg a strategic game for Gambit. What the format cannot say is an error;
    what stays behind is told.

    \b
    goodoffices export my-case --to csv -o sheet.csv
    goodoffices export my-case --to nfg --reading central
    """
    from goodoffices.cli.cases import opened
    from goodoffices.errors import OutputError
    from goodoffices.model.exchange import export_case
    from goodoffices.model.files import write_text

    _, known = opened(case)
    made = export_case(known, form, Reading(reading), RedLines(red_lines))
    if output is not None:
        if Path(output).exists() and not force:
            raise OutputError(f"{output}: there is a file already. Choose another name, or give --force to replace it.")
        write_text(Path(output), made.text.encode())
    show_warnings(made.notes)
    if as_json:
        emit_json({
            "format": made.format,
            "file": output,
            "text": made.text if output is None else None,
            "notes": [str(note) for note in made.notes],
        })  # fmt: skip
    elif output is None:
        click.echo(made.text, nl=False)
    else:
        click.echo(f"{output}: written.")
