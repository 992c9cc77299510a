"""The command line speaks the user's language: our help, and click's words around it."""

from __future__ import annotations

import json

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def german(shell: Shell) -> Shell:
    shell.env["LANGUAGE"] = "de"
    return shell


def test_help(german: Shell) -> None:
    said = german("--help").stdout
    assert said.startswith("Aufruf: ")
    assert "Unterbricht jede halbe Stunde das Stillsitzen" in said
    assert "\nBefehle:\n" in said
    assert "  quit       Beendet das laufende deskbreak.\n" in said


def test_options(german: Shell) -> None:
    said = german("history", "--help").stdout
    assert "Die letzten N Tage statt 7." in said
    assert "Zeigt diese Hilfe und endet." in said


def test_settings(german: Shell) -> None:
    assert "Minuten im Sitzen, nach denen eine Pause" in german("config", "--help").stdout


def test_mistakes(german: Shell) -> None:
    assert german("snooz").stderr.endswith("Fehler: Den Befehl 'snooz' gibt es nicht. Meintest du 'snooze'?\n")
    assert german("status").stderr == "deskbreak läuft nicht.\nStarte es mit: deskbreak run\n"


def test_what_the_doctor_found(german: Shell) -> None:
    assert "quiet          Besprechung\n" in german("doctor").stdout
    assert json.loads(german("doctor", "--json").stdout)["quiet"]["chosen"] == "meeting"


def test_a_file_to_begin_with(german: Shell) -> None:
    german.env["EDITOR"] = "cat"
    said = german("config", "edit").stdout
    assert said.startswith("# Deine Einstellungen von deskbreak.")
    assert "# Minuten im Sitzen, nach denen eine Pause vorgeschlagen wird. 5 bis 240.\n#every_minutes = 30\n" in said


def test_a_terminal_that_lacks_our_quotation_marks(german: Shell) -> None:
    german.env["PYTHONIOENCODING"] = "latin-1:strict"
    done = german("config", "get", "--help")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("chosen", ["en", "en_GB:de", "C", "xx"])
def test_english(shell: Shell, chosen: str) -> None:
    shell.env["LANGUAGE"] = chosen
    assert shell("--help").stdout.startswith("Usage: ")


def test_the_locale_is_enough(shell: Shell) -> None:
    shell.env |= {"LANG": "de_DE.UTF-8"}
    assert shell("--help").stdout.startswith("Aufruf: ")
