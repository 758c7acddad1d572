"""``goodoffices deals``: what could be agreed, or why nothing can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodoffices.cli.common import as_of_option, case_argument, check_option, emit_json, json_option, reading_options
from goodoffices.settings import Disagreement, Ideal, Reading, RedLines

if TYPE_CHECKING:
    from goodoffices.model.case import Case

__all__ = ["command"]


@click.command("deals", short_help="What could be agreed, or why nothing can.")
@case_argument
@reading_options
@click.option(
    "--parties",
    help="Over whom the Pareto set and the solutions are taken, separated by commas. The principals if not given.",
)
@click.option(
    "--disagreement",
    type=click.Choice([point.value for point in Disagreement]),
    default=Disagreement.WALK_AWAY.value,
    show_default=True,
    help="From where gains are measured.",
)
@click.option(
    "--ideal",
    type=click.Choice([point.value for point in Ideal]),
    default=Ideal.RATIONAL.value,
    show_default=True,
    help="Over which outcomes a party's best is taken.",
)
@click.option(
    "--at-least", type=click.IntRange(min=1), metavar="N", help="Count a deal as acceptable if N principals accept it."
)
@click.option("--veto", help="With --at-least: parties that must be among them, separated by commas.")
@as_of_option
@check_option
@json_option
def command(
    case: str,
    reading: str,
    red_lines: str,
    parties: str | None,
    disagreement: str,
    ideal: str,
    at_least: int | None,
    veto: str | None,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """Say what everyone whose consent is needed could accept, or why nothing can be.

    A deal counts as acceptable if that is certain from what the case states, and as possible if nothing stated rules it out.
    With --check the exit status is 1 if no deal is acceptable.
    """
    from goodoffices.cli.cases import opened
    from goodoffices.runs import run_deals
    from goodoffices.runs.deals import LISTABLE

    casefile, known = opened(case, as_of)
    if known.space.outcomes > LISTABLE:
        _show_large(known, check, as_json)
        return
    found = run_deals(
        known,
        reading=Reading(reading),
        red_lines=RedLines(red_lines),
        disagreement=Disagreement(disagreement),
        ideal=Ideal(ideal),
        parties=_names(parties),
        at_least=at_least,
        veto=_names(veto) or (),
    )
    if as_json:
        emit_json({**found.to_json(), "case_warnings": [str(warning) for warning in casefile.warnings]})
    else:
        from goodoffices.report.terminal import deals_screen

        click.echo(deals_screen(known, found))
    if check and not found.acceptable.count:
        raise click.exceptions.Exit(1)


def _show_large(case: Case, check: bool, as_json: bool) -> None:
    """Solve a score sheet whose outcomes are too many to list."""
    from goodoffices.report.terminal import large_deals_screen
    from goodoffices.runs.large_deals import run_large_deals

    found = run_large_deals(case)
    if as_json:
        emit_json(found.to_json())
    else:
        click.echo(large_deals_screen(case, found))
    if check and not found.exists:
        raise click.exceptions.Exit(1)


def _names(text: str | None) -> list[str] | None:
    """Names separated by commas."""
    return None if text is None else [name.strip() for name in text.split(",") if name.strip()]
