"""`deskbreak safety`: the safety notice; with or without a running deskbreak."""

from __future__ import annotations

from datetime import date

import click

from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _


@click.command()
@click.option("--understood", is_flag=True, help="Say that you understand it: movements are offered from then on.")
def safety(understood: bool) -> None:
    """What to know before the first movement."""
    # Imported here: every other command does without it.
    from deskbreak import places
    from deskbreak.app.notices import safety_lines
    from deskbreak.app.safety import is_read

    for line in safety_lines():
        click.echo(line)
    if understood:
        _keep()
    click.echo()
    if is_read(places.safety_file()):
        click.echo(_("You said that you understand this."))
    else:
        click.echo(_("Until you say that you understand this, breaks are plain: deskbreak safety --understood"))


def _keep() -> None:
    """The running one has to know at once; without one, the file is enough."""
    from deskbreak import places
    from deskbreak.app.safety import keep_read
    from deskbreak.cli.running import request

    try:
        request({"do": "understood"})
    except NotRunning:
        try:
            keep_read(places.safety_file(), date.today())  # noqa: DTZ011
        except OSError as error:
            raise DeskbreakError(
                _("deskbreak cannot use its files: {error}").format(error=error),
                _("Look at the folder's owner and free space."),
            ) from error
