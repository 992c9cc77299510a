"""Which program plays, and which speaks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from deskbreak.sounds.programs import PLAYERS, SPEAKERS, here, players, speakers, tag, voice

VOICES = """\
Alex                en_US    # Most people recognize me by my voice.
Anna                de_DE    # Hallo! Ich heiße Anna.
Bad News            en_US    # Hello! My name is Bad News.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
Luciana             pt_BR    # Olá! Meu nome é Luciana.
Joana               pt_PT    # Olá! Chamo-me Joana.
"""


@pytest.mark.parametrize(
    ("system", "plays", "speaks"),
    [
        ("linux", ["paplay", "pw-play", "canberra-gtk-play", "aplay"], ["spd-say", "espeak-ng", "espeak"]),
        ("freebsd14", ["paplay", "pw-play", "canberra-gtk-play", "aplay"], ["spd-say", "espeak-ng", "espeak"]),
        ("darwin", ["afplay"], ["say"]),
        ("win32", [], []),
    ],
)
def test_each_system_has_its_own(
    monkeypatch: pytest.MonkeyPatch, system: str, plays: list[str], speaks: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert [each.name for each in players()] == plays
    assert [each.name for each in speakers("en")] == speaks


def test_those_that_are_installed_come_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(here(PLAYERS)) == []
    ending = ".exe" if sys.platform == "win32" else ""
    for name in ("aplay", "pw-play", "rm"):
        (tmp_path / f"{name}{ending}").touch(mode=0o700)
    assert [each.name for each in here(PLAYERS)] == ["pw-play", "aplay"]


def test_words_are_read_by_each_that_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert all(each.reads for each in speakers("pt_BR"))
    assert not any(each.reads for each in PLAYERS)
    assert all("pt-br" in each.arguments for each in speakers("pt_BR"))
    assert len(speakers("de")) == len(SPEAKERS)


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Anna"), ("pt_BR", "Luciana"), ("pt_PT", "Joana"), ("en", "Alex"), ("fr", "")]
)
def test_a_mac_has_a_voice_for_a_language(language: str, name: str) -> None:
    assert voice(VOICES, language) == name


def test_a_voice_may_have_a_long_name() -> None:
    assert voice(VOICES.replace("Anna", "Bad News (German)"), "de") == "Bad News (German)"
    assert voice("", "de") == ""
    assert voice("\n#\n", "de") == ""
    assert tag("zh_CN") == "zh-cn"
