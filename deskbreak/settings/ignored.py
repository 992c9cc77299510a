"""The programs that never hold a reminder back: one more of them."""

from __future__ import annotations

from deskbreak.core.quiet import same_name
from deskbreak.settings.keys import KEYS
from deskbreak.settings.schema import Settings
from deskbreak.settings.values import typed

SETTING = "quiet.ignored"


def with_ignored(settings: Settings, program: str) -> str:
    """What the setting is with this program in it, as it would be typed."""
    ignored = settings.quiet.ignored
    if same_name(program) not in map(same_name, ignored):
        ignored = (*ignored, " ".join(program.replace(",", " ").split()))
    return typed(KEYS[SETTING], ignored)
