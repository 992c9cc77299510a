"""`deskbreak ignore`: a program that holds no reminder back any more, or does again; with or without a running one."""

from __future__ import annotations

import click

from deskbreak import places
from deskbreak.words import _


@click.command()
@click.argument("program")
@click.option("--undo", is_flag=True, help="Let it hold reminders back again.")
def ignore(program: str, undo: bool) -> None:
    """Let PROGRAM hold no reminder back, not even in a call. Its name is the one that `deskbreak status` says."""
    # Imported here: every other command does without them.
    from deskbreak.cli.running import reload_settings
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.ignored import SETTING, with_ignored, without_ignored
    from deskbreak.settings.write import set_value

    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    programs = (without_ignored if undo else with_ignored)(settings, program)
    set_value(places.settings_file(), SETTING, programs)
    said = _("{program} holds reminders back again.") if undo else _("{program} holds no reminder back any more.")
    click.echo(said.format(program=program))
    reload_settings()
