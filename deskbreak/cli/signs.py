"""The warning signs of `deskbreak safety`: read, ticked, and cleared when a professional has looked at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deskbreak import places
from deskbreak.cli.answers import keep, one_of
from deskbreak.cli.asking import can_ask
from deskbreak.cli.paragraphs import tell
from deskbreak.core.profile import RedFlag
from deskbreak.explain_choice import of_sign
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.library.safety import RedFlags, Safety

SETTING = "conditions.red_flag"


def tell_and_ask() -> None:
    """Show the lists, the most urgent first. In a terminal, ask after each that is worse than what is ticked."""
    lists = {flags.level: flags for flags in _safety().red_flags}
    ticked, asks = _ticked(), can_ask()
    for level in RedFlag:
        asks = asks and level is not ticked
        _show(lists[level])
        if asks and _fits():
            ticked = level
            _keep(level)
            break
    if ticked is not None:
        _tell(lists[ticked], ticked)
    elif asks:
        tell(_("None of them is ticked. If that changes: deskbreak safety --signs"))
    else:
        tell(_("If one of them fits you now, say so in a terminal: deskbreak safety --signs"))


def clear() -> None:
    """A professional has looked at it."""
    if _ticked() is None:
        tell(_("No warning sign is ticked."))
        return
    from deskbreak.app.safety_notices import sign_cleared

    keep(SETTING, "none")
    tell(sign_cleared().body)


def tell_when_to_stop() -> None:
    """The card with the stop signals."""
    stop = _safety().stop_signals
    tell(stop.heading)
    for sign in stop.signs:
        tell(f"- {sign}")
    tell(f"\n{stop.fine}\n{stop.line}")


def _show(flags: RedFlags) -> None:
    tell(f"{flags.heading}:")
    for sign in flags.signs:
        tell(f"- {sign}")
    click.echo()


def _fits() -> bool:
    fits = one_of(_("Does any of these fit you now?"), {_("yes"): True, _("no"): False}) or False
    click.echo()
    return fits


def _tell(flags: RedFlags, ticked: RedFlag) -> None:
    tell(flags.text)
    tell(of_sign(ticked))
    tell(_("When a professional has looked at it: deskbreak safety --seen"))


def _ticked() -> RedFlag | None:
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.meaning import profile

    return profile(load_lasting(places.settings_file(), places.good_settings_file()).settings).red_flag


def _keep(level: RedFlag) -> None:
    from deskbreak.settings.person import RED_FLAGS

    keep(SETTING, next(word for word, flag in RED_FLAGS.items() if flag is level))


def _safety() -> Safety:
    # Imported here, like the settings above: most commands do without.
    from deskbreak.library.safety import safety

    return safety(places.shipped("config"))
