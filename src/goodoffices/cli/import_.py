"""``goodoffices import``: a case from the files of another program."""

from __future__ import annotations

import click

from goodoffices.cli.common import emit_json, json_option, show_warnings

__all__ = ["command"]


@click.command("import", short_help="A case from the files of another program.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="CASE", required=True, help="The case folder to make, or a file ending in .yaml."
)
@click.option(
    "--status-quo",
    metavar="CODE|TERMS",
    help="The outcome that holds now: a code, or issue=option separated by commas.",
)
@click.option("--game", metavar="NAME", help="Which one, where a file holds several scorable games.")
@click.option("--title", help="What to call the case; from the file's name if not given.")
@click.option("--force", is_flag=True, help="Replace a case that is there already.")
@json_option
def command(
    paths: tuple[str, ...],
    output: str,
    status_quo: str | None,
    game: str | None,
    title: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Make a case from the files of another program.

    PATH is a file, a folder, or a domain with its profiles: .gmcr of GMCR+, Genius XML, GeniusWeb JSON, scorable games, score
    sheets in CSV. What they are is told by what stands in them. What a case cannot say is an error; what was ignored or
    assumed is told, and stands in the case under left_out.

    \b
    goodoffices import conflict.gmcr -o my-case --status-quo 0
    goodoffices import domain.xml buyer.xml seller.xml -o my-case
    """
    from goodoffices.cli.cases import outcome_of
    from goodoffices.model.exchange import import_case, save_case, settled

    found = import_case(paths, game)
    found = settled(found, None if status_quo is None else outcome_of(found.case, status_quo))
    case = found.case.model_copy(update={"case": title}) if title else found.case
    saved = save_case(case, output, force=force)
    notes = [*found.notes, *saved.warnings]
    show_warnings(notes)
    if as_json:
        emit_json({
            "case": str(saved.path),
            "format": found.format,
            "parties": list(case.parties),
            "issues": list(case.issues),
            "outcomes": case.space.outcomes,
            "status_quo": case.status_quo_code,
            "notes": [str(note) for note in notes],
        })  # fmt: skip
        return
    click.echo(f"{saved.path}: {case.case} (from {found.format})")
    click.echo(f"{len(case.parties)} parties, {len(case.issues)} issues, {case.space.outcomes:,} outcomes.")
    what = "deals" if case.status_quo is None else "stability"
    click.echo(f"Next: goodoffices {what} {output}")
