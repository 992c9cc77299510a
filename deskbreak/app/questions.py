"""Asks a small thing after a break, and sums up when the working day is over; if the screen is free, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from deskbreak.app.advice import Advice
from deskbreak.app.texts import Texts
from deskbreak.core.asked import What, last
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.hours import Hours
from deskbreak.core.moment import Moment
from deskbreak.core.questions import LOOKED_AT, UNUSED, Question, after_break, after_day, too_many, unused
from deskbreak.core.situation import Situation
from deskbreak.core.state import Phase
from deskbreak.core.summary import Day
from deskbreak.core.targets import walks
from deskbreak.core.view import View
from deskbreak.ports.keeping import AskedBefore
from deskbreak.ports.notices import Notice

BUSY = (Phase.PROMPTED, Phase.ON_BREAK)
"""Phases in which the screen is wanted for something else."""
AT_WORK = (*BUSY, Phase.WORKING, Phase.SNOOZED, Phase.STANDING)
"""Phases in which somebody is there and nothing was to be quiet."""


class Kept(AskedBefore, Protocol):
    """What was asked, and what there is to sum up."""

    def days(self, since_day: str) -> list[Day]: ...
    def outcomes(self, last: int) -> list[Outcome]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be asked and told."""

    questions: bool
    summaries: bool


class Questions:
    """Told each record and then each view."""

    def __init__(
        self,
        advice: Advice,
        kept: Kept,
        texts: Texts,
        moment: Callable[[], Moment],
        hours: Callable[[], Hours | None],
        wanted: Callable[[], Wanted],
        is_free: Callable[[], bool],
        show: Callable[[Notice], object],
        take_away: Callable[[Notice], object],
    ) -> None:
        """`is_free`: whether nothing is on the screen."""
        self._advice = advice
        self._kept = kept
        self._texts = texts
        self._moment = moment
        self._hours = hours
        self._wanted = wanted
        self._is_free = is_free
        self._show = show
        self._take_away = take_away
        self._asked: Notice | None = None
        """The last question, as long as nobody answered it."""
        self._ended: Outcome | None = None
        """How a break ended just now."""
        self._phase: Phase | None = None

    def answered(self) -> None:
        """Whoever answered by a command has the question on the screen still."""
        asked, self._asked = self._asked, None
        if asked is not None:
            self._take_away(asked)

    def recorded(self, record: BreakRecord) -> None:
        """A break has ended so."""
        self._ended = record.outcome

    def __call__(self, view: View, _now: float) -> None:
        """Ask or tell what there is, now that things stand like this."""
        before, self._phase = self._phase, view.phase
        if view.phase in BUSY:
            return
        ended, self._ended = self._ended, None
        if view.quiet or not self._is_free():
            return
        if ended is not None and view.phase is Phase.WORKING and self._wanted().questions:
            if ended is Outcome.TAKEN:
                self._after_break()
            elif ended in UNUSED:
                self._after_none(view.every)
        elif view.phase is Phase.OFF_HOURS and before in AT_WORK and self._wanted().summaries:
            self._after_day()

    def _after_break(self) -> None:
        situation, asked = self._advice.situation(), self._kept.asked()
        sore, known = situation.profile.sore or "", last(asked, What.SORE_SET)
        if sore != (known.about if known else ""):
            # Since when it is so, nobody else keeps.
            self._kept.ask(What.SORE_SET, sore, self._moment().wall)
        question = after_break(situation, asked)
        if question is not None:
            self._say(question, self._worded(question, situation))

    def _after_none(self, every: float) -> None:
        """A reminder led to nothing: perhaps there are too many."""
        outcomes, moment = self._kept.outcomes(LOOKED_AT), self._moment()
        question = too_many(outcomes, self._kept.asked(), moment.local(moment.wall).date())
        if question is None:
            return
        facts = {"unused_of_six": unused(outcomes), "every_minutes": every / 60}
        said = self._texts.told("settings", facts, moment.wall)
        if said is not None:
            # Imported here: it is a rare day on which anything is asked.
            from deskbreak.app import question_notices

            self._say(question, question_notices.too_many(question, said))

    def _after_day(self) -> None:
        hours, moment = self._hours(), self._moment()
        if hours is None:
            return
        situation = self._advice.situation()
        for question in after_day(situation, self._kept.asked(), hours, moment.local, moment.wall):
            said = self._texts.told("summary", self._summed_up(question, situation), moment.wall)
            if said is not None:
                self._say(question, Notice(said.title, said.body or ""))
                return

    def _worded(self, question: Question, situation: Situation) -> Notice | None:
        # Imported here: it is a rare day on which anything is asked.
        from deskbreak.app import question_notices

        known = situation.library
        match question.what:
            case What.HARDER:
                what = known.movements.get(question.about) or known.routines[question.about]
                return question_notices.harder(question, what)
            case What.MORE:
                return question_notices.more(question, known.movements[question.about])
            case What.SORE:
                return question_notices.sore(question)
            case _:
                said = self._texts.told("check-in", {}, self._moment().wall)
                return None if said is None else question_notices.back(said)

    def _say(self, question: Question, notice: Notice | None) -> None:
        if notice is not None:
            self._kept.ask(question.what, question.about, self._moment().wall)
            self._asked = notice
            self._show(notice)

    def _summed_up(self, question: Question, situation: Situation) -> dict[str, Any]:
        """The facts of the day, or of the week."""
        today = situation.context.today
        since = today if question.what is What.DAY else today - timedelta(days=today.weekday())
        facts = {"breaks": self._breaks(since), "walks": walks(situation.past, situation.library, since)}
        return facts | {"day_over" if question.what is What.DAY else "week_over": True}

    def _breaks(self, since: date) -> int:
        return sum(day.tally.done for day in self._kept.days(since.isoformat()))
