"""`deskbreak profile`: what somebody tells of themselves, and what follows; with or without a running deskbreak."""

from __future__ import annotations

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.words import _


@click.command()
@click.option("--show", is_flag=True, help="Ask nothing: show what you told, and what follows from it.")
def profile(show: bool) -> None:
    """Tell where you sit, what you have at hand, and what may not suit you; without a terminal, show it."""
    # Imported here: every other command does without it.
    from deskbreak import places
    from deskbreak.cli.asking import can_ask
    from deskbreak.cli.profile_shown import lines
    from deskbreak.cli.questions import ask_all

    if not show and can_ask():
        tell(_("Enter passes a question over. What you answer stays on this computer."))
        click.echo()
        ask_all()
        tell(_("Some signs are for a professional first: deskbreak safety --signs"))
        click.echo()
    for line in lines():
        tell(line)
    tell(_("It stays on this computer: {file}").format(file=places.settings_file()))
