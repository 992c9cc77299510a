"""The doctor's findings, each from what was seen."""

from __future__ import annotations

import os
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from deskbreak import __version__
from deskbreak.app.doctor import MISTAKES_SHOWN, content, history, reach_somebody, running, settings
from deskbreak.app.doctor_cues import cues
from deskbreak.app.doctor_desktop import NOBODY_THERE, Environment, Seen, notifications, tray
from deskbreak.app.doctor_guide import guide
from deskbreak.app.doctor_senses import Looked, quiet, session, with_films
from deskbreak.app.doctor_senses import Seen as SeenSignal
from deskbreak.app.finding import Finding
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.desktop.bus import NO_REPLY
from deskbreak.desktop.notify.service import About
from deskbreak.history.store import Store
from deskbreak.settings.quiet import Quiet
from deskbreak.settings.schema import Settings
from deskbreak.settings.shown import Guide
from deskbreak.settings.when import Presence
from tests.library.files import CONFIG, shipped, written

NOTHING = Seen(no_tray=NOBODY_THERE[0], no_service=NOBODY_THERE[0])
NO_BUS = Seen(no_bus="no session bus")
WAYLAND = {"XDG_SESSION_TYPE": "wayland"}


def names(finding: Finding) -> list[str]:
    return [name for name, _why in finding.lacks]


# -- the tray ---------------------------------------------------------------


def test_a_tray_shows_icons() -> None:
    found = tray(Seen(shown=True), {}, None)
    assert (found.chosen, found.lacks, found.hint) == ("StatusNotifierItem", (), "")


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (NOTHING, "nothing on this desktop takes tray icons"),
        (Seen(shown=False), "icons are registered, but no tray shows them"),
        (Seen(no_tray=NO_REPLY), "it did not answer within 1 s"),
        (Seen(no_tray="org.example.Broken"), "it does not answer (org.example.Broken)"),
        (NO_BUS, "no session bus"),
    ],
)
def test_no_tray_shows_icons(seen: Seen, why: str) -> None:
    found = tray(seen, {}, None)
    assert (found.chosen, found.can) == ("none", ())
    assert found.lacks == (("StatusNotifierItem", why),)
    assert found.hint


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "AppIndicator"),
        ({"XDG_CURRENT_DESKTOP": "KDE"}, "System Tray"),
        ({"XDG_CURRENT_DESKTOP": "sway"}, "waybar"),
        ({"XDG_CURRENT_DESKTOP": "i3"}, "xfce4-panel"),
        ({}, "xfce4-panel"),
        (WAYLAND, "waybar"),
        ({"XDG_CURRENT_DESKTOP": "GNOME"} | WAYLAND, "AppIndicator"),
    ],
)
def test_what_to_install_for_a_tray(environment: Environment, word: str) -> None:
    assert word in tray(NOTHING, environment, None).hint


def test_the_running_deskbreak_knows_better() -> None:
    assert tray(NO_BUS, {}, {"tray": "StatusNotifierItem"}).chosen == "StatusNotifierItem"
    unseen = tray(Seen(shown=True), {}, {"tray": "none"})
    assert names(unseen) == ["icon"]
    assert "start it again" in unseen.hint


# -- notifications ----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "capabilities", "lacking"),
    [
        ("gnome-shell", ("actions", "persistence"), []),
        ("Xfce Notify Daemon", ("actions",), ["persistence"]),
        ("dunst", ("actions",), ["buttons", "persistence"]),
        ("bare", ("body",), ["buttons", "persistence"]),
    ],
)
def test_a_service_and_what_it_can(name: str, capabilities: tuple[str, ...], lacking: list[str]) -> None:
    found = notifications(Seen(about=About(name, "its maker", "1.2", capabilities)), {})
    assert found.chosen == "freedesktop"
    assert found.can[0] == f"{name} 1.2 (its maker)"
    assert found.can[-1].endswith(", ".join(capabilities))
    assert ("shows buttons" in found.can) == ("buttons" not in lacking)
    assert names(found) == [*lacking, "desktop-notifier", "plyer"]


@pytest.mark.parametrize(("environment", "word"), [({}, "dunst"), (WAYLAND, "mako")])
def test_no_service(environment: Environment, word: str) -> None:
    found = notifications(NOTHING, environment)
    assert (found.chosen, names(found)) == ("terminal", ["freedesktop", "desktop-notifier", "plyer"])
    assert word in found.hint


def test_without_a_bus_it_is_plyer_if_that_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "notify-send").touch(mode=0o700)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=elsewhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = notifications(NO_BUS, {})
    assert (found.chosen, names(found)) == ("plyer", ["freedesktop", "desktop-notifier"])
    monkeypatch.setenv("PATH", "")
    found = notifications(NO_BUS, {})
    assert (found.chosen, names(found)) == ("terminal", ["freedesktop", "desktop-notifier", "plyer"])


@pytest.mark.parametrize(
    ("shown_by", "tray_is", "reaches"),
    [
        ("freedesktop", "none", True),
        ("terminal", "StatusNotifierItem", True),
        ("plyer", "none", False),
        ("terminal", "none", False),
    ],
)
def test_whether_reminders_reach_somebody(shown_by: str, tray_is: str, reaches: bool) -> None:
    assert reach_somebody([Finding("tray", tray_is), Finding("notifications", shown_by)]) is reaches


# -- the rest ---------------------------------------------------------------


@pytest.mark.parametrize(("version", "lacking"), [(__version__, []), ("0.0.1", ["this version"])])
def test_the_running_deskbreak(version: str, lacking: list[str]) -> None:
    status: dict[str, Any] = {"version": version, "say": "Stand up in 12 min"}
    found = running(status)
    assert found.can == (f"version {version}", "Stand up in 12 min")
    assert names(found) == lacking
    assert bool(found.hint) == bool(lacking)


def test_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    assert settings(file).chosen == "defaults"
    file.write_text("[reminder]\nevery_minutes = 20\n", encoding="utf-8")
    assert settings(file) == Finding("settings", str(file))
    file.write_text("[reminder]\nevery_minutes = 'often'\nlength_seconds = 0\n", encoding="utf-8")
    found = settings(file)
    assert names(found) == ["mistake", "mistake"]
    assert "reminder.every_minutes" in found.lacks[0][1]
    assert found.hint


def test_an_unknown_setting_is_told_as_well(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[reminder]\nevery_minuts = 20\n", encoding="utf-8")
    ((_name, why),) = settings(file).lacks
    assert "every_minutes" in why


def test_history(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    assert history(file).lacks == ()
    assert not file.exists()
    store = Store(file)
    store.add(BreakRecord("stand-up", Outcome.TAKEN, sat=1800.0), None, 1_772_000_000.0)
    while_it_runs = history(file)
    store.close()
    assert history(file) == while_it_runs
    assert while_it_runs.can[0].startswith("sound")
    file.write_bytes(b"junk" * 1000)
    found = history(file)
    assert found.chosen == "none"
    assert names(found) == [str(file)]
    assert found.hint


def test_the_library(tmp_path: Path) -> None:
    assert content(CONFIG, tmp_path).can == ("36 movements and 14 routines",)
    written(tmp_path, "movements/mine.toml", shipped("cat-cow"))
    for number in range(MISTAKES_SHOWN + 1):
        written(tmp_path, f"movements/bad-{number}.toml", "name = 3\n")
    found = content(CONFIG, tmp_path)
    assert found.can == ("37 movements and 14 routines", "1 of them is your own")
    assert len(found.lacks) == MISTAKES_SHOWN
    assert found.lacks[0][1].startswith("movements/bad-0.toml: ")
    assert "library check" in found.hint
    assert content(tmp_path, tmp_path).chosen == "none"


def test_what_is_shown_to_others_names_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    finding = Finding("x", "/home/anna/a", ("in /home/anna/b",), (("y", "/home/anna/c is bad"),), "see /home/anna/d")
    assert finding.shared() == Finding("x", "~/a", ("in ~/b",), (("y", "~/c is bad"),), "see ~/d")
    assert Finding("x", "/home/annabel/a").shared().chosen == "/home/annabel/a"
    monkeypatch.setenv("HOME", "/")
    assert Finding("x", "/etc/a").shared().chosen == "/etc/a"


def test_the_guide_has_a_window_where_one_can_be_shown() -> None:
    found = guide({**os.environ, "DISPLAY": ":4095", "QT_QPA_PLATFORM": "offscreen"})
    assert (found.chosen, found.lacks) == ("window", ())
    assert found.can[0].startswith("PySide6-Essentials ")


def test_where_it_cannot_it_says_why() -> None:
    found = guide({**os.environ, "DISPLAY": ":4095", "QT_QPA_PLATFORM": "xcb"})
    ((what, why),) = found.lacks
    assert (found.chosen, what) == ("notification", "window")
    assert "could not connect to display" in why


def test_without_a_screen_or_qt_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    assert guide({}).chosen == "terminal"

    def missing(_package: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("deskbreak.app.doctor_guide.version", missing)
    found = guide({"DISPLAY": ":4095"})
    assert (found.chosen, found.lacks) == ("notification", (("PySide6-Essentials", "it is not installed"),))
    assert "deskbreak[window]" in found.hint


def test_the_cues_have_a_player_and_a_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("aplay", "pw-play", "espeak-ng"):
        (tmp_path / name).touch(mode=0o700)
    found = cues(Guide(sounds=True))
    assert (found.chosen, found.can) == ("on", ("sounds: pw-play", "speech: espeak-ng, in en"))
    assert (found.lacks, found.hint) == ((), "")


def test_without_them_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = cues(Guide())
    assert (found.chosen, found.can) == ("off", ())
    assert dict(found.lacks)["sounds"].endswith(": paplay, pw-play, canberra-gtk-play, aplay")
    assert dict(found.lacks)["speech"].endswith(": spd-say, espeak-ng, espeak")
    assert "pipewire-bin" in found.hint
    assert "espeak-ng" in found.hint


def test_the_voice_of_a_mac_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    for name, says in (("afplay", ""), ("say", "Alex  en_US  # Hi.")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
        (tmp_path / name).chmod(0o700)
    assert cues(Guide()).can == ("sounds: afplay", "speech: say, in en (Alex)")
    (tmp_path / "say").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert cues(Guide()).can[1] == "speech: say, in the voice that is set"


# -- quiet and session ------------------------------------------------------

SEEN = {
    "microphone": SeenSignal("PulseAudio", frozenset({"Firefox"})),
    "camera": SeenSignal("/proc"),
    "fullscreen": SeenSignal(why_not="Wayland tells no program which window is in front"),
    "film": SeenSignal("idle inhibitors", frozenset({"mpv"})),
}


def told(finding: Finding) -> dict[str, str]:
    return dict(finding.lacks)


def test_each_signal_and_what_detects_it() -> None:
    chosen = Settings(quiet=Quiet(camera=True, do_not_disturb=False, ignored=("Talon",)))
    found = quiet(Looked(SEEN, ""), chosen, None)
    assert found.chosen == "meeting, microphone, camera"
    assert found.can == (
        "a meeting, while you say that you are in one",
        "Microphone, by PulseAudio; now: Firefox uses the microphone",
        "Camera, by /proc",
        "These hold nothing back: Talon",
    )
    lacks = told(found)
    assert lacks["Full screen"] == "Wayland tells no program which window is in front"
    assert lacks["Do not disturb"] == "switched off in the settings"
    assert lacks["Programs in front"] == "no program is listed (quiet.apps)"
    assert lacks["Screen sharing"] == "only Plasma tells of it, by do not disturb"
    assert lacks["Presentation"] == "deskbreak does not look for it on this system"
    assert lacks["Camera"].startswith("a program that gets the picture through PipeWire")


def test_what_the_running_deskbreak_lost() -> None:
    signals = {
        "microphone": {"way": None, "refused": [["PulseAudio", "it says what nobody understands"]]},
        "film": {"way": None, "refused": []},
    }
    found = quiet(Looked(SEEN, ""), Settings(), {"signals": signals})
    assert told(found)["Microphone"] == "the running deskbreak lost it: it says what nobody understands"


def test_films_are_told_of_where_presence_is() -> None:
    seen, looked = Finding("presence", "x11", ("keyboard and mouse",)), Looked(SEEN, "")
    known = "Films, by idle inhibitors; now: mpv keeps the screen on"
    assert with_films(seen, looked, Settings(), None).can == ("keyboard and mouse", known)
    off = Settings(presence=Presence(films=False))
    assert told(with_films(seen, looked, off, None)) == {"Films": "switched off in the settings"}
    unknown = Finding("presence", "unknown")
    assert with_films(unknown, looked, Settings(), None) == unknown


@pytest.mark.parametrize(
    ("looked", "running", "chosen", "words"),
    [
        (Looked({}, "logind, org.gnome.ScreenSaver"), None, "logind, org.gnome.ScreenSaver", "before it sleeps"),
        (Looked({}, "org.gnome.ScreenSaver"), None, "org.gnome.ScreenSaver", "the lock of the screen"),
        (Looked({}, "logind"), {"session": "unknown"}, "clocks", "by a clock"),
        (Looked({}, ""), {"session": "logind"}, "logind", "the lock of the screen"),
    ],
)
def test_who_tells_of_the_session(looked: Looked, running: dict[str, Any] | None, chosen: str, words: str) -> None:
    found = session(looked, running)
    assert found.chosen == chosen
    assert any(words in line for line in found.can)
    assert (told(found).get("lock") is not None) == (chosen == "clocks")


def test_a_lock_that_nobody_tells_of_where_nothing_is_seen() -> None:
    found = session(Looked({}, ""), None, sees_input=False)
    assert told(found)["lock"] == "nothing here tells of it: time behind a locked screen counts as sitting"


def test_without_a_system_bus_it_is_said_here_and_nowhere_else() -> None:
    found = session(Looked({}, "", (("logind", "no system bus (no such file)"),)), None)
    assert told(found)["logind"] == "no system bus (no such file)"
