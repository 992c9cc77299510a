"""Where programs keep what somebody has set: https://specifications.freedesktop.org/basedir-spec/latest/"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def settings_folder(environment: Mapping[str, str]) -> Path:
    """Of whoever this environment belongs to."""
    return Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/nonexistent")) / ".config")
