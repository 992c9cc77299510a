"""Whose the screen of this session is: the one answer for all who have to ask X11 or a Wayland compositor."""

from __future__ import annotations

from collections.abc import Mapping


def is_wayland(environment: Mapping[str, str]) -> bool:
    """Whether it belongs to a Wayland compositor. Xwayland answers there, and sees little."""
    kind, display = environment.get("XDG_SESSION_TYPE"), environment.get("WAYLAND_DISPLAY")
    if kind == "x11" and display:
        # The user's systemd hands the variable on from one session to the next; or we are in a compositor's window.
        from deskbreak.desktop.wayland import is_there

        return is_there(environment)
    return bool(display) or kind == "wayland"
