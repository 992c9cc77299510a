"""All of the program but what it has to do with the outer world: what decides, remembers and says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from deskbreak import places
from deskbreak.app import notices
from deskbreak.app.advice import Advice, Now
from deskbreak.app.calendar import Calendar
from deskbreak.app.cards import BALL, Cards
from deskbreak.app.care import Care
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.countdown import Countdown
from deskbreak.app.edges import Edges
from deskbreak.app.facts import facts
from deskbreak.app.given import Given
from deskbreak.app.hooks import Hooks
from deskbreak.app.keeper import Keeper, restore
from deskbreak.app.kinds import Kind
from deskbreak.app.last_word import LastWord
from deskbreak.app.live import LiveSettings
from deskbreak.app.news import News
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.questions import Questions, Wanted
from deskbreak.app.records import Records
from deskbreak.app.remarks import Remarks
from deskbreak.app.runtime import Runtime
from deskbreak.app.safety import Safety
from deskbreak.app.signs import Signs, hands_off
from deskbreak.app.texts import PLAINLY, Said, Texts
from deskbreak.core.breaks import BreakRecord, Rules
from deskbreak.core.effects import ShowPrompt
from deskbreak.core.engine import Engine
from deskbreak.core.events import RulesChanged, StartedAgain
from deskbreak.core.hours import Hours
from deskbreak.core.library import Library
from deskbreak.core.moment import Moment
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.desktop.clock import SystemZone
from deskbreak.desktop.console import say
from deskbreak.library.load import library, messages, plain_break
from deskbreak.ports import Request
from deskbreak.ports.loop import Clock, Timed
from deskbreak.settings.meaning import hours, profile, rules, told_place
from deskbreak.settings.schema import Settings
from deskbreak.words import _

log = logging.getLogger(__name__)

MISTAKES_LOGGED = 20
"""Of the user's own files; `deskbreak library check` tells all."""


class Inside:
    """The parts, and how they hang together."""

    def __init__(self, kind: Kind, clock: Clock, notifiers: Notifiers, has_tray: Callable[[], bool]) -> None:
        self._kind = kind
        self._has_tray = has_tray
        self._clock = clock
        self.zone = SystemZone()
        self.news = News(notifiers, clock.now)
        self.records = Records(places.database() if kind.records else None, clock, self.news.tell)
        self.history = self.records.history
        self.live = LiveSettings(places.settings_file(), places.good_settings_file())
        self.safety = Safety(places.safety_file(), self._today, self.news)
        self.cards = Cards(places.cards_file() if kind.records else None, self._today)
        change = self.live.change if kind.records else hands_off
        self.signs = Signs(places.shipped("config"), self._profile, change, self.news, self.cards)
        self._restored = restore(self.records.store, clock)
        self._engine = Engine(self._rules(), clock.now(), self._restored.state if self._restored else None)
        self.countdown = Countdown(notifiers.show, notifiers.withdraw, self._is_private)
        self._began = clock.wall()
        self._texts = Texts(messages(places.shipped("config")), self.history)
        self.advice = self._advised()
        self.last_word = LastWord(self._texts, lambda: self.advice.is_open, clock.wall)
        self.in_window: Callable[[], bool] = lambda: False
        """Whether a window shows the movement that is under way."""
        self.care = Care(places.shipped("config"), self.advice.library, self._profile, self.cards)
        self.given = Given(self.advice, self.history, clock, lambda: self.safety.read)
        if self._engine.state.turn is not None and self._engine.state.turn.shown:
            self.given.go_on()
        self._remarks = Remarks(self.history, has_tray)
        self.carry_out = CarryOut(
            clock,
            self.history,
            notifiers,
            self.countdown,
            self.given,
            self._word,
            lambda: self._engine.rules,
            has_tray,
            lambda: self.live.loaded.settings.notifications.icon_only,
        )
        self.runtime = Runtime(self._engine, clock, self.zone, self.carry_out, self.history.together)
        self._hooks = Hooks(clock, lambda: self.live.loaded.settings.hooks)
        self._calendar = Calendar(clock, self.zone)
        self._questions = Questions(
            self.advice,
            self.history,
            self._texts,
            self.moment,
            self.hours,
            self._wanted,
            lambda: notifiers.shown is None,
            self.news.answer,
            notifiers.take_away,
        )
        self._edges = Edges(clock, self.zone, self._calendar, self.runtime.post, self.hours())
        self._connect()

    @property
    def timed(self) -> tuple[Timed, ...]:
        """What the loop has to mind."""
        return self._calendar, self.countdown, self.runtime, self.news, self._hooks

    def answer(self, request: Request) -> None:
        """Somebody answers what was asked beside the breaks. DeskbreakError when that cannot be followed."""
        # Imported here: it is a rare day on which anything is asked.
        from deskbreak.app.answers import Answers

        Answers(self.history, self.advice, self.live.change, self.given.choose, self._questions.answered)(request)

    def hours(self) -> Hours | None:
        """The working hours that hold."""
        return self._kind.hours(hours(self.live.loaded.settings))

    def moment(self) -> Moment:
        """The present."""
        return Moment(self._clock.now(), self._clock.wall(), self.zone.local)

    def on_wake(self, late: float) -> None:
        """First thing at each wake of the loop, so many seconds late."""
        self.runtime.on_wake(late)
        self.live.look()
        self.records.look()
        self._hooks.look()

    def begin(self) -> bool:
        """Go on from where it was left; whether this is the very first start, and nothing else is worth telling."""
        if self.live.said:
            self._tell_mistakes(self.live.said)
        self.runtime.post(StartedAgain(self._restored.gap if self._restored else 0.0))
        self._edges.look()
        self.safety.show()
        # The newest is shown first: nothing is weightier than this.
        self.signs.look()
        told = self.live.said or self.records.trouble or self.signs.ticked or not self.safety.read
        return self._restored is None and not told

    def keep(self) -> None:
        """Keep everything as it stands: the machine may go off any time."""
        self.records.settle()
        self.runtime.publish()

    def end(self) -> None:
        """What was done of a break counts, and the state is kept as it is."""
        self.countdown.stop(0.0, self._clock.now())
        self.keep()

    def _connect(self) -> None:
        self.countdown.on_ended = self.runtime.post
        keeper = Keeper(self.history, self._clock, self._engine)
        self.carry_out.on_record = self._recorded
        if self._kind.records:
            self.carry_out.on_decision = self._hooks
        # Questions come last: news has the screen first.
        self.runtime.on_view += [keeper, self._edges, self.news, self._questions]
        self.news.cover, self.news.uncover = self.countdown.hush, self.carry_out.show_again
        self.runtime.on_jump = self._edges.look
        self.live.on_change.append(self._go_by)
        self.live.on_mistakes = self._tell_mistakes

    def _recorded(self, record: BreakRecord) -> None:
        self._questions.recorded(record)
        self.last_word.recorded(record, self.in_window())

    def _go_by(self, _settings: Settings) -> None:
        self.runtime.post(RulesChanged(self._rules()))
        self._edges.go_by(self.hours())
        self.carry_out.look_again()
        self.signs.look()

    def _tell_mistakes(self, lines: tuple[str, ...]) -> None:
        if not lines:
            self.news.moot("settings")
            return
        log.warning("settings: %s", "; ".join(lines))
        for line in lines:
            say(line)
        self.news.tell("settings", notices.mistakes(lines))

    def _advised(self) -> Advice:
        config = places.shipped("config")
        content = library(config, places.own_content())
        for mistake in content.mistakes[:MISTAKES_LOGGED]:
            log.warning("left out, see deskbreak library check: %s", mistake)
        self.movement_file = content.movement_file
        known = Library(content.movements, content.routines)
        return Advice(known, plain_break(config), self._profile, self.history, self._now)

    def _word(self, asked: ShowPrompt, suggestion: Suggestion) -> Said:
        """The text of a prompt."""
        if self._is_private():
            return Said(_(PLAINLY), "")
        if not self.advice.is_open:
            return Said(self.signs.plain_title, "")
        situation, wall = self.advice.situation(), self._clock.wall()
        presence_known, place_told = self._engine.state.presence.known, told_place(self.live.loaded.settings)
        said = self._texts(asked.asking, facts(asked, suggestion, situation, presence_known, place_told), wall)
        return self._remarks(said, asked, suggestion, situation, wall)

    def _wanted(self) -> Wanted:
        """What may be asked and told beside the breaks."""
        chosen = self.live.loaded.settings.notifications
        # One that is there for a single movement has no screen to ask on, and leaves before there is an answer.
        may = self._kind.records and self._kind.stays and self.safety.read and self.advice.is_open
        return Wanted(may and chosen.questions, may and chosen.summaries)

    def _now(self) -> Now:
        state, every = self._engine.state, self._engine.rules.plans[0].every
        return Now(self.moment(), self._began, frozenset(state.quiet), self.hours(), every, self.cards.is_read(BALL))

    def shows_pictures(self) -> bool:
        """Whether reminders are to have a picture: none that nobody would see."""
        chosen = self.live.loaded.settings.notifications
        return chosen.picture and not chosen.private and not (chosen.icon_only and self._has_tray())

    def _is_private(self) -> bool:
        return self.live.loaded.settings.notifications.private

    def _profile(self) -> Profile:
        return profile(self.live.loaded.settings)

    def _rules(self) -> Rules:
        return self._kind.rules(rules(self.live.loaded.settings))

    def _today(self) -> date:
        return self.zone.local(self._clock.wall()).date()
