"""Asks a person at a terminal about their back, one question after the other. Each can be left open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from deskbreak.cli.paragraphs import broken, tell
from deskbreak.errors import DeskbreakError
from deskbreak.words import _, seconds_in

if TYPE_CHECKING:
    from deskbreak.core.checkin import Topic

MOST = 10
T = TypeVar("T")


def can_ask() -> bool:
    """Whether there is somebody who could answer."""
    return sys.stdin is not None and sys.stdout is not None and sys.stdin.isatty() and sys.stdout.isatty()


def asked(question: str, understand: Callable[[str], T], again: str) -> T | None:
    """What was answered; None for nothing but Enter. `understand` raises ValueError, then `again` is said."""
    while True:
        typed: str = click.prompt(broken(question), default="", show_default=False, prompt_suffix=" ").strip()
        if not typed:
            return None
        try:
            return understand(typed)
        except ValueError:
            tell(again)


@contextmanager
def leaving_noted_nothing() -> Iterator[None]:
    """Whoever goes away in the middle is told that nothing of it was kept."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        raise DeskbreakError(_("Nothing was noted."), _("Begin again whenever you like.")) from None


def a_number(question: str) -> int:
    """A number from 0 to 10. click.Abort when it is left open: without it there is nothing to note."""

    def understand(typed: str) -> int:
        return _within(int(typed), 0, MOST)

    number = asked(question, understand, _("A number from 0 to 10, please, or just Enter."))
    if number is None:
        raise click.Abort
    return number


def a_line(question: str) -> str | None:
    """Whatever is answered."""
    return asked(question, str, "")


def a_time(question: str) -> float | None:
    """A length of time in seconds; a bare number counts minutes."""

    def understand(typed: str) -> float:
        seconds = int(typed) * 60.0 if typed.isdecimal() else seconds_in(typed)
        if not seconds:
            raise ValueError(typed)
        return seconds

    return asked(question, understand, _("Write it like 90s, 15m or 1h30m, or just Enter."))


def yes_or_no(question: str) -> bool:
    """Whether they said yes: y, or n."""
    return click.confirm(question, default=None)


def some_of(topic: Topic) -> tuple[str, ...] | None:
    """The ids of the answers whose numbers are given."""
    most = len(topic.answers)

    def understand(typed: str) -> tuple[str, ...]:
        numbers = [_within(int(word), 1, most) for word in typed.replace(",", " ").split()]
        if topic.one:
            _within(len(numbers), 1, 1)
        return tuple(topic.answers[number - 1].id for number in dict.fromkeys(numbers))

    click.echo(f"\n{topic.ask}")
    for number, each in enumerate(topic.answers, start=1):
        click.echo(f"{number:4}  {each.words}")
    question = _("One number, or Enter:") if topic.one else _("Numbers, or Enter:")
    return asked(question, understand, _("There are 1 to {most}.").format(most=most))


def _within(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise ValueError(number)
    return number
