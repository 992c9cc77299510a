"""Every setting, declared once: its type, its limits, its default, its help.

Reading, writing, config/settings.toml, docs/settings.md and the command line all go by what stands
here. Help is plain English; `make messages` gathers it, and it is translated where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.hours import Hours
from deskbreak.core.profile import Profile
from deskbreak.core.quiet import FILM
from deskbreak.core.safety import locked
from deskbreak.settings import person
from deskbreak.settings.person import Conditions, Movements, Places
from deskbreak.settings.ranges import holiday, span

SIGNALS = ("microphone", "camera", "fullscreen", "do_not_disturb", "presentation", "apps")
"""The switches of the table `quiet`, named like the engine's signals. A list of programs is off while it is empty."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE_HOURS = ("09:00-17:00",)
RENAMED: dict[str, str] = {}
"""The old name of a setting, such as reminder.often, and the one it has now. Old names keep working."""

Ranges = tuple[str, ...]
Command = tuple[str, ...]
COMMAND = {"kind": Sequence}
"""Tells a program with its arguments from ranges, which are a tuple as well."""
Names = tuple[str, ...]
NAMES = {"kind": list}
Days = tuple[str, ...]
DATES = {"kind": date}


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """When deskbreak suggests a break."""

    every_minutes: Annotated[
        float,
        Meta(
            ge=5,
            le=240,
            title="Remind me every",
            description="Minutes of sitting after which a break is suggested.",
        ),
    ] = 30
    length_seconds: Annotated[
        float,
        Meta(
            ge=10,
            le=1800,
            title="Length of a break",
            description="Seconds a break should last; half of it already counts as one.",
        ),
    ] = 60
    first_after_minutes: Annotated[
        float,
        Meta(
            ge=0,
            le=120,
            title="First reminder after",
            description="Minutes without a reminder after the start, and after you were away for long.",
        ),
    ] = 10
    daily_cap: Annotated[
        int,
        Meta(
            ge=1,
            le=200,
            title="Reminders a day",
            description="Reminders a day at most; snoozed and repeated ones are not counted.",
        ),
    ] = 16


class Snooze(msgspec.Struct, frozen=True, kw_only=True):
    """What happens when you put a break off."""

    minutes: Annotated[
        float,
        Meta(ge=1, le=60, title="Snooze for", description="Minutes until you are asked again."),
    ] = 5
    limit: Annotated[
        int,
        Meta(ge=0, le=10, title="Snoozes a break", description="How often one break can be put off."),
    ] = 2


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """How deskbreak tells whether you sit there. `deskbreak doctor` says by what, and what that cannot see here."""

    idle_minutes: Annotated[
        float,
        Meta(
            ge=1,
            le=60,
            title="Away after",
            description="Minutes without keyboard and mouse after which your sitting is no longer counted.",
        ),
    ] = 3
    natural_break_minutes: Annotated[
        float,
        Meta(
            ge=1,
            le=120,
            title="A break by itself after",
            description="Minutes away that count as a break by themselves; not less than idle_minutes.",
        ),
    ] = 5
    typing_pause_seconds: Annotated[
        float,
        Meta(
            ge=0,
            le=60,
            title="Wait for a pause in typing",
            description="Seconds without typing that a reminder waits for, two minutes at most; 0 does not wait.",
        ),
    ] = 5
    films: Annotated[
        bool,
        Meta(
            title="Films",
            description="Without keyboard and mouse you still sit there while a program keeps the screen on, 2 hours "
            "at most.",
        ),
    ] = True


class Quiet(msgspec.Struct, frozen=True, kw_only=True):
    """What holds a reminder back until it ends. `deskbreak doctor` says what of it can be seen here, and by what."""

    microphone: Annotated[
        bool,
        Meta(title="Microphone", description="Hold a reminder back while a program uses the microphone."),
    ] = True
    camera: Annotated[
        bool,
        Meta(title="Camera", description="Hold a reminder back while a program uses the camera."),
    ] = False
    fullscreen: Annotated[
        bool,
        Meta(
            title="Full screen",
            description="Hold a reminder back while a window fills the whole screen; one you work in, for 15 minutes.",
        ),
    ] = True
    do_not_disturb: Annotated[
        bool,
        Meta(title="Do not disturb", description="Hold a reminder back while the desktop is set to not disturb you."),
    ] = True
    presentation: Annotated[
        bool,
        Meta(
            title="Presentation",
            description="Hold a reminder back while a program that presents keeps the screen on.",
        ),
    ] = True
    apps: Annotated[
        Names,
        Meta(
            title="Programs in front",
            description="Hold a reminder back while a window of one of these is in front: names as `xprop WM_CLASS` "
            "says them.",
            extra=NAMES,
        ),
    ] = ()
    ignored: Annotated[
        Names,
        Meta(
            title="Ignored programs",
            description="These hold no reminder back, not even in a call: names as `deskbreak status` says them.",
            extra=NAMES,
        ),
    ] = ()
    tell_after_minutes: Annotated[
        float,
        Meta(
            ge=5,
            le=480,
            title="Show a long hold after",
            description="Minutes after which the icon itself shows that a reminder is being held back.",
        ),
    ] = 90


class WorkingHours(msgspec.Struct, frozen=True, kw_only=True):
    """When you work. 22:00-06:00 ends on the next day, 00:00-24:00 is the whole day, an empty list is a day off."""

    enabled: Annotated[
        bool,
        Meta(title="Working hours", description="Remind only within your hours."),
    ] = False
    monday: Annotated[Ranges, Meta(title="Monday", description="Your hours on Mondays.")] = OFFICE_HOURS
    tuesday: Annotated[Ranges, Meta(title="Tuesday", description="Your hours on Tuesdays.")] = OFFICE_HOURS
    wednesday: Annotated[Ranges, Meta(title="Wednesday", description="Your hours on Wednesdays.")] = OFFICE_HOURS
    thursday: Annotated[Ranges, Meta(title="Thursday", description="Your hours on Thursdays.")] = OFFICE_HOURS
    friday: Annotated[Ranges, Meta(title="Friday", description="Your hours on Fridays.")] = OFFICE_HOURS
    saturday: Annotated[Ranges, Meta(title="Saturday", description="Your hours on Saturdays.")] = ()
    sunday: Annotated[Ranges, Meta(title="Sunday", description="Your hours on Sundays.")] = ()
    holidays: Annotated[
        Days,
        Meta(
            title="Holidays",
            description="Days off whatever the weekday: 2026-12-24, or 12-25 for every year.",
            extra=DATES,
        ),
    ] = ()


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


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings; each field is a table of settings.toml."""

    reminder: Reminder = Reminder()
    snooze: Snooze = Snooze()
    presence: Presence = Presence()
    quiet: Quiet = Quiet()
    hours: WorkingHours = WorkingHours()
    movements: Movements = Movements()
    place: Places = Places()
    conditions: Conditions = Conditions()
    guide: Guide = Guide()
    notifications: Notifications = Notifications()
    tray: Tray = Tray()
    hooks: Hooks = Hooks()


DEFAULTS = Settings()


def rules(settings: Settings) -> Rules:
    """What the engine goes by under these settings."""
    reminder, presence, quiet = settings.reminder, settings.presence, settings.quiet
    return Rules(
        plans=(BreakPlan("stand-up", every=reminder.every_minutes * 60, length=reminder.length_seconds),),
        first_after=reminder.first_after_minutes * 60,
        daily_cap=reminder.daily_cap,
        snooze=settings.snooze.minutes * 60,
        snooze_limit=settings.snooze.limit,
        idle_after=presence.idle_minutes * 60,
        natural_after=presence.natural_break_minutes * 60,
        typing_pause=presence.typing_pause_seconds,
        deaf_to=frozenset(signal for signal in SIGNALS if getattr(quiet, signal) is False),
        tell_after=quiet.tell_after_minutes * 60,
        answer_within=settings.notifications.answer_within_minutes * 60,
        repeat_after=settings.notifications.repeat_after_minutes * 60,
        heads_up=settings.tray.heads_up_seconds,
        can_stand=settings.movements.can_stand and not locked(profile(settings)),
    )


def hours(settings: Settings) -> Hours | None:
    """The working hours under these settings; None when they are not switched on."""
    if not settings.hours.enabled:
        return None
    week = tuple(tuple(map(span, getattr(settings.hours, day))) for day in DAYS)
    return Hours(week, tuple(map(holiday, settings.hours.holidays)))


def switches(settings: Settings) -> Mapping[str, object]:
    """By signal that may be watched, what was chosen for it; nothing of it where that is false or empty."""
    return {signal: getattr(settings.quiet, signal) for signal in SIGNALS} | {FILM: settings.presence.films}


def profile(settings: Settings) -> Profile:
    """What the policy knows of the person under these settings."""
    return person.profile(settings.movements, settings.place, settings.conditions)


def told_place(settings: Settings) -> bool:
    """Whether somebody said where they sit, or it is only what is taken for granted."""
    return settings.place != DEFAULTS.place
