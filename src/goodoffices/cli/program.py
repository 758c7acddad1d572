"""The group of commands: each is imported when it is first called, and no error of ours reaches a user as a traceback."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from goodoffices import __version__
from goodoffices.errors import GoodOfficesError

__all__ = ["Program"]

INTERRUPTED = 130
FAULT = 70
"""Exit status of a fault of this program: none of those that DESIGN.md gives a meaning to."""


class Program(click.Group):
    """Commands by name with one line on each; ``goodoffices.cli.<name>`` (``import_`` for ``import``) holds it as ``command``."""

    def __init__(self, *, listing: dict[str, str], **settings: Any) -> None:
        super().__init__(**settings, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
        self.listing = listing
        self.params.append(
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_version,
                help="Show the version.",
            )
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(self.listing)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command when it is called."""
        if cmd_name not in self.listing:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"goodoffices.cli.{module}").command
        assert isinstance(command, click.Command)  # noqa: S101  tells the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.listing.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but naming the nearest command when there is none of that name."""
        from goodoffices.errors import nearest

        if args and args[0] not in self.listing and not args[0].startswith("-"):
            close = nearest(args[0], list(self.listing))
            hint = f" Did you mean {close}?" if close else f" There are: {', '.join(self.listing)}."
            raise click.UsageError(f"No command is called {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, so that any character can be printed on any terminal."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; end with the status that its error carries, and with words in place of a traceback."""
        try:
            return super().invoke(ctx)
        except GoodOfficesError as error:
            click.echo(str(error), err=True)
            status = error.exit_status
        except KeyboardInterrupt:
            click.echo("Stopped. What was written before stays; nothing is half-written.", err=True)
            status = INTERRUPTED
        except MemoryError:
            click.echo("This needs more memory than there is. Leave out issues, or merge options.", err=True)
            status = 2
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except OSError as error:
            click.echo(f"{error.filename or 'The system'}: {error.strerror or error}.", err=True)
            status = 4
        except Exception as error:
            if os.environ.get("GOODOFFICES_DEBUG"):
                raise
            click.echo(
                f"A fault of goodoffices itself, not of your files: {type(error).__name__}: {error}\n"
                "Please report it with the command you ran; GOODOFFICES_DEBUG=1 shows where it happened.",
                err=True,
            )
            status = FAULT
        raise click.exceptions.Exit(status)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version and stop."""
    if asked and not ctx.resilient_parsing:
        click.echo(f"goodoffices {__version__}")
        ctx.exit()
