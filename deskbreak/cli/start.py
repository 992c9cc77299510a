"""`deskbreak start`: begin a movement, and lead through it where there is a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.cli.running import request, statuses
from deskbreak.errors import NotRunning
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.ports import Request


@click.command()
@click.argument("movement", required=False, metavar="[ID]")
@click.option("--side", type=click.Choice(["left", "right"]), help="The side to begin with.")
@click.option("--here", is_flag=True, help="Lead through it in this terminal, also where there is a desktop.")
@click.option("--noted", is_flag=True, help="You have read the note of a movement that asks for care.")
def start(movement: str | None, side: str | None, here: bool, noted: bool) -> None:
    """Begin the break that is asked for, or the next one; with the movement or routine ID, or what is suggested.

    A window leads through it where there is a desktop, else the terminal, also where no deskbreak runs.
    """
    # Imported here: the other commands do without.
    from deskbreak.app.foreground import is_ours
    from deskbreak.app.screen import has_screen

    in_terminal = is_ours()
    if in_terminal and movement is not None and not noted:
        noted = _agreed(movement)
    in_window = not (in_terminal and (here or not has_screen(os.environ)))
    asked = {"movement": movement, "side": side, "noted": noted or None, "window": None if in_window else False}
    wanted: Request = {"do": "start"} | {name: value for name, value in asked.items() if value is not None}
    try:
        said = request(wanted)["say"]
    except NotRunning:
        if not in_terminal:
            raise
        from deskbreak.app import guide_alone

        guide_alone.lead(wanted)
        return
    if not in_terminal or request({"do": "status"})["window"]:
        click.echo(said)
        return
    from deskbreak.app import guide_beside

    guide_beside.lead(request, statuses)


def _agreed(name: str) -> bool:
    """Whether somebody was told what to know before this, and wants to start it all the same. Abort when not."""
    from deskbreak.app.advised import care_for

    notes = care_for(name)
    if not notes:
        return False
    tell("\n".join(notes))
    return click.confirm(_("Start?"), default=False, abort=True)
