"""What the settings mean to the engine and to the policy."""

from __future__ import annotations

from collections.abc import Mapping

from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.hours import Hours
from deskbreak.core.profile import Profile
from deskbreak.core.quiet import FILM
from deskbreak.core.safety import locked
from deskbreak.settings import person
from deskbreak.settings.quiet import SIGNALS
from deskbreak.settings.ranges import holiday, span
from deskbreak.settings.schema import DEFAULTS, Settings
from deskbreak.settings.when import DAYS


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
