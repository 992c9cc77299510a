"""The settings of when deskbreak reminds, and when it takes you to be there."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE_HOURS = ("09:00-17:00",)
Ranges = tuple[str, ...]
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
