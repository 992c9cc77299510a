"""`deskbreak library`: the files of movements and routines; with or without a running deskbreak."""

from __future__ import annotations

from pathlib import Path

import click

from deskbreak.errors import DeskbreakError
from deskbreak.words import _, counted


@click.group()
def library() -> None:
    """Look after the files of movements and routines. docs/movements.md tells how to write your own."""


@library.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), required=False)
def check(path: Path | None) -> None:
    """Find the mistakes in the library and in your own files, or in PATH: a folder or one file."""
    # Imported here: every other command does without it.
    from deskbreak import places
    from deskbreak.library.check import check_folder, check_path, check_shipped

    config = places.shipped("config")
    if path is None:
        mistakes = [*check_shipped(config), *check_folder(places.own_content(), config)]
    else:
        mistakes = check_path(path, config)
    for mistake in mistakes:
        click.echo(str(mistake))
    if mistakes:
        files = len({mistake.file for mistake in mistakes})
        raise DeskbreakError(
            counted("There are mistakes in {n} file.", "There are mistakes in {n} files.", files).format(n=files),
            _("Mend what stands above. Until then deskbreak goes on without these files of yours."),
        )
    click.echo(_("No mistakes."))
