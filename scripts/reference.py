"""Write the generated pages of the reference: every command and option, and every public name of the Python package.

``make docs`` runs it; a test checks that the pages in ``docs/reference`` are what it would write. The pages are made from what
click was told, not from click's own help text, so that another version of click gives the same page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import goodoffices

__all__ = ["PAGES", "commands", "commands_page", "main", "python_page"]

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made by `make docs`; changes belong in the docstrings and help texts it is made from. -->\n"


def commands(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, click.Context]]:
    """Every command that is not hidden, the group itself first, with its full name and a context to describe it in."""
    context = click.Context(command, info_name=name, parent=parent)
    yield context.command_path, context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from commands(found, child, context)


def commands_page() -> str:
    """The page ``commands.md``."""
    from goodoffices.cli import main as root

    sections = [_command_section(path, context) for path, context in commands(root, "goodoffices")]
    return f"# Commands\n\n{MADE}\nEvery command also takes `--help`.\n\n" + "\n".join(sections)


def python_page() -> str:
    """The page ``python.md``."""
    lines = [
        "# Python",
        "",
        MADE,
        "`import goodoffices` offers these names; everything else may move between versions.",
        "",
    ]
    for name in goodoffices.__all__:
        value = getattr(goodoffices, name)
        lines += [f"## `{_signature(name, value)}`", "", _summary(name, value), ""]
    return "\n".join(lines)


PAGES: dict[str, Callable[[], str]] = {"commands.md": commands_page, "python.md": python_page}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


def _command_section(path: str, context: click.Context) -> str:
    """One command: how it is called, what it does, its arguments and options."""
    command = context.command
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    call = [path, "[OPTIONS]" if options else "", *map(_argument, arguments)]
    if isinstance(command, click.Group):
        call.append("COMMAND [ARGS]...")
    lines = [
        f"## {path}",
        "",
        "```text",
        " ".join(part for part in call if part),
        "```",
        "",
        _prose(command.help or ""),
        "",
    ]
    if options:
        lines += ["| option | what it does |", "|---|---|"]
        lines += [f"| {_option(option)} | {_told(option)} |" for option in options]
        lines.append("")
    return "\n".join(lines)


def _argument(argument: click.Argument) -> str:
    name = (argument.metavar or (argument.name or "").upper()) + ("..." if argument.nargs == -1 else "")
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _option(option: click.Option) -> str:
    """Its spellings and what it takes: ``--as-of DATE``."""
    spellings = ", ".join(f"`{spelling}`" for spelling in [*option.opts, *option.secondary_opts])
    if option.is_flag or option.count:
        return spellings
    if option.metavar:
        takes = option.metavar
    elif isinstance(option.type, click.Choice):
        takes = ", ".join(str(getattr(choice, "value", choice)) for choice in option.type.choices)
    else:
        takes = option.type.name.upper()
    return f"{spellings} {takes}".replace("|", r"\|")


def _told(option: click.Option) -> str:
    """Its help text; and its default, where that is shown on the command line as well."""
    text = _prose(option.help or "").replace("\n", " ").replace("|", r"\|")
    if option.show_default is True and isinstance(option.default, str | int | float) and not option.is_flag:
        text += f" Default: `{getattr(option.default, 'value', option.default)}`."
    return text + (" May be repeated." if option.multiple else "")


def _prose(text: str) -> str:
    """Click's help text as Markdown: its marks for unwrapped paragraphs become code blocks."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text).split("\f")[0].strip())
    return "\n\n".join(
        "```text\n" + "\n".join(line for line in paragraph.splitlines()[1:]) + "\n```"
        if paragraph.startswith("\b")
        else " ".join(paragraph.split())
        for paragraph in paragraphs
    )


def _signature(name: str, value: object) -> str:
    """``name(parameters)`` for a function, the bare name for a class or a value."""
    if not inspect.isfunction(value):
        return name
    shown: list[str] = []
    for parameter in inspect.signature(value).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not any(part.startswith("*") for part in shown):
            shown.append("*")
        stars = "*" * (parameter.kind is parameter.VAR_POSITIONAL) + "**" * (parameter.kind is parameter.VAR_KEYWORD)
        shown.append(stars + parameter.name + ("" if parameter.default is parameter.empty else "=…"))
    return f"{name}({', '.join(shown)})"


def _summary(name: str, value: object) -> str:
    """The first paragraph of the docstring, with its source roles turned into plain code."""
    if not (inspect.isfunction(value) or inspect.isclass(value)):
        return f"A {type(value).__name__}." if name != "__version__" else "The version of this package."
    text = (inspect.getdoc(value) or "").split("\n\n")[0]
    return re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text).replace("``", "`").replace("\n", " ")


if __name__ == "__main__":
    main()
