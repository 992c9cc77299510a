"""All of the program but what it has to do with the outer world: what decides, remembers and says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from deskbreak import places
from deskbreak.app import notices
from deskbreak.app.calendar import Calendar
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.countdown import Countdown
from deskbreak.app.edges import Edges
from deskbreak.app.given import AT_ANY_DESK, Given
from deskbreak.app.keeper import Keeper, restore
from deskbreak.app.kinds import Kind
from deskbreak.app.live import LiveSettings
from deskbreak.app.news import News
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.records import Records
from deskbreak.app.runtime import Runtime
from deskbreak.app.safety import Safety
from deskbreak.app.terminal import say
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import RulesChanged, StartedAgain
from deskbreak.core.hours import Hours
from deskbreak.desktop.clock import SystemZone
from deskbreak.library.load import library, messages, plain_break
from deskbreak.ports import Clock, Timed
from deskbreak.settings.schema import Settings, hours, profile, rules

log = logging.getLogger(__name__)

MISTAKES_LOGGED = 20
"""Of the user's own files; `deskbreak library check` tells all."""


class Inside:
    """The parts, and how they hang together."""

    def __init__(self, kind: Kind, clock: Clock, notifiers: Notifiers, has_tray: Callable[[], bool]) -> None:
        self._kind = kind
        self._clock = clock
        self.zone = SystemZone()
        self.news = News(notifiers, clock.now)
        self.records = Records(places.database() if kind.records else None, clock, self.news.tell)
        self.history = self.records.history
        self.live = LiveSettings(places.settings_file(), places.good_settings_file())
        self.safety = Safety(places.safety_file(), self._today, self.news)
        self._restored = restore(self.records.store, clock)
        self._engine = Engine(self._rules(), clock.now(), self._restored.state if self._restored else None)
        self.countdown = Countdown(notifiers.show, notifiers.withdraw)
        self.given = self._choose_given()
        texts = messages(places.shipped("config"))
        self.carry_out = CarryOut(
            clock, self.history, notifiers, self.countdown, self.given, texts, lambda: self._engine.rules, has_tray
        )
        self.runtime = Runtime(self._engine, clock, self.zone, self.carry_out, self.history.together)
        self._calendar = Calendar(clock, self.zone)
        self._edges = Edges(clock, self.zone, self._calendar, self.runtime.post, self.hours())
        self._connect()

    @property
    def timed(self) -> tuple[Timed, ...]:
        """What the loop has to mind."""
        return self._calendar, self.countdown, self.runtime, self.news

    def hours(self) -> Hours | None:
        """The working hours that hold."""
        return self._kind.hours(hours(self.live.loaded.settings))

    def on_wake(self, late: float) -> None:
        """First thing at each wake of the loop, so many seconds late."""
        self.runtime.on_wake(late)
        self.live.look()
        self.records.look()

    def begin(self) -> bool:
        """Go on from where it was left; whether this is the very first start, and nothing else is worth telling."""
        if self.live.said:
            self._tell_mistakes(self.live.said)
        self.runtime.post(StartedAgain(self._restored.gap if self._restored else 0.0))
        self._edges.look()
        if not self.safety.read:
            self.safety.show()
            return False
        return self._restored is None and not self.live.said and self.records.trouble is None

    def end(self) -> None:
        """What was done of a break counts, and the state is kept as it is."""
        self.countdown.stop(0.0, self._clock.now())
        self.records.settle()
        self.runtime.publish()

    def _connect(self) -> None:
        self.countdown.on_ended = self.runtime.post
        keeper = Keeper(self.history, self._clock, self._engine)
        self.runtime.on_view += [keeper, self._edges, self.news]
        self.runtime.on_jump = self._edges.look
        self.live.on_change.append(self._go_by)
        self.live.on_mistakes = self._tell_mistakes

    def _go_by(self, _settings: Settings) -> None:
        self.runtime.post(RulesChanged(self._rules()))
        self._edges.go_by(self.hours())

    def _tell_mistakes(self, lines: tuple[str, ...]) -> None:
        if not lines:
            self.news.moot("settings")
            return
        log.warning("settings: %s", "; ".join(lines))
        for line in lines:
            say(line)
        self.news.tell("settings", notices.mistakes(lines))

    def _choose_given(self) -> Given:
        config = places.shipped("config")
        content, plain = library(config, places.own_content()), (plain_break(config),)
        for mistake in content.mistakes[:MISTAKES_LOGGED]:
            log.warning("left out, see deskbreak library check: %s", mistake)
        offered = tuple(content.movements[id] for id in AT_ANY_DESK)
        given = Given(
            lambda: offered if self.safety.read else plain,
            self.history,
            self._clock,
            lambda: profile(self.live.loaded.settings).sore,
        )
        if self._engine.state.turn is not None and self._engine.state.turn.shown:
            given.go_on()
        return given

    def _rules(self) -> Rules:
        return self._kind.rules(rules(self.live.loaded.settings))

    def _today(self) -> date:
        return self.zone.local(self._clock.wall()).date()
