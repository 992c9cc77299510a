"""Writes the sounds that lie beside this file: `python -m deskbreak.sounds.generate`.

Each is two soft notes, told apart with the eyes off the screen: they rise at the start, stay where something else has
to be done, and fall at the end.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

RATE = 22050
"""Samples a second: more than the notes need."""
PEAK = 0.12
"""Of the loudest there is: 18 dB below it, which is quieter than most sounds of a desktop."""
FADE_IN, FADE_OUT = 0.015, 0.06
"""Seconds: what begins or ends at once clicks."""
DECAY = 5.0
"""By how much a note dies away in a second, as an exponent."""
OVERTONES = (1.0, 0.18, 0.05)
"""How strong the note is, and its overtones: a sine alone is thin."""
FULL = 2**15 - 1


class Note(NamedTuple):
    """A frequency, from when to when."""

    hertz: float
    begins: float
    ends: float


C5, E5, G5, A5 = 523.25, 659.26, 783.99, 880.0
SOUNDS = {
    "start": (Note(C5, 0.0, 0.4), Note(G5, 0.16, 0.6)),
    "switch": (Note(A5, 0.0, 0.22), Note(A5, 0.22, 0.6)),
    "end": (Note(E5, 0.0, 0.5), Note(C5, 0.26, 0.9)),
}


def wav(notes: Sequence[Note]) -> bytes:
    """They as a file."""
    mixed = [sum(levels) for levels in zip(*(_levels(note, notes[-1].ends) for note in notes), strict=True)]
    scale = PEAK * FULL / max(map(abs, mixed))
    samples = array("h", (round(level * scale) for level in mixed))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(samples.tobytes())
    return file.getvalue()


def _levels(note: Note, until: float) -> Iterator[float]:
    for number in range(round(until * RATE)):
        since, left = number / RATE - note.begins, note.ends - number / RATE
        if since < 0 or left < 0:
            yield 0.0
            continue
        turned = 2 * math.pi * note.hertz * since
        tone = sum(share * math.sin(n * turned) for n, share in enumerate(OVERTONES, start=1))
        yield tone * math.exp(-DECAY * since) * _soft(since / FADE_IN) * _soft(left / FADE_OUT)


def _soft(share: float) -> float:
    """From nothing to all without a corner."""
    return math.sin(math.pi / 2 * min(1.0, share)) ** 2


if __name__ == "__main__":
    for name, notes in SOUNDS.items():
        (Path(__file__).parent / f"{name}.wav").write_bytes(wav(notes))
