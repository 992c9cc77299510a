"""The whole program, running on a desktop: what it is told, what it says, and what it keeps."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskbreak.app.protocol import WATCH, encode
from deskbreak.app.remote import ask
from deskbreak.core.breaks import Rules
from tests.desktop.clocks import Hands
from tests.desktop.processes import poll
from tests.desktop.quiet.sound import SoundServer
from tests.reading import has_read_the_safety_notice

from .screen import Desktop

ROOT = Path(__file__).parents[2]
QUICK = Path(__file__).with_name("quick.py")
LONG, SOON, SETTLE = 900.0, Rules().look_around + 0.2, 1.0
"""Seconds to a reminder that must not come during a test, and to one that does; and from the end of a hold to it."""
WATCH_SECONDS = 10.0
STRIDE = 50.0
"""Seconds that pass at once, where many do: less than the loop's longest sleep, and than a gap."""


class Running:
    """deskbreak on a desktop, as `quick.py` runs it."""

    def __init__(self, desktop: Desktop, *words: float | str, settings: str = "", **env: str) -> None:
        """`words` are those of `quick.py`."""
        file = Path(desktop.env["XDG_CONFIG_HOME"]) / "deskbreak" / "settings.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings, encoding="utf-8")
        has_read_the_safety_notice(Path(desktop.env["HOME"]))
        self.desktop = desktop
        self.env = {"PYTHONPATH": str(ROOT), **env}
        self.socket = Path(desktop.env["XDG_RUNTIME_DIR"]) / "deskbreak" / "deskbreak.sock"
        self.process = desktop.spawn([sys.executable, str(QUICK), *map(str, words)], **self.env)
        self.watching = self._watch()
        self.between: Callable[[], object] = lambda: None
        """What is done before each look at what is waited for: has fakes on the bus answer."""
        self._lines = b""
        self._told: dict[str, Any] = {}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "deskbreak", *words]
        env = {**self.desktop.env, **self.env}
        with subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert poll(lambda: self._looks(lambda: process.poll() is not None), 20.0), argv
            return subprocess.CompletedProcess(argv, process.returncode, *process.communicate())

    # -- what it says -------------------------------------------------------

    def told(self) -> dict[str, Any]:
        """The status, as it was told at the last change. Nobody is woken by this."""
        try:
            while data := self.watching.recv(1 << 16):
                self._lines += data
        except BlockingIOError:
            *whole, self._lines = self._lines.split(b"\n")
            if whole:
                self._told = json.loads(whole[-1])
        return self._told

    def is_in(self, phase: str) -> bool:
        return bool(self.told().get("phase") == phase)

    def status(self) -> dict[str, Any]:
        """The status at this moment."""
        return ask(self.socket, {"do": "status"})

    def said(self) -> str:
        return self.command("status").stdout

    def why(self) -> str:
        return self.command("why").stdout

    def wait(self, what: str, condition: Callable[[], object], seconds: float = 20.0) -> None:
        try:
            self.desktop.wait_for(what, lambda: self._looks(condition), seconds)
        except AssertionError as error:
            error.add_note(self.command("status", "--json").stdout + self.why() + self.log())
            raise

    def wait_phase(self, phase: str) -> None:
        self.wait(f"the phase {phase}", lambda: self.is_in(phase))

    def wait_reasons(self, *signals: str) -> None:
        self.wait(f"the reasons {signals}", lambda: self.told().get("reasons") == list(signals))

    # -- what it keeps ------------------------------------------------------

    def kept(self, query: str) -> list[Any]:
        """The first column of what its database answers."""
        with sqlite3.connect(Path(self.desktop.env["XDG_DATA_HOME"]) / "deskbreak" / "history.db") as database:
            return [first for first, *_others in database.execute(query)]

    def outcomes(self) -> list[str]:
        return self.kept("SELECT outcome FROM record ORDER BY id")

    def decisions(self) -> list[str]:
        return self.kept("SELECT did FROM decision ORDER BY id")

    def saved_at(self) -> float:
        """When the state was last kept."""
        return float(self.kept("SELECT now FROM state")[0])

    def log(self) -> str:
        return (Path(self.desktop.env["XDG_STATE_HOME"]) / "deskbreak" / "deskbreak.log").read_text(encoding="utf-8")

    def has_ended(self) -> None:
        """In good order: nothing failed on the way."""
        assert self.process.wait(20) == 0
        said = self.log() + self.desktop.log_of(self.process)
        assert "Traceback" not in said, said

    def quit(self) -> None:
        ask(self.socket, {"do": "quit"})
        self.has_ended()

    def _looks(self, condition: Callable[[], object]) -> object:
        self.between()
        return condition()

    def _watch(self) -> socket.socket:
        def connected() -> bool:
            try:
                watching.connect(str(self.socket))
            except OSError:
                return False
            return True

        watching = socket.socket(socket.AF_UNIX)
        weakref.finalize(self, watching.close)
        watching.settimeout(WATCH_SECONDS)
        self.desktop.wait_for("deskbreak", connected, 20.0)
        watching.sendall(encode(WATCH))
        watching.setblocking(False)
        return watching


class Forwarded(Running):
    """Its clocks are put forward by the test."""

    def __init__(self, desktop: Desktop, *words: float | str, settings: str = "", **env: str) -> None:
        self.hands = Hands(desktop.folder / "clock")
        super().__init__(desktop, *words, f"clock={self.hands.file}", settings=settings, **env)
        # It looks around a moment after it has begun: that must not fall into the time that is put forward.
        self.wait("who sits here", lambda: self.status()["presence"] != "unknown")

    def passes(self, seconds: float) -> None:
        """So much time goes by, with somebody at the desk who asks for the status now and then."""
        while seconds > 0:
            stride = min(seconds, STRIDE)
            self.hands.forward(awake=stride)
            self.status()
            self.between()
            seconds -= stride

    def looks_around(self) -> None:
        """Have it do now what it does once a minute. Nobody stands: what is asked changes nothing."""
        ask(self.socket, {"do": "sit"})

    def sleeps(self, seconds: float) -> None:
        """The machine is asleep for so long. It is noticed when something wakes the program."""
        self.hands.forward(asleep=seconds)


def heard(sound: SoundServer) -> dict[str, str]:
    """What a program needs to find the sound server."""
    return {"PULSE_SERVER": f"unix:{sound.path}"}


def machine(desktop: Desktop) -> dict[str, str]:
    """What a program needs to take the desktop's bus for the machine's as well."""
    return {"DBUS_SYSTEM_BUS_ADDRESS": desktop.env["DBUS_SESSION_BUS_ADDRESS"], "XDG_SESSION_ID": "2"}
