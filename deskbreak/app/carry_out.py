"""Effect in, port call out. An adapter that fails is logged; the program goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from deskbreak.app import notices
from deskbreak.app.countdown import Countdown
from deskbreak.app.given import Given
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.texts import Said
from deskbreak.core.breaks import BreakRecord, Rules
from deskbreak.core.effects import (
    AskPaused,
    AskStanding,
    AwaitTypingPause,
    CloseGuide,
    Decision,
    DelayGuide,
    Did,
    Effect,
    OpenGuide,
    Refuse,
    ShowPrompt,
    StopGuide,
    WithdrawPrompt,
    Write,
)
from deskbreak.core.suggestion import Suggestion
from deskbreak.ports.keeping import History
from deskbreak.ports.loop import Clock
from deskbreak.ports.notices import Notice

log = logging.getLogger(__name__)


class CarryOut:
    """Knows the ports, and what it has put on the screen."""

    def __init__(
        self,
        clock: Clock,
        history: History,
        notifiers: Notifiers,
        countdown: Countdown,
        given: Given,
        word: Callable[[ShowPrompt, Suggestion], Said],
        rules: Callable[[], Rules],
        has_tray: Callable[[], bool],
        icon_only: Callable[[], bool] = lambda: False,
    ) -> None:
        """`word` finds the text for a prompt; `icon_only`: somebody wants to be asked by the icon alone."""
        self._clock = clock
        self._history = history
        self._notifiers = notifiers
        self._countdown = countdown
        self._given = given
        self._word = word
        self._rules = rules
        self._has_tray = has_tray
        self._icon_only = icon_only
        self.on_record: Callable[[BreakRecord], object] = lambda _record: None
        """Told of each record that was written."""
        self.on_decision: Callable[[Decision], object] = lambda _decision: None
        self.await_pause: Callable[[float], object] = lambda _seconds: None
        """Asked for a pause in typing of so many seconds."""
        self.picture: Callable[[Suggestion], Path | None] = lambda _suggestion: None
        """Where the picture lies of what is suggested, if there is to be one."""
        self._prompt: ShowPrompt | None = None
        """The prompt on the screen ..."""
        self._reminder: Notice | None = None
        """... as it was worded; None where the icon alone asks."""
        self._another: Notice | None = None
        """What named another movement for the break in hand, while its prompt was not on the screen."""
        self._question: Notice | None = None
        self._moot_with: frozenset[Did] = frozenset()
        """The decisions that make the question on the screen moot."""

    def __call__(self, effect: Effect) -> None:
        """Do what the engine wants done."""
        try:
            self._do(effect)
        except Exception:
            # An adapter must not take the reminder down with it, whatever it does.
            log.exception("could not carry out %s", effect)
            if isinstance(effect, OpenGuide):
                self._countdown.stop(0.0, self._clock.now())

    def show_again(self) -> bool:
        """Bring the countdown, a prompt or a question back to the screen; whether there is one."""
        if self._countdown.guiding is not None:
            self._countdown.show(self._clock.now())
            return True
        if self._question is not None:
            self._notifiers.show(self._question)
        elif self._reminder is not None:
            self._notifiers.show(self._reminder)
        return self._question is not None or self._reminder is not None

    def look_again(self) -> None:
        """Somebody told something of themselves: what is named on the screen, or under way, may be nothing for them."""
        if self._given.stands:
            return
        self._forget_another()
        if self._countdown.deadline is not None:
            self._countdown.stop(0.0, self._clock.now())
            # Hardly begun, the break is still open: it is to be given something else.
            self._given.drop()
        elif self._prompt is not None:
            self._show_prompt(self._prompt)

    def name_another(self) -> None:
        """Give the break in hand something else, and say what. DeskbreakError when there is nothing else."""
        suggestion = self._given.another()
        if self._prompt is not None and self._reminder is not None:
            self._show_prompt(self._prompt)
        else:
            self._another = replace(notices.another(suggestion), picture=self.picture(suggestion))
            self._notifiers.show(self._another)

    def _do(self, effect: Effect) -> None:
        match effect:
            case ShowPrompt():
                self._ask_for_break(effect)
            case WithdrawPrompt():
                if self._prompt is None or self._reminder is not None:
                    # One that is not known here is of an earlier run.
                    self._notifiers.withdraw()
                self._prompt = self._reminder = None
            case OpenGuide(suggestion):
                self._question = None
                in_hand = self._given.now() if suggestion is None else self._given.give(suggestion)
                self._countdown.open(in_hand, self._clock.now())
            case StopGuide(ago):
                self._countdown.stop(ago, self._clock.now())
            case CloseGuide():
                self._countdown.close()
            case DelayGuide(seconds):
                self._countdown.delay(seconds)
            case Write(record, ago):
                self._history.add(record, self._done(record), self._clock.wall() - ago)
                self._forget_another()
                self.on_record(record)
            case Decision():
                # Not at a level that is kept: whoever erases the history erases these as well.
                log.debug("%s %s", effect.did, effect.facts)
                self._history.note(effect, self._clock.wall())
                self.on_decision(effect)
                if effect.did is Did.PUT_AWAY:
                    self._prompt = self._reminder = None
                if effect.did is Did.STANDING:
                    self._forget_another()
                if self._question is not None and effect.did in self._moot_with:
                    self._question = None
                    self._notifiers.withdraw()
            case Refuse():
                pass  # Whoever asked is told, by app/commands.py.
            case AwaitTypingPause(seconds):
                self.await_pause(seconds)
            case AskStanding():
                self._ask(notices.still_standing(), frozenset({Did.STANDING, Did.SITTING, Did.AWAY, Did.PAUSED}))
            case AskPaused():
                self._ask(notices.still_paused(), frozenset({Did.RESUMED, Did.PAUSED}))
            case _:
                assert_never(effect)

    def _done(self, record: BreakRecord) -> Suggestion | None:
        """What the break was about, as far as it was not passed over: seconds are counted only where we led."""
        given = self._given.over(record)
        return self._countdown.led if given is not None and record.moved.total else given

    def _forget_another(self) -> None:
        """What it offers to start is over, or has to wait."""
        if self._another is not None:
            self._notifiers.take_away(self._another)
        self._another = None

    def _ask(self, notice: Notice, moot_with: frozenset[Did]) -> None:
        self._notifiers.show(notice)
        self._question, self._moot_with = notice, moot_with

    def _ask_for_break(self, asked: ShowPrompt) -> None:
        self._question = None
        self._given.asked(asked)
        self._prompt = asked
        self._show_prompt(asked)

    def _show_prompt(self, asked: ShowPrompt) -> None:
        suggestion, has_tray = self._given.now(), self._has_tray()
        if has_tray and self._icon_only():
            self._reminder = None
            return
        said, snooze = self._word(asked, suggestion), self._rules().snooze
        prompt = notices.prompt(asked, suggestion, said, snooze, has_tray)
        self._reminder = replace(prompt, picture=self.picture(suggestion))
        self._notifiers.show(self._reminder)
