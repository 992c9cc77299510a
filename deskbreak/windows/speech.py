"""Speaks in the voice of the system, in the user's language."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QProcess

from deskbreak.sounds.programs import SAY, here, speakers, voice
from deskbreak.windows.programs import Programs
from deskbreak.windows.sapi import Sapi
from deskbreak.words import language

PATIENCE = 20.0
"""Seconds: nothing that is said takes as many, but a screen reader may come first."""

Fails = Callable[[str], object]


def speech(fails: Fails) -> Programs | Sapi:
    """What speaks here. `fails` is told what keeps it from being heard."""
    if sys.platform == "win32":
        return Sapi(language(), fails)
    if sys.platform == "darwin":
        return MacSpeech(fails)
    found = list(here(speakers(language())))
    if not found:
        fails("no program here speaks")
    return Programs(found, PATIENCE, fails)


class MacSpeech(Programs):
    """`say`, with a voice for the language as soon as it is known which there are; until then with the Mac's own."""

    def __init__(self, fails: Fails) -> None:
        super().__init__([SAY], PATIENCE, fails)
        self._lists = QProcess(self)
        self._lists.finished.connect(self._listed)
        self._lists.setStandardInputFile(QProcess.nullDevice())
        self._lists.start(SAY.name, ["-v", "?"])

    def _listed(self) -> None:
        found = voice(self._lists.readAllStandardOutput().toStdString(), language())
        if found and self._programs:
            self._programs = [replace(SAY, arguments=("-v", found, *SAY.arguments))]
