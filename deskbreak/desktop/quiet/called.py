"""What people call a program, by its file, its id or what it calls itself. Pure."""

from __future__ import annotations

CALLED = {
    "chrome": "Google Chrome",
    "google-chrome": "Google Chrome",
    "google-chrome-stable": "Google Chrome",
    "msedge": "Microsoft Edge",
    "teams-for-linux": "Teams",
    "skypeforlinux": "Skype",
    "signal-desktop": "Signal",
    "telegram-desktop": "Telegram",
    "mpv": "mpv",
    "vlc": "VLC",
    "obs": "OBS",
    "libreoffice-impress": "LibreOffice",
    "soffice": "LibreOffice",
}
"""By the last part of what they are known by; others are called like that."""


def called(known_by: str) -> str:
    """The name of a program that is known by this: a file, an id in the way of org.gnome.Totem, or a name."""
    name = known_by.rpartition("/")[2].removesuffix(".desktop")
    if name.count(".") > 1 and " " not in name:
        name = name.rpartition(".")[2]
    if name.lower() in CALLED:
        return CALLED[name.lower()]
    return name[:1].upper() + name[1:] if name.islower() else name
