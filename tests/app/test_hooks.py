"""Programs of the user's own: real ones, in a clock of ours."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from deskbreak.app.hooks import AT_ONCE, HAPPENS, Hooks, told
from deskbreak.core.effects import Decision, Did
from deskbreak.settings.shown import Hooks as Chosen
from tests.virtual import VirtualClock

PATIENCE = 20.0
SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")


class Hooked:
    def __init__(self, **chosen: object) -> None:
        self.clock = VirtualClock()
        self.chosen = Chosen(**chosen)  # type: ignore[arg-type]
        self.hooks = Hooks(self.clock, lambda: self.chosen)

    def until(self, met: Callable[[], bool]) -> None:
        by = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < by
            time.sleep(0.01)
            self.hooks.look()

    def reaped(self) -> bool:
        return not self.hooks._ended

    def is_idle(self) -> bool:
        return self.hooks.deadline is None


def python(code: str, file: Path, *arguments: str) -> tuple[str, ...]:
    """A program that may `say` something: whole, or not at all."""
    says = (
        "import json, os, subprocess, sys, time\n"
        "def say(what): f = sys.argv[1]; open(f + '.new', 'w').write(json.dumps(what)); os.rename(f + '.new', f)\n"
    )
    return (sys.executable, "-c", says + code, str(file), *arguments)


def test_it_is_started_with_its_arguments_as_they_stand_and_told_what_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "said"
    hooked = Hooked(reminder=python("say([dict(os.environ), sys.argv[2:]])", file, "$HOME; two words"))
    hooked.hooks(Decision(Did.PROMPTED, {"asking": "due", "sat": 1800.4, "snoozes": 0, "by": "Firefox"}))
    hooked.until(file.exists)
    env, arguments = json.loads(file.read_text())
    assert arguments == ["$HOME; two words"]
    ours = {name: value for name, value in env.items() if name.startswith("DESKBREAK_") and name != "DESKBREAK_HOME"}
    assert {
        "DESKBREAK_HOOK": "reminder",
        "DESKBREAK_DID": "prompted",
        "DESKBREAK_SAT": "1800",
        "DESKBREAK_SNOOZES": "0",
        "DESKBREAK_ASKING": "due",
    }.items() <= ours.items()
    hooked.until(hooked.is_idle)


@pytest.mark.parametrize("did", list(Did))
def test_each_is_started_for_what_it_is_there_for(did: Did) -> None:
    hook = HAPPENS.get(did)
    others = dict.fromkeys(set(HAPPENS.values()) - {hook}, SLEEPS)
    hooked = Hooked(**others)
    hooked.hooks(Decision(did))
    assert hooked.is_idle()
    if hook is not None:
        assert told(hook, Decision(did))["DESKBREAK_HOOK"] == hook


def test_one_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    starts = f"say(subprocess.Popen({list(SLEEPS)!r}).pid); time.sleep(60)"
    hooked = Hooked(pause=python(starts, file), time_limit_seconds=5.0)
    hooked.hooks(Decision(Did.PAUSED, {"reason": "user"}))
    hooked.until(file.exists)
    assert hooked.hooks.deadline == hooked.clock.now() + 5
    hooked.hooks.on_time(hooked.clock.now() + 4.9)
    assert not hooked.is_idle()
    hooked.hooks.on_time(hooked.clock.now() + 5)
    assert hooked.is_idle()
    hooked.until(hooked.reaped)
    # What it started has no parent of ours: it is gone, or about to be.
    hooked.until(lambda: not runs(int(file.read_text())))


def test_one_that_we_may_not_end_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As one that sudo started."""
    hooked = Hooked(pause=SLEEPS)
    hooked.hooks(Decision(Did.PAUSED))
    with monkeypatch.context() as patched:
        patched.setattr(os, "killpg", refuses)
        hooked.hooks.on_time(hooked.clock.now() + 600)
    assert "cannot be ended" in caplog.text
    assert hooked.is_idle()
    (program,) = hooked.hooks._ended
    program.kill()
    hooked.until(hooked.reaped)


def refuses(_pid: int, _signal: int) -> None:
    raise PermissionError(1, "Operation not permitted")


def runs(pid: int) -> bool:
    """Whether this process does anything any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_what_cannot_be_started_or_fails_is_logged_and_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    hooked = Hooked(
        reminder=("no-such-program-here",), pause=(sys.executable, "-c", "raise SystemExit(3)"), resume=("",)
    )
    hooked.hooks(Decision(Did.PROMPTED))
    hooked.hooks(Decision(Did.RESUMED))
    assert "hooks.reminder cannot be started" in caplog.text
    assert "hooks.resume cannot be started" in caplog.text
    hooked.hooks(Decision(Did.PAUSED))
    hooked.until(hooked.is_idle)
    assert "ended with 3" in caplog.text


def test_nobody_drowns_in_those_that_hang(caplog: pytest.LogCaptureFixture) -> None:
    hooked = Hooked(reminder=SLEEPS)
    with caplog.at_level(logging.WARNING):
        for _number in range(AT_ONCE + 2):
            hooked.hooks(Decision(Did.REPEATED))
    assert caplog.text.count("is not started") == 2
    hooked.hooks.on_time(hooked.clock.now() + 600)
    assert hooked.is_idle()
    hooked.until(hooked.reaped)


def test_the_page_lists_what_is_told() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "hooks.md").read_text()
    facts: Mapping[str, float | str] = dict.fromkeys(
        ("sat", "snoozes", "asking", "because", "reason", "until", "by"), 1
    )
    for name in told("reminder", Decision(Did.PROMPTED, dict(facts))):
        assert f"`{name}`" in page
    for did, hook in HAPPENS.items():
        assert f"`{did.value}`" in page
        assert f"| `{hook}` |" in page


def test_no_descriptor_of_ours_reaches_it(tmp_path: Path) -> None:
    file = tmp_path / "fds"
    kept = [os.open("/dev/null", os.O_RDONLY) for _number in range(5)]
    hooked = Hooked(reminder=python("say(len(os.listdir('/proc/self/fd')))", file))
    hooked.hooks(Decision(Did.PROMPTED))
    hooked.until(file.exists)
    # Its own three, and the folder that it reads.
    assert int(file.read_text()) == 4
    for one in kept:
        os.close(one)
    hooked.until(hooked.is_idle)
