"""What may happen in a scenario: `do` and its own keys, as docs/simulate.md tells them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec


class Happening(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Something that happens at a time. Its class name is its `do`."""


class Leave(Happening, frozen=True, tag="leave"):
    """No input from now on."""


class Back(Happening, frozen=True, tag="back"):
    """Input again."""


class Type(Happening, frozen=True, tag="type"):
    """Typing without a pause from now on."""


class TypeEnd(Happening, frozen=True, tag="type-end"):
    """The typing ends."""


class Unseen(Happening, frozen=True, tag="unseen"):
    """Nothing on the machine tells input from stillness from now on."""


class Seen(Happening, frozen=True, tag="seen"):
    """Something tells it again."""


class Lock(Happening, frozen=True, tag="lock"):
    """The screen is locked."""


class Unlock(Happening, frozen=True, tag="unlock"):
    """The screen is unlocked."""


class Suspend(Happening, frozen=True, tag="suspend"):
    """The machine goes to sleep."""


class Resume(Happening, frozen=True, tag="resume"):
    """The machine wakes."""


class Quiet(Happening, frozen=True, tag="quiet"):
    """A signal not to speak begins; `by` is the program behind it."""

    signal: str
    by: str = ""


class QuietEnd(Happening, frozen=True, tag="quiet-end"):
    """The signal ends."""

    signal: str


class Ignore(Happening, frozen=True, tag="ignore"):
    """ "Ignore this program": it never holds a reminder back again."""

    by: str


class Media(Happening, frozen=True, tag="media"):
    """A film begins."""


class MediaEnd(Happening, frozen=True, tag="media-end"):
    """The film ends."""


class Stand(Happening, frozen=True, tag="stand"):
    """ "I'm standing"."""


class Sit(Happening, frozen=True, tag="sit"):
    """ "I'm sitting"."""


class Answer(Happening, frozen=True, tag="answer"):
    """An answer; `minutes` are those of a snooze."""

    value: Literal["start", "done", "snooze", "skip"]
    minutes: float | None = None


class Guide(Happening, frozen=True, tag="guide"):
    """The guide ends. `seconds` of movement; all of the break when taken, else half of it."""

    outcome: Literal["taken", "partly"]
    seconds: float | None = None


class Pause(Happening, frozen=True, tag="pause", rename={"length": "for"}):
    """A pause `for` so long or `until` a time of day or "tomorrow"; without either, until resumed."""

    length: str | None = None
    until: str | None = None


class Unpause(Happening, frozen=True, tag="unpause"):
    """Resume."""


class Meeting(Happening, frozen=True, tag="meeting", rename={"length": "for"}):
    """In a meeting `for` so long."""

    length: str = "60m"


class Another(Happening, frozen=True, tag="another"):
    """ "Not this one": another movement for the break that is asked for."""


class TooMuch(Happening, frozen=True, tag="too-much"):
    """The movement under way is too much: it stops, and is left out for a week."""


class Choose(Happening, frozen=True, tag="choose"):
    """This movement or routine is to be next; without one, whatever the policy says."""

    movement: str | None = None


class Walk(Happening, frozen=True, tag="walk"):
    """ "I walked": for so many minutes, until now."""

    minutes: float


class CheckIn(Happening, frozen=True, tag="check-in"):
    """How the back is today, from 0 (fine) to 10."""

    intensity: Annotated[int, msgspec.Meta(ge=0, le=10)]


class Now(Happening, frozen=True, tag="now"):
    """Take a break now."""


class Clock(Happening, frozen=True, tag="clock"):
    """The wall clock is set `by` so much: "-1h"."""

    by: str


class Zone(Happening, frozen=True, tag="zone"):
    """Another time zone is chosen."""

    to: str


class Kill(Happening, frozen=True, tag="kill"):
    """The program is killed."""


class Run(Happening, frozen=True, tag="run"):
    """The program is started again."""


Wish = Another | TooMuch | Choose | Walk | CheckIn
"""What somebody asks for, or tells, about movements."""
Choice = Answer | Now | Pause | Unpause | Meeting | Ignore | Stand | Sit | Wish
"""What somebody asks of deskbreak."""
Happens = (
    Leave | Back | Type | TypeEnd | Unseen | Seen | Lock | Unlock | Suspend | Resume | Quiet | QuietEnd | Media
    | MediaEnd | Guide | Clock | Zone | Kill | Run | Choice
)  # fmt: skip
