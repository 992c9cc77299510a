"""The composition root: the only file that knows every name."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from deskbreak import places
from deskbreak.app import notices
from deskbreak.app.commands import Commands
from deskbreak.app.editing import Editing
from deskbreak.app.foreground import is_ours
from deskbreak.app.guide_process import GuideProcess
from deskbreak.app.inside import Inside
from deskbreak.app.kinds import Kind
from deskbreak.app.lookout import Lookout
from deskbreak.app.loop import Loop
from deskbreak.app.menu import MenuOfNow
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.pictures import Pictures
from deskbreak.app.requests import make_commands
from deskbreak.app.senses import Senses
from deskbreak.app.status import status
from deskbreak.app.watching import Watching
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.desktop.console import say
from deskbreak.desktop.presence.unknown import UnknownPresence
from deskbreak.errors import DeskbreakError
from deskbreak.guided import told
from deskbreak.ports import Reply, Request
from deskbreak.ports.tray import NO_TRAY, Panel
from deskbreak.settings.schema import Settings

if sys.platform == "win32":
    from deskbreak.app.pipe_server import PipeServer as ControlServer
else:
    from deskbreak.app.control import ControlServer

if TYPE_CHECKING:
    from deskbreak.app.terminal import Terminal

log = logging.getLogger(__name__)

SENSES_AFTER = 0.1
"""Seconds from the start until we look around: the icon comes first, and nobody is asked for a break that early."""


class Desktop(Protocol):
    """What the desktop has for us: tray and notifications, in the way of this system."""

    @property
    def tray(self) -> str: ...
    @property
    def senses(self) -> Senses: ...
    def __call__(self, view: View, now: float, /) -> None: ...
    def choose_panel(self, panel: Panel | None, /) -> None: ...
    def join(self) -> None: ...
    def close(self) -> None: ...


MakeDesktop = Callable[..., Desktop]
"""The class of it, which takes what `App` gives it."""


class App:
    """Everything, wired. It has to be made in the thread that it runs in: the database belongs to that one."""

    def __init__(self, kind: Kind, loop: Loop, desktop: MakeDesktop) -> None:
        self._kind = kind
        self._loop = loop
        self._notifiers = Notifiers()
        self._inside = Inside(kind, loop.clock, self._notifiers, lambda: self._desktop.tray != NO_TRAY)
        self._editing = Editing(places.settings_file(), loop.clock.now, self._tell_refusal)
        self._commands = self._make_commands()
        self.window = self._guide_window()
        self._pictures = self._make_pictures()
        self._terminal: Terminal | None = None
        self._desktop = desktop(
            loop,
            self._notifiers,
            self._menu(),
            self._commands.moment,
            self._act,
            places.icon(64),
            places.notice_file(kind.name),
            self._live_in_terminal,
        )
        senses, post = self._desktop.senses, self._inside.runtime.post
        self._lookout = Lookout(loop, post, os.environ, senses.presence, loop.stop)
        self._watching = Watching(loop, post, senses.signals, senses.always)
        self._control = ControlServer(places.socket_file(kind.name), loop, self.ask)
        self._wire()
        self._desktop.join()
        if self._inside.begin() and kind.greets:
            # On some desktops nothing else is to be seen. What is wrong is worth more than that all is well.
            self._act({"do": "show"})
        loop.later(SENSES_AFTER, self._begin_senses)

    def ask(self, request: Request) -> Reply:
        """The reply to a request; DeskbreakError when it cannot be followed."""
        self.window.asked(request)
        return self._commands(request)

    def run(self) -> None:
        """Serve until told to stop, then take everything of ours off the desktop."""
        try:
            self._loop.run()
        finally:
            self._close()

    # -- the parts ----------------------------------------------------------

    def _make_commands(self) -> Commands:
        own: dict[str, Callable[[Request], None]] = {
            "quit": lambda _request: self._loop.stop(),
            "understood": lambda _request: self._understood(),
            "erase": lambda _request: self._erase(),
        }
        return make_commands(
            self._kind, self._inside, self._loop.clock, self._notifiers, self._editing.open, self._status, own
        )

    def _menu(self) -> MenuOfNow:
        inside = self._inside
        return MenuOfNow(
            inside.runtime.view,
            self._commands.moment,
            inside.history,
            inside.given,
            inside.advice.standings,
            lambda: inside.live.loaded.settings,
            lambda: inside.safety.read,
            is_demo=not self._kind.records,
        )

    def _guide_window(self) -> GuideProcess:
        inside = self._inside
        return GuideProcess(
            self._loop,
            inside.countdown,
            lambda: self._commands({"do": "status"}),
            self._commands,
            lambda: inside.live.loaded.settings,
        )

    def _make_pictures(self) -> Pictures:
        inside = self._inside
        return Pictures(self._loop.clock, inside.movement_file, inside.given.coming, inside.shows_pictures)

    def _wire(self) -> None:
        self._loop.on_wake = self._on_wake
        self._inside.countdown.elsewhere = self.window
        self._inside.in_window = lambda: self.window.is_open
        self._inside.carry_out.picture = self._pictures.of
        self._inside.carry_out.await_pause = self._lookout.await_pause
        for timed in (*self._inside.timed, self.window, self._pictures, self._lookout):
            self._loop.add_timed(timed)
        self._inside.runtime.on_view += [
            self._desktop, self._tell_watchers, self.window, self._pictures, self._lookout,
        ]  # fmt: skip
        if self._kind.watches:
            self._desktop.senses.on_news = self._watching.look_again
            self._inside.live.on_change.append(self._watching.go_by)
            self._watching.go_by(self._inside.live.loaded.settings)
        self._inside.live.on_change.append(self._paint_for)
        self._paint_for(self._inside.live.loaded.settings)

    def _begin_senses(self) -> None:
        """Look out for who sits here, for what asks for quiet and for the lock, from now on."""
        self._lookout.begin()
        if self._kind.watches:
            runtime = self._inside.runtime
            self._desktop.senses.follow_session(runtime.post, self._inside.keep)
            self._loop.add_timed(self._watching)
            runtime.on_view.append(self._watching)
            runtime.publish()

    def _on_wake(self, late: float) -> None:
        self._inside.on_wake(late)
        self._editing.look()
        self.window.look()
        self._pictures.look()

    # -- told ---------------------------------------------------------------

    def _paint_for(self, settings: Settings) -> None:
        panel = settings.tray.panel
        self._desktop.choose_panel(None if panel == "auto" else Panel(panel))

    def _tell_watchers(self, _view: View, _now: float) -> None:
        self._control.publish()

    def _live_in_terminal(self, why: str) -> None:
        say(why)
        if self._terminal is None and is_ours():
            # Imported here: most have a desktop.
            from deskbreak.app.terminal import Terminal

            runtime = self._inside.runtime
            self._terminal = Terminal(
                self._loop,
                runtime.view,
                self._commands.moment,
                self._press,
                lambda last: self._inside.records.store.decisions(last),
                runtime.on_time,
                lambda: self._inside.given.has_choice,
            )
            runtime.on_view.append(self._terminal)

    def _understood(self) -> None:
        self._inside.safety.understood()
        # Whoever pressed the button sees that it was heard, and what comes next.
        self._act({"do": "show"})

    def _erase(self) -> None:
        self._inside.records.erase()
        self._pictures.erase()

    def _act(self, request: Request) -> None:
        """From the tray or a notice: what cannot be done is told in a notice."""
        self._try(request, self._tell_refusal)

    def _press(self, request: Request) -> None:
        """From a key: what cannot be done is told in the terminal."""
        self._try(request, lambda error: say(f"{error.title} {error.hint}"))

    def _try(self, request: Request, on_refused: Callable[[DeskbreakError], None]) -> None:
        try:
            self.ask(request)
        except DeskbreakError as error:
            log.info("%s", error.title)
            on_refused(error)
        except Exception:
            log.exception("the request %s failed", request)

    def _tell_refusal(self, error: DeskbreakError) -> None:
        self._inside.news.answer_now(notices.refused(error.title, error.hint))

    def _status(self, moment: Moment) -> Reply:
        inside = self._inside
        ports = {
            "presence": self._lookout.name,
            "session": self._desktop.senses.session or UnknownPresence.name,
            "signals": self._watching.report(),
            "tray": self._desktop.tray,
        }
        today, targets = inside.history.today(moment.wall), inside.advice.standings()
        return status(inside.runtime.view(), moment, today, ports, targets, inside.signs.ticked) | told(
            inside.countdown.guiding, inside.countdown.ended, self.window.is_open, inside.last_word.said
        )

    def _close(self) -> None:
        self._inside.end()
        self.window.close()
        self._lookout.close()
        self._watching.close()
        self._pictures.close()
        self._desktop.close()
        if self._terminal is not None:
            self._terminal.close()
        self._control.close()
        self._inside.records.close()
        self._loop.close()
