"""A scenario that cannot be played is refused in two lines: what is wrong in it, and where to read on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from deskbreak.cli.commands import main

HEAD = 'start = "2026-03-02T09:00"\nend = "2026-03-02T10:00"\n'
HINT = "docs/simulate.md tells what a scenario may say."


def happening(keys: str) -> str:
    return f'{HEAD}[[at]]\ntime = "09:30"\n{keys}\n'


def refused(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The two lines about a file."""
    monkeypatch.setattr(sys, "argv", ["deskbreak", "simulate", str(file)])
    code = main()
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    what, hint = said.err.splitlines()
    return what, hint


def refused_text(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[str, str]:
    file = tmp_path / "day.toml"
    file.write_text(text, encoding="utf-8")
    return refused(file, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("start =", "Invalid value (at end of document)"),
        (HEAD + "[[at]\n", "line 3"),
        ("", "start is missing"),
        ('end = "2026-03-02T10:00"', "start is missing"),
        ('start = "2026-03-02T09:00"', "end is missing"),
        ('start = "nine"\nend = "2026-03-02T10:00"', "start = 'nine' is no local time; write it like 2026-03-02T09:30"),
        ('start = "2026-03-02T09:00+01:00"\nend = "2026-03-02T10:00"', "is no local time"),
        ('start = "2026-03-02T09:00"\nend = "2026-03-02T08:00"', "end lies before start"),
        (HEAD + 'timezone = "Europe/Atlantis"', "'Europe/Atlantis' is no time zone"),
        (HEAD + "timezone = 1", "'1' is no time zone"),
        (HEAD + 'zone = "Europe/Berlin"', "'zone' is not known here"),
        (HEAD + "at = 5", "at must be written [[at]]"),
        (HEAD + "at = [5]", "at number 1: 5 is not a table"),
        (HEAD + 'settings = "none"', "'none' is not a table"),
        (HEAD + "[settings.reminder]\nevery_minutes = 0", "every_minutes"),
        (HEAD + "[settings.reminder]\nevery_minuts = 30", "every_minutes"),
        (HEAD + "[settings.remind]\nevery_minutes = 30", "remind"),
        (HEAD + '[[at]]\ntime = "08:59"\ndo = "leave"', "something happens before start"),
        (HEAD + '[[at]]\ntime = "soon"\ndo = "leave"', "at number 1: time = 'soon' is no local time"),
        (HEAD + '[[at]]\ntime = "24:00"\ndo = "leave"', "at number 1: time = '24:00' is no local time"),
        (HEAD + '[[at]]\ndo = "leave"', "at number 1: time is missing"),
        (happening(""), "at number 1"),
        (happening('do = "fly"'), "at number 1: do = 'fly' is not known"),
        (happening('do = "answr"'), "do = 'answr' is not known; did you mean answer?"),
        (happening('do = "leave"\nminutes = 3'), "at number 1: leave has no key 'minutes'"),
        (happening('do = "quiet"'), "quiet needs the key signal"),
        (happening('do = "answer"'), "answer needs the key value"),
        (happening('do = "answer"\nvalue = "perhaps"'), "'perhaps'"),
        (happening('do = "answer"\nvalue = "snooze"\nminutes = 0'), "0.0 is no number that can be used"),
        (happening('do = "answer"\nvalue = "snooze"\nminutes = nan'), "nan is no number that can be used"),
        (happening('do = "guide"\noutcome = "missed"'), "'missed'"),
        (happening('do = "guide"\noutcome = "partly"\nseconds = -1'), "-1.0 is no number that can be used"),
        (happening('do = "pause"\nfor = "a while"'), "'a while' is no length of time; write it like 90s, 15m or 1h30m"),
        (happening('do = "pause"\nuntil = "25:00"'), "at number 1"),
        (happening('do = "meeting"\nfor = ""'), "'' is no length of time"),
        (happening('do = "clock"\nby = "-"'), "'-' is no length of time"),
        (happening('do = "zone"\nto = "Mars"'), "'Mars' is no time zone"),
        (happening('do = "pause"\nuntil = "14:00+02:00"'), "'14:00+02:00' is no time of day; write it like 14:30"),
        (happening('do = "pause"\nfor = "1h"\nuntil = "14:00"'), "a pause is either for so long or until then"),
        (happening('do = "pause"\nfor = "-5m"'), "'-5m' is no length that can be used"),
        (happening('do = "meeting"\nfor = "-5m"'), "'-5m' is no length that can be used"),
        (happening('do = "check-in"\nintensity = 11'), "check-in: "),
        (happening('do = "walk"'), "walk needs the key minutes"),
        (happening('do = "walk"\nminutes = -5'), "-5.0 is no number that can be used"),
        (happening('do = "choose"\nmovement = 5'), "choose: "),
        (happening('do = "answer"\nvalue = "done"\nminutes = 5'), "only a snooze has minutes"),
        (happening('do = "ignore"'), "ignore needs the key by"),
        (happening('do = "back"\nevery = "5m"'), "every and times belong together"),
        (happening('do = "back"\ntimes = 5'), "every and times belong together"),
        (happening('do = "back"\nevery = "soon"\ntimes = 5'), "'soon' is no length of time"),
        (happening('do = "back"\nevery = -0.5\ntimes = 5'), "-0.5 is no length that can be used"),
        (happening('do = "back"\nevery = true\ntimes = 5'), "'True' is no length of time"),
        (happening('do = "back"\nevery = nan\ntimes = 5'), "nan is no length that can be used"),
        (happening('do = "back"\nevery = "24h"\ntimes = 500'), "'24h' is no length that can be used"),
        (happening('do = "back"\nevery = "5m"\ntimes = 0'), "0 is no number that can be used"),
        (happening('do = "back"\nevery = "5m"\ntimes = 1.5'), "1.5 is no number that can be used"),
        (happening('do = "back"\nevery = 0.1\ntimes = 1000000'), "1000000 is no number that can be used"),
        (HEAD + '[[at]]\ntime = "09:30Z"\ndo = "leave"', "time = '09:30Z' is no local time"),
        (HEAD + '"two\\nlines" = 1', r"'two\nlines' is not known here"),
        ('start = "3500-01-01T09:00"\nend = "3500-01-01T10:00"\n', "only the years from 1971 to 2997 can be played"),
        ('start = "1950-01-01T09:00"\nend = "1950-01-01T10:00"\n', "only the years from 1971 to 2997 can be played"),
        ("at = " + "[" * 5000, ""),
    ],
)
def test_what_is_wrong_is_named(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    what, hint = refused_text(text, tmp_path, monkeypatch, capsys)
    assert what.startswith(f"{tmp_path / 'day.toml'} cannot be played: ")
    assert words in what
    assert hint == HINT


def test_all_mistakes_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = happening('do = "fly"') + '[[at]]\ntime = "soon"\ndo = "leave"\n[settings.reminder]\nevery_minutes = 0\n'
    what, _ = refused_text(text, tmp_path, monkeypatch, capsys)
    for words in ("at number 1", "at number 2", "every_minutes"):
        assert words in what


@pytest.mark.parametrize("gone", ["kill", "suspend"])
@pytest.mark.parametrize("choice", ['do = "now"', 'do = "answer"\nvalue = "done"', 'do = "pause"', 'do = "stand"'])
def test_nothing_can_be_chosen_while_nobody_hears(
    gone: str, choice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'{HEAD}[[at]]\ntime = "09:40"\ndo = "{gone}"\n[[at]]\ntime = "09:42"\n{choice}\n'
    what, hint = refused_text(text, tmp_path, monkeypatch, capsys)
    assert what.endswith("nothing can be chosen at 2026-03-02 09:42:00, as deskbreak does not run then")
    assert hint == HINT


def test_a_file_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, folder, not_text = tmp_path / "none.toml", tmp_path, tmp_path / "latin.toml"
    not_text.write_bytes('# Über Mittag\nstart = "2026-03-02T09:00"\n'.encode("latin-1"))
    for file, words in [
        (missing, "No such file or directory"), (folder, "Is a directory"), (not_text, "it is not UTF-8 text"),
    ]:  # fmt: skip
        what, hint = refused(file, monkeypatch, capsys)
        assert what == f"{file} cannot be played: {words}"
        assert hint == HINT
