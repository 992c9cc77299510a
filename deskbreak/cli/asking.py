"""Asks a person at a terminal, one question after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from deskbreak.errors import DeskbreakError
from deskbreak.words import _, seconds_in

if TYPE_CHECKING:
    from deskbreak.core.checkin import Topic

MOST = 10


def somebody_is_there() -> bool:
    """Whether there is a terminal to ask at."""
    return sys.stdin is not None and sys.stdout is not None and sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def leaving_noted_nothing() -> Iterator[None]:
    """Whoever goes away in the middle is told that nothing of it was kept."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        raise DeskbreakError(_("Nothing was noted."), _("Begin again whenever you like.")) from None


def a_line(ask: str) -> str:
    """What is answered; "" for nothing but Enter."""
    answer: str = click.prompt(ask, default="", show_default=False, prompt_suffix=" ")
    return answer.strip()


def a_number(ask: str) -> int | None:
    """A number from 0 to 10; None when it is left open."""
    while answer := a_line(ask):
        if answer.isdecimal() and int(answer) <= MOST:
            return int(answer)
        click.echo(_("A number from 0 to 10, please, or just Enter."))
    return None


def yes_or_no(ask: str) -> bool:
    """Whether they said yes: y, or n."""
    return click.confirm(ask, default=None)


def a_time(ask: str) -> float:
    """A length of time in seconds, a bare number in minutes; 0 when it is left open."""
    while answer := a_line(ask):
        seconds = float(answer) * 60 if answer.isdecimal() else seconds_in(answer)
        if seconds:
            return seconds
        click.echo(_("{value} is not a duration; write it like 90s, 15m or 1h30m").format(value=answer))
    return 0.0


def some_of(topic: Topic) -> tuple[str, ...]:
    """The ids of what is chosen by its numbers; nothing when it is left open."""
    click.echo(f"\n{topic.ask}")
    for number, each in enumerate(topic.answers, start=1):
        click.echo(f"{number:4}  {each.words}")
    ask = _("One number, or Enter:") if topic.one else _("Numbers, or Enter:")
    while answer := a_line(ask):
        numbers = answer.replace(",", " ").split()
        wanted = [int(word) for word in numbers if word.isdecimal() and 1 <= int(word) <= len(topic.answers)]
        if len(wanted) == len(numbers) and (len(wanted) == 1 or not topic.one):
            return tuple(topic.answers[number - 1].id for number in dict.fromkeys(wanted))
        click.echo(_("There are 1 to {most}.").format(most=len(topic.answers)))
    return ()
