"""Plays and says what there is to hear of a movement, when it is due, as far as somebody wants that."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from deskbreak import places
from deskbreak.core.breaks import Outcome
from deskbreak.core.guiding import Guiding
from deskbreak.core.timeline import ALMOST
from deskbreak.windows.closing import Over, head
from deskbreak.windows.hearing import Heard, Sound, cues
from deskbreak.windows.sounds import sounds
from deskbreak.windows.speech import speech

OVER = -1
"""In the place of a part, once there is none."""
FIRST_THE_SOUND = 500
"""Milliseconds after which the words follow it."""


class Plays(Protocol):
    """What is heard, one at a time: what comes silences what was."""

    def play(self, what: str, /) -> None:
        """A sound by its file, or words."""

    def silence(self) -> None: ...


Build = Callable[[Callable[[str], object]], Plays]
"""Makes one, which tells what keeps it from being heard."""


class Audible(QObject):
    """Told what is led through, and what of it may be heard."""

    def __init__(self, fails: Callable[[str], object], sounds: Build = sounds, speech: Build = speech) -> None:
        super().__init__()
        self._fails = fails
        self._build_sounds, self._build_speech = sounds, speech
        self._sounds: Plays | None = None
        self._speech: Plays | None = None
        self._guiding: Guiding | None = None
        self._clock: Callable[[], float] = lambda: 0.0
        self._cues: tuple[tuple[float, Heard], ...] = ()
        self._heard: Heard | None = None
        self._words = ""
        self._due = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._look)
        self._speaks = QTimer(self, singleShot=True, interval=FIRST_THE_SOUND)
        self._speaks.timeout.connect(self._speak)

    def wants(self, sounds: bool, speech: bool) -> None:
        """What may be heard from now on. What plays it is not looked for before."""
        self._sounds = self._switched(self._sounds, sounds, self._build_sounds)
        self._speech = self._switched(self._speech, speech, self._build_speech)

    def follow(self, guiding: Guiding, clock: Callable[[], float], is_private: bool) -> None:
        """Through this, by this clock. `is_private`: no movement is named."""
        self._guiding, self._clock = guiding, clock
        self._cues = tuple(cues(guiding.suggestion, is_private))
        self._look()

    def end(self, over: Over) -> None:
        """It is over."""
        self.silence()
        self._guiding = self._heard = None
        if over.outcome in (Outcome.TAKEN, Outcome.PARTLY):
            self._play(Heard(OVER, Sound.END, head(over)))

    def silence(self) -> None:
        """Nothing more, until there is something new."""
        self._due.stop()
        self._speaks.stop()
        for each in (self._sounds, self._speech):
            if each is not None:
                each.silence()

    def _switched(self, now: Plays | None, wanted: bool, build: Build) -> Plays | None:
        if wanted:
            return now or build(self._fails)
        if now is not None:
            now.silence()
        return None

    def _look(self) -> None:
        """Play what is due, and come back for the next."""
        guiding = self._guiding
        if guiding is None or guiding.held_at is not None:
            self.silence()
            return
        elapsed = guiding.elapsed(self._clock())
        past = [heard for at, heard in self._cues if at <= elapsed + ALMOST]
        if past and past[-1] != self._heard:
            # What was slept through, or passed over, is of no use any more.
            self._heard = past[-1]
            self._play(past[-1])
        coming = [at for at, _heard in self._cues[len(past) :]]
        if coming:
            self._due.start(math.ceil((coming[0] - elapsed) * 1000))
        else:
            self._due.stop()

    def _play(self, heard: Heard) -> None:
        self._speaks.stop()
        if self._sounds is not None and heard.sound is not None:
            self._sounds.play(str(places.shipped("sounds") / f"{heard.sound}.wav"))
        if self._speech is None:
            return
        self._words = heard.words
        if self._sounds is None or heard.sound is None:
            self._speak()
        else:
            self._speech.silence()
            self._speaks.start()

    def _speak(self) -> None:
        if self._speech is not None:
            self._speech.play(self._words)
