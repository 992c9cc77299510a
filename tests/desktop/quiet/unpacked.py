"""PulseAudio, installed or unpacked: how to start it."""

from __future__ import annotations

import shutil
from pathlib import Path

UNPACKED = Path(__file__).parent.parent / "unpacked"
"""Where `make` leaves a PulseAudio that is not installed: an installed one drives out parts of somebody's PipeWire."""


def pulseaudio() -> tuple[list[str], dict[str, str]]:
    """How to call it, and what it needs in its environment."""
    if installed := shutil.which("pulseaudio"):
        return [installed], {}
    modules = next(UNPACKED.glob("usr/lib/pulse*/modules"), UNPACKED)
    libraries = (modules, *UNPACKED.glob("usr/lib/*/pulseaudio"))
    program = str(UNPACKED / "usr/bin/pulseaudio")
    return [program, f"--dl-search-path={modules}"], {"LD_LIBRARY_PATH": ":".join(map(str, libraries))}
