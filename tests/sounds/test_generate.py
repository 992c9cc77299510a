"""The sounds that are shipped: ours, as they are written, short, quiet, and without a click."""

from __future__ import annotations

import io
import wave
from array import array
from itertools import pairwise

import pytest

from deskbreak import places
from deskbreak.sounds.generate import FULL, PEAK, RATE, SOUNDS, wav
from deskbreak.windows.hearing import Sound

LONGEST = 1.0
"""Seconds."""
QUIET = 0.15
"""Of the loudest there is: 16 dB below it."""


def samples(name: str, data: bytes | None = None) -> array[int]:
    shipped = (places.shipped("sounds") / f"{name}.wav").read_bytes()
    with wave.open(io.BytesIO(data or shipped)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


@pytest.mark.parametrize("name", SOUNDS)
def test_what_is_shipped_is_what_is_written(name: str) -> None:
    shipped, written = samples(name), samples(name, wav(SOUNDS[name]))
    assert len(shipped) == len(written), "run: make generated"
    # Another machine may round the last bit another way.
    assert all(abs(one - other) <= 1 for one, other in zip(shipped, written, strict=True)), "run: make generated"


@pytest.mark.parametrize("name", SOUNDS)
def test_it_is_short_and_quiet_and_begins_and_ends_softly(name: str) -> None:
    levels = samples(name)
    loudest = max(map(abs, levels))
    assert 0.2 < len(levels) / RATE <= LONGEST
    assert loudest == pytest.approx(PEAK * FULL, abs=1)
    assert loudest < QUIET * FULL
    assert (levels[0], abs(levels[-1])) == (0, 0)
    first, last = levels[: RATE // 500], levels[-RATE // 500 :]
    assert max(map(abs, first)) < loudest / 20
    assert max(map(abs, last)) < loudest / 20
    # Nowhere a leap: the steepest that its notes can be is well below one.
    assert max(abs(after - before) for before, after in pairwise(levels)) < loudest * 0.6


def test_each_sound_there_is_is_another_one() -> None:
    assert set(SOUNDS) == set(Sound)
    assert len({bytes(samples(name)) for name in SOUNDS}) == len(SOUNDS)


def test_the_start_rises_the_end_falls_and_a_change_does_neither() -> None:
    rises = {name: notes[1].hertz - notes[0].hertz for name, notes in SOUNDS.items()}
    assert rises["start"] > 0 > rises["end"]
    assert rises["switch"] == 0
