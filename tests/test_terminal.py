"""deskbreak where there is no desktop: a real terminal (a pty), no display, no bus."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUICK = ROOT / "tests" / "desktop" / "quick.py"
ECHO = 3
"""Index of the local modes in what tcgetattr gives."""


def bare_env(home: Path) -> dict[str, str]:
    """Nothing of a desktop."""
    run = home / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "XDG_RUNTIME_DIR": str(run),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
    }


def heed_interrupts() -> None:
    """Tests that run in a shell's background inherit that Ctrl+C is ignored, and so would the program."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class InTerminal:
    """deskbreak with the far end of its terminal in our hands."""

    def __init__(self, home: Path, seconds: float) -> None:
        self.near, far = pty.openpty()
        self.far = far
        self.before = termios.tcgetattr(far)
        self.seen = ""
        self.process = subprocess.Popen(
            [sys.executable, str(QUICK), str(seconds)],
            stdin=far, stdout=far, stderr=far, env=bare_env(home), start_new_session=True,
            preexec_fn=heed_interrupts,
        )  # fmt: skip

    def until(self, text: str, seconds: float = 15) -> str:
        """All that was written until this text came."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            left = end - time.monotonic()
            assert left > 0, f"no {text!r} in {self.seen!r}"
            if select.select([self.near], [], [], left)[0]:
                self.seen += os.read(self.near, 4096).decode()
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def type(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.near)
        os.close(self.far)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[InTerminal]:
    terminal = InTerminal(tmp_path, seconds=2)
    yield terminal
    terminal.close()


def test_it_says_in_one_line_what_is_missing_and_counts(terminal: InTerminal) -> None:
    said = terminal.until("\n")
    assert said.startswith("No tray and no notifications: no session bus")
    terminal.until("q quit")
    terminal.until("Stand up in")


def test_reminder_keys_and_a_clean_end(terminal: InTerminal) -> None:
    terminal.until("Stand and shift: 35 s.")
    terminal.type("z")
    terminal.until("Snoozed, back in 5 min")
    terminal.type("s")
    terminal.until("Get into place")
    terminal.type("d")
    terminal.until("Stand up in")
    terminal.type("q")
    assert terminal.process.wait(10) == 0
    assert termios.tcgetattr(terminal.far)[ECHO] == terminal.before[ECHO]


def test_arrows_and_function_keys_are_no_answers(terminal: InTerminal) -> None:
    """The letter behind an escape is D for an arrow to the left, Q for F2."""
    terminal.until("Stand and shift")
    for keys in ("\x1b[D", "\x1bOQ", "\x1b[A", "\x1bOP"):
        terminal.type(keys)
        terminal.until("Time to stand up")
    terminal.type("k")
    terminal.until("Stand up in")


def test_a_terminal_that_goes_away_ends_nothing(tmp_path: Path) -> None:
    terminal = InTerminal(tmp_path, seconds=900)
    terminal.until("q quit")
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
    terminal.until("q quit")
    terminal.process.send_signal(number)
    assert terminal.process.wait(10) == 0
    assert termios.tcgetattr(terminal.far)[ECHO] == terminal.before[ECHO]


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
    assert "Stand and shift" in second
    assert "\x1b" not in first + second + rest
    process.stdout.close()
