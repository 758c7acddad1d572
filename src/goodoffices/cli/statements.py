"""``goodoffices statements``: the ledger of a case."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.common import case_argument, check_option, emit_json, json_option
from goodoffices.errors import UsageError

if TYPE_CHECKING:
    from goodoffices.ledger import Act, Ledger

__all__ = ["command"]

_day = click.DateTime(["%Y-%m-%d"])


@click.command("statements", short_help="List the ledger of a case; accept, reject, edit, undo.")
@case_argument
@click.option("--party", multiple=True, help="Only this party's.")
@click.option("--issue", multiple=True, help="Only on this issue.")
@click.option("--stance", multiple=True, help="Only of this stance.")
@click.option("--state", multiple=True, help="Only in this state: proposed, accepted, edited, rejected.")
@click.option("--source", multiple=True, help="Only from this source.")
@click.option("--speaker", help="Only of speakers whose name holds this.")
@click.option("--text", help="Only where the passage holds this.")
@click.option("--since", type=_day, help="Only from this day on.")
@click.option("--until", type=_day, help="Only up to this day.")
@click.option("--accept", multiple=True, metavar="ID", help="Accept rows; several ids may be separated by commas.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject rows.")
@click.option("--reopen", multiple=True, metavar="ID", help="Put rows back among the proposals.")
@click.option("--edit", metavar="ID", help="Change a row, with --set.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="With --edit: what to change.")
@click.option("--undo", is_flag=True, help="Take back your last act.")
@click.option("--redo", is_flag=True, help="Do again what you took back.")
@click.option("--history", metavar="ID", help="Every version of one row, and who made it.")
@click.option("--log", "show_log", is_flag=True, help="Every act, in order.")
@click.option("--verify", is_flag=True, help="Check the ledger against its chain of hashes.")
@click.option("--by", metavar="NAME", help="In whose name; your user name if not given.")
@click.option("--why", help="A reason, kept with the act.")
@check_option
@json_option
def command(case: str, check: bool, as_json: bool, **options: Any) -> None:
    """List what was read for a case, and judge it: a machine's reading is a proposal until a person accepts it.

    Nothing is ever overwritten: every act is a new entry in the log. With --check the exit status is 1 if nothing is listed, or
    if --verify finds a fault.
    """
    from goodoffices.cli.cases import opened
    from goodoffices.ledger import Ledger
    from goodoffices.runs.sources import ledger_of

    casefile, _ = opened(case)
    writes = any(options[name] for name in ("accept", "reject", "reopen", "edit", "undo", "redo"))
    if options["changes"] and not options["edit"]:
        raise UsageError("--set goes with --edit ID.")
    with Ledger.open(ledger_of(casefile), create=False, read_only=not writes) as ledger:
        if writes:
            _show_acts(list(_acts(ledger, options)), as_json)
        elif options["history"]:
            _show_history(ledger, options["history"], as_json)
        elif options["show_log"]:
            _show_log(ledger, as_json)
        elif options["verify"]:
            _show_verification(ledger, as_json, check)
        else:
            _show_rows(ledger, options, as_json, check)


def _acts(ledger: Ledger, options: dict[str, Any]) -> Iterable[tuple[str, Act]]:
    """Carry out what was asked, in a fixed order; each is one act in the log."""
    by, why = options["by"] or _user(), options["why"]
    judge: dict[str, Callable[..., Act]] = {"accept": ledger.accept, "reject": ledger.reject, "reopen": ledger.reopen}
    for name, act in judge.items():
        ids = [part.strip() for text in options[name] for part in text.split(",") if part.strip()]
        if ids:
            yield name, act(ids, by, why)
    if options["edit"]:
        yield "edit", ledger.edit(options["edit"], dict(map(_change, options["changes"])), by, why=why)
    if options["undo"]:
        yield "undo", ledger.undo(by)
    if options["redo"]:
        yield "redo", ledger.redo(by)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("Your user name is not known here; say --by NAME.") from None


def _change(text: str) -> tuple[str, Any]:
    """A field and its new value: JSON where it reads as JSON, else the words as they stand."""
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageError(f'--set takes FIELD=VALUE, such as stance=rejects; "{text}" has no "=".')
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value


def _show_acts(acts: list[tuple[str, Act]], as_json: bool) -> None:
    if as_json:
        emit_json(
            [
                {"act": name, "entry": act.entry, "changed": list(act.changed), "unchanged": list(act.unchanged)}
                for name, act in acts
            ]
        )
        return
    for name, act in acts:
        same = f" (as before: {', '.join(act.unchanged)})" if act.unchanged else ""
        click.echo(f"{name}: {', '.join(act.changed) or 'nothing to change'}{same}")


def _show_history(ledger: Ledger, name: str, as_json: bool) -> None:
    revisions = ledger.history(name)
    if as_json:
        emit_json(
            [
                {
                    "revision": one.number,
                    "at": one.at.isoformat(),
                    "who": one.who,
                    "act": one.act,
                    "why": one.why,
                    "statement": one.statement.to_json(),
                }
                for one in revisions
            ]
        )
        return
    for one in revisions:
        row = one.statement
        why = f": {one.why}" if one.why else ""
        click.echo(f"{one.number:>3}  {one.at:%Y-%m-%d %H:%M} UTC  {one.who:<12}  {one.act}{why}")
        click.echo(f"     {row.state.value}; {row.party or 'no party'}, {row.issue or 'no issue'}, {row.stance.value}")


def _show_log(ledger: Ledger, as_json: bool) -> None:
    entries = ledger.log()
    if as_json:
        emit_json(
            [
                {
                    "seq": one.seq,
                    "at": one.at.isoformat(),
                    "who": one.who,
                    "act": one.act,
                    "why": one.why,
                    "hash": one.hash,
                }
                for one in entries
            ]
        )
        return
    for one in entries:
        click.echo(
            f"{one.seq:>5}  {one.at:%Y-%m-%d %H:%M} UTC  {one.who:<12}  {one.act}{': ' + one.why if one.why else ''}"
        )


def _show_verification(ledger: Ledger, as_json: bool, check: bool) -> None:
    found = ledger.verify()
    if as_json:
        emit_json({"ok": found.ok, "entries": found.entries, "head": found.head, "problems": list(found.problems)})
    elif found.ok:
        click.echo(
            f"{found.entries} entries, all in order. Last hash {found.head[:16]}: note it elsewhere to see a log cut short."
        )
    else:
        click.echo("\n".join(found.problems))
    if check and not found.ok:
        raise click.exceptions.Exit(1)


def _show_rows(ledger: Ledger, options: dict[str, Any], as_json: bool, check: bool) -> None:
    rows = ledger.statements(
        **{name: options[name] or None for name in ("party", "issue", "stance", "state", "source", "speaker", "text")},
        since=options["since"].date() if options["since"] else None,
        until=options["until"].date() if options["until"] else None,
    )
    if as_json:
        emit_json([row.to_json() for row in rows])
    elif rows:
        from goodoffices.report.terminal import statements_screen

        click.echo(statements_screen(rows, ledger.sources()))
    else:
        click.echo("No statement meets this.")
    if check and not rows:
        raise click.exceptions.Exit(1)
