"""A desktop of its own for the benchmark: X server, buses, window manager, panel with tray, notification daemon.

Nothing of the caller's session is used. All of it lives in one temporary folder and ends with it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.quiet.unpacked import pulseaudio

from .place import place, start_bus, start_telling
from .processes import Processes
from .procfs import command_name
from .somebody import Somebody
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
SOUND = ("-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "-L", "module-native-protocol-unix")
READY = 30.0  # seconds that a part of the desktop may take to come up

DESKTOP = {
    "XDG_CURRENT_DESKTOP": "XFCE",
    "XDG_SESSION_TYPE": "x11",
    "DESKTOP_SESSION": "xfce",
    # Without the accessibility bus, which is not up here, GTK programs would complain and wait for it.
    "NO_AT_BRIDGE": "1",
}
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
    """A running desktop: its processes, their environment, a watch on its tray, and how time goes by at it."""

    processes: Processes
    watch: TrayWatch
    passes: Callable[[float], None] = time.sleep
    """Lets so many seconds go by, with whatever somebody does there meanwhile."""

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
def desk(is_seated: bool = False) -> Iterator[Desk]:
    """Brings a desktop up, and ends it and all that was started on it. With `is_seated` somebody types at it."""
    with place(DESKTOP) as processes, ExitStack() as stack:
        processes.env["DISPLAY"] = _start_xvfb(processes)
        for kind, services in (("session", {name: SERVICES / name for name in SHARED}), ("system", {})):
            processes.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = start_bus(processes, kind, services)
        watch = TrayWatch(processes.env["DBUS_SESSION_BUS_ADDRESS"], processes.env["DISPLAY"])
        stack.enter_context(closing(watch))
        _start_shell(processes, watch)
        if not is_seated:
            yield Desk(processes, watch)
            return
        person = stack.enter_context(closing(Somebody(processes.env["DISPLAY"])))
        yield Desk(processes, watch, person.types)


def _start_xvfb(processes: Processes) -> str:
    """Starts an X server on the first free display."""
    screen = ("-screen", "0", "1280x800x24", "-dpi", "96", "-nolisten", "tcp", "-noreset")
    return ":" + start_telling(processes, "Xvfb", lambda told: ("Xvfb", "-displayfd", told, *screen))


def start_sound(processes: Processes) -> bool:
    """Starts a sound server without any device, whether there is one to start; programs find it in their folders."""
    program, finds_its_parts = pulseaudio()
    if shutil.which(program[0]) is None:
        return False
    server = Path(processes.env["XDG_RUNTIME_DIR"], "pulse", "native")
    environment = (f"{name}={value}" for name, value in finds_its_parts.items())
    processes.spawn("pulseaudio", ("env", *environment, *program, *SOUND))
    end = time.monotonic() + READY
    while not server.is_socket():
        if time.monotonic() > end:
            raise RuntimeError(f"pulseaudio does not start: {processes.last_words('pulseaudio')}")
        time.sleep(0.05)
    return True


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
