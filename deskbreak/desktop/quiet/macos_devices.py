"""Microphone and camera on macOS. Not run on macOS yet; tested beside a HAL of ours.

From macOS 14 on CoreAudio lists the programs that use sound, and tells of each which microphones it uses now. That it
"runs input" says less: what waits for "Hey Siri" says so all day long and uses none, and a program that opens one for
the second time was seen not to say so. Before, only devices tell that somebody uses them, and those with a loudspeaker
may mean the music: there a stream of the microphone has to run, too.

Of a camera nothing tells who uses it. All of this is asked anew each time: what CoreMediaIO tells by itself comes also
when nothing happened.
"""

from __future__ import annotations

import os
import re

from deskbreak.desktop.quiet.macos_applications import Applications
from deskbreak.desktop.quiet.macos_objects import INPUT, OUTPUT, SYSTEM, Objects, core_audio, core_media_io
from deskbreak.desktop.quiet.polled import SOMEBODY, PolledSignal
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders

PROCESSES, PROCESS_RUNS, PROCESS_LISTENS, PROCESS_NUMBER, PROCESS_DEVICES = "prs#", "pir?", "piri", "ppid", "pdv#"
"""kAudioHardwarePropertyProcessObjectList, and kAudioProcessProperty…IsRunning, …IsRunningInput, …PID, …Devices."""
DEVICES, DEVICE_RUNS, STREAMS, STREAM_RUNS = "dev#", "gone", "stm#", "sact"
"""…HardwarePropertyDevices, …DevicePropertyDeviceIsRunningSomewhere and …Streams, …StreamPropertyIsActive."""
ALWAYS_OPEN = re.compile(
    r"krisp|loopback|audio hijack|soundsource|background music|eqmac|obs( studio)?|talon|siri|corespeechd"
)
"""Programs that filter or pass on the microphone, show levels, or wait for a spoken command all day."""


def microphone(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """The programs that listen. Unavailable before macOS 14."""
    audio, applications = core_audio(), Applications()

    def ask() -> Holders:
        pids = [
            audio.number(process, PROCESS_NUMBER)
            for process in audio.numbers(SYSTEM, PROCESSES)
            if audio.number(process, PROCESS_RUNS) and _listens(audio, process)
        ]
        names = {applications.name(pid) for pid in pids if pid != os.getpid()}
        return frozenset(name for name in names if not ALWAYS_OPEN.fullmatch(name.lower()))

    return PolledSignal(loop, "microphone", ask, tell, on_lost)


def microphone_device(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """A microphone that runs for somebody."""
    audio = core_audio()

    def listens(device: int) -> bool:
        try:
            streams, plays = audio.numbers(device, STREAMS, INPUT), audio.numbers(device, STREAMS, OUTPUT)
        except OSError:
            # Gone since it was listed.
            return False
        return any(audio.number(stream, STREAM_RUNS) for stream in streams) if plays else bool(streams)

    def ask() -> Holders:
        devices = audio.numbers(SYSTEM, DEVICES)
        return SOMEBODY if any(audio.number(each, DEVICE_RUNS) and listens(each) for each in devices) else NOBODY

    return PolledSignal(loop, "microphone", ask, tell, on_lost)


def camera(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """A camera that runs for somebody."""
    cameras = core_media_io()

    def ask() -> Holders:
        devices = cameras.numbers(SYSTEM, DEVICES)
        return SOMEBODY if any(cameras.number(each, DEVICE_RUNS) for each in devices) else NOBODY

    return PolledSignal(loop, "camera", ask, tell, on_lost)


def _listens(audio: Objects, process: int) -> bool:
    """Whether a program that uses sound uses a microphone."""
    try:
        return bool(audio.numbers(process, PROCESS_DEVICES, INPUT))
    except OSError:
        return bool(audio.number(process, PROCESS_LISTENS))
