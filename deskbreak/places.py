"""Where files live: what deskbreak ships, and what belongs to the user.

What it ships lies inside the package when installed from a wheel, and beside the package in a
checkout (also one installed with `pip install -e`, which packages no data).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

NAME = "deskbreak"
PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The shipped folder `icons` or `config`."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def icon(size: int) -> Path:
    """The application icon, `size` pixels wide: 16, 24, 32, 48, 64, 128 or 256."""
    return shipped("icons") / f"deskbreak-{size}.png"


def settings_file() -> Path:
    """The user's settings; it need not exist."""
    return _user("user_config_path") / "settings.toml"


def own_content() -> Path:
    """The user's own movements and routines lie here, in folders of these names; they need not exist."""
    return _user("user_config_path")


def good_settings_file() -> Path:
    """A copy of the user's settings from when they had no mistakes."""
    return _user("user_state_path") / "settings.good.json"


def database() -> Path:
    """The user's history."""
    return _user("user_data_path") / "history.db"


def safety_file() -> Path:
    """That the safety notice was read, and when."""
    return _user("user_state_path") / "safety.json"


def cards_file() -> Path:
    """Which cards were read, and when."""
    return _user("user_state_path") / "cards.json"


def pictures() -> Path:
    """Pictures of movements for notices; whatever is missing there is drawn anew."""
    return _user("user_cache_path") / "pictures"


def login_entry() -> Path:
    """What has the desktops of Linux start deskbreak at login."""
    import platformdirs

    return platformdirs.user_config_path() / "autostart" / f"{NAME}.desktop"


def log_file(name: str) -> Path:
    """What the instance of this name decided and what went wrong, for whoever wants to know."""
    return _user("user_state_path") / f"{name}.log"


def lock_file(name: str) -> Path:
    """Held for life by the one running instance of this name."""
    try:
        return private(_user("user_data_path")) / f"{name}.lock"
    except OSError:
        # A home that is missing or cannot be written to: reminding needs none.
        return runtime_dir() / f"{name}.lock"


def socket_file(name: str) -> Path:
    """Where the running instance of this name listens; on Windows, what one has to know to reach it."""
    return runtime_dir() / f"{name}.sock"


def notice_file(name: str) -> Path:
    """Which notification the running instance of this name has on the screen."""
    return runtime_dir() / f"{name}.notice"


def runtime_dir() -> Path:
    """A folder only this user may enter; made when it is missing."""
    if sys.platform == "win32" or sys.platform == "darwin":
        # What macOS has for such files it clears away after some days, and Windows has nothing of the kind.
        with suppress(OSError):
            return private(_user("user_data_path"))
    else:
        # A login over ssh may lack the variable while the folder is there.
        for folder in (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{_user_id()}"):
            if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
                return private(Path(folder) / NAME)
    # Imported here, like platformdirs below: what is seldom used costs the resident program no memory.
    import tempfile

    return private(Path(tempfile.gettempdir()) / f"{NAME}-{_user_id()}")


Mark = tuple[int, int, int] | None
"""What tells one state of a file from another: when it was written, its size, which file it is. None without one."""


def mark_of(file: Path) -> Mark:
    """The state of this file now."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def private(folder: Path) -> Path:
    """This folder, made with mode 0700, or given it. PermissionError when somebody else owns it.

    Windows has no modes: what lies in a user's own folder there is closed to others by inheritance.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid"):
        # Not where a link leads to: in a folder that all may write to, it could lead to anything.
        if folder.lstat().st_uid != os.getuid():
            raise PermissionError(f"{folder} belongs to another user")
        folder.chmod(0o700)
    return folder


def _user_id() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _user(kind: str) -> Path:
    import platformdirs

    folder: Path = getattr(platformdirs, kind)(NAME, appauthor=False)
    return folder
