"""``goodoffices stability``: which outcomes no one would walk away from."""

from __future__ import annotations

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

CONCEPTS = ("nash", "gmr", "smr", "seq", "sim")


@click.command("stability", short_help="Which outcomes no one would walk away from.")
@case_argument
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.LEGAL.value,
    show_default=True,
    help="Which sequences of the others' moves count as a reply.",
)
@reading_options
@click.option(
    "--mixed",
    metavar="P=CONCEPT,...",
    help="One solution concept a party; nash where none is named. Adds the key mixed.",
)
@click.option("--about", metavar="CODE|TERMS", help="Tell why this outcome would hold or not, party by party.")
@as_of_option
@check_option
@json_option
def command(
    case: str,
    rule: str,
    reading: str,
    red_lines: str,
    mixed: str | None,
    about: str | None,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """Say which outcomes no party would walk away from, under each solution concept.

    Where preferences leave comparisons unknown, the verdicts follow the strictest reading of unknown preferences, and
    --json holds all four. TERMS are given as issue=option, separated by commas; the rest is as in the status quo. With
    --check the exit status is 1 if the outcome (or, without --about, every outcome) fails every concept.
    """
    from goodoffices.cli.cases import concepts_of, opened, outcome_of
    from goodoffices.model.results.stability import Concept
    from goodoffices.runs import run_stability

    casefile, known = opened(case, as_of)
    code = None if about is None else outcome_of(known, about)
    chosen = concepts_of(known, mixed)
    with Progress() as progress:
        run = run_stability(
            known,
            rule=Rule(rule),
            reading=Reading(reading),
            red_lines=RedLines(red_lines),
            mixed=chosen,
            progress=progress.share,
        )
    result = run.result
    asked = [Concept(name) for name in CONCEPTS if Concept(name) in result.verdicts]
    if as_json:
        told = {**result.to_json(), "case_warnings": [str(warning) for warning in casefile.warnings]}
        if code is not None:
            told["about"] = [
                run.witness(code, party, concept).to_json() for party in known.parties for concept in asked
            ]
        emit_json(told)
    else:
        from goodoffices.report.terminal import stability_screen

        click.echo(stability_screen(known, run, about=code))
    held = any(
        result.equilibria(concept) if code is None else result.is_equilibrium(code, concept) for concept in asked
    )
    if check and not held:
        raise click.exceptions.Exit(1)
