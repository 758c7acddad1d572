"""``goodoffices unlock``: the smallest changes that would make a deal acceptable, and stable."""

from __future__ import annotations

from fractions import Fraction

import click

from goodoffices.cli.common import (
    Progress,
    as_of_option,
    case_argument,
    check_option,
    emit_json,
    json_option,
    reading_options,
)
from goodoffices.settings import Reading, RedLines, Rule

__all__ = ["command"]

CONCEPTS = ("nash", "gmr", "smr", "seq", "sim", "seq_or_sim")


@click.command("unlock", short_help="The smallest changes that would make a deal acceptable.")
@case_argument
@click.argument("deal", metavar="[DEAL]", required=False)
@click.option(
    "--stable", "concept", type=click.Choice(CONCEPTS), help="Ask as well that nobody would leave it, by this concept."
)
@click.option(
    "--guarantees/--no-guarantees",
    default=True,
    show_default=True,
    help="With --stable: whether guarantees may be added, too.",
)
@click.option(
    "--cost",
    "costs",
    metavar="FILE",
    help="What kinds of edits cost, and a factor for each party; 1 where nothing is said.",
)
@click.option("--at-most", type=float, metavar="COST", help="Look for no set that costs more.")
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.LEGAL.value,
    show_default=True,
    help="Which sequences of the others' moves count as a reply.",
)
@reading_options
@as_of_option
@check_option
@json_option
def command(
    case: str,
    deal: str | None,
    concept: str | None,
    guarantees: bool,
    costs: str | None,
    at_most: float | None,
    rule: str,
    reading: str,
    red_lines: str,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """Say what would have to be true for a deal to be acceptable, and with --stable for it to hold.

    DEAL is an outcome's code, a proposal's name, or terms as issue=option, separated by commas, the rest as in the status quo.
    Without it any deal will do. All sets of fewest edits are found, then the nearest deals on other terms. An edit describes
    what would have to be true; it is not advice to a party. With --check the exit status is 1 if nothing was found.
    """
    from goodoffices.cli.cases import opened, outcome_of
    from goodoffices.model.costs import Costs
    from goodoffices.model.files.costs import read_costs
    from goodoffices.model.results.stability import Concept
    from goodoffices.runs import run_unlock

    casefile, known = opened(case, as_of)
    code = None if deal is None else outcome_of(known, deal)
    weights = Costs() if costs is None else read_costs(costs, known.parties)
    with Progress() as progress:
        found = run_unlock(
            known,
            code,
            stable=None if concept is None else Concept(concept),
            rule=Rule(rule),
            reading=Reading(reading),
            red_lines=RedLines(red_lines),
            costs=weights,
            at_most=None if at_most is None else Fraction(str(at_most)),
            guarantees=guarantees,
            progress=progress,
        )
    if as_json:
        emit_json({**found.to_json(), "case_warnings": [str(warning) for warning in casefile.warnings]})
    else:
        from goodoffices.report.terminal.unlock import unlock_screen

        click.echo(unlock_screen(known, found))
    if check and not found.sets:
        raise click.exceptions.Exit(1)
