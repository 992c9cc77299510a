"""Which streams count, and what people call the programs."""

from __future__ import annotations

import pytest

from deskbreak.desktop.quiet.pulse_wire import NOTHING, Broken
from deskbreak.desktop.quiet.recordings import ALWAYS_OPEN, Recording, counts, name, recordings


def stream(by_server: bool = False, held: bool = False, resampled: str = "", **told: str) -> Recording:
    return Recording(1, by_server, resampled, held, {key.replace("_", "."): value for key, value in told.items()})


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ({"application_name": "Firefox", "application_process_binary": "firefox"}, "Firefox"),
        ({"application_name": "firefox"}, "Firefox"),
        ({"application_name": "Chromium input", "application_process_binary": "chrome"}, "Google Chrome"),
        ({"application_name": "WEBRTC VoiceEngine", "application_process_binary": "Discord"}, "Discord"),
        ({"application_name": "ZOOM VoiceEngine", "application_process_binary": "zoom"}, "Zoom"),
        ({"application_name": "ALSA plug-in [arecord]", "application_process_binary": "arecord"}, "Arecord"),
        ({"application_name": "PipeWire ALSA [skypeforlinux]"}, "Skype"),
        ({"application_process_binary": "/opt/teams/teams-for-linux"}, "Teams"),
        ({"application_process_binary": ".slack-wrapped"}, "Slack"),
        ({"media_name": "Voice"}, "Voice"),
        ({"application_name": "WEBRTC VoiceEngine"}, "WEBRTC VoiceEngine"),
        ({}, ""),
    ],
)
def test_names(told: dict[str, str], called: str) -> None:
    assert name({key.replace("_", "."): value for key, value in told.items()}) == called


def test_what_counts() -> None:
    assert counts(stream())
    assert counts(stream(application_name="Firefox"))
    assert counts(stream(by_server=True, application_name="Firefox"))  # PipeWire's own clients have no number.


@pytest.mark.parametrize("program", ALWAYS_OPEN)
def test_programs_that_are_always_open(program: str) -> None:
    assert not counts(stream(application_name="Anything", application_process_binary=program))
    assert ALWAYS_OPEN[program]


@pytest.mark.parametrize(
    "by_another_name",
    [
        stream(application_name="cava", node_name="cava"),  # As PipeWire tells of one that speaks its own protocol.
        stream(application_name="OBS", node_name="OBS"),
        stream(application_id="com.github.wwmm.easyeffects", application_name="Easy Effects"),
        stream(application_name="projectM", application_process_binary="projectM-pulseaudio"),
    ],
)
def test_a_program_that_is_always_open_goes_by_other_names_too(by_another_name: Recording) -> None:
    assert not counts(by_another_name)


@pytest.mark.parametrize(
    "left_out",
    [
        stream(by_server=True),
        stream(held=True),
        stream(resampled="peaks"),
        stream(media_name="Peak detect"),
        stream(stream_monitor="true"),
        stream(resample_peaks="true"),
    ],
)
def test_what_does_not_count(left_out: Recording) -> None:
    assert not counts(left_out)


def test_a_list_that_is_none() -> None:
    assert recordings([]) == []
    with pytest.raises(Broken):
        recordings([1])
    with pytest.raises(Broken):
        recordings([0] * 13)
    with pytest.raises(Broken):
        recordings([0] * 4 + [None] + [0] * 4 + [None, "", {}, False])
    assert recordings([0] * 3 + [NOTHING, 4] + [0] * 4 + [None, "", {}, False]) == [Recording(4, True, "", False, {})]
