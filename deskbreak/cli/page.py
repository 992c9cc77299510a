"""Writes docs/commands.md from the commands themselves: `python -m deskbreak.cli.page > docs/commands.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

HEAD = """\
# Commands

Generated from the commands themselves (`python -m deskbreak.cli.page`); `deskbreak COMMAND --help` says the same.

Exit codes: 0 done, 1 it could not be done (two lines on stderr say why and what to do), 2 usage,
3 deskbreak is not running.
Lengths of time are written 90, 90s, 15m or 1h30m.
"""
UNTOLD = {"--help", "--version"}
"""Every command has the first; the page need not say it each time."""


def commands_page() -> str:
    """The text of docs/commands.md."""
    from deskbreak.cli.commands import cli

    return HEAD + "".join(_sections(cli, "deskbreak"))


def _sections(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield _section(command, context, name)
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from _sections(found, f"{name} {sub}")


def _section(command: click.Command, context: click.Context, name: str) -> str:
    options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    records = [option.get_help_record(context) for option in options if not UNTOLD & set(option.opts)]
    rows = [f"| `{option}` | {_cell(text)} |" for option, text in filter(None, records)]
    pieces = [piece for piece in command.collect_usage_pieces(context) if rows or piece != "[OPTIONS]"]
    lines = [f"\n## {name}\n", f"`{' '.join((name, *pieces))}`\n", f"{_one_line(command.help)}\n"]
    return "\n".join([*lines, *(["| option | meaning |", "|---|---|", *rows, ""] if rows else [])])


def _one_line(text: str | None) -> str:
    """Paragraphs stay apart, lines within one do not."""
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n"))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(commands_page())
