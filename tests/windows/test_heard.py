"""The guide's window as the program that it is, and what is heard of it: the players write down what they are told."""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.core.guiding import Guiding
from deskbreak.guided import told
from tests.windows.led import BEGAN, offered
from tests.windows.players import FAILS, HANGS, Players, is_gone, until
from tests.windows.test_process import LEADS, Window

SOUNDS, SPEECH = {"sounds": True}, {"speech": True}
START, SWITCH, END = (f"paplay --client-name=deskbreak {name}.wav" for name in ("start", "switch", "end"))


class Heard:
    """A window, and what stands beside it to play and to speak."""

    def __init__(self, home: Path, language: str) -> None:
        folder = home / "bin"
        folder.mkdir()
        self.players = Players(folder)
        self.window = Window(home, PATH=self.players.path, LANGUAGE=language)

    def leads(self, after: float, **wanted: bool) -> None:
        self._tell(Guiding(offered("standing-ql-stretch"), BEGAN - after), wanted)

    def pauses(self, after: float, **wanted: bool) -> None:
        self._tell(Guiding(offered("standing-ql-stretch"), BEGAN - after).held(BEGAN), wanted)

    def ends(self, **wanted: bool) -> None:
        self.window.tell(**LEADS, **wanted, **told(None, GuideEnded(Outcome.TAKEN, Movements(20, 20))))

    def until(self, *lines: str) -> None:
        until(lambda: self.players.told == list(lines))

    def _tell(self, guiding: Guiding, wanted: dict[str, bool]) -> None:
        self.window.tell(**LEADS, **wanted, **told(guiding, None))


@pytest.fixture
def heard(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Heard]:
    heard = Heard(tmp_path, getattr(request, "param", "en"))
    yield heard
    heard.window.close()


def test_sounds_at_start_at_the_switch_and_at_the_end(heard: Heard) -> None:
    heard.players.has("paplay")
    heard.leads(10, **SOUNDS)
    heard.until(START)
    # What comes soon is not told: the window knows when.
    heard.leads(24.8, **SOUNDS)
    heard.until(START, SWITCH)
    heard.ends(**SOUNDS)
    heard.until(START, SWITCH, END)


def test_it_is_silent_unless_somebody_wants_to_hear_it(heard: Heard) -> None:
    for name in ("paplay", "espeak-ng"):
        heard.players.has(name)
    heard.leads(10)
    heard.leads(26)
    heard.ends()
    heard.leads(31, **SPEECH)
    until(lambda: heard.players.told)
    assert heard.players.told == ["espeak-ng -v en --stdin < Right side"]


def test_it_is_silent_while_it_pauses(heard: Heard) -> None:
    heard.players.has("paplay")
    heard.players.has("espeak-ng")
    heard.pauses(10, **SOUNDS, **SPEECH)
    heard.pauses(26, **SOUNDS, **SPEECH)
    heard.leads(31, **SPEECH)
    until(lambda: heard.players.told)
    assert heard.players.told == ["espeak-ng -v en --stdin < Right side"]


def test_a_pause_ends_what_is_being_said(heard: Heard) -> None:
    heard.players.has("espeak-ng", HANGS)
    heard.leads(10, **SPEECH)
    until(lambda: heard.players.numbers)
    heard.pauses(10, **SPEECH)
    until(lambda: is_gone(heard.players.numbers[0]))


@pytest.mark.parametrize("heard", ["de"], indirect=True)
def test_the_words_are_in_german_for_whoever_reads_german(heard: Heard) -> None:
    heard.players.has("espeak-ng")
    said: list[str] = []
    for after, words in (
        (10, "Linke Seite"),
        (26, "Seitenwechsel, gleich rechts"),
        (42, "Halbzeit. Noch sanft? Atme weiter."),
    ):
        heard.leads(after, **SPEECH)
        said.append(f"espeak-ng -v de --stdin < {words}")
        heard.until(*said)
    heard.ends(**SPEECH)
    heard.until(*said, "espeak-ng -v de --stdin < Fertig")


def test_whatever_hangs_is_gone_with_the_window(heard: Heard) -> None:
    heard.players.has("paplay", HANGS)
    heard.players.has("espeak-ng", HANGS)
    heard.leads(10, **SOUNDS, **SPEECH)
    until(lambda: len(heard.players.numbers) == 2)
    assert heard.window.process.stdin is not None
    heard.window.process.stdin.close()
    assert heard.window.code() == 0
    until(lambda: all(is_gone(number) for number in heard.players.numbers))


def test_what_fails_is_told_and_the_window_goes_on(heard: Heard) -> None:
    heard.players.has("paplay", FAILS)
    heard.leads(10, **SOUNDS, **SPEECH)
    said = [heard.window.says() for _line in range(3)]
    assert {"shown": True} in said
    assert {"unheard": "no program here speaks"} in said
    assert {"unheard": "paplay: it ended with 3"} in said
    heard.ends(**SOUNDS, **SPEECH)
    heard.window.tell(**LEADS, **told(None, GuideEnded(None, Movements())))
    with pytest.raises(subprocess.TimeoutExpired):
        heard.window.process.wait(0.3)


@pytest.mark.parametrize("heard", ["de"], indirect=True)
def test_a_real_voice_says_it(heard: Heard, tmp_path: Path) -> None:
    """Into a file, as nobody listens here."""
    spoken = tmp_path / "spoken.wav"
    heard.players.has("espeak-ng", f'printf "%s\\n" "$words" | {shutil.which("espeak-ng")} -w "{spoken}" "$@"')
    heard.leads(10, **SPEECH)
    until(lambda: heard.players.numbers and is_gone(heard.players.numbers[0]))
    with wave.open(str(spoken)) as file:
        assert 0.4 < file.getnframes() / file.getframerate() < 3
        assert max(file.readframes(file.getnframes())) > 0
