"""What plays the sounds of the guide's window here, and what speaks. It is looked for, and plays nothing."""

from __future__ import annotations

import sys
from subprocess import TimeoutExpired, run

from deskbreak.app.finding import Finding
from deskbreak.settings.shown import Guide
from deskbreak.sounds.programs import SAY, Program, here, players, speakers, voice
from deskbreak.words import _, language

PATIENCE = 5.0
"""Seconds for a Mac to list its voices."""
OF_WINDOWS = (Program("winsound"), Program("SAPI"))


def cues(settings: Guide) -> Finding:
    """Whether a movement can be heard, and by what."""
    player, speaker = OF_WINDOWS if sys.platform == "win32" else (_first(players()), _first(speakers(language())))
    can, lacks, hints = [], [], []
    if player is not None:
        can.append(_("sounds: {program}").format(program=player.name))
    else:
        lacks.append((_("sounds"), _none_of(players())))
        hints.append(_("For sounds, install paplay (Debian: pulseaudio-utils) or pw-play (pipewire-bin)."))
    if speaker is not None:
        can.append(_("speech: {program}, in {language}").format(program=speaker.name, language=_voice(speaker)))
    else:
        lacks.append((_("speech"), _none_of(speakers(language()))))
        hints.append(_("For a voice, install espeak-ng, or speech-dispatcher with one of its voices."))
    is_on = settings.sounds or settings.speech
    return Finding("cues", "on" if is_on else "off", tuple(can), tuple(lacks), " ".join(hints))


def _first(programs: tuple[Program, ...]) -> Program | None:
    return next(here(programs), None)


def _none_of(programs: tuple[Program, ...]) -> str:
    names = ", ".join(program.name for program in programs)
    return _("none of these is installed: {names}").format(names=names)


def _voice(speaker: Program) -> str:
    """The language, with the voice for it where that has to be chosen."""
    if speaker != SAY:
        return language()
    try:
        listed = run(  # noqa: S603 - a program of the system, and no shell
            [SAY.name, "-v", "?"], capture_output=True, timeout=PATIENCE, check=False, encoding="utf-8"
        ).stdout
    except (OSError, TimeoutExpired):
        listed = ""
    found = voice(listed, language())
    return f"{language()} ({found})" if found else _("the voice that is set")
