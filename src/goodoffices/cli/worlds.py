"""``goodoffices worlds``: how sure an answer is, given all that is not known of what the parties want."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodoffices.cli.common import Progress, as_of_option, case_argument, check_option, emit_json, json_option
from goodoffices.settings import RedLines, Rule

if TYPE_CHECKING:
    from goodoffices.model.case import Case
    from goodoffices.model.files import CaseFile

__all__ = ["command", "drawing_options"]

F = TypeVar("F", bound=Callable[..., Any])

CONCEPTS = ("nash", "gmr", "smr", "seq")


def drawing_options(command: F) -> F:
    """``--draws``, ``--seed``, ``--about``, ``--assume-unknown``, ``--on``, ``--workers``: what drawing commands share."""
    options = [
        click.option("--draws", type=click.IntRange(min=1), metavar="N", help="Worlds to draw; 2,000 if not given."),
        click.option(
            "--seed", type=click.IntRange(min=0), metavar="N", help="Same seed, same worlds; printed with them."
        ),
        click.option("--about", metavar="CODE|TERMS|NAME", help="The deal that the questions of what decides concern."),
        click.option(
            "--assume-unknown",
            is_flag=True,
            help="Draw every order of a party of which nothing is stated, in place of leaving its answers open.",
        ),
        click.option(
            "--on",
            type=click.Choice(["here", "processes", "dask"]),
            default="here",
            show_default=True,
            help="Where to compute. The answer is the same.",
        ),
        click.option("--workers", type=click.IntRange(min=1), metavar="N", help="With --on: how many at a time."),
        click.option("--address", metavar="URL", help="With --on dask: a scheduler that is there already."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("worlds", short_help="How sure an answer is: shares over preference worlds.")
@case_argument
@drawing_options
@click.option(
    "--half-width",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="H",
    help="Draw until half the widest interval among the deals shown is at most H (0.01 is one world in a hundred).",
)
@click.option(
    "--changes", is_flag=True, help="Also which small changes would raise the share of the deal asked about most."
)
@click.option(
    "--over-time",
    is_flag=True,
    help="In place of all that: how acceptance moved, day by day, as statements came in, and what moved it.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder that keeps finished parts, so that a run that was stopped is taken up where it was.",
)
@click.option(
    "--concepts",
    metavar="NAME,...",
    default=",".join(CONCEPTS),
    show_default=True,
    help="Solution concepts to count; none to leave stability and ranks out.",
)
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.LEGAL.value,
    show_default=True,
    help="Which sequences of the others' moves count as a reply.",
)
@click.option(
    "--red-lines",
    type=click.Choice([setting.value for setting in RedLines]),
    default=RedLines.SINK.value,
    show_default=True,
    help="Whether an outcome that crosses a red line ranks below all others, or where the order puts it.",
)
@as_of_option
@check_option
@json_option
def command(
    case: str,
    draws: int | None,
    seed: int | None,
    about: str | None,
    assume_unknown: bool,
    on: str,
    workers: int | None,
    address: str | None,
    half_width: float | None,
    changes: bool,
    over_time: bool,
    cache: Path | None,
    concepts: str,
    rule: str,
    red_lines: str,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """Say in how many of the preference worlds consistent with what is stated each deal is acceptable, and would hold.

    What is proven from the orders alone comes first, in words: in every world, in no world, never. Between them stand counts of
    100 worlds, with the range under other laws of weighting. A count is not a probability. With --check the exit status is 1 if
    no deal is acceptable to all in any world drawn.
    """
    from goodoffices.cli.cases import opened, outcome_of
    from goodoffices.runs.execute import On, Place
    from goodoffices.runs.worlds import SEED, draw_worlds, told_worlds
    from goodoffices.runs.worlds_changes import share_changes

    casefile, known = opened(case, as_of)
    code = None if about is None else outcome_of(known, about)
    if over_time:
        _show_over_time(casefile, known, code, draws, seed, assume_unknown, as_json)
        return
    with Progress() as progress:
        drawn = draw_worlds(
            known,
            draws=draws,
            half_width=half_width,
            seed=SEED if seed is None else seed,
            concepts=_concepts(concepts),
            rule=Rule(rule),
            red_lines=RedLines(red_lines),
            assume_unknown=assume_unknown,
            place=Place(On(on), workers, address),
            cache=cache,
            progress=progress,
        )
    result = told_worlds(drawn, code)
    raising = share_changes(drawn, result.about) if changes and result.about is not None else None
    if as_json:
        told = {**result.to_json(), "case_warnings": [str(warning) for warning in casefile.warnings]}
        emit_json(told if not changes else {**told, "changes": None if raising is None else raising.to_json()})
    else:
        from goodoffices.report.terminal.worlds import worlds_screen

        click.echo(worlds_screen(known, result, raising))
    if check and not result.zone.share:
        raise click.exceptions.Exit(1)


def _show_over_time(
    casefile: CaseFile, known: Case, code: int | None, draws: int | None, seed: int | None, assume: bool, as_json: bool
) -> None:
    """The replay: shares on every day on which something was stated."""
    from goodoffices.report.terminal.over_time import over_time_screen
    from goodoffices.runs.worlds import SEED
    from goodoffices.runs.worlds_over_time import days_known, run_over_time

    with Progress() as progress:
        result = run_over_time(
            known,
            days_known(casefile),
            codes=[] if code is None else [code],
            draws=draws,
            seed=SEED if seed is None else seed,
            assume_unknown=assume,
            progress=progress,
        )
    if as_json:
        emit_json(result.to_json())
    else:
        click.echo(over_time_screen(known, result))


def _concepts(text: str) -> list[Any]:
    """Solution concepts from names separated by commas."""
    from goodoffices.errors import UsageError, nearest
    from goodoffices.model.results.stability import Concept

    names = [name.strip() for name in text.split(",") if name.strip()]
    if names == ["none"]:
        return []
    for name in names:
        if name not in CONCEPTS:
            close = nearest(name, CONCEPTS)
            hint = f' Did you mean "{close}"?' if close else ""
            raise UsageError(
                f'"{name}" cannot be counted over worlds.{hint} There are: {", ".join(CONCEPTS)}, or none.'
            )
    return [Concept(name) for name in CONCEPTS if name in names]
