"""``goodoffices deals``: what could be agreed, or why nothing can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodoffices.cli.common import as_of_option, case_argument, check_option, emit_json, json_option, reading_options
from goodoffices.errors import UsageError
from goodoffices.settings import Disagreement, Ideal, Reading, RedLines

if TYPE_CHECKING:
    from goodoffices.model.case import Case
    from goodoffices.model.files import CaseFile
    from goodoffices.model.results.base import Result

__all__ = ["command"]

HERE = "the status quo"
"""What ``--trades`` starts from where no deal is named."""


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
@click.option(
    "--route", metavar="DEAL", help="In which order a deal's changes could be made, and who would refuse which step."
)
@click.option(
    "--bundle", type=click.IntRange(min=1), default=1, show_default=True, help="With --route: issues changed at a step."
)
@click.option(
    "--trades",
    metavar="[BASE]",
    is_flag=False,
    flag_value=HERE,
    help="Two changes that buy each other, from a deal or proposal; from the status quo if none is named.",
)
@click.option("--place", is_flag=True, help="Where every live proposal stands, and the deals nearest to it.")
@click.option(
    "--fill",
    type=click.Choice(["status_quo", "open"]),
    default="status_quo",
    show_default=True,
    help="With --place: what a proposal leaves open stays as it is, or is filled as well as can be.",
)
@click.option(
    "--concessions", is_flag=True, help="What each party gave up against its own last position, and what others gave."
)
@click.option(
    "--proposed", is_flag=True, help="With --concessions: count statements too that no person has accepted yet."
)
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
    route: str | None,
    bundle: int,
    trades: str | None,
    place: bool,
    fill: str,
    concessions: bool,
    proposed: bool,
    as_of: object,
    check: bool,
    as_json: bool,
) -> None:
    """Say what everyone whose consent is needed could accept, or why nothing can be.

    A deal counts as acceptable if that is certain from what the case states, and as possible if nothing stated rules it out.
    With --check the exit status is 1 if no deal is acceptable. DEAL and BASE are given as an outcome's code, a proposal's
    name, or terms as issue=option, separated by commas, the rest as in the status quo.
    """
    from goodoffices.cli.cases import opened
    from goodoffices.runs import run_deals
    from goodoffices.runs.deals import LISTABLE

    casefile, known = opened(case, as_of, quotes=True)
    how = How(Reading(reading), RedLines(red_lines), _names(parties))
    more: dict[str, Result] = {}
    if route is not None:
        more["route"] = _route(known, route, bundle, how)
    if trades is not None:
        more["trades"] = _trades(known, trades, how)
    if place:
        more["places"] = _places(known, fill, how)
    if concessions:
        more["concession_ledger"] = _concessions(casefile, known, proposed, how)
    if known.space.outcomes > LISTABLE:
        _show_large(known, more, check, as_json)
        return
    found = run_deals(
        known,
        reading=how.reading,
        red_lines=how.red_lines,
        disagreement=Disagreement(disagreement),
        ideal=Ideal(ideal),
        parties=how.parties,
        at_least=at_least,
        veto=_names(veto) or (),
    )
    if as_json:
        warnings = [str(warning) for warning in casefile.warnings]
        emit_json({**found.to_json(), **_told(more), "case_warnings": warnings})
    elif more:
        _show_more(known, more)
    else:
        from goodoffices.report.terminal import deals_screen

        click.echo(deals_screen(known, found))
    if check and not found.acceptable.count:
        raise click.exceptions.Exit(1)


class How(NamedTuple):
    """How preferences become comparisons, and whose count; None for the default of each question."""

    reading: Reading
    red_lines: RedLines
    parties: list[str] | None


def _route(case: Case, deal: str, bundle: int, how: How) -> Result:
    from goodoffices.cli.cases import outcome_of
    from goodoffices.runs.deal_questions import run_route

    code = outcome_of(case, deal)
    return run_route(case, code, bundle=bundle, reading=how.reading, red_lines=how.red_lines, parties=how.parties)


def _trades(case: Case, base: str, how: How) -> Result:
    from goodoffices.cli.cases import outcome_of
    from goodoffices.runs.deal_questions import run_trades

    code = case.status_quo_code if base == HERE else outcome_of(case, base)
    if code is None:
        raise UsageError("The case has no status quo; name a deal to trade from: --trades DEAL.")
    return run_trades(case, code, reading=how.reading, red_lines=how.red_lines, parties=how.parties)


def _places(case: Case, fill: str, how: How) -> Result:
    from goodoffices.runs.deal_questions import run_places

    return run_places(case, fill=fill, reading=how.reading, red_lines=how.red_lines, parties=how.parties)


def _concessions(casefile: CaseFile, case: Case, proposed: bool, how: How) -> Result:
    from goodoffices.model.statements import State
    from goodoffices.runs.answers import JUDGED
    from goodoffices.runs.positions import dates_of, kept_statements, run_concessions

    rows = kept_statements(casefile)
    return run_concessions(
        case,
        rows,
        dated=dates_of(casefile, rows),
        states=(*JUDGED, State.PROPOSED) if proposed else JUDGED,
        reading=how.reading,
        red_lines=how.red_lines,
    )


def _told(more: Mapping[str, Result]) -> dict[str, Any]:
    return {name: found.to_json() for name, found in more.items()}


def _show_more(case: Case, more: Mapping[str, Result]) -> None:
    """What was asked, and nothing else."""
    from goodoffices.report.terminal.deal_questions import deal_question_screen

    click.echo("\n\n".join(deal_question_screen(case, found) for found in more.values()))


def _show_large(case: Case, more: Mapping[str, Result], check: bool, as_json: bool) -> None:
    """Solve a case with scores whose outcomes are too many to list."""
    from goodoffices.report.terminal import large_deals_screen
    from goodoffices.runs.large_deals import run_large_deals

    found = run_large_deals(case)
    if as_json:
        emit_json({**found.to_json(), **_told(more)})
    elif more:
        _show_more(case, more)
    else:
        click.echo(large_deals_screen(case, found))
    if check and not found.exists:
        raise click.exceptions.Exit(1)


def _names(text: str | None) -> list[str] | None:
    """Names separated by commas."""
    return None if text is None else [name.strip() for name in text.split(",") if name.strip()]
