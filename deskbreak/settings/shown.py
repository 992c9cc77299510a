"""The settings of what is seen and heard, and of what is started at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Command = tuple[str, ...]
COMMAND = {"kind": Sequence}
"""Tells a program with its arguments from ranges, which are a tuple as well."""


class Notifications(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to a reminder that nobody answers, and what else is told."""

    answer_within_minutes: Annotated[
        float,
        Meta(
            ge=0.5,
            le=30,
            title="Withdrawn after",
            description="Minutes after which a reminder that nobody answers leaves the screen.",
        ),
    ] = 2
    repeat_after_minutes: Annotated[
        float,
        Meta(
            ge=1,
            le=120,
            title="Repeated after",
            description="Minutes after that until it is shown once more; then only the icon tells of it.",
        ),
    ] = 10
    private: Annotated[
        bool,
        Meta(
            title="Private titles",
            description="Reminders say just “Time for a pause”, and no title names a movement: others may look on.",
        ),
    ] = False
    picture: Annotated[
        bool,
        Meta(
            title="Picture",
            description="Reminders show a small picture of the movement; never one where titles are private.",
        ),
    ] = True
    icon_only: Annotated[
        bool,
        Meta(
            title="Icon only",
            description="Remind by the icon alone; where no tray shows it, by a notification all the same.",
        ),
    ] = False
    questions: Annotated[
        bool,
        Meta(
            title="Small questions",
            description="Now and then after a break, ask whether to try more, or about a sore side; one a day.",
        ),
    ] = True
    summaries: Annotated[
        bool,
        Meta(
            title="Summaries",
            description="When your working hours end, tell how many breaks there were; on the last day, of the week.",
        ),
    ] = False


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """What leads through a movement."""

    window: Annotated[
        bool,
        Meta(
            title="Window",
            description="Lead through a movement in a window of its own; otherwise in the notification.",
        ),
    ] = True
    reduced_motion: Annotated[
        Literal["auto", "on", "off"],
        Meta(
            title="Reduced motion",
            description="Still pictures in place of moving ones; auto goes by what the desktop is set to.",
        ),
    ] = "auto"
    sounds: Annotated[
        bool,
        Meta(
            title="Sounds",
            description="Soft sounds in the window: at the start, at each change and at the end.",
        ),
    ] = False
    speech: Annotated[
        bool,
        Meta(
            title="Spoken cues",
            description="The window says what comes next in the voice of your system: movement, side, half time.",
        ),
    ] = False


class Tray(msgspec.Struct, frozen=True, kw_only=True):
    """The icon in the tray."""

    heads_up_seconds: Annotated[
        float,
        Meta(
            ge=0,
            le=300,
            title="Heads-up",
            description="Seconds before a reminder at which the icon changes; 0 leaves that out.",
        ),
    ] = 60
    panel: Annotated[
        Literal["auto", "light", "dark"],
        Meta(
            title="Colour of the panel",
            description="What the icon is drawn for; auto goes by what the desktop tells of its panel.",
        ),
    ] = "auto"


class Hooks(msgspec.Struct, frozen=True, kw_only=True):
    """Programs of yours that are started when something happens: a list of the program and its arguments, no shell."""

    reminder: Annotated[
        Command, Meta(title="At a reminder", description="Started when a reminder is shown or repeated.", extra=COMMAND)
    ] = ()
    break_start: Annotated[
        Command, Meta(title="At the start of a break", description="Started when a break begins.", extra=COMMAND)
    ] = ()
    break_end: Annotated[
        Command,
        Meta(
            title="At the end of a break", description="Started when a break was done, or is broken off.", extra=COMMAND
        ),
    ] = ()
    pause: Annotated[
        Command,
        Meta(title="At a pause", description="Started when a pause or the time off work begins.", extra=COMMAND),
    ] = ()
    resume: Annotated[
        Command, Meta(title="After a pause", description="Started when that is over.", extra=COMMAND)
    ] = ()
    time_limit_seconds: Annotated[
        float,
        Meta(ge=1, le=600, title="Time limit", description="Seconds after which one that still runs is ended."),
    ] = 10
