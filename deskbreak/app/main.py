"""The composition root: the only file that knows every name."""

from __future__ import annotations

import logging
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from deskbreak import places, tray_icon, tray_view
from deskbreak.app.calendar import Calendar
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.commands import Commands
from deskbreak.app.control import ControlServer, Instance, ask
from deskbreak.app.countdown import Countdown
from deskbreak.app.keeper import Keeper, restore
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.runtime import Runtime
from deskbreak.app.terminal import Terminal
from deskbreak.app.tray import Tray
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import PauseEnded, StartedAgain
from deskbreak.core.state import PauseReason
from deskbreak.core.view import View
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.notify.freedesktop import FreedesktopNotifier
from deskbreak.desktop.notify.terminal import TerminalNotifier
from deskbreak.desktop.tray.sni import StatusNotifierTray
from deskbreak.errors import DeskbreakError
from deskbreak.history.store import Store
from deskbreak.library.load import messages, movements
from deskbreak.ports import Menu, Notifier, Request, Unavailable
from deskbreak.settings import file as settings_file
from deskbreak.settings.schema import rules
from deskbreak.words import _

log = logging.getLogger(__name__)

LOG_BYTES = 256 * 1024
DEMO_EVERY = 10.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the real program and the demo."""

    name: str
    rules: Callable[[Rules], Rules]
    records: bool


RUN = Kind("deskbreak", rules=lambda rules: rules, records=True)
DEMO = Kind(
    "demo",
    rules=lambda rules: replace(
        rules, plans=tuple(replace(plan, every=DEMO_EVERY) for plan in rules.plans), heads_up=DEMO_EVERY / 3
    ),
    records=False,
)


def main(kind: Kind = RUN) -> int:
    """Run until told to quit; the exit code."""
    try:
        if sys.platform == "win32":
            raise DeskbreakError(
                _("deskbreak does not run on Windows yet."), _("Linux is first; Windows and macOS are on their way.")
            )
        return _run(kind)
    except DeskbreakError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code


def _run(kind: Kind) -> int:
    with _files_usable():
        instance = Instance(places.lock_file(kind.name))
    try:
        if not instance.take():
            return _show_running(kind)
        with _files_usable():
            _start_logging(kind)
            app = App(kind)
        app.run()
        return 0
    finally:
        instance.release()


class App:
    """Everything, wired."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._clock = SystemClock()
        self._loop = Loop(self._clock)
        _heed_signals(self._loop)
        self._store = Store(places.database() if kind.records else None)
        loaded = settings_file.load(places.settings_file())
        for mistake in loaded.mistakes:
            _say(mistake)
        going_by = kind.rules(rules(loaded.settings))
        restored = restore(self._store, self._clock)
        self._engine = Engine(going_by, self._clock.now(), restored[0] if restored else None)

        self._notifiers = Notifiers()
        self._countdown = Countdown(self._notifiers.show, self._notifiers.withdraw)
        config = places.shipped("config")
        carry_out = CarryOut(
            self._clock,
            self._store,
            self._notifiers,
            self._countdown,
            movements(config),
            messages(config),
            going_by,
        )
        self._runtime = Runtime(self._engine, self._clock, carry_out)
        self._countdown.on_ended = self._runtime.post
        self._calendar = Calendar(self._clock)
        self._commands = Commands(
            self._runtime.post,
            self._runtime.view,
            self._clock,
            self._store,
            self._notifiers.show,
            self._countdown.hush,
            self._loop.stop,
            self._ports,
        )
        self._bus: Bus | None = None
        self._tray: Tray | None = None
        self._terminal: Terminal | None = None
        self._wire()
        self._adapt()
        self._control = ControlServer(places.socket_file(kind.name), self._loop, self._commands)
        self._runtime.post(StartedAgain(restored[1] if restored else 0.0))

    def run(self) -> None:
        """Serve until told to stop, then take everything of ours off the desktop."""
        try:
            self._loop.run()
        finally:
            self._close()

    def _wire(self) -> None:
        self._loop.on_wake = self._runtime.on_wake
        for timed in (self._calendar, self._countdown, self._runtime):
            self._loop.add_timed(timed)
        self._runtime.on_view.append(Keeper(self._store, self._clock, self._engine))
        self._runtime.on_view.append(self._note_pause)
        self._runtime.on_step = lambda _seconds: self._calendar.rebuild()

    def _note_pause(self, view: View, _now: float) -> None:
        until = view.pauses.get(PauseReason.USER)
        if until is None:
            self._calendar.drop("pause")
        else:
            self._calendar.put("pause", until, lambda: self._runtime.post(PauseEnded()))

    # -- the desktop --------------------------------------------------------

    def _adapt(self) -> None:
        """Take what this desktop has; say in one line what is missing."""
        chain: list[Notifier] = []
        try:
            self._bus = Bus("SESSION", self._clock.now)
        except Unavailable as reason:
            self._live_in_terminal(_("No tray and no notifications: {reason}.").format(reason=reason))
            chain += _portable()
        else:
            self._loop.add(self._bus)
            self._loop.add_timed(self._bus)
            self._bus.on_lost = self._bus_lost
            note = places.notice_file(self._kind.name)
            chain.append(FreedesktopNotifier(self._bus, places.icon(64), note, self._act, self._notifiers.failed))
            self._tray = self._make_tray(self._bus)
        self._notifiers.use([*chain, TerminalNotifier(sys.stdout)])

    def _make_tray(self, bus: Bus) -> Tray:
        host = StatusNotifierTray(bus, tray_icon.draw, self._menu, self._act)
        tray = Tray(host, self._clock.now(), on_unseen=self._no_tray)
        self._runtime.on_view.append(tray)
        self._loop.add_timed(tray)
        return tray

    def _menu(self) -> Menu:
        return tray_view.menu(self._runtime.view(), self._store.today(self._clock.wall()), self._clock.now())

    def _no_tray(self) -> None:
        self._live_in_terminal(_("This desktop shows no tray icons; reminders come as notifications all the same."))

    def _bus_lost(self) -> None:
        if self._bus is not None:
            self._loop.remove(self._bus)
            self._loop.remove_timed(self._bus)
        if self._tray is not None:
            self._runtime.on_view.remove(self._tray)
            self._loop.remove_timed(self._tray)
        self._bus, self._tray = None, None
        self._notifiers.use([TerminalNotifier(sys.stdout)])
        self._live_in_terminal(_("The session bus went away, and the tray and notifications with it."))

    def _live_in_terminal(self, why: str) -> None:
        _say(why)
        if self._terminal is None and sys.stdin.isatty() and sys.stdout.isatty():
            self._terminal = Terminal(self._loop, self._runtime.view, self._act)

    # -- what is asked of us ------------------------------------------------

    def _act(self, request: Request) -> None:
        """From the tray, a notice or a key: there is nobody to give an answer to but the terminal."""
        try:
            self._commands(request)
        except DeskbreakError as error:
            log.info("%s", error.title)
            if self._terminal is not None:
                _say(f"{error.title} {error.hint}")

    def _ports(self) -> dict[str, str]:
        seen = self._tray is not None and self._tray.host.seen
        return {"tray": "StatusNotifierItem" if seen else "none", "presence": "unknown"}

    def _close(self) -> None:
        self._countdown.close()
        self._notifiers.withdraw()
        if self._tray is not None:
            self._tray.host.close()
        if self._terminal is not None:
            self._terminal.close()
        self._control.close()
        if self._bus is not None:
            self._bus.close()
        self._store.close()
        self._loop.close()


def _heed_signals(loop: Loop) -> None:
    """Being told to go means going in good order, from before the terminal or the desktop is touched."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: loop.wake_with(loop.stop))


def _portable() -> list[Notifier]:
    from deskbreak.desktop.notify.portable import PortableNotifier

    try:
        return [PortableNotifier(places.icon(64))]
    except Unavailable as reason:
        log.info("plyer: %s", reason)
        return []


@contextmanager
def _files_usable() -> Iterator[None]:
    """A folder that is not ours, not writable or full is the user's to mend."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        raise DeskbreakError(
            _("deskbreak cannot use its files: {error}").format(error=error),
            _("Look at the folder's owner and free space, then start deskbreak again."),
        ) from error


def _show_running(kind: Kind) -> int:
    """Somebody starts deskbreak to see something: have the running one show that it is there."""
    try:
        ask(places.socket_file(kind.name), {"do": "show"})
    except (OSError, ValueError) as error:
        log.debug("the running deskbreak does not answer: %s", error)
    _say(_("deskbreak is running already."))
    return 0


def _start_logging(kind: Kind) -> None:
    """Into a file, of which one predecessor is kept."""
    file = places.log_file(kind.name)
    places.private(file.parent)
    if file.exists() and file.stat().st_size > LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
    logging.basicConfig(
        filename=file,
        encoding="utf-8",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
