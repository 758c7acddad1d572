"""``goodoffices ask``: which unknown matters most, as questions for the next talks."""

from __future__ import annotations

import click

from goodoffices.cli.common import Progress, as_of_option, case_argument, check_option, emit_json, json_option
from goodoffices.cli.worlds import CONCEPTS, drawing_options
from goodoffices.settings import RedLines, Rule

__all__ = ["command"]


@click.command("ask", short_help="Which unknown matters most: questions for the next talks.")
@case_argument
@drawing_options
@click.option(
    "--holds", type=click.Choice(CONCEPTS), help="Ask of deals that they are an equilibrium as well, by this concept."
)
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.LEGAL.value,
    show_default=True,
    help="With --holds: which sequences of the others' moves count as a reply.",
)
@click.option(
    "--red-lines",
    type=click.Choice([setting.value for setting in RedLines]),
    default=RedLines.SINK.value,
    show_default=True,
    help="With --holds: whether an outcome that crosses a red line ranks below all others, or where the order puts it.",
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
    holds: str | None,
    rule: str,
    red_lines: str,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """List the questions whose answers would change most, each worded so that it can be put to a person.

    A question's gain is by how much the best deal to put on the table would improve, over both answers; its information is how
    much less uncertain it would be whether the deal asked about is acceptable to all. With --check the exit status is 1 if no
    question stands out.
    """
    from goodoffices.cli.cases import opened, outcome_of
    from goodoffices.model.results.stability import Concept
    from goodoffices.report.question_words import texts_of
    from goodoffices.runs.ask import run_ask
    from goodoffices.runs.execute import On, Place
    from goodoffices.runs.worlds import SEED

    casefile, known = opened(case, as_of)
    code = None if about is None else outcome_of(known, about)
    with Progress() as progress:
        result = run_ask(
            known,
            draws=draws,
            seed=SEED if seed is None else seed,
            about=code,
            holds=None if holds is None else Concept(holds),
            rule=Rule(rule),
            red_lines=RedLines(red_lines),
            assume_unknown=assume_unknown,
            place=Place(On(on), workers, address),
            progress=progress,
        )
    if as_json:
        warnings = [str(warning) for warning in casefile.warnings]
        emit_json({**result.to_json(texts_of(known, result)), "case_warnings": warnings})
    else:
        from goodoffices.report.terminal.ask import ask_screen

        click.echo(ask_screen(known, result))
    if check and not result.questions:
        raise click.exceptions.Exit(1)
