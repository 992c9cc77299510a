"""The composition root: the only file that knows every name."""

from __future__ import annotations

import logging
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from deskbreak import places, tray_view
from deskbreak.app import notices
from deskbreak.app.calendar import Calendar
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.commands import Commands
from deskbreak.app.control import ControlServer, Instance, ask
from deskbreak.app.countdown import Countdown
from deskbreak.app.desktop import Desktop
from deskbreak.app.keeper import Keeper, Restored, restore
from deskbreak.app.lasting import Lasting
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.runtime import Runtime
from deskbreak.app.terminal import Terminal, is_ours, say
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import PauseEnded, StartedAgain
from deskbreak.core.movement import Movement, Suggestion
from deskbreak.core.state import PauseReason
from deskbreak.core.view import View
from deskbreak.desktop.clock import SystemClock
from deskbreak.errors import DeskbreakError
from deskbreak.history.store import Store
from deskbreak.library.load import messages, movements
from deskbreak.ports import History, Request
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
    greets: bool = False
    """Whether the very first start shows that it is there."""


RUN = Kind("deskbreak", rules=lambda rules: rules, records=True, greets=True)
DEMO = Kind(
    "demo",
    rules=lambda rules: replace(
        rules,
        plans=tuple(replace(plan, every=DEMO_EVERY) for plan in rules.plans),
        heads_up=DEMO_EVERY / 3,
        first_after=0,
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
        history = Lasting(self._store)
        loaded = settings_file.load(places.settings_file())
        restored = restore(self._store, self._clock)
        going_by = kind.rules(rules(loaded.settings))
        self._engine = Engine(going_by, self._clock.now(), restored.state if restored else None)

        self._notifiers = Notifiers()
        self._countdown = Countdown(self._notifiers.show, self._notifiers.withdraw)
        config = places.shipped("config")
        library = movements(config)
        carry_out = CarryOut(
            self._clock,
            history,
            self._notifiers,
            self._countdown,
            library,
            messages(config),
            going_by,
            _in_hand(self._engine, library, history),
        )
        self._runtime = Runtime(self._engine, self._clock, carry_out)
        self._calendar = Calendar(self._clock)
        self._commands = Commands(
            self._runtime.post,
            self._runtime.view,
            self._clock,
            history,
            self._notifiers.show,
            carry_out.show_again,
            self._countdown.hush,
            self._loop.stop,
            self._ports,
        )
        self._terminal: Terminal | None = None
        self._desktop = Desktop(
            self._loop,
            self._notifiers,
            lambda: tray_view.menu(self._runtime.view(), history.today(self._clock.wall()), self._clock.now()),
            self._act,
            places.icon(64),
            places.notice_file(kind.name),
            self._live_in_terminal,
        )
        self._control = ControlServer(places.socket_file(kind.name), self._loop, self._commands)
        self._wire()
        self._desktop.join()
        self._begin(restored, loaded.mistakes)

    def run(self) -> None:
        """Serve until told to stop, then take everything of ours off the desktop."""
        try:
            self._loop.run()
        finally:
            self._close()

    def _wire(self) -> None:
        self._countdown.on_ended = self._runtime.post
        self._loop.on_wake = self._runtime.on_wake
        for timed in (self._calendar, self._countdown, self._runtime):
            self._loop.add_timed(timed)
        self._runtime.on_view += [Keeper(self._store, self._clock, self._engine), self._note_pause, self._desktop]
        self._runtime.on_step = self._time_stepped

    def _begin(self, restored: Restored | None, mistakes: tuple[str, ...]) -> None:
        self._runtime.post(StartedAgain(restored.gap if restored else 0.0))
        if mistakes:
            log.warning("settings: %s", "; ".join(mistakes))
            for mistake in mistakes:
                say(mistake)
            self._notifiers.show(notices.mistakes(mistakes))
        elif restored is None and self._kind.greets:
            # On some desktops nothing else is to be seen.
            self._act({"do": "show"})

    def _note_pause(self, view: View, _now: float) -> None:
        until = view.pauses.get(PauseReason.USER)
        if until is None:
            self._calendar.drop("pause")
        else:
            self._calendar.put("pause", until, lambda: self._runtime.post(PauseEnded()))

    def _time_stepped(self, step: float) -> None:
        self._commands.clock_set(step)
        self._calendar.rebuild()

    def _live_in_terminal(self, why: str) -> None:
        say(why)
        if self._terminal is None and is_ours():
            self._terminal = Terminal(self._loop, self._runtime.view, self._act)

    def _act(self, request: Request) -> None:
        """From the tray, a notice or a key: there is nobody to give an answer to but the terminal."""
        try:
            self._commands(request)
        except DeskbreakError as error:
            log.info("%s", error.title)
            if self._terminal is not None:
                say(f"{error.title} {error.hint}")
        except Exception:
            log.exception("the request %s failed", request)

    def _ports(self) -> dict[str, str]:
        return {"tray": self._desktop.tray, "presence": "unknown"}

    def _close(self) -> None:
        self._countdown.close()
        self._desktop.close()
        if self._terminal is not None:
            self._terminal.close()
        self._control.close()
        self._store.close()
        self._loop.close()


def _in_hand(engine: Engine, library: Sequence[Movement], history: History) -> Suggestion | None:
    """What the break that is still open was given before the restart: what was named last."""
    shown = history.showings()
    if engine.state.turn is None or not engine.state.turn.shown or not shown:
        return None
    named = [movement for movement in library if movement.id == shown[-1].movement]
    return Suggestion(named[0], shown[-1].first) if named else None


def _heed_signals(loop: Loop) -> None:
    """Being told to go means going in good order, from before the terminal or the desktop is touched."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        # One that is ignored (nohup) stays ignored.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), lambda _number, _frame: loop.wake_with(loop.stop))


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
    say(_("deskbreak is running already."))
    return 0


def _start_logging(kind: Kind) -> None:
    """Into a file, of which one predecessor is kept."""
    file = places.log_file(kind.name)
    places.private(file.parent)
    if file.exists() and file.stat().st_size > LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
    file.touch(mode=0o600)
    logging.basicConfig(
        filename=file,
        encoding="utf-8",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
