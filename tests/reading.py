"""A home whose owner has read the safety notice, as everybody has but on their first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from deskbreak.app.safety import keep_read


def safety_file(home: Path) -> Path:
    """Where it is kept that the notice was read, in a home without XDG variables that say otherwise."""
    return home / ".local" / "state" / "deskbreak" / "safety.json"


def has_read_the_safety_notice(home: Path) -> None:
    """From the first start on, movements are offered."""
    keep_read(safety_file(home), date(2026, 3, 2))
