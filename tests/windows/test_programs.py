"""Programs that play and speak, as real processes; those that hang, fail, or are not there."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.sounds.programs import PLAYERS, here, speakers
from deskbreak.windows.programs import Programs
from deskbreak.windows.sounds import sounds
from deskbreak.windows.speech import speech
from tests.windows.players import FAILS, HANGS, Players, is_gone, until


class Played:
    def __init__(self, folder: Path) -> None:
        self.players = Players(folder)
        self.fails: list[str] = []
        self._made: list[Programs] = []

    def sounds(self, patience: float = 5.0) -> Programs:
        return self._kept(Programs(here(PLAYERS), patience, self.fails.append))

    def speech(self, patience: float = 20.0) -> Programs:
        return self._kept(Programs(here(speakers("de")), patience, self.fails.append))

    def _kept(self, one: Programs) -> Programs:
        self._made.append(one)
        return one

    def close(self) -> None:
        for one in self._made:
            one.silence()
        until(lambda: all(is_gone(number) for number in self.players.numbers))


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    monkeypatch.setenv("PATH", str(tmp_path))
    played = Played(tmp_path)
    yield played
    played.close()


def test_it_is_told_what_to_play_and_leaves_nothing_behind(played: Played) -> None:
    played.players.has("pw-play")
    one = played.sounds()
    one.play("/somewhere/start.wav")
    until(lambda: played.players.told == ["pw-play start.wav"])
    until(lambda: one._process is None)
    assert is_gone(played.players.numbers[0])
    assert played.fails == []


def test_the_next_one_ends_the_one_before(played: Played) -> None:
    played.players.has("espeak-ng", HANGS)
    one = played.speech()
    one.play("Linke Seite")
    until(lambda: len(played.players.told) == 1)
    one.play("Rechte Seite")
    until(lambda: len(played.players.told) == 2)
    assert played.players.told == ["espeak-ng -v de --stdin < Linke Seite", "espeak-ng -v de --stdin < Rechte Seite"]
    until(lambda: is_gone(played.players.numbers[0]))
    assert not is_gone(played.players.numbers[1])
    one.silence()
    until(lambda: is_gone(played.players.numbers[1]))
    assert played.fails == []


def test_one_that_takes_too_long_is_ended_and_plays_the_next_one(played: Played) -> None:
    played.players.has("paplay", HANGS)
    played.players.has("aplay")
    one = played.sounds(patience=0.5)
    one.play("start.wav")
    until(lambda: played.fails == ["paplay: it did not end"])
    until(lambda: is_gone(played.players.numbers[0]))
    one.play("end.wav")
    until(lambda: len(played.players.told) == 2)
    assert played.players.told == [f"paplay --client-name=deskbreak {name}.wav" for name in ("start", "end")]


def test_a_service_that_speaks_too_long_is_told_to_stop(played: Played) -> None:
    played.players.has("spd-say", 'case "$1" in -e) exec /bin/sleep 600;; esac')
    played.players.has("espeak-ng")
    one = played.speech(patience=0.5)
    one.play("Linke Seite")
    until(lambda: played.players.told[1:] == ["spd-say --  "])
    one.play("Rechte Seite")
    until(lambda: played.players.told[2:] == ["spd-say -e -w -N deskbreak -l de < Rechte Seite"])
    assert played.fails == ["spd-say: it did not end"]


def test_one_that_fails_later_on_plays_the_next_one(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.windows.programs.AT_ONCE", 0.01)
    played.players.has("paplay", "/bin/sleep 0.1\nexit 3")
    played.players.has("aplay")
    one = played.sounds()
    for number in (1, 2):
        one.play("start.wav")
        until(lambda: played.fails == ["paplay: it ended with 3"] * number)  # noqa: B023 - before the next one
    assert played.players.told == ["paplay --client-name=deskbreak start.wav"] * 2


def test_where_one_fails_the_next_one_plays_the_same(played: Played) -> None:
    played.players.has("paplay", FAILS)
    played.players.has("pw-play", "kill -9 $$")
    played.players.has("aplay")
    one = played.sounds()
    one.play("start.wav")
    until(lambda: played.players.told[2:] == ["aplay --quiet start.wav"])
    one.play("end.wav")
    until(lambda: played.players.told[3:] == ["aplay --quiet end.wav"])
    assert [each.partition(":")[0] for each in played.fails] == ["paplay", "pw-play"]


def test_one_that_cannot_be_started_is_passed_over(played: Played) -> None:
    played.players.has("paplay")
    played.players.has("aplay")
    one = played.sounds()
    (Path(played.players.path) / "paplay").write_text("#!/nowhere/sh\n", encoding="utf-8")
    one.play("start.wav")
    until(lambda: played.players.told == ["aplay --quiet start.wav"])
    (fails,) = played.fails
    assert fails.startswith("paplay: ")


def test_once_all_failed_it_stays_silent(played: Played) -> None:
    played.players.has("aplay", FAILS)
    one = played.sounds()
    one.play("start.wav")
    until(lambda: played.fails)
    one.play("end.wav")
    one.silence()
    assert played.fails == ["aplay: it ended with 3"]
    assert one._process is None


def test_a_service_that_speaks_on_is_told_to_stop(played: Played) -> None:
    """spd-say only hands on what is to be said: its end would silence nothing."""
    played.players.has("spd-say", 'case "$1" in -e) exec /bin/sleep 600;; esac')
    one = played.speech()
    one.play("Linke Seite")
    until(lambda: len(played.players.told) == 1)
    one.play("Rechte Seite")
    until(lambda: len(played.players.told) == 2)
    one.silence()
    until(lambda: len(played.players.told) == 3)
    one.silence()
    assert played.players.told == [
        "spd-say -e -w -N deskbreak -l de < Linke Seite", "spd-say -e -w -N deskbreak -l de < Rechte Seite",
        "spd-say --  ",
    ]  # fmt: skip


def test_nothing_of_the_window_is_open_in_them(played: Played) -> None:
    """Whoever started the window would take it for still there, by its end of their connection."""
    played.players.has("spd-say", HANGS)
    one = played.speech()
    one.play("Linke Seite")
    until(lambda: len(played.players.told) == 1)
    opened = [files(played.players.numbers[0])]
    one.silence()
    until(lambda: len(played.players.told) == 2)
    opened.append(files(played.players.numbers[1]))
    os.kill(played.players.numbers[1], signal.SIGKILL)
    read = opened[0].pop("0")
    assert read.startswith("pipe:")
    assert read != os.readlink("/proc/self/fd/0")
    assert opened == [{"1": "/dev/null", "2": "/dev/null"}, dict.fromkeys("012", "/dev/null")]


def files(process: int) -> dict[str, str]:
    """What its standard input and outputs are."""
    return {number: os.readlink(f"/proc/{process}/fd/{number}") for number in "012"}


def test_nobody_else_can_read_the_words_and_no_shell_does(played: Played, tmp_path: Path) -> None:
    """Others can read what a program is called with."""
    written = 'printf "%s\\n" "$words" > "{0}/words"; printf "%s\\n" "$*" > "{0}/called"'
    played.players.has("espeak-ng", written.format(tmp_path))
    words = "-v; $(rm x) `x` 'y' \"z\" & Übung"
    played.speech().play(words)
    until(lambda: (tmp_path / "called").exists() and (tmp_path / "called").read_text(encoding="utf-8").endswith("\n"))
    assert (tmp_path / "words").read_text(encoding="utf-8") == f" {words}\n"
    assert (tmp_path / "called").read_text(encoding="utf-8") == "-v de --stdin\n"


@pytest.mark.parametrize("speaker", ["spd-say", "espeak-ng"])
def test_words_are_one_line_and_never_an_order(played: Played, speaker: str) -> None:
    """A line of its own that begins with !-! would be one, to spd-say."""
    played.players.has(speaker)
    played.speech().play("!-!QUIT\n!-!QUIT")
    until(lambda: played.players.told)
    assert played.players.told[0].endswith(" < !-!QUIT !-!QUIT")


@pytest.mark.parametrize(
    ("build", "why"), [(sounds, "no program here plays sounds"), (speech, "no program here speaks")]
)
def test_where_there_is_none_that_is_told_once(played: Played, build: object, why: str) -> None:
    one = build(played.fails.append)  # type: ignore[operator]
    one.play("x")
    one.play("y")
    one.silence()
    assert played.fails == [why]


def test_on_a_mac_the_voice_is_the_first_for_the_language(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = "Alex   en_US  # Hi.\\nAnna   de_DE  # Hallo.\\n"
    played.players.has("say", f'case "$2" in "?") printf "{listed}";; esac')
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("deskbreak.windows.speech.language", lambda: "de")
    one = played._kept(speech(played.fails.append))  # type: ignore[arg-type]
    until(lambda: "Anna" in one._programs[0].arguments)
    one.play("Linke Seite")
    until(lambda: played.players.told == ["say -v ?", "say -v Anna -f - < Linke Seite"])


def test_on_a_mac_without_such_a_voice_its_own_speaks(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    played.players.has("say", "exit 0")
    played.players.has("afplay")
    monkeypatch.setattr(sys, "platform", "darwin")
    one = played._kept(speech(played.fails.append))  # type: ignore[arg-type]
    until(lambda: played.players.told == ["say -v ?"])
    one.play("Left side")
    until(lambda: played.players.told[1:] == ["say -f - < Left side"])
    played._kept(sounds(played.fails.append)).play("/a/start.wav")  # type: ignore[arg-type]
    until(lambda: played.players.told[2:] == ["afplay start.wav"])
