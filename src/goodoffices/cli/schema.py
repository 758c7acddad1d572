"""``goodoffices schema``: the JSON Schema of the case file, for editors and other programs."""

from __future__ import annotations

import click

from goodoffices.cli.common import emit_json

__all__ = ["command"]


@click.command("schema", short_help="The JSON Schema of the case file.")
@click.option("--json", "_as_json", is_flag=True, help="It is JSON in any case.")
def command(_as_json: bool) -> None:
    """Print the JSON Schema of the case file.

    The first line of a case file points editors at it, so that they complete and check while you type.
    """
    from goodoffices.model.files import case_schema

    emit_json(case_schema())
