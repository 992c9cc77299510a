"""What a terminal is sent: a real one (a pty) with the far end in our hands."""

from __future__ import annotations

import io
import os
import pty
import resource
import select
import sys
import termios
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import pytest

from deskbreak.app import safety_notices
from deskbreak.desktop.console import Console, charset, console
from deskbreak.desktop.notify.terminal import TerminalNotifier
from deskbreak.ports.notices import Notice
from tests.glass import Glass

XTERM = {"TERM": "xterm", "LANG": "C.UTF-8"}
PROMPT = Notice("Up for a minute?", "Stand and shift: 35 s.\nYou have sat 30 min.", stays=True)


def countdown(title: str, body: str) -> Notice:
    return Notice(title, body, put_away={"do": "hush"}, stays=True, share=0.5)


class Far:
    """A terminal, and what it was sent."""

    def __init__(self) -> None:
        self.near, far = pty.openpty()
        self.out: TextIO = os.fdopen(far, "w", encoding="utf-8")

    def got(self) -> str:
        data = b""
        while select.select([self.near], [], [], 0)[0]:
            data += os.read(self.near, 65536)
        return data.decode()


@pytest.fixture
def far() -> Iterator[Far]:
    far = Far()
    yield far
    far.out.close()
    os.close(far.near)


def test_lines_stay_above_the_live_one(far: Far) -> None:
    glass, con = Glass(), Console(far.out, XTERM)
    con.live("first")
    con.say("said")
    con.live("second, longer")
    con.live("third")
    con.say("said too", bell=True)
    glass.write(far.got())
    assert glass.lines == ["said", "said too", "third"]
    assert (glass.bells, glass.column) == (1, 0)
    con.live("")
    glass.write(far.got())
    assert glass.lines == ["said", "said too"]


def test_what_is_shown_already_is_not_written_again(far: Far) -> None:
    con = Console(far.out, XTERM)
    con.live("same")
    far.got()
    con.live("same")
    assert far.got() == ""


def test_one_change_is_one_write(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    con = Console(far.out, XTERM)
    con.live("before")
    far.got()
    flushes: list[str] = []
    monkeypatch.setattr(con, "_out", written := Written(flushes))
    con.say("a line", "another")
    con.live("after")
    assert [text.count("\n") for text in flushes] == [2, 0]
    assert written.flushed == 2


class Written(io.StringIO):
    """Keeps each write by itself."""

    def __init__(self, writes: list[str]) -> None:
        super().__init__()
        self.writes = writes
        self.flushed = 0

    def write(self, text: str) -> int:
        self.writes.append(text)
        return len(text)

    def flush(self) -> None:
        self.flushed += 1


def test_long_lines_are_broken_between_words(far: Far) -> None:
    termios.tcsetwinsize(far.near, (24, 40))
    Console(far.out, XTERM).say("09:30  I suggested a break: you had sat for half an hour.", hang=7)
    assert far.got().split("\r\n") == ["09:30  I suggested a break: you had sat", "       for half an hour.", ""]


def test_after_a_resize_the_rest_of_a_broken_line_goes(far: Far) -> None:
    con, glass = Console(far.out, XTERM), Glass()
    con.say("said")
    con.live("x" * 70)
    far.got()
    # As a terminal that was made narrower has it: the line broken in two, the cursor at its beginning.
    glass.rows, glass.row = ["said", "x" * 40, "x" * 30], 1
    con.live("short", resized=True)
    glass.write(far.got())
    assert glass.lines == ["said", "short"]


def test_a_dumb_terminal_gets_no_sequences(far: Far) -> None:
    con, glass = Console(far.out, {"TERM": "dumb", "LANG": "C.UTF-8"}), Glass()
    con.live("a long live line")
    con.say("said")
    con.live("short")
    con.live("short", resized=True)
    sent = far.got()
    glass.write(sent)
    assert "\x1b" not in sent
    assert glass.lines == ["said", "short"]
    assert not con.coloured


@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_colours_only_if_wanted(far: Far, more: dict[str, str], coloured: bool) -> None:
    assert Console(far.out, XTERM | more).coloured is coloured
    assert not Console(io.StringIO(), XTERM | more).coloured


def test_a_terminal_that_takes_nothing_holds_nobody_up(far: Far) -> None:
    """Ctrl+S, or a connection that hangs: what was said meanwhile comes when it goes on."""
    con, glass = Console(far.out, XTERM), Glass()
    con.live("before")
    glass.write(far.got())
    termios.tcflow(far.out.fileno(), termios.TCOOFF)
    for number in range(5000):
        con.live(f"meanwhile {number}")
    con.say("said")
    assert far.got() == ""
    termios.tcflow(far.out.fileno(), termios.TCOON)
    con.live("after")
    glass.write(far.got())
    assert glass.lines == ["said", "after"]


def test_one_that_went_away_is_no_trouble() -> None:
    far = Far()
    os.close(far.near)
    con = Console(far.out, XTERM)
    con.live("live")
    con.say("said")
    far.out.close()


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LC_CTYPE": "en_GB.UTF-8"}, "utf-8"),
        ({"LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, "utf-8"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no locales in its environment")
def test_the_locale_says_what_can_be_shown(environ: dict[str, str], says: str) -> None:
    assert charset(environ, "utf-8") == says


def test_what_cannot_be_shown_is_spelled_otherwise(far: Far) -> None:
    Console(far.out, {"TERM": "xterm", "LANG": "C"}).say("a · b … “c” é")
    assert far.got() == 'a | b ~ "c" ?\r\n'


def test_a_reminder_is_kept_above_and_calls_once(far: Far) -> None:
    console(far.out).live("live")
    TerminalNotifier(far.out).show(PROMPT)
    sent = far.got()
    assert sent.count("\a") == 1
    assert sent.index("Up for a minute?") < sent.index("       Stand and shift: 35 s.")
    assert "\nlive" in sent.replace("\a", "")


def test_a_key_is_named_only_where_it_is_heard(far: Far) -> None:
    notice = safety_notices.safety()
    notifier = TerminalNotifier(far.out)
    notifier.show(notice)
    unheard = far.got()
    assert "Press u" not in unheard
    assert "Read and answer with: deskbreak safety" in " ".join(unheard.split())
    console(far.out).has_keys = True
    notifier.show(notice)
    heard = far.got()
    assert "       Press u when you understand.\r\n" in heard.replace("\a", "")
    assert "deskbreak safety" not in heard
    out = io.StringIO()
    TerminalNotifier(out).show(notice)
    assert "Press u" not in out.getvalue()
    assert "Read and answer with: deskbreak safety" in out.getvalue()


def test_the_steps_of_a_movement_are_told_once_each(far: Far) -> None:
    titles: list[str] = []
    console(far.out).on_lead = titles.append
    notifier = TerminalNotifier(far.out)
    for title, body in [("Go · 0:05", "Stand up."), ("Left · 0:10", "Lean."), ("Left · 0:05", "Lean.")]:
        notifier.show(countdown(title, body))
    notifier.withdraw()
    assert titles == ["Go · 0:05", "Left · 0:10", "Left · 0:05", ""]
    assert far.got() == "       Stand up.\r\n       Lean.\r\n"


def test_a_file_gets_one_plain_line_a_reminder() -> None:
    out = io.StringIO()
    notifier = TerminalNotifier(out)
    notifier.show(PROMPT)
    notifier.show(countdown("Go · 0:05", "Stand up."))
    notifier.show(Notice("Good moment to stand", ""))
    notifier.show(replace(PROMPT, title="Good moment to stand"))
    assert out.getvalue().splitlines() == [
        "Up for a minute? Stand and shift: 35 s. You have sat 30 min.",
        "Good moment to stand.",
        "Good moment to stand. Stand and shift: 35 s. You have sat 30 min.",
    ]


def test_a_full_disk_only_delays_what_is_said(tmp_path: Path) -> None:
    """`deskbreak run > log`, and the disk has no room for a while."""
    with (tmp_path / "log").open("w", encoding="utf-8") as out:
        con = Console(out, XTERM)
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, unlimited[1]))
        try:
            con.say("while it is full")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        con.say("later")
    assert (tmp_path / "log").read_text() == "while it is full\nlater\n"
