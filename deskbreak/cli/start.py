"""`deskbreak start`: begin a movement, and lead through it where there is a terminal."""

from __future__ import annotations

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.cli.running import request, statuses
from deskbreak.errors import NotRunning
from deskbreak.words import _


@click.command()
@click.argument("movement", required=False, metavar="[ID]")
@click.option("--side", type=click.Choice(["left", "right"]), help="The side to begin with.")
@click.option("--noted", is_flag=True, help="You have read the note of a movement that asks for care.")
def start(movement: str | None, side: str | None, noted: bool) -> None:
    """Begin the break that is asked for, or the next one; with the movement or routine ID, or what is suggested.

    In a terminal it leads through it, also where no deskbreak runs. Elsewhere the running one does.
    """
    # Imported here: the other commands do without.
    from deskbreak.app.foreground import is_ours

    in_terminal = is_ours()
    if in_terminal and movement is not None and not noted:
        noted = _agreed(movement)
    wanted = {"do": "start", "movement": movement, "side": side, "noted": noted or None}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    try:
        said = request(wanted)["say"]
    except NotRunning:
        if not in_terminal:
            raise
        from deskbreak.app import guide_alone

        guide_alone.lead(wanted)
        return
    if not in_terminal:
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
