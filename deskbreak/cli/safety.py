"""`deskbreak safety`: the safety notice, the warning signs, when to stop; with or without a running deskbreak."""

from __future__ import annotations

from datetime import date

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _


@click.command()
@click.option("--understood", is_flag=True, help="Say that you understand it: movements are offered from then on.")
@click.option("--signs", is_flag=True, help="Show the warning signs; in a terminal, say whether one fits you.")
@click.option("--seen", is_flag=True, help="Say that a professional has looked at the warning sign you ticked.")
@click.option("--stop", is_flag=True, help="Show when to stop any movement.")
def safety(understood: bool, signs: bool, seen: bool, stop: bool) -> None:
    """What to know before the first movement; warning signs, and when to stop."""
    # Imported here, as below: every other command does without it.
    from deskbreak.cli.signs import clear, tell_and_ask, tell_when_to_stop

    chosen = [do for do, wanted in ((clear, seen), (tell_and_ask, signs), (tell_when_to_stop, stop)) if wanted]
    for do in chosen:
        do()
    if understood or not chosen:
        _tell_notice(understood)


def _tell_notice(understood: bool) -> None:
    from deskbreak import places
    from deskbreak.app.safety import is_read
    from deskbreak.app.safety_notices import safety_lines

    for line in safety_lines():
        tell(line)
    if understood:
        _keep()
    click.echo()
    if is_read(places.safety_file()):
        tell(_("You said that you understand this."))
        tell(_("What may not suit you is left out once you say so: deskbreak profile"))
        tell(_("When to see somebody first: deskbreak safety --signs"))
    else:
        tell(_("Until you say that you understand this, breaks are plain: deskbreak safety --understood"))


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
