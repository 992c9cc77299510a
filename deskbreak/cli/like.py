"""`deskbreak like`: have a movement suggested a little more often, with or without a running deskbreak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deskbreak import places
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.library.load import Content

SETTING = "movements.liked"


@click.command()
@click.argument("id")
@click.option("--off", is_flag=True, help="No longer: as often as any other.")
def like(id: str, off: bool) -> None:
    """Say that you like the movement of this ID: it is suggested a little more often."""
    # Imported here: every other command does without them.
    from deskbreak.cli.running import reload_settings
    from deskbreak.library.load import library
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.keys import KEYS
    from deskbreak.settings.values import typed
    from deskbreak.settings.write import set_value

    liked = load_lasting(places.settings_file(), places.good_settings_file()).settings.movements.liked
    known = library(places.shipped("config"), places.own_content())
    # What is liked no more may have been of another version.
    if id not in known.movements and not (off and id in liked):
        raise _nothing_to_like(id, known)
    set_value(places.settings_file(), SETTING, typed(KEYS[SETTING], liked - {id} if off else liked | {id}))
    said = _("{movement} comes as often as any other.") if off else _("{movement} comes a little more often.")
    click.echo(said.format(movement=known.movements[id].name if id in known.movements else id))
    reload_settings()


def _nothing_to_like(id: str, known: Content) -> DeskbreakError:
    from deskbreak.library.routine_rules import no_such

    if id in known.routines:
        is_routine = _("{routine} is a routine.").format(routine=known.routines[id].name)
        return DeskbreakError(is_routine, _("Movements can be liked. All of them: deskbreak movements"))
    return DeskbreakError(no_such(id, known.movements), _("All of them: deskbreak movements"))
