"""The report: one page of plain text for whoever wants to be exact when they see a professional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from textwrap import fill

from deskbreak.core.checkin import NotedCheckIn, NotedSelfCheck, Questions
from deskbreak.core.deeds import Deed, deeds
from deskbreak.core.past import Past
from deskbreak.explain_checkin import self_check_line, sentence
from deskbreak.explain_deeds import deed_line, times
from deskbreak.words import _, counted, span, weekday

WIDTH = 78
WEEK = timedelta(days=7)
Section = tuple[str, Sequence[str]]
"""A heading, and what stands below it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was noted and done from one day to another."""

    since: date
    today: date
    check_ins: Sequence[NotedCheckIn]
    self_checks: Sequence[NotedSelfCheck]
    past: Sequence[Past]
    """Oldest first; what lies before is left out."""


class Report:
    """Words for what was kept."""

    def __init__(
        self,
        kept: Kept,
        questions: Questions,
        names: Mapping[str, str],
        walks: Container[str],
        local: Callable[[float], datetime],
    ) -> None:
        """`names`: of the movements, by their ids. `walks`: those of them that are walks.

        `local`: the local time at so many seconds since the epoch."""
        self._kept = kept
        self._questions = questions
        self._names = names
        self._walks = walks
        self._local = local

    @property
    def page(self) -> str:
        """All of it. What there is nothing of is left out."""
        since, today = self._kept.since.isoformat(), self._kept.today.isoformat()
        head = _("My back, {since} to {today}").format(since=since, today=today)
        origin = _("Written by deskbreak from what I noted myself. It is no diagnosis.")
        last = _("A back can hurt for many reasons; a professional can find out which.")
        told = [_section(*section) for section in self._sections() if section[1]]
        nothing = [] if told else [_("Nothing was noted in these days.")]
        return "\n\n".join((f"{head}\n{fill(origin, WIDTH)}", *told, *nothing, fill(last, WIDTH))) + "\n"

    def _sections(self) -> Iterator[Section]:
        yield _("In a sentence"), list(self._sentence())
        yield _("Check-ins"), list(self._check_ins())
        yield _("Self-checks, by pressing"), [self._self_check(noted) for noted in self._kept.self_checks]
        yield _("What was done"), self._done(deeds(self._kept.past, self._kept.since))
        yield _("What eased it"), list(self._eased())

    def _sentence(self) -> Iterator[str]:
        """The last check-in that tells more than a number, else the last one."""
        noted = self._kept.check_ins
        last = next((each for each in reversed(noted) if each.check_in.tells_more), noted[-1] if noted else None)
        if last is not None:
            week = self._kept.today - WEEK + timedelta(days=1)
            is_recent = last.day >= week.isoformat()
            done = self._done_in_short(deeds(self._kept.past, week)) if is_recent else []
            yield f"{last.day}: {sentence(last.check_in, self._questions, done)}"

    def _check_ins(self) -> Iterator[str]:
        for day, noted in groupby(self._kept.check_ins, key=lambda each: each.day):
            of_day = list(noted)
            numbers = (
                _("{n}/10 at {time}").format(n=each.check_in.intensity, time=f"{self._local(each.wall):%H:%M}")
                for each in of_day
            )
            yield f"{weekday(date.fromisoformat(day))} {day}: {', '.join(numbers)}"
            for told in (each.check_in for each in of_day if each.check_in.tells_more):
                yield f"  {sentence(told, self._questions)}"
                if told.note:
                    yield f"  {_('Note')}: {told.note}"

    def _self_check(self, noted: NotedSelfCheck) -> str:
        return f"{weekday(date.fromisoformat(noted.day))} {noted.day}: {self_check_line(noted.self_check)}"

    def _done(self, done: Sequence[Deed]) -> list[str]:
        lines = [deed_line(deed, self._names) for deed in done if deed.movement not in self._walks]
        walks = [deed for deed in done if deed.movement in self._walks and deed.times]
        if walks:
            seconds, days = sum(deed.moved.total for deed in walks), len({day for deed in walks for day in deed.days})
            walked = counted("Walks: {time} on {n} day", "Walks: {time} on {n} days", days)
            lines.append(walked.format(time=span(seconds), n=days))
        return lines

    def _done_in_short(self, done: Sequence[Deed]) -> list[str]:
        done = [deed for deed in done if deed.times]
        short = [f"{self._name(deed)} {times(deed.times)}" for deed in done if deed.movement not in self._walks]
        walked = sum(deed.moved.total for deed in done if deed.movement in self._walks)
        return [*short, _("walks {time}").format(time=span(walked))] if walked else short

    def _eased(self) -> Iterator[str]:
        """What was told to ease it, what was told most often first, and for how long as it was told last."""
        told_often: Counter[str] = Counter()
        lasted: dict[str, float] = {}
        for told in (noted.check_in for noted in self._kept.check_ins):
            for answer in self._questions.chosen(told, "eases"):
                told_often[answer.words] += 1
                if told.eases_seconds:
                    lasted[answer.words] = told.eases_seconds
        for what, often in told_often.most_common():
            line = _("{what}: told {times}").format(what=what, times=times(often))
            if what in lasted:
                line = _("{line}, for about {time}").format(line=line, time=span(lasted[what]))
            yield line

    def _name(self, deed: Deed) -> str:
        return self._names.get(deed.movement, deed.movement)


def _section(heading: str, lines: Sequence[str]) -> str:
    filled = (
        fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False) for line in lines
    )
    return "\n".join((heading, *filled))
