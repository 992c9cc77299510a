"""Every setting, declared once in its table: its type, its limits, its default, its help.

Reading, writing, config/settings.toml, docs/settings.md and the command line all go by what stands in the tables. Help
is plain English; `make messages` gathers it, and it is translated where it is shown.
"""

from __future__ import annotations

import msgspec

from deskbreak.settings.person import Conditions, Movements, Places
from deskbreak.settings.quiet import Quiet
from deskbreak.settings.shown import Guide, Hooks, Notifications, Tray
from deskbreak.settings.when import Presence, Reminder, Snooze, WorkingHours

RENAMED: dict[str, str] = {}
"""The old name of a setting, such as reminder.often, and the one it has now. Old names keep working."""


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
