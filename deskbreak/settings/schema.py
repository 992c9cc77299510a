"""Every setting, declared once: its type, its limits, its default, its help.

Validation, config/settings.toml and docs/settings.md all come from here. Help is written in plain
English and marked for translation where it is shown.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from deskbreak.core.breaks import BreakPlan, Rules


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """When deskbreak asks you to stand up."""

    every_minutes: Annotated[
        float,
        Meta(
            ge=5,
            le=240,
            title="Remind me every",
            description="Minutes of sitting after which you are asked to stand up.",
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


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings; each field is a table of settings.toml."""

    reminder: Reminder = Reminder()
    snooze: Snooze = Snooze()


def rules(settings: Settings) -> Rules:
    """What the engine goes by under these settings."""
    return Rules(
        plans=(
            BreakPlan("stand-up", every=settings.reminder.every_minutes * 60, length=settings.reminder.length_seconds),
        ),
        snooze=settings.snooze.minutes * 60,
        snooze_limit=settings.snooze.limit,
    )
