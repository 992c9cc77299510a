"""What people call a program, by its file, its id or what it calls itself. Pure."""

from __future__ import annotations

CALLED = {
    "chrome": "Google Chrome",
    "google-chrome": "Google Chrome",
    "google-chrome-stable": "Google Chrome",
    "msedge": "Microsoft Edge",
    "firefox-bin": "Firefox",
    "firefox-esr": "Firefox",
    "chromium-browser": "Chromium",
    "brave-browser": "Brave",
    "vivaldi-bin": "Vivaldi",
    "element-desktop": "Element",
    "mattermost-desktop": "Mattermost",
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


def file_of(path: str) -> str:
    """The file of a program, as it was called before somebody wrapped it: .zoom-wrapped of NixOS is zoom."""
    return path.rpartition("/")[2].removeprefix(".").removesuffix("-wrapped")


def called(known_by: str) -> str:
    """The name of a program that is known by this: a file, an id in the way of org.gnome.Totem, or a name."""
    name = known_by.rpartition("/")[2].removesuffix(".desktop")
    if name.count(".") > 1 and " " not in name:
        name = name.rpartition(".")[2]
    if name.lower() in CALLED:
        return CALLED[name.lower()]
    return name[:1].upper() + name[1:] if name.islower() else name
