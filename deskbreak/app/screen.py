"""Whether there is a screen for windows."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def has_screen(env: Mapping[str, str]) -> bool:
    """Whether a program in this environment can show windows at all; over ssh it mostly cannot."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return True
    return bool(env.get("WAYLAND_DISPLAY") or env.get("DISPLAY"))
