"""``goodoffices stability``: which outcomes no one would walk away from."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from goodoffices.errors import UsageError
from goodoffices.settings import Reading, RedLines, Rule

if TYPE_CHECKING:
    from goodoffices.model.results.coalitions import CoalitionResult
    from goodoffices.model.results.foresight import ForesightResult
    from goodoffices.model.results.inverse import InverseResult
    from goodoffices.model.results.paths import PathResult

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
@click.option("--coalitions", is_flag=True, help="Also what groups of parties would leave together.")
@click.option("--coalition-settings", metavar="NAME=VALUE,...", help="Points on which texts on coalitions differ.")
@click.option("--paths-to", metavar="CODE|TERMS", help="The ways that lead to this outcome, and who moves first.")
@click.option(
    "--paths-from", metavar="CODE|TERMS", help="With --paths-to: where they start; the status quo if not given."
)
@click.option(
    "--moves",
    default="all",
    show_default=True,
    metavar="KIND",
    help="With --paths-to: all, improvements, or P=KIND,...",
)
@click.option("--inverse", metavar="CODE|TERMS", help="How little would have to change for this outcome to be stable.")
@click.option(
    "--foresight", metavar="H|all", help="Also what two parties would stay at that look H moves ahead, or all."
)
@click.option("--graph", type=click.Choice(["graphml", "dot"]), help="Print the graph of moves for other programs.")
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
    coalitions: bool,
    coalition_settings: str | None,
    paths_to: str | None,
    paths_from: str | None,
    moves: str,
    inverse: str | None,
    foresight: str | None,
    graph: str | None,
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
    from goodoffices.runs import graph_questions as questions
    from goodoffices.runs import run_stability

    _fit_together(paths_to, {"--paths-from": paths_from, "--moves": None if moves == "all" else moves})
    _stands_alone(
        graph,
        {"--about": about, "--paths-to": paths_to, "--inverse": inverse, "--coalitions": coalitions, "--json": as_json},
    )
    casefile, known = opened(case, as_of, quotes=True)
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
    more: dict[str, CoalitionResult | PathResult | InverseResult | ForesightResult] = {}
    if coalitions or coalition_settings:
        settings = questions.coalition_settings(known, coalition_settings)
        more["coalitions"] = questions.run_coalitions(known, run, settings, [] if code is None else [code])
    if paths_to is not None:
        start = None if paths_from is None else outcome_of(known, paths_from)
        more["paths"] = questions.run_paths(known, run, outcome_of(known, paths_to), moves, start)
    if inverse is not None:
        more["inverse"] = questions.run_inverse(known, run, outcome_of(known, inverse))
    if foresight is not None:
        more["foresight"] = questions.run_foresight(known, run, _horizon(foresight))
    if graph is not None:
        from goodoffices.report.build.naming import changes_of

        click.echo(questions.run_graph_text(known, run, graph, lambda one: changes_of(known, one)))
    elif as_json:
        told = {**result.to_json(), **{name: found.to_json() for name, found in more.items()}}
        if code is not None:
            told["about"] = [run.witness(code, party, one).to_json() for party in known.parties for one in asked]
        emit_json({**told, "case_warnings": [str(warning) for warning in casefile.warnings]})
    else:
        from goodoffices.report.terminal import graph_screen, stability_heading, stability_screen

        click.echo(stability_heading(result) if more and code is None else stability_screen(known, run, about=code))
        for found in more.values():
            click.echo(graph_screen(known, found))
    held = any(result.equilibria(one) if code is None else result.is_equilibrium(code, one) for one in asked)
    if check and not held:
        raise click.exceptions.Exit(1)


def _fit_together(paths_to: str | None, given: dict[str, str | None]) -> None:
    """Refuse what says how a way should run where no way is asked for."""
    for option, value in given.items():
        if value is not None and paths_to is None:
            raise UsageError(f"{option} says how ways are to run, so it needs --paths-to CODE|TERMS beside it.")


def _stands_alone(graph: str | None, given: dict[str, object]) -> None:
    """Refuse questions beside a graph, which is printed for another program and nothing else with it."""
    asked = [option for option, value in given.items() if value]
    if graph is not None and asked:
        raise UsageError(f"--graph prints the graph alone; leave out {', '.join(asked)} or ask in a second command.")


def _horizon(text: str) -> int | None:
    """How many moves to look ahead; None for all."""
    if text == "all":
        return None
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f'--foresight takes a number of moves from 1 on, or "all", not "{text}".')
    return int(text)
