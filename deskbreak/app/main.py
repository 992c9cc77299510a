"""The composition root: the only file that knows every name."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from deskbreak import places
from deskbreak.app import notices
from deskbreak.app.asides import Asides
from deskbreak.app.calendar import Calendar
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.choosing import Choosing
from deskbreak.app.commands import Commands
from deskbreak.app.countdown import Countdown
from deskbreak.app.edges import Edges
from deskbreak.app.editing import Editing
from deskbreak.app.foreground import is_ours
from deskbreak.app.given import Given
from deskbreak.app.keeper import Keeper, Restored, restore
from deskbreak.app.live import LiveSettings
from deskbreak.app.loop import Loop
from deskbreak.app.menu import MenuOfNow
from deskbreak.app.news import News
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.records import Records
from deskbreak.app.runtime import Runtime
from deskbreak.app.safety import Safety
from deskbreak.app.terminal import Terminal, say
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import RulesChanged, StartedAgain
from deskbreak.core.hours import Hours
from deskbreak.core.view import View
from deskbreak.desktop.clock import SystemZone
from deskbreak.errors import DeskbreakError
from deskbreak.library.load import messages, movements, plain_break
from deskbreak.ports import NO_TRAY, Panel, Request
from deskbreak.settings.schema import Settings, hours, rules, sore_side

if sys.platform == "win32":
    from deskbreak.app.pipe_server import PipeServer as ControlServer
else:
    from deskbreak.app.control import ControlServer

log = logging.getLogger(__name__)

DEMO_EVERY = 10.0
DEMO_CAP = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the real program and the demo."""

    name: str
    rules: Callable[[Rules], Rules]
    records: bool
    hours: Callable[[Hours | None], Hours | None] = lambda hours: hours
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
        daily_cap=DEMO_CAP,
    ),
    hours=lambda _hours: None,
    records=False,
)


class Desktop(Protocol):
    """What the desktop has for us: tray and notifications, in the way of this system."""

    @property
    def tray(self) -> str: ...
    def __call__(self, view: View, now: float) -> None: ...
    def choose_panel(self, panel: Panel | None) -> None: ...
    def join(self) -> None: ...
    def close(self) -> None: ...


MakeDesktop = Callable[..., Desktop]
"""The class of it, which takes what `App` gives it."""


class App:
    """Everything, wired. It has to be made in the thread that it runs in: the database belongs to that one."""

    def __init__(self, kind: Kind, loop: Loop, desktop: MakeDesktop) -> None:
        self._kind = kind
        self._clock = loop.clock
        self._zone = SystemZone()
        self._loop = loop
        self._notifiers = Notifiers()
        self._news = News(self._notifiers.show, self._clock.now)
        self._records = Records(places.database() if kind.records else None, self._clock, self._news.tell)
        self._safety = Safety(places.safety_file(), self._today, self._news.tell)
        history = self._records.history
        self._live = LiveSettings(places.settings_file(), places.good_settings_file())
        going_by = kind.rules(rules(self._live.loaded.settings))
        restored = restore(self._records.store, self._clock)
        self._engine = Engine(going_by, self._clock.now(), restored.state if restored else None)

        self._countdown = Countdown(self._notifiers.show, self._notifiers.withdraw)
        config = places.shipped("config")
        library = movements(config)
        plain = (plain_break(config),)
        given = Given(
            lambda: library if self._safety.read else plain,
            history,
            self._clock,
            lambda: sore_side(self._live.loaded.settings),
        )
        if self._engine.state.turn is not None and self._engine.state.turn.shown:
            given.go_on()
        carry_out = CarryOut(
            self._clock,
            history,
            self._notifiers,
            self._countdown,
            given,
            messages(config),
            lambda: self._engine.rules,
            lambda: self._desktop.tray != NO_TRAY,
        )
        self._runtime = Runtime(self._engine, self._clock, self._zone, carry_out, history.together)
        self._calendar = Calendar(self._clock, self._zone)
        self._edges = Edges(self._clock, self._zone, self._calendar, self._runtime.post, self._hours())
        choosing = Choosing(given, self._runtime.view, carry_out.name_another, lambda: self._safety.read)
        self._editing = Editing(places.settings_file(), self._clock.now, self._tell_refusal)
        asides = Asides(
            history, lambda: self._commands.moment(), self._live.change, self._editing.open, self._news.answer
        )
        self._commands = Commands(
            self._runtime.post,
            self._runtime.view,
            self._clock,
            self._zone,
            history,
            self._notifiers.show,
            carry_out.show_again,
            self._hours,
            self._ports,
            choosing.meant,
            {
                "another": choosing.another,
                "next": choosing.next,
                **asides.table,
                "hush": lambda _request: self._countdown.hush(),
                "quit": lambda _request: self._loop.stop(),
                "reload": lambda _request: self._live.look(),
                "erase": lambda _request: self._records.erase(),
                "safety": lambda _request: self._safety.show(),
                "safety-later": lambda _request: self._safety.put_away(),
                "understood": lambda _request: self._understood(),
            },
        )
        self._terminal: Terminal | None = None
        menu = MenuOfNow(
            self._runtime.view,
            self._commands.moment,
            history,
            given,
            lambda: self._live.loaded.settings,
            lambda: self._safety.read,
            own_interval=not kind.records,
        )
        self._desktop = desktop(
            self._loop,
            self._notifiers,
            menu,
            self._commands.moment,
            self._act,
            places.icon(64),
            places.notice_file(kind.name),
            self._live_in_terminal,
        )
        self._desktop.choose_panel(_panel(self._live.loaded.settings))
        self._control = ControlServer(places.socket_file(kind.name), self._loop, self._commands)
        self._wire()
        self._desktop.join()
        self._begin(restored)

    def run(self) -> None:
        """Serve until told to stop, then take everything of ours off the desktop."""
        try:
            self._loop.run()
        finally:
            self._close()

    def _wire(self) -> None:
        self._countdown.on_ended = self._runtime.post
        self._loop.on_wake = self._on_wake
        for timed in (self._calendar, self._countdown, self._runtime, self._news):
            self._loop.add_timed(timed)
        keeper = Keeper(self._records.history, self._clock, self._engine)
        self._runtime.on_view += [keeper, self._edges, self._desktop, self._news, self._safety, self._tell_watchers]
        self._runtime.on_jump = self._edges.look
        self._live.on_change = self._apply
        self._live.on_mistakes = self._tell_mistakes

    def _on_wake(self, late: float) -> None:
        self._runtime.on_wake(late)
        self._live.look()
        self._records.look()
        self._editing.look()

    def _begin(self, restored: Restored | None) -> None:
        if self._live.said:
            self._tell_mistakes(self._live.said)
        self._runtime.post(StartedAgain(restored.gap if restored else 0.0))
        self._edges.look()
        if not self._safety.read:
            self._safety.show()
        elif restored is None and self._kind.greets and not self._live.said and self._records.trouble is None:
            # On some desktops nothing else is to be seen. What is wrong is worth more than that all is well.
            self._act({"do": "show"})

    def _understood(self) -> None:
        self._safety.understood()
        # Whoever pressed the button sees that it was heard, and what comes next.
        self._act({"do": "show"})

    def _today(self) -> date:
        return self._zone.local(self._clock.wall()).date()

    def _hours(self) -> Hours | None:
        return self._kind.hours(hours(self._live.loaded.settings))

    def _apply(self, settings: Settings) -> None:
        self._runtime.post(RulesChanged(self._kind.rules(rules(settings))))
        self._edges.go_by(self._kind.hours(hours(settings)))
        self._desktop.choose_panel(_panel(settings))

    def _tell_watchers(self, _view: View, _now: float) -> None:
        self._control.publish()

    def _tell_mistakes(self, lines: tuple[str, ...]) -> None:
        log.warning("settings: %s", "; ".join(lines))
        for line in lines:
            say(line)
        self._news.tell(notices.mistakes(lines))

    def _live_in_terminal(self, why: str) -> None:
        say(why)
        if self._terminal is None and is_ours():
            self._terminal = Terminal(
                self._loop,
                self._runtime.view,
                self._commands.moment,
                self._act,
                lambda last: self._records.store.decisions(last),
                self._runtime.on_time,
            )
            self._runtime.on_view.append(self._terminal)

    def _act(self, request: Request) -> None:
        """From the tray, a notice or a key: what cannot be done is told where it was asked."""
        try:
            self._commands(request)
        except DeskbreakError as error:
            self._tell_refusal(error)
        except Exception:
            log.exception("the request %s failed", request)

    def _tell_refusal(self, error: DeskbreakError) -> None:
        log.info("%s", error.title)
        if self._terminal is not None:
            say(f"{error.title} {error.hint}")
        else:
            self._news.answer(notices.refused(error.title, error.hint))

    def _ports(self) -> dict[str, str]:
        return {"tray": self._desktop.tray, "presence": "unknown"}

    def _close(self) -> None:
        # What was done of a break counts, and the state is kept as it is at the end.
        self._countdown.stop(0.0, self._clock.now())
        self._records.settle()
        self._runtime.publish()
        self._desktop.close()
        if self._terminal is not None:
            self._terminal.close()
        self._control.close()
        self._records.close()
        self._loop.close()


def _panel(settings: Settings) -> Panel | None:
    """The panel that was chosen; None to go by the desktop."""
    return None if settings.tray.panel == "auto" else Panel(settings.tray.panel)
