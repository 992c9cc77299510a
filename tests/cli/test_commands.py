"""The command line as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from deskbreak import day_words
from tests.cli.shell import Shell

STATUS_KEYS = {
    "phase", "plan", "sat_seconds", "due_in_seconds", "reasons", "snoozes", "today", "until", "presence", "session",
    "signals", "tray", "version", "targets", "guide", "guided", "warning_sign", "window",
}  # fmt: skip
TODAY_KEYS = {"due", "done", "taken", "partly", "natural", "skipped", "missed"}


def test_status(running: Shell) -> None:
    status = json.loads(running("status", "--json").stdout)
    assert set(status) == STATUS_KEYS
    assert set(status["today"]) == TODAY_KEYS
    said = running("status").stdout.splitlines()
    assert said[0].startswith("Stand up in 15 min")
    assert said[1] == "No breaks yet today"


def test_each_command_is_followed(running: Shell) -> None:
    for words, phase in [
        (("now",), "on_break"), (("done",), "working"), (("start",), "on_break"), (("skip",), "working"),
        (("snooze", "10"), "working"), (("skip",), "working"), (("pause", "1h30m"), "paused"),
        (("resume",), "working"), (("pause", "tomorrow"), "paused"), (("pause", "until", "14:30"), "paused"),
        (("resume",), "working"), (("meeting",), "working"), (("meeting", "1h30m"), "working"),
    ]:  # fmt: skip
        done = running(*words)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert done.stdout.count("\n") == 1
        assert json.loads(running("status", "--json").stdout)["phase"] == phase, words
    today = json.loads(running("status", "--json").stdout)["today"]
    assert (today["taken"], today["skipped"]) == (1, 1)
    # As the menu of the tray says it, and what is in that.
    (told,) = [line for line in running("status").stdout.splitlines() if line.startswith("Today")]
    assert told == "Today: 1 of 2 · 1 taken, 0 natural, 0 partly, 1 skipped, 0 missed"
    assert told.startswith(day_words.today(today["done"], today["due"]))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("resume",), 1),
        (("snooze", "0"), 2),
        (("snooze", "soon"), 2),
        (("pause", "soon"), 2),
        (("pause", "until", "25:00"), 1),
        (("meeting", "soon"), 2),
        (("why", "--last", "0"), 2),
        (("fly",), 2),
        (("another",), 1),
        (("start", "walk-braek"), 1),
        (("start", "walk-break", "--side", "left"), 1),
        (("start", "--side", "top"), 2),
    ],
)
def test_what_is_wrong_is_said_on_stderr(running: Shell, words: tuple[str, ...], code: int) -> None:
    done = running(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "command",
    ["status", "now", "start", "another", "done", "skip", "snooze", "pause", "meeting", "resume", "quit", "watch"],
)
def test_without_a_running_deskbreak_the_code_is_three(shell: Shell, command: str) -> None:
    done = shell(command)
    assert done.returncode == 3
    assert done.stderr == "deskbreak is not running.\nStart it with: deskbreak run\n"


def test_a_movement_of_ones_own_choice_is_what_is_recorded(running: Shell) -> None:
    for words in (("start", "walk-break"), ("start", "standing-ql-stretch", "--side", "right")):
        done = running(*words)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert running("done").returncode == 0
    told = json.loads(running("history", "--json").stdout)
    assert [entry["movement"] for entry in told] == ["walk-break", "standing-ql-stretch"]


def test_a_movement_that_is_nearly_named_right_is_guessed(running: Shell) -> None:
    assert "did you mean walk-break?" in running("start", "walkbreak").stderr


def test_a_meeting_is_a_reason_with_an_end(running: Shell) -> None:
    running("meeting", "45m")
    status = json.loads(running("status", "--json").stdout)
    assert status["reasons"] == ["meeting"]
    assert status["until"] is not None
    assert running("resume").returncode == 0
    assert json.loads(running("status", "--json").stdout)["reasons"] == []


def test_why_answers_from_what_was_decided_and_from_how_things_stand(running: Shell) -> None:
    for words in (("meeting",), ("pause", "tomorrow"), ("resume",)):
        running(*words)
    lines = running("why").stdout.splitlines()
    assert lines[0].endswith(": I go on counting and hold reminders back.")
    assert lines[-3].endswith("You resumed reminders.")
    assert lines[-2].startswith("Now: In a meeting until ")
    assert "cannot see whether anybody sits here" in lines[-1]
    told = json.loads(running("why", "--last", "2", "--json").stdout)
    assert [each["did"] for each in told] == ["paused", "resumed"]
    assert set(told[0]) == {"at", "did", "why", "facts"}
    assert datetime.fromisoformat(told[0]["at"]).utcoffset() is not None


def test_why_needs_no_running_deskbreak(shell: Shell) -> None:
    process = shell.start(900)
    shell("pause")
    shell("quit")
    process.communicate(timeout=10)
    said = shell("why")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.splitlines()[0].endswith("You paused reminders until you resume.")
    assert said.stdout.splitlines()[-1] == "Now: deskbreak is not running."


def test_an_edited_setting_holds_at_once_and_keeps_what_was_counted(shell: Shell, tmp_path: Path) -> None:
    """Changing any setting restarts the countdown (Safe Eyes)."""
    argv = [sys.executable, "-m", "deskbreak"]
    with subprocess.Popen(argv, env=shell.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        try:
            while shell("status").returncode == 3:
                assert process.poll() is None
            before = json.loads(shell("status", "--json").stdout)
            assert shell("config", "set", "reminder.every_minutes", "45").returncode == 0
            after = json.loads(shell("status", "--json").stdout)
            assert after["due_in_seconds"] - before["due_in_seconds"] == pytest.approx(15 * 60, abs=20)
            file = tmp_path / ".config" / "deskbreak" / "settings.toml"
            file.write_text("[reminder]\nevery_minutes = 60\n", encoding="utf-8")
            edited = json.loads(shell("status", "--json").stdout)
            assert edited["due_in_seconds"] - after["due_in_seconds"] == pytest.approx(15 * 60, abs=20)
        finally:
            process.terminate()
            process.communicate(timeout=10)


def test_quit(shell: Shell) -> None:
    process = shell.start(900)
    assert shell("quit").returncode == 0
    process.communicate(timeout=10)
    assert process.returncode == 0
    assert shell("status").returncode == 3


def test_the_demo_has_a_socket_of_its_own_keeps_no_hours_and_records_nothing(running: Shell, tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "deskbreak"
    folder.mkdir(parents=True)
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    later = days[(datetime.now().weekday() + 3) % 7]
    hours = "".join(f"{day} = {['09:00-17:00'] if day == later else []}\n" for day in days)
    (folder / "settings.toml").write_text(f"[hours]\nenabled = true\n{hours}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "deskbreak", "demo"], env=running.env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True,
    ) as demo:  # fmt: skip
        assert demo.stdout is not None
        assert "No tray" in demo.stdout.readline()
        assert "30-second stand and side bend" in demo.stdout.readline()
        demo.terminate()
        demo.communicate(timeout=10)
        assert demo.returncode == 0
    assert json.loads(running("status", "--json").stdout)["today"]["due"] == 0


def test_a_mistake_in_the_settings_is_told_and_the_rest_holds(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "deskbreak"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("[reminder]\nevery_minuts = 20\n[snooze]\nlimit = 0\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "deskbreak"], env=shell.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(3)]
    assert (
        said[1]
        == "settings.toml, line 2: reminder.every_minuts is not a setting; did you mean reminder.every_minutes?\n"
    )
    assert said[2].startswith("Part of your settings is not understood")
    while shell("status").returncode == 3:
        assert process.poll() is None
    assert shell("snooze").returncode == 1
    process.terminate()
    process.communicate(timeout=10)


def test_help_names_every_command(shell: Shell) -> None:
    said = shell("--help").stdout
    for command in (
        "config", "demo", "doctor", "done", "history", "meeting", "now", "pause", "quit", "resume", "run", "simulate",
        "skip", "snooze", "start", "status", "watch", "why", "answer",
    ):  # fmt: skip
        assert f"  {command} " in said


def test_an_answer_to_nothing(running: Shell) -> None:
    done = running("answer", "yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "No question is open.\nWait until you are asked something.\n"


def test_a_skip_tells_when_the_next_one_comes(running: Shell) -> None:
    assert re.fullmatch(r"Fine\. Next one at (\w{3} )?\d\d:\d\d\.\n", running("skip").stdout)


def test_version(shell: Shell) -> None:
    assert shell("--version").stdout.startswith("deskbreak, version ")


def test_a_folder_of_somebody_else_is_not_used(shell: Shell, tmp_path: Path) -> None:
    if os.getuid() != 0:
        # Only root can give a folder away; for everybody else the mode of /tmp sees to it.
        return
    folder = tmp_path / "run" / "deskbreak"
    folder.mkdir()
    os.chown(folder, 12345, 12345)
    done = shell("run")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
