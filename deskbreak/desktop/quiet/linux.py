"""The quiet signals of Linux, and the way to know each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, QuietSignal, TellHolders, Ways
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.desktop.bus import Bus


def linux_signals(
    environment: Mapping[str, str], session: Bus | None, system: Bus | None, programs: Collection[str] = ()
) -> Ways:
    """All there are, on these buses; `programs` is the list of `Apps`.

    `film` is no reason to be quiet: whoever it holds for sits there, though nothing is touched.
    """

    # Imported there: what is switched off takes no memory.

    def microphone(loop: Loop, tell: TellHolders, lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.microphone import Microphone

        return Microphone(loop, environment, tell, lost)

    def camera(loop: Loop, tell: TellHolders, _lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.camera import Camera

        return Camera(loop, tell)

    def fullscreen(loop: Loop, tell: TellHolders, lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.fullscreen import Fullscreen

        return Fullscreen(loop, environment, tell, lost)

    def do_not_disturb(_loop: Loop, tell: TellHolders, _lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.dnd import DoNotDisturb

        if session is None:
            raise Unavailable(_("no session bus"))
        return DoNotDisturb(session, environment, tell)

    def presentation(_loop: Loop, tell: TellHolders, _lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.presentation import Presentation

        return Presentation(session, system, tell)

    def apps(loop: Loop, tell: TellHolders, lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.apps import Apps

        return Apps(loop, environment, programs, tell, lost)

    def film(_loop: Loop, tell: TellHolders, _lost: Lost) -> QuietSignal:
        from deskbreak.desktop.quiet.film import Film

        return Film(session, system, tell)

    return {
        "microphone": (("PulseAudio", microphone),),
        "camera": (("/proc", camera),),
        "fullscreen": (("_NET_ACTIVE_WINDOW", fullscreen),),
        "do_not_disturb": (("org.freedesktop.Notifications", do_not_disturb),),
        "presentation": (("idle inhibitors", presentation),),
        "apps": (("_NET_ACTIVE_WINDOW", apps),),
        "film": (("idle inhibitors", film),),
    }
