"""A movement where no deskbreak runs: all of one but tray and notices, for as long as the movement takes.

What counts is decided and kept by the same parts as ever, so a later start goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.guide import Guide
from deskbreak.app.kinds import BRIEF
from deskbreak.app.loop import Loop
from deskbreak.app.main import App
from deskbreak.app.senses import NoSenses, Senses
from deskbreak.app.start import files_usable, only_instance
from deskbreak.core.view import View
from deskbreak.desktop.console import say
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.ports.tray import NO_TRAY, Panel
from deskbreak.words import _


def lead(wanted: Request) -> None:
    """Lead through what this start asks for. DeskbreakError when it cannot be begun, or something else does."""
    with only_instance(BRIEF) as loop:
        if loop is None:
            raise DeskbreakError(_("deskbreak is just starting or ending."), _("Try again in a moment."))
        _lead(wanted, loop)


def _lead(wanted: Request, loop: Loop) -> None:
    nowhere = _Nowhere()
    with files_usable():
        app = App(BRIEF, loop, lambda *_whatever: nowhere)
    guide = Guide(loop, app.ask)
    nowhere.on_close = guide.close

    def begin() -> None:
        try:
            app.ask(wanted)
        except DeskbreakError as error:
            guide.fails(error)
            return
        if app.window.is_open:
            # Once there is none any more, there is still something to lead through, or to tell of the end.
            app.window.on_gone = show
            say(_("A window leads through it. Ctrl+C ends it."))
        else:
            show()

    def show() -> None:
        if app.window.why:
            say(app.window.why)
        nowhere.on_view = lambda: guide.told(app.ask({"do": "status"}))
        nowhere.on_view()

    loop.wake_with(begin)
    app.run()
    if guide.error is not None:
        raise guide.error


class _Nowhere:
    """A desktop with nothing on it: whoever leads sits in the terminal."""

    tray = NO_TRAY

    def __init__(self) -> None:
        self.senses: Senses = NoSenses()
        self.on_view: Callable[[], object] = lambda: None
        self.on_close: Callable[[], object] = lambda: None

    def __call__(self, _view: View, _now: float) -> None:
        self.on_view()

    def choose_panel(self, _panel: Panel | None) -> None:
        """There is none."""

    def join(self) -> None:
        """There is nothing to join."""

    def close(self) -> None:
        self.on_close()
