"""A desktop of its own for the benchmark: X server, buses, window manager, panel with tray, notification daemon.

Nothing of the caller's session is used. All of it lives in one temporary folder and ends with it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import Processes
from .procfs import command_name
from .tray import TrayWatch

NEEDED = ("Xvfb", "dbus-daemon", "xfwm4", "xfce4-panel", "gsettings")
SERVICES = Path("/usr/share/dbus-1/services")
# What a desktop has running anyway: the session bus may start these, and they count as nobody's own.
SHARED = {
    "org.xfce.Xfconf.service": "xfconfd",
    "org.xfce.xfce4-notifyd.Notifications.service": "xfce4-notifyd",
    "ca.desrt.dconf.service": "dconf-service",
}
NOTIFIER = "org.freedesktop.Notifications"
PASSED_ON = ("PATH", "USER", "LOGNAME", "SHELL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH")
READY = 30.0  # seconds that a part of the desktop may take to come up

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><servicedir>{services}</servicedir>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""
# A panel with nothing but the tray: a clock or a window list would have wake-ups of its own.
PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""


@dataclass(frozen=True)
class Desk:
    """A running desktop: its processes, their environment, and a watch on its tray."""

    processes: Processes
    watch: TrayWatch

    @property
    def display(self) -> str:
        """The X display."""
        return self.processes.env["DISPLAY"]

    @property
    def home(self) -> Path:
        """HOME of everything on this desktop."""
        return Path(self.processes.env["HOME"])

    def newcomers(self, before: set[int]) -> set[int]:
        """Processes that were not there before, without the services that every desktop shares."""
        return {pid for pid in self.processes.pids() - before if command_name(pid) not in SHARED.values()}


def missing() -> list[str]:
    """The programs a desktop needs and this machine does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def desk() -> Iterator[Desk]:
    """Brings a desktop up, and ends it and all that was started on it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)))
        processes = Processes(folder, _environment(folder))
        stack.callback(processes.end_all)
        processes.env["DISPLAY"] = _start_xvfb(processes)
        for kind in ("session", "system"):
            processes.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = _start_bus(processes, kind)
        watch = TrayWatch(processes.env["DBUS_SESSION_BUS_ADDRESS"], processes.env["DISPLAY"])
        stack.enter_context(closing(watch))
        _start_shell(processes, watch)
        yield Desk(processes, watch)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's session: folders of its own, made here, and what finds programs."""
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for place in places.values():
        (folder / place).mkdir(parents=True, mode=0o700)
    passed_on = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    desktop = {"XDG_CURRENT_DESKTOP": "XFCE", "XDG_SESSION_TYPE": "x11", "DESKTOP_SESSION": "xfce", "LANG": "C.UTF-8"}
    # Without the accessibility bus, which is not up here, GTK programs would complain and wait for it.
    return passed_on | desktop | {key: str(folder / place) for key, place in places.items()} | {"NO_AT_BRIDGE": "1"}


def _start_xvfb(processes: Processes) -> str:
    """Starts an X server on the first free display."""
    screen = ("-screen", "0", "1280x800x24", "-dpi", "96", "-nolisten", "tcp", "-noreset")
    return ":" + _start_telling(processes, "Xvfb", lambda told: ("Xvfb", "-displayfd", told, *screen))


def _start_bus(processes: Processes, kind: str) -> str:
    """Starts a message bus that may start the shared services, and no others; its address."""
    services = processes.folder / f"{kind}-services"
    services.mkdir()
    if kind == "session":
        for name in SHARED:
            (services / name).symlink_to(SERVICES / name)
    config = processes.folder / f"{kind}.conf"
    config.write_text(BUS.format(socket=processes.folder / f"{kind}.socket", services=services))
    command = ("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}")
    return _start_telling(processes, f"{kind}-bus", lambda told: (*command, f"--print-address={told}"))


def _start_telling(processes: Processes, name: str, command: Callable[[str], Sequence[str]]) -> str:
    """Starts a server that is given the number of a pipe and writes a line to it when it is ready; the line."""
    ours, theirs = os.pipe()
    with open(ours) as told:
        try:
            processes.spawn(name, command(str(theirs)), pass_fds=(theirs,))
        finally:
            os.close(theirs)
        if not (line := told.readline().strip()):
            raise RuntimeError(f"{name} does not start: {processes.last_words(name)}")
    return line


def _start_shell(processes: Processes, watch: TrayWatch) -> None:
    """Window manager, panel and notification daemon."""
    panel = Path(processes.env["XDG_CONFIG_HOME"], "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml")
    panel.parent.mkdir(parents=True)
    panel.write_text(PANEL)
    manager = processes.spawn("xfwm4", ("xfwm4", "--compositor=off"))
    watch.wait_window_manager(READY, manager.pid)
    shown = processes.spawn("xfce4-panel", ("xfce4-panel",))
    watch.wait_host(READY, shown.pid)
    watch.start_service(NOTIFIER)
