"""What deskbreak finds on this machine, port by port: what it uses, what that can do, what is missing and why.

A reminder reaches somebody if we would learn that it did not: a notification service answers, or a tray
shows icons. Plyer and the terminal never learn whether anybody looked, so they do not count.
Looking shows nothing on the screen and takes a few seconds at the very worst.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from deskbreak import __version__, places
from deskbreak.app import autostart, doctor_senses
from deskbreak.app.doctor_cues import cues
from deskbreak.app.doctor_desktop import NONE, Environment, look, notifications, tray
from deskbreak.app.doctor_guide import guide
from deskbreak.app.doctor_presence import presence
from deskbreak.app.finding import Finding
from deskbreak.app.hooks import HAPPENS
from deskbreak.app.notifiers import FREEDESKTOP, TOAST
from deskbreak.app.remote import ask
from deskbreak.errors import DeskbreakError
from deskbreak.history.reader import reading
from deskbreak.history.unusable import HistoryUnusable
from deskbreak.library.load import library
from deskbreak.settings.file import load
from deskbreak.settings.shown import Hooks
from deskbreak.words import _, counted

PATIENCE = 1.0
"""Seconds for the running deskbreak to answer."""
MISTAKES_SHOWN = 5


def examine(environment: Environment = os.environ) -> tuple[Finding, ...]:
    """All findings, as they may be shown to others."""
    running, status = _running()
    chosen = load(places.settings_file()).settings
    looked = doctor_senses.look(environment, chosen)
    seen = doctor_senses.with_films(presence(environment, status), looked, chosen, status)
    findings = (
        running,
        *_desktop(environment, status),
        seen,
        doctor_senses.quiet(looked, chosen, status),
        doctor_senses.session(looked, status, sees_input=seen.chosen != doctor_senses.UNKNOWN),
        guide(environment),
        cues(chosen.guide),
        login(),
        settings(places.settings_file()),
        *hooks(chosen.hooks),
        history(places.database()),
        content(places.shipped("config"), places.own_content()),
        _files(),
        _system(environment),
    )
    return tuple(finding.shared() for finding in findings)


def _desktop(environment: Environment, status: Mapping[str, Any] | None) -> tuple[Finding, Finding]:
    """Its tray, and its notifications."""
    if sys.platform == "win32" or sys.platform == "darwin":
        from deskbreak.app import doctor_native

        return doctor_native.tray(status), doctor_native.notifications()
    else:
        seen = look()
        return tray(seen, environment, status), notifications(seen, environment)


def reach_somebody(findings: Iterable[Finding]) -> bool:
    """Whether reminders do."""
    chosen = {finding.port: finding.chosen for finding in findings}
    return chosen["notifications"] in (FREEDESKTOP, TOAST) or chosen["tray"] != NONE


# -- the running program ----------------------------------------------------


def _running() -> tuple[Finding, Mapping[str, Any] | None]:
    try:
        reply = ask(places.socket_file("deskbreak"), {"do": "status"}, PATIENCE)
    except (FileNotFoundError, ConnectionRefusedError):
        return Finding("running", "no", hint=_("Start it with: deskbreak run")), None
    except (OSError, ValueError) as error:
        return Finding("running", "silent", (), ((_("status"), str(error)),), _quit_and_start()), None
    if not reply["ok"]:
        return Finding("running", "yes", (), ((_("status"), reply["title"]),), reply["hint"]), None
    return running(reply), reply


def running(status: Mapping[str, Any]) -> Finding:
    """The running deskbreak, by what it says of itself."""
    version = status["version"]
    lines = (_("version {version}").format(version=version), status["say"])
    if version == __version__:
        return Finding("running", "yes", lines)
    lacks = ((_("this version"), _("this is version {version}").format(version=__version__)),)
    return Finding("running", "yes", lines, lacks, _quit_and_start())


def _quit_and_start() -> str:
    return _("Quit it and start it again.")


# -- the login --------------------------------------------------------------


def login() -> Finding:
    """Whether deskbreak starts at login."""
    try:
        found = autostart.state()
    except DeskbreakError as error:
        return Finding("autostart", "unknown", (), ((_("login entry"), error.title),), error.hint)
    if found.on:
        return Finding("autostart", "on", (_("starts at login: {file}").format(file=found.file),))
    why = _("{why} ({file})").format(why=found.why, file=found.file)
    lacks = ((_("login entry"), why),) if found.why else ()
    return Finding("autostart", "off", (), lacks, _("Have it start at login with: deskbreak autostart on"))


# -- files ------------------------------------------------------------------


def settings(file: Path) -> Finding:
    """The settings, with every mistake in them."""
    if not file.exists():
        return Finding("settings", "defaults", (_("{file} does not exist, and need not").format(file=file),))
    loaded = load(file)
    lacks = [(_("mistake"), mistake) for mistake in loaded.mistakes]
    lacks += [(_("warning"), warning) for warning in loaded.warnings]
    hint = _("Correct the file; what is mistaken in it is not used.") if lacks else ""
    return Finding("settings", str(file), (), tuple(lacks), hint)


def hooks(chosen: Hooks) -> Iterator[Finding]:
    """The programs that are started when something happens; nothing where there are none."""
    # Imported here: nobody else asks where a program lies.
    from shutil import which

    commands = {name: getattr(chosen, name) for name in sorted(set(HAPPENS.values()))}
    kept = {name: command for name, command in commands.items() if command}
    found = tuple(f"{name}: {which(command[0])}" for name, command in kept.items() if which(command[0]))
    missing = tuple((name, _no_such_program(command[0])) for name, command in kept.items() if not which(command[0]))
    if kept:
        hint = _("Give the whole path of a program that lies elsewhere.") if missing else ""
        yield Finding("hooks", "on", found, missing, hint)


def _no_such_program(program: str) -> str:
    return _("there is no program {program}").format(program=program or '""')


def history(file: Path) -> Finding:
    """The history, if it can be read."""
    try:
        with reading(file) as kept:
            first = kept.first_day()
        size = file.stat().st_size if file.exists() else 0
    except (HistoryUnusable, OSError) as error:
        title, _sep, hint = str(error).partition("\n")
        return Finding("history", NONE, (), ((str(file), title),), hint)
    if first is None:
        return Finding("history", str(file), (_("no break is recorded yet"),))
    return Finding("history", str(file), (_("sound, {size} kB, since {day}").format(size=size // 1000, day=first),))


def content(config: Path, own: Path) -> Finding:
    """The movements and routines, with the mistakes in the user's own."""
    try:
        found = library(config, own)
    except DeskbreakError as error:
        return Finding("library", NONE, (), ((str(config), error.title),), error.hint)
    can = [
        _("{movements} movements and {routines} routines").format(
            movements=len(found.movements), routines=len(found.routines)
        )
    ]
    if found.own:
        can.append(
            counted("{n} of them is your own", "{n} of them are your own", len(found.own)).format(n=len(found.own))
        )
    lacks = tuple((_("left out"), str(mistake)) for mistake in found.mistakes[:MISTAKES_SHOWN])
    hint = _("deskbreak library check tells all mistakes.") if lacks else ""
    return Finding("library", str(config), tuple(can), lacks, hint)


def _files() -> Finding:
    name = places.NAME
    finders: dict[str, Callable[[], Path]] = {
        _("settings"): places.settings_file,
        _("history"): places.database,
        _("log"): lambda: places.log_file(name),
        _("lock"): lambda: places.lock_file(name),
        _("socket"): lambda: places.socket_file(name),
    }
    found, missing = [], []
    for what, find in finders.items():
        try:
            found.append(f"{what}: {find()}")
        except OSError as error:
            missing.append((what, str(error)))
    hint = _("Look at the folder's owner and free space.") if missing else ""
    return Finding("files", str(places.database().parent), tuple(found), tuple(missing), hint)


# -- the machine ------------------------------------------------------------


def _system(environment: Environment) -> Finding:
    unknown = _("not told")
    return Finding(
        "system",
        f"deskbreak {__version__}",
        (
            f"Python {platform.python_version()}",
            platform.platform(),
            _("desktop: {name}").format(name=environment.get("XDG_CURRENT_DESKTOP") or unknown),
            _("session: {name}").format(name=environment.get("XDG_SESSION_TYPE") or unknown),
        ),
    )
