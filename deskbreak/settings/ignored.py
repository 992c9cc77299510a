"""The programs that never hold a reminder back: one more of them, or one less."""

from __future__ import annotations

from deskbreak.core.quiet import same_name
from deskbreak.errors import DeskbreakError
from deskbreak.settings.keys import KEYS
from deskbreak.settings.schema import Settings
from deskbreak.settings.values import typed
from deskbreak.words import _

SETTING = "quiet.ignored"


def with_ignored(settings: Settings, program: str) -> str:
    """What the setting is with this program in it, as it would be typed. DeskbreakError when it has no name."""
    if not same_name(program):
        raise DeskbreakError(_("That is no name of a program."), _("deskbreak status tells who holds a reminder back."))
    ignored = settings.quiet.ignored
    if same_name(program) not in map(same_name, ignored):
        ignored = (*ignored, " ".join(program.replace(",", " ").split()))
    return typed(KEYS[SETTING], ignored)


def without_ignored(settings: Settings, program: str) -> str:
    """The same without this program. DeskbreakError when it is not among them."""
    ignored = settings.quiet.ignored
    kept = tuple(name for name in ignored if same_name(name) != same_name(program))
    if kept == ignored:
        raise DeskbreakError(
            _("{program} is not ignored.").format(program=program),
            _("These are: {programs}").format(programs=", ".join(ignored)) if ignored else _("No program is."),
        )
    return typed(KEYS[SETTING], kept)
