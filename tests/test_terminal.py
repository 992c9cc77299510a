"""deskbreak where there is no desktop: a real terminal (a pty), no display, no bus."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tests.glass import Glass
from tests.reading import has_read_the_safety_notice

ROOT = Path(__file__).parent.parent
QUICK = ROOT / "tests" / "desktop" / "quick.py"
LOCAL = 3
"""Index of the local modes in what tcgetattr gives."""
LONG = 900


def bare_env(home: Path) -> dict[str, str]:
    """Nothing of a desktop, and not the first day."""
    run = home / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    has_read_the_safety_notice(home)
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "XDG_RUNTIME_DIR": str(run),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
    }


def heed_interrupts() -> None:
    """Tests in a background inherit that Ctrl+C, and under nohup hangups, are ignored; the program would, too."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def lead_the_session() -> None:
    """As a login does: the terminal controls the jobs."""
    heed_interrupts()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class InTerminal:
    """deskbreak, or what `shell` is, with the far end of its terminal in our hands."""

    def __init__(
        self, home: Path, seconds: float = LONG, columns: int = 100, shell: Sequence[str] = (),
        environ: Mapping[str, str] = MappingProxyType({}), controls: bool = True,
    ) -> None:  # fmt: skip
        self.near, far = pty.openpty()
        termios.tcsetwinsize(far, (24, columns))
        self.far = far
        self.before = termios.tcgetattr(far)
        self.seen = ""
        self.is_shell = bool(shell)
        self.glass = Glass(columns)
        self.process = subprocess.Popen(
            shell or [sys.executable, str(QUICK), str(seconds)],
            stdin=far, stdout=far, stderr=far, env=bare_env(home) | dict(environ), start_new_session=True,
            preexec_fn=lead_the_session if controls else heed_interrupts,
        )  # fmt: skip

    def until(self, text: str, seconds: float = 15) -> str:
        """All that was written until this text came."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            left = end - time.monotonic()
            assert left > 0, f"no {text!r} in {self.seen!r}"
            self.read(left)
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def read(self, seconds: float) -> str:
        """What is written within this time, as soon as there is something."""
        data = b""
        if select.select([self.near], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                data = os.read(self.near, 65536)
                # A character may have come in part.
                while data and not whole(data):
                    data += os.read(self.near, 1)
        self.seen += data.decode()
        if not self.is_shell:
            self.glass.write(data.decode())
        return data.decode()

    def until_silent(self, seconds: float = 0.3) -> None:
        """All of it that came so far."""
        while self.read(seconds):
            pass

    @property
    def as_it_was(self) -> bool:
        """Whether keys come as they came before."""
        return bool(termios.tcgetattr(self.far)[LOCAL] == self.before[LOCAL])

    def type(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self.near, self.far):
            with contextlib.suppress(OSError):
                os.close(end)


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[..., InTerminal]]:
    opened: list[InTerminal] = []

    def open_terminal(**arguments: Any) -> InTerminal:
        opened.append(InTerminal(tmp_path, **arguments))
        return opened[-1]

    yield open_terminal
    for terminal in opened:
        terminal.close()


@pytest.fixture
def terminal(open_terminal: Callable[..., InTerminal]) -> InTerminal:
    return open_terminal(seconds=2)


def test_it_says_in_one_line_what_is_missing_and_counts(terminal: InTerminal) -> None:
    said = terminal.until("\n")
    assert said.startswith("No tray and no notifications: no session bus")
    terminal.until("Stand up in")
    terminal.until("h help")


def test_reminder_keys_and_a_clean_end(terminal: InTerminal) -> None:
    terminal.until("30-second stand and side bend, 30 s.")
    terminal.type("z")
    terminal.until("Snoozed, back in 5 min")
    terminal.type("s")
    terminal.until("Get into place")
    terminal.type("d")
    terminal.until("Stand up in")
    terminal.type("q")
    assert terminal.process.wait(10) == 0
    assert terminal.as_it_was


def test_on_the_first_day_the_key_that_it_names_is_heard(
    open_terminal: Callable[..., InTerminal], tmp_path: Path
) -> None:
    terminal = open_terminal(environ={"XDG_STATE_HOME": str(tmp_path / "first day")})
    terminal.until("Press u when you understand.")
    terminal.type("u")
    terminal.until("deskbreak is running")
    terminal.type("q")
    assert terminal.process.wait(10) == 0


def test_arrows_and_function_keys_are_no_answers(terminal: InTerminal) -> None:
    """The letter behind an escape is D for an arrow to the left, Q for F2."""
    terminal.until("30-second stand and side bend")
    terminal.until("Time to stand up")
    for keys in ("\x1b[D", "\x1bOQ", "\x1b[A", "\x1bOP"):
        terminal.type(keys)
        time.sleep(0.02)
    terminal.type("h")
    assert "Stand up in" not in terminal.until("these lines")
    terminal.type("k")
    terminal.until("Stand up in")


def test_a_terminal_that_goes_away_ends_nothing(open_terminal: Callable[..., InTerminal]) -> None:
    """One that is not there to hang up on us, that is."""
    terminal = open_terminal(controls=False)
    terminal.until("h help")
    os.close(terminal.near)
    os.close(terminal.far)
    with pytest.raises(subprocess.TimeoutExpired):
        terminal.process.wait(2)
    terminal.process.terminate()
    assert terminal.process.wait(10) == 0


def test_told_not_to_hang_up_it_does_not(tmp_path: Path) -> None:
    process = subprocess.Popen(
        ["nohup", sys.executable, str(QUICK), "900"], env=bare_env(tmp_path), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def test_nobody_has_to_listen(tmp_path: Path) -> None:
    """`deskbreak run | true`, and with its outlets closed."""
    for arrange in ("| true", "<&- >&- 2>&-"):
        script = f"exec '{sys.executable}' '{QUICK}' 900 {arrange}"
        process = subprocess.Popen(["sh", "-c", script], env=bare_env(tmp_path), start_new_session=True)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(10) in (0, -signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(terminal: InTerminal, number: signal.Signals) -> None:
    terminal.until("h help")
    terminal.process.send_signal(number)
    assert terminal.process.wait(10) == 0
    assert terminal.as_it_was
    terminal.until_silent()
    assert not any("h help" in line for line in terminal.glass.lines)
    assert terminal.glass.column == 0


def whole(data: bytes) -> bool:
    """Whether no character and no sequence ends in its midst."""
    try:
        return not re.search(r"\x1b(\[[\d;]*)?$", data.decode())
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("columns", [40, 100])
def test_one_line_at_the_bottom_that_is_never_broken(open_terminal: Callable[..., InTerminal], columns: int) -> None:
    terminal = open_terminal(seconds=2, columns=columns)
    terminal.until("Time to stand up")
    terminal.type("h")
    terminal.until("these lines")
    terminal.type("w")
    terminal.until("I suggested a break")
    terminal.type("s")
    terminal.until("0:03")
    terminal.until_silent(0.1)
    lines = terminal.glass.lines
    assert terminal.glass.broken == 0
    assert terminal.glass.bells == 1
    assert "0:0" in lines[-1]
    assert lines[-1].endswith("h help")
    assert sum("h help" in line for line in lines) == 1
    assert sum("Stand up and step clear" in line for line in lines) == 1
    assert any(re.match(r"\d\d:\d\d  I suggested a break", line) for line in lines)


def test_while_nothing_changes_nothing_is_written(open_terminal: Callable[..., InTerminal]) -> None:
    terminal = open_terminal()
    terminal.until("h help")
    terminal.until_silent()
    assert terminal.read(2) == ""


def test_a_window_of_another_size(open_terminal: Callable[..., InTerminal]) -> None:
    terminal = open_terminal(columns=110)
    terminal.until("q quit · h help\r")
    termios.tcsetwinsize(terminal.near, (24, 40))
    assert "n now" not in terminal.until("h help\r")
    termios.tcsetwinsize(terminal.near, (24, 120))
    terminal.until("q quit · h help\r")
    terminal.until_silent()
    assert sum("h help" in line for line in terminal.glass.lines) == 1


@pytest.mark.parametrize(
    ("environ", "shows", "never"),
    [
        ({"LANG": "C"}, "[------------]  Stand up in", "█"),
        ({"TERM": "dumb"}, "░░░░  Stand up in", "\x1b"),
        ({"NO_COLOR": ""}, "\x1b[1mTime to stand up\x1b[0m", "\x1b[m"),
        ({}, "Time to stand up", "m"),
    ],
)
def test_what_the_terminal_can_do(
    open_terminal: Callable[..., InTerminal], environ: dict[str, str], shows: str, never: str
) -> None:  # fmt: skip
    terminal = open_terminal(seconds=1, environ=environ)
    seen = terminal.until(shows) + terminal.until("h help")
    if never == "m":
        assert not terminal.glass.styles
    else:
        assert never not in seen


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_stopped_sent_to_the_background_and_back(open_terminal: Callable[..., InTerminal]) -> None:
    """The shell has its terminal as it was; deskbreak has its line again as soon as it is in front."""
    shell = open_terminal(shell=["bash", "--norc", "--noediting", "-i"], environ={"PS1": "ready> "})
    shell.until("ready> ")
    before = termios.tcgetattr(shell.far)[LOCAL]
    shell.type(f"'{sys.executable}' '{QUICK}' {LONG}\n")
    shell.until("h help\r")
    assert termios.tcgetattr(shell.far)[LOCAL] != before
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("ready> ")
    assert termios.tcgetattr(shell.far)[LOCAL] == before
    shell.type("fg\n")
    shell.until("h help\r")
    assert termios.tcgetattr(shell.far)[LOCAL] != before
    shell.type("\x1a")
    shell.until("ready> ")
    shell.type("bg\n")
    shell.until("ready> ")
    shell.type("echo $((6 * 7))\n")
    assert "h help" not in shell.until("\n42")
    shell.until("ready> ")
    shell.type("fg\n")
    shell.until("h help\r")
    shell.type("q")
    shell.until("ready> ")
    assert termios.tcgetattr(shell.far)[LOCAL] == before
    shell.type("exit\n")
    assert shell.process.wait(10) == 0


def test_without_a_terminal_it_writes_one_line_a_reminder(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(QUICK), "1"], env=bare_env(tmp_path), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    first, second = process.stdout.readline(), process.stdout.readline()
    process.terminate()
    rest = process.stdout.read()
    assert process.wait(10) == 0
    assert first.startswith("No tray and no notifications")
    assert "30-second stand and side bend" in second
    assert "\x1b" not in first + second + rest
    process.stdout.close()
