"""The whole inside of the program in virtual time: everything but the desktop and the loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from deskbreak import places
from deskbreak.app.advice import Advice, Now
from deskbreak.app.answers import Answers
from deskbreak.app.asides import Asides
from deskbreak.app.cards import BALL, Cards
from deskbreak.app.care import Care
from deskbreak.app.carry_out import CarryOut
from deskbreak.app.check_ins import CheckIns
from deskbreak.app.choosing import Choosing
from deskbreak.app.commands import Commands
from deskbreak.app.countdown import Countdown
from deskbreak.app.facts import facts
from deskbreak.app.given import Given
from deskbreak.app.lasting import Lasting
from deskbreak.app.news import News
from deskbreak.app.notices import called
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.questions import Questions, Wanted
from deskbreak.app.remarks import Remarks
from deskbreak.app.runtime import Runtime
from deskbreak.app.signs import SETTING, Signs
from deskbreak.app.status import status
from deskbreak.app.texts import Said, Texts
from deskbreak.app.too_much import TooMuch
from deskbreak.app.under_way import UnderWay
from deskbreak.core.breaks import Rules
from deskbreak.core.effects import ShowPrompt
from deskbreak.core.engine import Engine
from deskbreak.core.events import SkipChosen
from deskbreak.core.hours import Hours
from deskbreak.core.library import Library
from deskbreak.core.moment import Moment
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.guided import told
from deskbreak.history.store import Store
from deskbreak.library.load import messages
from deskbreak.ports import Reply, Request
from deskbreak.settings.person import RED_FLAGS, Movements
from deskbreak.settings.schema import Settings
from tests.offered import FEW, PLAIN
from tests.virtual import VirtualClock, VirtualScreen, VirtualZone


class Inside:
    """Everything but the desktop, and no loop: time passes when a test says so."""

    def __init__(self, library: Library = FEW) -> None:
        config = places.shipped("config")
        self.clock = VirtualClock()
        self.zone = VirtualZone()
        self.hours: Hours | None = None
        self.screen = VirtualScreen()
        self.store = Store(None)
        self.quits = 0
        self.is_read = self.has_tray = True
        self.icon_only = False
        self.changed: list[tuple[str, str]] = []
        self.edited: list[str] = []
        self.notifiers = notifiers = Notifiers()
        notifiers.use([self.screen])
        self.countdown = Countdown(notifiers.show, notifiers.withdraw)
        history = self.history = Lasting(self.store)
        engine = Engine(Rules(), self.clock.now())
        self.profile = Profile()
        began = self.clock.wall()
        self.cards = Cards(None, lambda: self.zone.local(self.clock.wall()).date())
        self.news = News(notifiers, self.clock.now)
        self.signs = self._signs()
        self.advice = Advice(
            library, PLAIN, lambda: self.profile, history,
            lambda: Now(
                self.ask.moment(), began, frozenset(engine.state.quiet), card_read=self.cards.is_read(BALL)
            ),
        )  # fmt: skip
        self.given = Given(self.advice, history, self.clock, lambda: self.is_read)
        self.told: list[Mapping[str, object]] = []
        self.carry_out = carry_out = CarryOut(
            self.clock, history, notifiers, self.countdown, self.given, self._word, lambda: engine.rules,
            lambda: self.has_tray, lambda: self.icon_only,
        )  # fmt: skip
        self._texts = Texts(messages(config), history)
        self._remarks = Remarks(history, lambda: self.has_tray)
        self.runtime = Runtime(engine, self.clock, self.zone, carry_out, history.together)
        self.wants = Wanted(questions=True, summaries=True)
        questions = Questions(
            self.advice, history, self._texts, lambda: self.ask.moment(), lambda: self.hours, self._wanted,
            lambda: notifiers.shown is None, notifiers.show, notifiers.take_away,
        )  # fmt: skip
        carry_out.on_record = questions.recorded
        self.runtime.on_view += [self.news, questions]
        self.news.cover, self.news.uncover = self.countdown.hush, carry_out.show_again
        self.countdown.on_ended = self.runtime.post
        choosing = self._choosing = Choosing(
            self.given, self.runtime.view, carry_out.name_another, lambda: self.is_read,
            Care(config, library, lambda: self.profile, self.cards), notifiers,
        )  # fmt: skip

        def stop() -> object:
            return self.runtime.post(SkipChosen())

        under_way = UnderWay(self.countdown, self.clock, stop, self.runtime.publish)
        too_much = TooMuch(self.countdown, self.given, history, self.clock, stop, notifiers.show)
        asides = Asides(
            history, lambda: self.ask.moment(), self._change, self._settings, self.edited.append,
            notifiers.show,
        )  # fmt: skip
        check_ins = CheckIns(history, self.clock.wall, self._look_again, notifiers.show)
        self.ask = Commands(
            self.runtime.post, self.runtime.view, self.clock, self.zone, notifiers.show,
            carry_out.show_again, lambda: self.hours, self._status, choosing.meant,
            {
                "checkin": check_ins.check_in, "selfcheck": check_ins.self_check,
                "note": choosing.note, "too-much": too_much, **under_way.table,
                "hush": lambda _request: self.countdown.hush(), "quit": self._quit,
                "answer": Answers(
                    history, self.advice, lambda *what: self.changed.append(what), self.given.choose, questions.answered
                ),
                "another": choosing.another, "next": choosing.next, **asides.table,
                "sign": lambda request: self.signs.show(request), "seen": lambda request: self.signs.seen(request),
                "heard": lambda request: self.news.moot(str(request.get("about"))),
            },
        )  # fmt: skip

    def tells(self, **changes: Any) -> None:
        """Somebody tells something of themselves, in the settings."""
        self.profile = replace(self.profile, **changes)
        self._look_again()
        self.signs.look()

    def _look_again(self) -> None:
        self.carry_out.look_again()
        self._choosing.look_again()

    def starts_again(self) -> None:
        """What is told at a start is told."""
        self.signs = self._signs()
        self.signs.look()

    def _signs(self) -> Signs:
        return Signs(places.shipped("config"), lambda: self.profile, self._change, self.news, self.cards)

    def _change(self, setting: str, value: str) -> None:
        self.changed.append((setting, value))
        if setting == SETTING:
            self.tells(red_flag=RED_FLAGS[value])

    def _wanted(self) -> Wanted:
        return self.wants if self.advice.is_open else Wanted(questions=False, summaries=False)

    def _word(self, asked: ShowPrompt, suggestion: Suggestion) -> Said:
        if not self.advice.is_open:
            return Said(self.signs.plain_title, "")
        situation, wall = self.advice.situation(), self.clock.wall()
        known = facts(asked, suggestion, situation, presence_known=False, told_place=False)
        self.told.append(known)
        return self._remarks(self._texts(asked.asking, known, wall), asked, suggestion, situation, wall)

    def _status(self, moment: Moment) -> Reply:
        today, ports = self.history.today(moment.wall), {"tray": "none", "presence": "unknown"}
        sign, targets = self.profile.red_flag, self.advice.standings()
        return status(self.runtime.view(), moment, today, ports, targets, sign) | told(
            self.countdown.guiding, self.countdown.ended
        )

    def _settings(self) -> Settings:
        return Settings(movements=Movements(equipment=self.profile.equipment))  # type: ignore[arg-type]

    def _quit(self, _request: Request) -> None:
        self.quits += 1

    def passes(self, minutes: float) -> None:
        end = self.clock.time + minutes * 60
        while True:
            deadlines = [d for d in (self.runtime.deadline, self.countdown.deadline) if d is not None]
            if min(deadlines) > end:
                break
            self.clock.time = max(self.clock.time, min(deadlines))
            self.runtime.on_wake(0.0)
            for timed in (self.countdown, self.runtime):
                if timed.deadline is not None and timed.deadline <= self.clock.time:
                    timed.on_time(self.clock.time)
        self.clock.time = end

    def say(self, **request: object) -> str:
        said: str = self.ask(request)["say"]
        return said

    def named(self) -> str:
        """The movement that the notice on the screen names."""
        assert self.screen.shown is not None
        library, body = self.advice.library, self.screen.shown.body
        names = {one.id: called(one) for one in library.movements.values()}
        names |= {one.id: called(one) for one in library.routines.values()}
        return next(id for id, name in names.items() if name in body)

    def outcomes(self) -> dict[str, int]:
        """How the breaks of the day ended, and how many came up."""
        today = self.ask({"do": "status"})["today"]
        return {name: n for name, n in today.items() if n and name != "done"}
