"""Stillness and input from a real X server, and from things that are none."""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence import x11, x11_touch
from deskbreak.desktop.presence.x11 import X11Presence
from deskbreak.desktop.x11 import REPLY, X11, Extension
from deskbreak.ports import Unavailable
from tests.desktop.conftest import LET_IN, Pose, require_programs
from tests.desktop.server import XServer, x_server
from tests.desktop.turning import Turning

from .conftest import Told

STILL = 0.4
FORCE_SCREEN_SAVER = 115
XTEST_POINTER, CHANGE_PROPERTY = 4, 57
"""A device, and a request of XInput."""
Watch = Callable[..., X11Presence]


@pytest.fixture
def server() -> Iterator[XServer]:
    require_programs()
    with x_server() as server:
        server.xdotool("mousemove", 200, 200)
        yield server


@pytest.fixture
def watch(server: XServer, turning: Turning, told: Told) -> Iterator[Watch]:
    """A presence that has found its server."""
    made: list[X11Presence] = []

    def watch(still_after: float = STILL) -> X11Presence:
        made.append(X11Presence(turning.loop, server.environment, told.append, told.lost.append, still_after))
        turning.until(lambda: made[-1]._alarms)
        assert told[0] == PresenceFound(True)
        return made[-1]

    yield watch
    if not told.lost:
        for each in made:
            each.close()


@pytest.fixture
def still(watch: Watch, turning: Turning, told: Told, monkeypatch: pytest.MonkeyPatch) -> X11Presence:
    """Nothing has been touched for a while. Jitter may last for half a second."""
    monkeypatch.setattr(x11, "JITTER_SECONDS", 0.5)
    presence = watch()
    turning.until(lambda: len(told) == 2)
    return presence


def move(server: XServer, right: int, down: int = 0) -> None:
    server.xdotool("mousemove_relative", "--", right, down)


def moves_by(x: X11, turning: Turning, factor: float) -> None:
    """Have the mouse that xdotool moves go only so far of each step."""
    extensions: list[Extension] = []
    atoms: dict[str, int] = {}
    x.extension("XInputExtension", lambda found: extensions.append(found or Extension(0, 0)))
    x.atoms(["Coordinate Transformation Matrix", "FLOAT"], atoms.update)
    turning.until(lambda: extensions and atoms)
    matrix = struct.pack("<9f", factor, 0, 0, 0, factor, 0, 0, 0, 1)
    body = struct.pack("<HBBIII", XTEST_POINTER, 0, 32, *atoms.values(), 9) + matrix
    x.send(extensions[0].opcode, CHANGE_PROPERTY, body)


def is_over(still: X11Presence, turning: Turning) -> None:
    """Until it was looked whether that was somebody, and the next touch is waited for."""
    turning.until(lambda: still.deadline is not None)
    turning.until(lambda: still._alarms)


def test_stillness_and_the_first_touch_after_it(server: XServer, watch: Watch, turning: Turning, told: Told) -> None:
    move(server, 5)
    touched = turning.clock.now()
    watch()
    turning.until(lambda: len(told) == 2)
    assert isinstance(told[1], StillnessBegan)
    assert touched - 1 < told[1].since <= turning.clock.now() - STILL
    server.xdotool("key", "a")
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()
    turning.until(lambda: len(told) == 4)
    server.xdotool("click", 1)
    turning.until(lambda: len(told) == 5)
    assert told.kinds()[3:] == ["StillnessBegan", "InputCame"]


def test_whoever_was_still_before_is_told_at_once_and_since_when(
    server: XServer, watch: Watch, turning: Turning, told: Told
) -> None:
    move(server, 5)
    touched = turning.clock.now()
    turning.until(lambda: turning.clock.now() > touched + 3 * STILL)
    watch()
    began = turning.clock.now()
    turning.until(lambda: len(told) == 2)
    assert isinstance(told[1], StillnessBegan)
    assert told[1].since < began - STILL


def test_nothing_is_heard_of_somebody_who_types(
    server: XServer, watch: Watch, turning: Turning, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = watch(still_after=60)

    def types_and_moves() -> list[int]:
        """The kinds of all that was sent to us meanwhile. Whatever came up before the last reply comes before it."""
        heard: list[int] = []
        with monkeypatch.context() as listening:
            listening.setattr(presence._x, "_take", lambda packet: heard.append(packet[0]))
            for _ in range(20):
                server.xdotool("key", "a")
                move(server, 9)
            presence._x.pointer(lambda _pointer: None)
            turning.until(lambda: REPLY in heard)
        return heard

    # At first, every client is told that there is another keyboard.
    types_and_moves()
    assert types_and_moves() == [REPLY]
    assert told == [PresenceFound(True)]


@pytest.mark.parametrize(("right", "down"), [(1, 0), (-2, 2), (0, -1)])
def test_a_knock_against_the_desk_is_no_return(
    server: XServer, still: X11Presence, turning: Turning, told: Told, right: int, down: int
) -> None:
    move(server, right, down)
    is_over(still, turning)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    # Where it was knocked to is where it rests: a key is told from a knock by a pointer that did not move.
    server.xdotool("key", "a")
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()


def test_many_small_knocks_are_none_either(server: XServer, still: X11Presence, turning: Turning, told: Told) -> None:
    for _ in range(3):
        move(server, 2)
        is_over(still, turning)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    move(server, 3)
    turning.until(lambda: len(told) == 3)


def test_a_hand_that_moves_slowly_is_a_return(
    server: XServer, still: X11Presence, turning: Turning, told: Told
) -> None:
    move(server, 1)
    turning.until(lambda: still.deadline is not None)
    move(server, 4)
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()


def test_somebody_who_goes_on_is_back_however_little_moves(
    server: XServer, still: X11Presence, turning: Turning, told: Told
) -> None:
    steps = cycle((1, -1))

    def goes_on() -> bool:
        move(server, next(steps))
        return len(told) == 3

    turning.until(goes_on)
    assert told[2] == InputCame()


def test_a_knock_of_less_than_a_pixel_is_no_return(
    server: XServer, still: X11Presence, turning: Turning, told: Told
) -> None:
    """As libinput makes of the slowest movements; the pointer stays where it is."""
    moves_by(still._x, turning, 0.2)
    for _ in range(2):
        move(server, 1)
        is_over(still, turning)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    server.xdotool("click", 4)
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()


def test_a_key_after_a_knock_is_a_return(server: XServer, still: X11Presence, turning: Turning, told: Told) -> None:
    """However soon it comes, and whether or not anything follows."""
    move(server, 1)
    turning.until(lambda: still.deadline is not None)
    soon = turning.clock.now() + 0.1
    turning.until(lambda: turning.clock.now() > soon)
    server.xdotool("key", "a")
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()


def test_a_program_that_keeps_the_screen_on_brings_nobody_back(
    server: XServer, still: X11Presence, turning: Turning, told: Told
) -> None:
    """As `xset s reset` does, and players that know of nothing better."""
    for _ in range(3):
        still._x.send(FORCE_SCREEN_SAVER, 0, b"")
        is_over(still, turning)
    still._x.send(FORCE_SCREEN_SAVER, 0, b"")
    turning.until(lambda: still.deadline is not None)
    still.on_time(turning.clock.now())
    # Too soon to know: it has begun anew just now, and is looked at again.
    is_over(still, turning)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    server.xdotool("key", "a")
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()


@pytest.mark.parametrize("setting", ["INPUT", "QUERY_VERSION"])
def test_a_server_without_xinput_or_with_an_old_one(
    server: XServer, turning: Turning, told: Told, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    """It tells where the pointer is, at least."""
    monkeypatch.setattr(x11, "JITTER_SECONDS", 0.5)
    monkeypatch.setattr(x11_touch, setting, "NoSuchExtension" if setting == "INPUT" else 250)
    monkeypatch.setattr(x11_touch, "KEYS", b"of no use")
    monkeypatch.setattr(x11_touch, "POINTERS", b"neither")
    presence = X11Presence(turning.loop, server.environment, told.append, told.lost.append, STILL)
    turning.until(lambda: len(told) == 2)
    move(server, 2)
    is_over(presence, turning)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    server.xdotool("key", "a")
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()
    presence.close()


def test_an_older_xwayland_is_known_by_its_devices(
    server: XServer, turning: Turning, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Xwayland before 23.1 has no extension that says what it is. This one here is no Xwayland, but has devices."""
    monkeypatch.setattr(x11, "XWAYLAND_DEVICE", b"Xvfb mouse")
    X11Presence(turning.loop, server.environment, told.append, told.lost.append)
    turning.until(lambda: told.lost)
    assert "serves a Wayland session" in told.lost[0]
    assert not told


def test_a_pause_in_typing(server: XServer, watch: Watch, turning: Turning, told: Told) -> None:
    presence = watch(still_after=60)
    server.xdotool("key", "a")
    presence.await_pause(30)
    presence.await_pause(STILL)
    turning.until(lambda: len(told) == 2)
    assert told[1] == TypingPaused()
    presence.await_pause(0.01)
    turning.until(lambda: len(told) == 3)
    assert told[2] == TypingPaused()


def test_the_x_server_goes_away(server: XServer, still: X11Presence, turning: Turning, told: Told) -> None:
    server.process.send_signal(19)
    still._look(still._touched)
    server.kill()
    turning.until(lambda: told.lost)
    assert told.lost == ["the X server went away"]
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]


def test_no_x_server(turning: Turning, told: Told) -> None:
    with pytest.raises(Unavailable, match="DISPLAY is not set"):
        X11Presence(turning.loop, {}, told.append, told.lost.append)


# -- servers that are none ------------------------------------------------------------


NO_XWAYLAND, IS_XWAYLAND = (struct.pack("<BxHIBBBB20x", 1, 1, 0, present, 150, 0, 0) for present in (0, 1))
NO_SYNC, SYNC_THERE = (NO_XWAYLAND + struct.pack("<BxHIBBBB20x", 1, 2, 0, present, 134, 83, 0) for present in (0, 1))


def counters(*names: bytes, count: int | None = None) -> bytes:
    """What SYNC lists, with those of a length that is a multiple of four and two."""
    listed = b"".join(struct.pack("<IiIH", 80 + place, 0, 0, len(name)) + name for place, name in enumerate(names))
    assert len(listed) % 4 == 0
    return struct.pack("<BxHII20x", 1, 4, len(listed) // 4, len(names) if count is None else count) + listed


GREETED = struct.pack("<BxHIBB22x", 1, 3, 0, 3, 1)


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (IS_XWAYLAND, "serves a Wayland session"),
        (NO_SYNC, "no SYNC extension"),
        (SYNC_THERE + GREETED + counters(b"SERVERTIME"), "does not count idle time"),
        (SYNC_THERE + GREETED + counters(), "does not count idle time"),
        (b"\1\0\1\0" + b"\xff" * 28, "went away"),
    ],
)
def test_a_server_without_idle_time_says_so(posing: Pose, turning: Turning, told: Told, says: bytes, why: str) -> None:
    posing(LET_IN + says, stays=True)
    X11Presence(turning.loop, {"DISPLAY": ":5"}, told.append, told.lost.append)
    turning.until(lambda: told.lost)
    assert why in told.lost[0]
    assert not told


@pytest.mark.parametrize(
    "says",
    [
        b"",
        SYNC_THERE[:31],
        SYNC_THERE + GREETED + counters(b"SERVERTIME", count=4_000_000_000),
        SYNC_THERE + GREETED + struct.pack("<BxHII20x", 1, 4, 0, 7),
        SYNC_THERE + GREETED + struct.pack("<BxHII20xIiIH2x", 1, 4, 4, 1, 80, 0, 0, 60_000),
    ],
)
def test_a_server_that_says_nothing_of_use_is_told_of_by_nobody(
    posing: Pose, turning: Turning, told: Told, says: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The lookout gives it up after a while."""
    posing(LET_IN + says, stays=True)
    with caplog.at_level(logging.CRITICAL):
        presence = X11Presence(turning.loop, {"DISPLAY": ":5"}, told.append, told.lost.append)
        later = turning.clock.now() + 0.2
        turning.until(lambda: turning.clock.now() > later)
    assert not told
    assert presence.deadline is None
    if not told.lost:
        presence.close()
