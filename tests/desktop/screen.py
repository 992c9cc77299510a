"""A whole small desktop on a virtual screen, private to one test: Xfce's window manager, panel and notifications."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from PIL import Image, ImageGrab

from .bus import Bus
from .looking import Box, changed, lines, standing_out
from .processes import Processes, poll

WIDTH, HEIGHT = 1280, 800
PACKAGES = tuple((Path(__file__).parent / "packages.txt").read_text(encoding="utf-8").split())
PROGRAMS = ("Xvfb", "xdotool", "dbus-daemon", "xfwm4", "xfce4-panel")
NOTIFYD = "org.xfce.xfce4-notifyd.Notifications"
SERVICES = ("org.xfce.Xfconf", NOTIFYD)

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"

PARK = (400, 400)
START = 30.0

# Letters are lower than this, and pictures in a notification are square.
BUTTON = 22

T = TypeVar("T")

BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# No clock: nothing on the panel may change by itself between two screenshots.
PANEL_CONFIG = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="{size}"/>
      <property name="background-style" type="uint" value="1"/>
      <property name="background-rgba" type="array">
        <value type="double" value="{grey}"/>
        <value type="double" value="{grey}"/>
        <value type="double" value="{grey}"/>
        <value type="double" value="1"/>
      </property>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""

# At the top right, at once and whole: a picture taken while it fades in would be of no use.
NOTIFYD_CONFIG = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="notify-location" type="uint" value="2"/>
  <property name="initial-opacity" type="double" value="1"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
</channel>
"""


def service_program(service: str) -> str | None:
    """What the bus would start for an installed service: those programs lie outside PATH."""
    file = Path("/usr/share/dbus-1/services") / f"{service}.service"
    if not file.is_file():
        return None
    entries = file.read_text(encoding="utf-8").splitlines()
    return next((entry.removeprefix("Exec=") for entry in entries if entry.startswith("Exec=")), None)


def missing() -> list[str]:
    """The programs which a desktop needs and which are not there."""
    return [name for name in PROGRAMS if not shutil.which(name)] + [
        name for name in SERVICES if not service_program(name)
    ]


def environment(home: Path, run: Path) -> dict[str, str]:
    """All that a client gets; of the caller's own environment it is the PATH alone."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_CURRENT_DESKTOP": "XFCE",
        "XDG_SESSION_TYPE": "x11",
        # Nobody is there: the machine's own system bus must not speak to the client.
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={run / 'system_bus'}",
        # GTK programs would start the accessibility bus, dconf and gvfs, and wait for them.
        "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "memory",
        "GIO_USE_VFS": "local",
    }


class Desktop:
    """Comes up on entering `with`, and ends with all its processes and files on leaving it."""

    env: dict[str, str]
    bus: Bus

    def __init__(self, *, dark: bool = True, panel_size: int = 28, panel: bool = True, notifyd: bool = True) -> None:
        self.dark = dark
        self.panel_size = panel_size
        self.panel_box = Box(0, HEIGHT - panel_size, WIDTH, HEIGHT)
        self._with_panel = panel
        self._with_notifyd = notifyd
        self._own: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:
            self._make_folder(undo)
            self._start_x()
            self._start_bus(undo)
            self._start_session()
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._own.clear()
        self._undo.close()
        if kind is None:
            assert not self._left, f"still running after the desktop's end: {self._left}"

    # -- clients -----------------------------------------------------------------

    def spawn(self, argv: Sequence[str | Path], **env: str) -> subprocess.Popen[bytes]:
        """Starts a client, in a process group of its own; its output goes to a log."""
        return self._processes.start(argv, {**self.env, **env})

    def log_of(self, process: subprocess.Popen[bytes]) -> str:
        """What a client has written so far, on both its outputs."""
        return self._processes.log_of(process)

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Asks a client to end, with its group, and kills it if it stays."""
        self._processes.end(process)

    def wait_for(self, what: str, condition: Callable[[], T], seconds: float = 10.0) -> T:
        """Polls until `condition` is true and returns its value; AssertionError with all logs' ends if it never is."""
        answer = poll(lambda: self._dead() or condition(), seconds)
        dead = self._dead()
        if dead or not answer:
            why = f"{dead} ended" if dead else f"gave up after {seconds:.0f} s"
            raise AssertionError(f"{why}, waiting for {what}\n{self._processes.tails()}")
        return cast(T, answer)

    def _dead(self) -> str | None:
        """The first of the desktop's own programs which is no longer there, though nobody ended it."""
        return next((name for name, process in self._own.items() if process.poll() is not None), None)

    # -- eyes and hands ------------------------------------------------------------

    def screenshot(self, path: Path | None = None) -> Image.Image:
        """The whole screen, without the pointer; also saved if `path` is given."""
        image = ImageGrab.grab(xdisplay=self.env["DISPLAY"]).convert("RGB")
        if path:
            image.save(path)
        return image

    def still(self, seconds: float = 10.0, quiet: float = 0.3) -> Image.Image:
        """A screenshot after nothing has moved on the screen for `quiet` seconds."""
        last, since = self.screenshot(), time.monotonic()

        def quiet_now() -> bool:
            nonlocal last, since
            image = self.screenshot()
            if changed(last, image):
                last, since = image, time.monotonic()
            return time.monotonic() - since >= quiet

        self.wait_for("the screen to come to rest", quiet_now, seconds)
        return last

    def wait_change(self, before: Image.Image, box: Box | None = None, seconds: float = 10.0) -> Box:
        """The box of what differs from `before`, within `box`, once it has come to rest."""
        self.wait_for("a change on the screen", lambda: changed(before, self.screenshot(), box), seconds)
        found = changed(before, self.still(), box)
        assert found, "what changed on the screen was gone again"
        return found

    def wait_same(self, before: Image.Image, box: Box | None = None, seconds: float = 10.0) -> None:
        """Until the screen looks as it did `before`, within `box`."""
        self.wait_for("the screen as it was", lambda: not changed(before, self.screenshot(), box), seconds)

    def buttons(self, box: Box) -> list[Box]:
        """The push buttons within `box`, which is a notification's as a rule, row by row from the left."""
        patches = standing_out(self.screenshot(), box)
        found = [patch.box for patch in patches if patch.box.height >= BUTTON and patch.box.width > patch.box.height]
        return sorted((button for button in found if button != box), key=lambda button: (button.bottom, button.left))

    def lines(self, box: Box) -> list[Box]:
        """The lines of text within `box`, which is a menu's as a rule, from the top."""
        return lines(self.screenshot(), box)

    def move(self, x: int, y: int) -> None:
        self._xdotool("mousemove", x, y)

    def park(self) -> None:
        """Puts the pointer where there is nothing to hover over."""
        self.move(*PARK)

    def click(self, x: int, y: int, button: int = 1) -> None:
        # A hand rests for a moment too: panels look where the pointer is before it presses.
        self._xdotool("mousemove", x, y, "sleep", 0.1, "click", button)

    def key(self, *names: str) -> None:
        """Presses and releases keys, one after the other: `key("ctrl+a", "Escape")`."""
        self._xdotool("key", *names)

    def _xdotool(self, *words: str | float, check: bool = True) -> bool:
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=self.env, capture_output=True, text=True, timeout=10, check=False
        )
        assert done.returncode == 0 or not check, f"xdotool {words}: {done.stderr}"
        return done.returncode == 0

    # -- the bus -------------------------------------------------------------------

    def bus_call(self, destination: str, path: str, method: str, signature: str = "", *values: object) -> Any:
        """Calls `method`, named with its interface: the tuple of what comes back."""
        return self.bus.call(destination, path, method, signature, *values)

    def has_owner(self, name: str) -> bool:
        """Whether somebody owns `name` on the session bus."""
        return self.bus.has_owner(name)

    def tray_items(self) -> list[str]:
        """What is registered with the panel's tray; empty without a panel."""
        if not self.has_owner(WATCHER):
            return []
        return list(self.bus.property(WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems"))

    # -- parts which come and go ---------------------------------------------------

    def start_panel(self) -> None:
        """Returns when the panel is drawn and takes tray items."""
        bare = self.screenshot().crop(self.panel_box)
        self._start_own("xfce4-panel", ["xfce4-panel", "--disable-wm-check"])
        self.wait_for("the panel's tray", self._has_tray, START)
        self.wait_for("the panel", lambda: changed(bare, self.screenshot().crop(self.panel_box)), START)
        self.still()

    def kill_panel(self) -> None:
        """Like a crash; returns when the tray has left the bus."""
        self._kill_own("xfce4-panel")
        self.wait_for("the tray to leave the bus", lambda: not self.has_owner(WATCHER))

    def start_notifyd(self) -> None:
        """Returns when the notification daemon is on the bus."""
        self._start_service(NOTIFYD, NOTIFICATIONS)

    def kill_notifyd(self) -> None:
        """Like a crash; returns when the daemon has left the bus."""
        self._kill_own(NOTIFYD)
        self.wait_for("the notification daemon to leave the bus", lambda: not self.has_owner(NOTIFICATIONS))

    def start_program(self, name: str, argv: Sequence[str], owns: str) -> None:
        """Starts another part of the desktop; returns when it owns this name on the bus."""
        self._start_own(name, argv)
        self.wait_for(f"{owns} on the bus", lambda: self.has_owner(owns), START)

    def kill_program(self, name: str, owns: str) -> None:
        """Like a crash; returns when it has left the bus."""
        self._kill_own(name)
        self.wait_for(f"{name} to leave the bus", lambda: not self.has_owner(owns))

    def kill_screen(self) -> None:
        """The X server is gone, and with it goes whatever was on it."""
        self._kill_own("Xvfb")
        self._own.clear()

    def freeze(self, name: str) -> None:
        """Have one of the desktop's own programs stand still, as one that hangs does."""
        self._processes.send(self._own[name], signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        self._processes.send(self._own[name], signal.SIGCONT)

    def _has_tray(self) -> bool:
        host = "IsStatusNotifierHostRegistered"
        return self.has_owner(WATCHER) and bool(self.bus.property(WATCHER, WATCHER_PATH, WATCHER, host))

    def _start_own(self, name: str, argv: Sequence[str], pass_fds: Sequence[int] = ()) -> None:
        self._own[name] = self._processes.start(argv, self.env, pass_fds)

    def _kill_own(self, name: str) -> None:
        self._processes.kill(self._own.pop(name))

    def _start_service(self, service: str, name: str) -> None:
        program = service_program(service)
        assert program, f"{service} is not installed"
        self._start_own(service, [program])
        self.wait_for(f"{name} on the bus", lambda: self.has_owner(name), START)

    # -- bringing up ---------------------------------------------------------------

    def _make_folder(self, undo: contextlib.ExitStack) -> None:
        # Not under $TMPDIR, which may be deep: the address of a socket holds 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
        undo.callback(shutil.rmtree, self.folder, ignore_errors=True)
        home, run, logs = (self.folder / name for name in ("home", "run", "logs"))
        for folder in (home, run, logs):
            folder.mkdir(mode=0o700)
        self.env = environment(home, run)
        self._processes = Processes(home, logs)
        undo.callback(self._end_all)
        self._write_config()

    def _end_all(self) -> None:
        self._left = self._processes.end_all()

    def _write_config(self) -> None:
        folder = Path(self.env["XDG_CONFIG_HOME"]) / "xfce4/xfconf/xfce-perchannel-xml"
        folder.mkdir(parents=True)
        grey = "0.13" if self.dark else "0.93"
        panel = PANEL_CONFIG.format(dark=str(self.dark).lower(), size=self.panel_size, grey=grey)
        (folder / "xfce4-panel.xml").write_text(panel, encoding="utf-8")
        (folder / "xfce4-notifyd.xml").write_text(NOTIFYD_CONFIG, encoding="utf-8")

    def _start_x(self) -> None:
        root = "-br" if self.dark else "-wr"
        screen = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-dpi", "96", root, "-nolisten", "tcp", "-noreset"]
        number = self._start_telling("Xvfb", lambda told: ["Xvfb", *screen, "-displayfd", str(told)])
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self, undo: contextlib.ExitStack) -> None:
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(socket=self.folder / "run/bus"), encoding="utf-8")
        argv = ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"]
        address = self._start_telling("dbus-daemon", lambda told: [*argv, f"--print-address={told}"])
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        self.bus = undo.enter_context(Bus(address))

    def _start_telling(self, name: str, argv: Callable[[int], list[str]]) -> str:
        """Starts a program which writes one line to a given descriptor when it is ready; returns that line."""
        told = self.folder / f"{name}.told"
        with told.open("wb") as file:
            self._start_own(name, argv(file.fileno()), [file.fileno()])
        self.wait_for(name, lambda: told.read_bytes().endswith(b"\n"), START)
        return told.read_text(encoding="ascii").strip()

    def _start_session(self) -> None:
        self._start_service("org.xfce.Xfconf", "org.xfce.Xfconf")
        self._start_own("xfwm4", ["xfwm4", "--compositor=off"])
        self.wait_for("the window manager", lambda: self._xdotool("get_num_desktops", check=False), START)
        if self._with_notifyd:
            self.start_notifyd()
        if self._with_panel:
            self.start_panel()
