"""The guide's window as a real program beside the loop: what it asks for, and every way in which it may be lost."""

from __future__ import annotations

import json
import signal
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any

import msgspec
import pytest

from deskbreak.app.child import Connected, Threaded
from deskbreak.app.countdown import Countdown
from deskbreak.app.guide_process import GuideProcess, has_qt
from deskbreak.app.loop import Loop
from deskbreak.app.window import LEAVES_WITHIN, SHOWN_WITHIN, Stage
from deskbreak.core.breaks import Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.desktop.clock import SystemClock
from deskbreak.errors import DeskbreakError
from deskbreak.guided import told
from deskbreak.ports import Request
from deskbreak.ports.notices import Notice
from deskbreak.settings.schema import DEFAULTS
from deskbreak.settings.shown import Guide
from tests.offered import suggested

PATIENCE = 20.0
OBEDIENT = """
    import json, sys
    print(json.dumps({"shown": True}), flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        with open(log, "a") as file:
            file.write(line)
        if told.get("guide") is None and told.get("guided"):
            break
"""


def is_gone(number: int) -> bool:
    """Whether this process has ended; who takes it over may not have noticed yet."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True


class Beside:
    """A countdown with a window that is some program."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self.log = folder / "told"
        self.loop = Loop(SystemClock())
        self.shown: list[Notice | None] = []
        self.asked: list[Request] = []
        self.ended: list[GuideEnded] = []
        self.settings = DEFAULTS
        self.refuses = False
        monkeypatch.setenv("DISPLAY", ":7")
        monkeypatch.setenv("PYTHONPATH", str(folder))
        monkeypatch.setattr("deskbreak.app.guide_process.has_qt", lambda: True)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: self.loop.wake_with(lambda: None))
        self.countdown = Countdown(self.shown.append, lambda: self.shown.append(None))
        self.countdown.on_ended = self.ended.append
        self.window = GuideProcess(
            self.loop, self.countdown, self.status, self._carry_out, lambda: self.settings, "a_window"
        )
        self.countdown.elsewhere = self.window
        self.loop.add_timed(self.window)
        self.loop.on_wake = lambda _late: self.window.look()

    def is_a(self, code: str) -> None:
        """The window is this program."""
        text = f"log = {str(self.log)!r}\n" + textwrap.dedent(code)
        (self._folder / "a_window.py").write_text(text, encoding="utf-8")

    def begins(self) -> None:
        self.countdown.open(suggested("standing-ql-stretch"), self.loop.clock.now())
        self.publishes()

    def publishes(self) -> None:
        self.window(None, self.loop.clock.now())  # type: ignore[arg-type]

    def until(self, what: Callable[[], object]) -> None:
        """Serve until this is so."""
        end = self.loop.clock.now() + PATIENCE
        self.loop.add_timed(ticks := Ticks())
        while not what():
            assert self.loop.clock.now() < end, "it never came to that"
            ticks.deadline = self.loop.clock.now() + 0.02
            self.loop.turn()
        self.loop.remove_timed(ticks)

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    @property
    def notice(self) -> Notice | None:
        return self.shown[-1] if self.shown else None

    @property
    def is_gone(self) -> bool:
        return not self.window.is_open and not self.window._leaving

    @property
    def stage(self) -> Stage | None:
        return None if self.window._window is None else self.window._window.stage

    @property
    def process(self) -> Popen[bytes]:
        assert self.window._window is not None
        return self.window._window._child.process

    @property
    def is_seen(self) -> bool:
        return self.stage is Stage.LEADING

    def status(self) -> dict[str, Any]:
        return told(self.countdown.guiding, self.countdown.ended, self.window.is_open)

    def _carry_out(self, request: Request) -> None:
        if self.refuses:
            raise DeskbreakError("not now", "")
        self.asked.append(request)

    def closes(self) -> None:
        self.window.close()
        for window in self.window._leaving:
            window._child.process.kill()
            window._child.process.wait()
        self.loop.close()


class Ticks:
    """A `Timed`: nothing but a reason to wake."""

    def __init__(self) -> None:
        self.deadline: float | None = None

    def on_time(self, _now: float) -> None:
        self.deadline = None


@pytest.fixture(params=["Connected", "Threaded"])
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Beside]:
    """In both ways in which a program can be spoken to."""
    kind = {"Connected": Connected, "Threaded": Threaded}[request.param]
    monkeypatch.setattr("deskbreak.app.window.start", kind)
    before = signal.getsignal(signal.SIGCHLD)
    one = Beside(tmp_path, monkeypatch)
    yield one
    one.closes()
    signal.signal(signal.SIGCHLD, before)


def test_a_window_is_told_how_things_stand_and_no_notice_is_shown(beside: Beside) -> None:
    beside.is_a(OBEDIENT)
    beside.begins()
    beside.until(lambda: len(beside.told) >= 3)
    assert beside.window.is_open
    assert beside.notice is None
    told = beside.told[-1]
    assert told["guide"]["movement"] == "standing-ql-stretch"
    assert (told["reduced_motion"], told["private"]) == ("auto", False)
    assert (told["sounds"], told["speech"]) == (False, False)
    assert beside.loop.clock.now() - told["now"] < PATIENCE


def test_whether_it_may_be_heard_is_told_and_what_cannot_be_is_noted(
    beside: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    beside.settings = msgspec.structs.replace(DEFAULTS, guide=Guide(sounds=True, speech=True))
    beside.is_a(
        OBEDIENT.replace(
            "for line", 'print(json.dumps({"unheard": "paplay: it did not end"}), flush=True)\n    for line'
        )
    )
    beside.begins()
    beside.until(lambda: len(beside.told) >= 3)
    assert all((told["sounds"], told["speech"]) == (True, True) for told in beside.told)
    beside.until(lambda: "not all of a movement can be heard: paplay: it did not end" in caplog.messages)
    assert beside.window.is_open


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os._exit(0)"])
def test_what_a_window_left_behind_is_ended(beside: Beside, tmp_path: Path, end: str) -> None:
    """A player that hangs, and a window that crashed."""
    number = tmp_path / "number"
    beside.is_a(f"""
        import os, pathlib, subprocess, sys
        null = subprocess.DEVNULL
        player = subprocess.Popen(["/bin/sleep", "600"], stdin=null, stdout=null)
        pathlib.Path({str(number)!r}).write_text(f"{{player.pid}} ")
        sys.stdin.readline()
        {end}
    """)
    beside.begins()
    beside.until(lambda: beside.notice is not None)
    beside.until(lambda: not beside.window._leaving)
    beside.until(lambda: is_gone(int(number.read_text())))


def test_the_movement_begins_when_there_is_something_to_be_seen(beside: Beside) -> None:
    beside.is_a("import time; time.sleep(0.3)\n" + textwrap.dedent(OBEDIENT))
    began = beside.loop.clock.now()
    beside.begins()
    beside.until(lambda: beside.is_seen)
    assert beside.countdown.guiding is not None
    assert beside.countdown.guiding.began - began >= 0.3


def test_paused_before_it_was_seen_it_pauses_at_its_beginning(beside: Beside) -> None:
    beside.is_a("import time; time.sleep(0.3)\n" + textwrap.dedent(OBEDIENT))
    beside.begins()
    assert beside.countdown.guiding is not None
    now = beside.loop.clock.now()
    beside.countdown.change(beside.countdown.guiding.held(now), now)
    beside.until(lambda: beside.is_seen)
    now = beside.loop.clock.now() + 60
    assert beside.countdown.guiding.elapsed(now) == 0
    assert beside.countdown.guiding.going_on(now).elapsed(now) == pytest.approx(0, abs=1e-6)


def test_over_before_it_was_seen_it_is_not_seen(beside: Beside) -> None:
    told: list[bool] = []
    beside.is_a("import time; time.sleep(600)")
    beside.window.on_gone = lambda: told.append(True)
    beside.begins()
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    assert not beside.window.is_open
    beside.until(lambda: told)
    beside.window.on_time(beside.loop.clock.now() + LEAVES_WITHIN + 1)
    beside.until(lambda: beside.is_gone)


def test_at_the_end_it_leaves_and_nothing_is_left_behind(beside: Beside) -> None:
    beside.is_a(OBEDIENT)
    beside.begins()
    beside.until(lambda: beside.is_seen)
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    beside.until(lambda: beside.is_gone)
    assert (beside.notice, beside.window.deadline) == (None, None)


def test_what_it_asks_for_is_done(beside: Beside) -> None:
    beside.is_a("""
        import json
        for do in ("hold", "go-on", "back", "ahead", "too-much", "done", "quit", "erase", "stop"):
            print(json.dumps({"do": do}), flush=True)
        input()
        import time; time.sleep(60)
    """)
    beside.begins()
    beside.until(lambda: {"do": "stop"} in beside.asked)
    allowed = ["hold", "go-on", "back", "ahead", "too-much", "done", "stop"]
    assert beside.asked == [{"do": do} for do in allowed], "and nothing that a window has no business with"


def test_what_cannot_be_done_any_more_harms_nobody(beside: Beside) -> None:
    beside.is_a(OBEDIENT.replace('{"shown": True}', '{"do": "hold"}'))
    beside.refuses = True
    beside.begins()
    beside.until(lambda: beside.told)
    assert beside.window.is_open


# -- lost -------------------------------------------------------------------------


def test_one_that_is_killed_pauses_and_the_notice_says_why(beside: Beside) -> None:
    beside.is_a(OBEDIENT)
    beside.begins()
    beside.until(lambda: beside.is_seen)
    beside.process.kill()
    beside.until(lambda: beside.is_gone)
    assert beside.countdown.guiding is not None
    assert beside.countdown.guiding.held_at is not None
    assert beside.notice is not None
    assert beside.notice.title == "Paused"
    assert beside.notice.body.startswith("The window closed unexpectedly.\n")


@pytest.mark.parametrize("about", ["trouble", "error"])
def test_what_failed_in_one_that_was_seen_is_for_the_log(
    beside: Beside, caplog: pytest.LogCaptureFixture, about: str
) -> None:
    failed = f"""sys.stdin.readline(); print(json.dumps({{"{about}": "ValueError: boom"}}), flush=True); sys.exit(1)"""
    beside.is_a(OBEDIENT.replace("for line", f"{failed}\n    for line"))
    beside.begins()
    beside.until(lambda: beside.notice is not None)
    assert beside.notice is not None
    assert beside.notice.body.startswith("The window closed unexpectedly.\n")
    assert any("ValueError: boom" in message for message in caplog.messages)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit(1)", "The window could not be shown."),
        ("print('no JSON', flush=True); import time; time.sleep(60)", "The window could not be shown."),
        ("print('[1, 2]', flush=True); import time; time.sleep(60)", "The window could not be shown."),
        ("print('x' * 200_000, flush=True); import time; time.sleep(60)", "The window could not be shown."),
        ("""print('{"trouble": "no libEGL.so.1"}')""", "The window cannot be shown: no libEGL.so.1."),
        ("""print('{"error": "ValueError: boom"}')""", "The window could not be shown."),
        ("import os; os.kill(os.getpid(), 11)", "The window could not be shown."),
    ],
    ids=["exit", "garbage", "no object", "endless", "trouble", "error", "segfault"],
)
def test_one_that_never_comes_up_leaves_the_movement_to_the_notice(beside: Beside, code: str, said: str) -> None:
    beside.is_a(code)
    beside.begins()
    beside.until(lambda: not beside.window.is_open)
    assert beside.notice is not None
    assert beside.notice.title.endswith("place · 0:05")
    assert beside.notice.body.startswith(f"{said}\n")
    assert beside.countdown.guiding is not None
    assert beside.countdown.guiding.held_at is None


def test_one_that_hangs_is_ended(beside: Beside) -> None:
    beside.is_a("import time; time.sleep(600)")
    beside.begins()
    assert beside.window.deadline is not None
    beside.window.on_time(beside.loop.clock.now() + SHOWN_WITHIN + 1)
    beside.until(lambda: beside.is_gone)
    assert beside.notice is not None
    assert beside.notice.body.startswith("The window cannot be shown: it does not come up.")


def test_one_that_does_not_leave_is_ended(beside: Beside) -> None:
    beside.is_a("import time; time.sleep(600)")
    beside.begins()
    beside.window.close()
    beside.window.on_time(beside.loop.clock.now() + LEAVES_WITHIN + 1)
    beside.until(lambda: beside.is_gone)


# -- whether there is one -----------------------------------------------------------


@pytest.mark.parametrize("why", ["setting", "asked", "no screen", "no Qt"])
def test_where_there_is_to_be_none_the_notice_leads(beside: Beside, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    match why:
        case "setting":
            beside.settings = msgspec.structs.replace(DEFAULTS, guide=Guide(window=False))
        case "asked":
            beside.window.asked({"do": "start", "window": False})
        case "no screen":
            monkeypatch.delenv("DISPLAY")
            monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        case _:
            monkeypatch.setattr("deskbreak.app.guide_process.has_qt", lambda: False)
    beside.begins()
    assert not beside.window.is_open
    assert beside.notice is not None
    assert ("deskbreak[window]" in beside.notice.body) is (why == "no Qt")


def test_how_to_get_a_window_is_told_once(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.app.guide_process.has_qt", lambda: False)
    bodies = []
    for _time in range(2):
        beside.begins()
        assert beside.notice is not None
        bodies.append(beside.notice.body)
        beside.countdown.close()
    assert [("pip install" in body) for body in bodies] == [True, False]


def test_the_token_of_the_click_goes_with_it_and_our_own_does_not(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
        import json, os
        tokens = [os.environ.get(name) for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")]
        with open(log, "w") as file:
            file.write(json.dumps({"tokens": tokens}))
        import time; time.sleep(60)
    """
    beside.is_a(code)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of our own start")
    for request, tokens in (({"do": "start", "activation": "T1"}, ["T1", "T1"]), ({"do": "start"}, [None, None])):
        beside.window.asked(request)
        beside.begins()
        beside.until(lambda: beside.told)
        assert beside.told == [{"tokens": tokens}]
        beside.countdown.close()
        beside.window.close()
        beside.log.unlink()


def test_who_asks_for_it_again_has_it_in_front(beside: Beside) -> None:
    beside.is_a(OBEDIENT)
    beside.begins()
    beside.until(lambda: beside.is_seen)
    beside.window.asked({"do": "show", "activation": "T2"})
    beside.countdown.show(beside.loop.clock.now())
    beside.until(lambda: any(line.get("front") == "T2" for line in beside.told))
    assert beside.notice is None


def test_who_asks_for_it_while_it_comes_up_waits_for_it(beside: Beside) -> None:
    beside.is_a("import time; time.sleep(0.3)\n" + textwrap.dedent(OBEDIENT))
    beside.begins()
    beside.countdown.show(beside.loop.clock.now())
    assert beside.notice is None
    beside.until(lambda: beside.is_seen)
    assert beside.notice is None


def test_a_notice_of_it_goes_when_it_is_seen(beside: Beside) -> None:
    beside.is_a(OBEDIENT)
    beside.begins()
    beside.countdown.show_here("It takes its time.", beside.loop.clock.now())
    assert beside.notice is not None
    beside.until(lambda: beside.is_seen)
    assert beside.notice is None


def test_another_movement_takes_the_same_window(beside: Beside) -> None:
    beside.is_a(OBEDIENT.replace("break", "pass"))
    beside.begins()
    beside.until(lambda: beside.is_seen)
    process = beside.process.pid
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    beside.begins()
    beside.until(lambda: [line for line in beside.told if line.get("guide")][1:])
    assert beside.process.pid == process
    assert beside.ended[0].outcome in (None, Outcome.PARTLY)


def test_what_begins_while_the_window_of_the_last_one_goes_has_a_window_of_its_own(beside: Beside) -> None:
    beside.is_a(OBEDIENT.replace("break", "import time; time.sleep(0.3); break"))
    beside.begins()
    beside.until(lambda: beside.is_seen)
    first = beside.process.pid
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    beside.begins()
    beside.until(lambda: beside.is_seen and beside.process.pid != first)
    beside.until(lambda: beside.told[-1].get("guide"))
    assert beside.countdown.guiding is not None
    assert beside.countdown.guiding.held_at is None
    assert beside.notice is None


def test_one_that_stays_leads_like_any_other(beside: Beside) -> None:
    beside.is_a(OBEDIENT.replace("break", "pass"))
    beside.begins()
    beside.until(lambda: beside.is_seen)
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    beside.begins()
    assert beside.stage is Stage.AGAIN
    beside.window.on_time(beside.loop.clock.now() + LEAVES_WITHIN + 1)
    assert beside.is_seen
    beside.process.kill()
    beside.until(lambda: beside.is_gone)
    assert beside.notice is not None
    assert beside.notice.title == "Paused"


@pytest.mark.parametrize("why", ["setting", "asked"])
def test_what_is_not_wanted_in_a_window_is_not_led_in_the_last_one_either(beside: Beside, why: str) -> None:
    """Which still tells how that went, and goes while this is under way."""
    told: list[object] = []
    beside.is_a(OBEDIENT.replace("break", "pass"))
    beside.begins()
    beside.until(lambda: beside.is_seen)
    beside.countdown.stop(0.0, beside.loop.clock.now())
    beside.publishes()
    assert beside.stage is Stage.CLOSING
    beside.until(lambda: beside.told and beside.told[-1].get("guide", "") is None)
    beside.window.on_gone = lambda: told.append(beside.countdown.guiding)
    if why == "setting":
        beside.settings = msgspec.structs.replace(DEFAULTS, guide=Guide(window=False))
    beside.window.asked({"do": "start"} if why == "setting" else {"do": "start", "window": False})
    beside.begins()
    beside.settings = DEFAULTS
    beside.window.asked({"do": "status"})
    assert not beside.status()["window"]
    assert beside.notice is not None
    beside.until(lambda: beside.is_gone)
    assert not beside.window.is_open
    assert beside.told[-1].get("guide", "") is None
    assert told == [beside.countdown.guiding], "whoever leads then has something to lead through"


def test_qt_is_looked_for_and_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(_name: str) -> None:
        raise ModuleNotFoundError

    assert has_qt()
    for found in (lambda _name: None, raises):
        monkeypatch.setattr("deskbreak.app.guide_process.find_spec", found)
        assert not has_qt()
