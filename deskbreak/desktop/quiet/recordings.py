"""Which of the streams that record are of a call or the like, and what people call their programs. Pure.

Left out: what a sound server records for itself (echo cancelling, loops, filters), level meters, held streams, and
programs that keep the microphone open for as long as they run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deskbreak.desktop.quiet.called import called, file_of
from deskbreak.desktop.quiet.pulse_wire import NOTHING, Broken

FIELDS = 13
"""Values that a stream is told by, in version 19 of the protocol."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A stream that records."""

    source: int
    """What it records from, by index."""
    by_server: bool
    """Whether it belongs to no program, but to a module of the server."""
    resampled: str
    held: bool
    properties: Mapping[str, str]


ALWAYS_OPEN = {
    "easyeffects": "filters the microphone for others",
    "pulseeffects": "filters the microphone for others",
    "noisetorch": "filters the microphone for others",
    "jamesdsp": "filters sound for others",
    "carla": "filters sound for others",
    "sonobus": "stays connected",
    "pavucontrol": "shows levels",
    "pavucontrol-qt": "shows levels",
    "gnome-control-center": "shows levels",
    "plasmashell": "shows levels",
    "kcmshell5": "shows levels",
    "kcmshell6": "shows levels",
    "systemsettings": "shows levels",
    "cinnamon-settings": "shows levels",
    "mate-volume-control": "shows levels",
    "xfce4-panel": "shows levels",
    "obs": "shows levels for as long as it runs, whether it records or not",
    "cava": "draws what it hears",
    "glava": "draws what it hears",
    "projectm": "draws what it hears",
    "talon": "waits for a spoken command all day",
    "pipewire": "is the sound server",
    "wireplumber": "is part of the sound server",
    "pulseaudio": "is the sound server",
}
"""By the program's file, or another name of it in lower case, and why it says nothing of a call."""
METERS = frozenset({"Peak detect", "Peak Detect"})
"""What streams are called that only measure how loud it is."""
NAMELESS = re.compile(
    r"|VoiceEngine|.* input|Chromium.*|WebRTC.*|.*VoiceEngine|libpulse.*|python.*|audio-src", re.IGNORECASE
)
"""Names that say nothing to those who use the program: of a library inside it."""
WRAPPED = re.compile(r"(?:ALSA plug-in|PipeWire ALSA) \[(.+)\]")
"""A program that knows only of the sound system below."""


def recordings(values: Sequence[Any]) -> list[Recording]:
    """Those that a sound server lists. Broken, if this is no such list."""
    if len(values) % FIELDS:
        raise Broken(f"{len(values)} values, not a multiple of {FIELDS}")
    found = []
    for at in range(0, len(values), FIELDS):
        _index, _name, _module, client, source, *_sound, resampled, _driver, properties, held = values[at : at + FIELDS]
        if not isinstance(properties, dict) or not isinstance(source, int):
            raise Broken("values of another kind than they should be")
        found.append(Recording(source, client == NOTHING, resampled or "", bool(held), properties))
    return found


def counts(recording: Recording) -> bool:
    """Whether somebody may be speaking there; what it records from may still be a loudspeaker."""
    told = recording.properties
    return not (
        recording.held
        or _measures(recording)
        # With PipeWire the filters are streams like others, but tied to what they feed.
        or (recording.by_server and "application.name" not in told)
        or "node.link-group" in told
        or not ALWAYS_OPEN.keys().isdisjoint(_known_by(told))
    )


def _measures(recording: Recording) -> bool:
    told = recording.properties
    return (
        recording.resampled == "peaks"
        or told.get("media.name") in METERS
        or told.get("resample.peaks") == "true"
        or told.get("stream.monitor") == "true"
    )


def _known_by(told: Mapping[str, str]) -> set[str]:
    """Whatever names it, in lower case. A stream that speaks PipeWire's own protocol comes without a file."""
    names = (told.get(key, "") for key in ("application.name", "node.name"))
    return {program(told).lower(), told.get("application.id", "").rpartition(".")[2].lower(), *map(str.lower, names)}


def program(told: Mapping[str, str]) -> str:
    """The file of the program."""
    return file_of(told.get("application.process.binary", ""))


def name(told: Mapping[str, str]) -> str:
    """What people call it; "" where nothing tells."""
    said = told.get("application.name", "")
    if wrapped := WRAPPED.fullmatch(said):
        said = wrapped[1]
    file = program(told)
    if not said or NAMELESS.fullmatch(said) or said == file:
        said = file or said or told.get("media.name", "")
    return called(said)
