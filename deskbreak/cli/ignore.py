"""`deskbreak ignore`: a program that holds no reminder back any more, with or without a running deskbreak."""

from __future__ import annotations

import click

from deskbreak import places
from deskbreak.words import _


@click.command()
@click.argument("program")
def ignore(program: str) -> None:
    """Never let PROGRAM hold a reminder back, whatever it does. Its name is the one that `deskbreak status` tells."""
    # Imported here: every other command does without them.
    from deskbreak.cli.running import reload_settings
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.ignored import SETTING, with_ignored
    from deskbreak.settings.write import set_value

    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    set_value(places.settings_file(), SETTING, with_ignored(settings, program))
    click.echo(_("{program} holds no reminder back any more.").format(program=program))
    reload_settings()
